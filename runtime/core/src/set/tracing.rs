//! Spans and events for the `tracing` ecosystem. A subscriber that panics hurts no load.

use tracing::Span;
use tracing::field::Empty;
use tracing::span::Entered;

use crate::contract::shielded;
#[cfg(feature = "access")]
use crate::report::AccessEvent;
use crate::report::{Event, LoadSummary, LoadWarning, Metadata, Rfc3339};

/// The span of one load, which encloses the load and its events.
#[derive(Default)]
pub(crate) struct LoadSpan(Option<Span>);

impl LoadSpan {
    pub(crate) fn new(total: usize) -> Self {
        Self(shielded(|| {
            ::tracing::info_span!(
                target: "provider_credentials",
                "load_credentials",
                credentials_total = number(total),
                credentials_loaded = Empty,
                credentials_missing = Empty,
            )
        }))
    }

    /// Until what it returns is dropped.
    pub(crate) fn enter(&self) -> InSpan<'_> {
        InSpan(self.0.as_ref().and_then(|span| shielded(|| span.enter())))
    }

    pub(crate) fn record(&self, summary: &LoadSummary) {
        let Some(span) = &self.0 else { return };
        shielded(|| {
            span.record("credentials_loaded", number(summary.loaded));
            span.record("credentials_missing", number(summary.missing));
        });
    }
}

impl Drop for LoadSpan {
    fn drop(&mut self) {
        let span = self.0.take();
        shielded(|| drop(span));
    }
}

/// While this lives, what is traced on the thread is inside of the span.
pub(crate) struct InSpan<'s>(Option<Entered<'s>>);

#[cfg(feature = "live")]
impl InSpan<'_> {
    pub(crate) fn leave(self) {
        drop(self);
    }
}

impl Drop for InSpan<'_> {
    fn drop(&mut self) {
        let entered = self.0.take();
        shielded(|| drop(entered));
    }
}

/// The same as structured events, whose fields are those of the event.
pub(super) fn trace(event: &Event<'_>) {
    shielded(|| {
        if let Some(metadata) = event.metadata() {
            trace_credential(event, metadata);
        }
        if let Some(summary) = event.summary() {
            trace_load(event, summary);
        }
        #[cfg(feature = "access")]
        if let Some(access) = event.access() {
            trace_access(event, access);
        }
    });
}

/// Accesses are many: at level `DEBUG`, but for an anchor, and for one that could not be recorded.
#[cfg(feature = "access")]
fn trace_access(event: &Event<'_>, of: &AccessEvent) {
    let access = of.access();
    macro_rules! emit {
        ($level:ident) => {
            ::tracing::$level!(
                target: "provider_credentials",
                credential_id = access.credential_id(),
                provider = access.provider(),
                kind = access.kind(),
                part = access.part(),
                generation = number(access.generation()),
                file = access.place().file(),
                line = i64::from(access.place().line()),
                column = i64::from(access.place().column()),
                reason = access.reason(),
                error = of.problem().map(|why| why.to_string()).as_deref(),
                refused = of.problem().map(|_| of.is_refused()),
                sequence = of.anchor().map(|anchor| number(anchor.sequence())),
                head = of.anchor().map(|anchor| anchor.to_string()).as_deref(),
                time = %Rfc3339(event.time()),
                schema_version = i64::from(Event::SCHEMA_VERSION),
                "{}",
                event.name()
            )
        };
    }
    match (of.problem(), of.anchor()) {
        (Some(_), _) => emit!(warn),
        (None, Some(_)) => emit!(info),
        (None, None) => emit!(debug),
    }
}

fn trace_credential(event: &Event<'_>, metadata: &Metadata) {
    macro_rules! emit {
        ($level:ident) => {
            ::tracing::$level!(
                target: "provider_credentials",
                credential_id = metadata.credential_id(),
                provider = metadata.provider(),
                kind = metadata.kind(),
                source = metadata.source(),
                required = metadata.is_required(),
                loaded = metadata.is_loaded(),
                error_code = event.error_code(),
                error_part = event.error().map(|error| error.part()),
                error = event.error().map(|error| error.text()).as_deref(),
                warning_codes = joined(event, ",", |warning| warning.code().to_owned()).as_deref(),
                warning = joined(event, "; ", |warning| format!("{warning:?}")).as_deref(),
                generation = event.generation().map(number),
                version = event.version(),
                time = %Rfc3339(event.time()),
                duration_us = number(event.duration().as_micros()),
                schema_version = i64::from(Event::SCHEMA_VERSION),
                "{}",
                event.name()
            )
        };
    }
    if event.is_warning() { emit!(warn) } else { emit!(info) }
}

fn trace_load(event: &Event<'_>, summary: &LoadSummary) {
    macro_rules! emit {
        ($level:ident) => {
            ::tracing::$level!(
                target: "provider_credentials",
                credentials_total = number(summary.total),
                credentials_loaded = number(summary.loaded),
                credentials_missing = number(summary.missing),
                time = %Rfc3339(event.time()),
                duration_us = number(event.duration().as_micros()),
                schema_version = i64::from(Event::SCHEMA_VERSION),
                "{}",
                event.name()
            )
        };
    }
    if event.is_warning() { emit!(warn) } else { emit!(info) }
}

/// `None` if there is no warning.
fn joined(event: &Event<'_>, between: &str, text: fn(&LoadWarning) -> String) -> Option<String> {
    let warnings = event.warnings();
    if warnings.is_empty() {
        return None;
    }
    let mut texts = Vec::with_capacity(warnings.len());
    for warning in warnings {
        texts.push(text(warning));
    }
    Some(texts.join(between))
}

/// The one type of numbers that every subscriber takes as such: OpenTelemetry has no unsigned ones.
fn number<N: TryInto<i64>>(number: N) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
