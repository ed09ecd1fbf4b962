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
        Event::LoadFinished(summary) if summary.missing > 0 => emit_summary!(warn, summary),
        Event::LoadFinished(summary) => emit_summary!(info, summary),
    }
}
