//! Events for the `tracing` ecosystem.

use crate::report::Event;

/// The same as structured events: fields are the keys of the metadata. A required credential that is
/// missing is a warning, and so are one that has a warning and a load that leaves required ones missing;
/// everything else is information.
pub(super) fn trace(event: &Event<'_>) {
    macro_rules! emit {
        ($level:ident, $metadata:ident) => {
            ::tracing::$level!(
                target: "provider_credentials",
                credential_id = $metadata.credential_id(),
                provider = $metadata.provider(),
                kind = $metadata.kind(),
                source = $metadata.source(),
                required = $metadata.is_required(),
                loaded = $metadata.is_loaded(),
                code = $metadata.error().map(|error| error.code()),
                part = $metadata.error().map(|error| error.part()),
                error = $metadata.error_text().as_deref(),
                warning = $metadata.warning_text().map(::tracing::field::display),
                "{}",
                event.name()
            )
        };
    }
    macro_rules! emit_summary {
        ($level:ident, $summary:ident) => {
            ::tracing::$level!(
                target: "provider_credentials",
                total = $summary.total,
                loaded = $summary.loaded,
                missing = $summary.missing,
                "{}",
                event.name()
            )
        };
    }
    #[cfg(feature = "access")]
    macro_rules! emit_access {
        ($level:ident, $event:ident) => {
            ::tracing::$level!(
                target: "provider_credentials",
                credential_id = $event.access().credential_id(),
                provider = $event.access().provider(),
                kind = $event.access().kind(),
                part = $event.access().part(),
                place = ::tracing::field::display($event.access().place()),
                reason = $event.access().reason(),
                generation = $event.access().generation(),
                error = $event.problem().map(::tracing::field::display),
                sequence = $event.anchor().map(|anchor| anchor.sequence()),
                head = $event.anchor().map(::tracing::field::display),
                "{}",
                event.name()
            )
        };
    }
    match event {
        Event::CredentialFailed(metadata) if metadata.is_required() => emit!(warn, metadata),
        Event::CredentialLoaded(metadata) if metadata.warning().is_some() => emit!(warn, metadata),
        Event::CredentialFailed(metadata) | Event::CredentialLoaded(metadata) => {
            emit!(info, metadata);
        }
        #[cfg(feature = "live")]
        Event::CredentialReloadFailed(metadata)
        | Event::CredentialWarned(metadata)
        | Event::CredentialExpired(metadata) => emit!(warn, metadata),
        #[cfg(feature = "live")]
        Event::CredentialRotated(metadata) | Event::CredentialRecovered(metadata) => {
            emit!(info, metadata);
        }
        #[cfg(feature = "access")]
        Event::Access(access) if access.problem().is_some() => emit_access!(warn, access),
        #[cfg(feature = "access")]
        Event::Access(access) if access.anchor().is_some() => emit_access!(info, access),
        #[cfg(feature = "access")]
        Event::Access(access) => emit_access!(debug, access),
        Event::LoadFinished(summary) if summary.missing > 0 => emit_summary!(warn, summary),
        Event::LoadFinished(summary) => emit_summary!(info, summary),
    }
}
