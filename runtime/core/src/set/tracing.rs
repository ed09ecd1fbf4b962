//! Spans and events for the `tracing` ecosystem. A subscriber that panics hurts no load.

use ::tracing::field::{Empty, display};
use ::tracing::span::Entered;
use ::tracing::{Level, Span};
use tracing_core::callsite::DefaultCallsite;

use super::callsite::{callsite, dispatch, listened_to, span};
use crate::contract::shielded;
#[cfg(feature = "access")]
use crate::report::AccessEvent;
use crate::report::{Event, LoadError, LoadSummary, LoadWarning, Metadata, Rfc3339};

/// The span of one load, which encloses the load and its events.
#[derive(Default)]
pub(crate) struct LoadSpan(Option<Span>);

impl LoadSpan {
    pub(crate) fn new(total: usize) -> Self {
        const FIELDS: &[&str] = &["credentials_total", "credentials_loaded", "credentials_missing"];
        let site = callsite!(SPAN, "load_credentials", INFO, FIELDS);
        Self(shielded(|| span(site, [&number(total), &Empty, &Empty])).flatten())
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

/// Tells an event of a level, if it is one of these.
macro_rules! tell {
    (
        $event:expr, $level:expr, [$($name:literal at $($at:ident)or+,)*],
        $($field:ident = $value:expr,)*
    ) => {{
        const FIELDS: &[&str] = &["message", $(stringify!($field)),*];
        static SITES: &[&DefaultCallsite] =
            &[$($(callsite!(EVENT, $name, $at, FIELDS),)+)*];
        if let Some(site) = listened_to(SITES, $event.name(), $level) {
            dispatch(site, [&format_args!("{}", $event.name()), $(&$value),*]);
        }
    }};
}

/// Accesses are many: at level `DEBUG`, but for an anchor, and for one that could not be recorded.
#[cfg(feature = "access")]
fn trace_access(event: &Event<'_>, of: &AccessEvent) {
    let access = of.access();
    let level = match (of.problem(), of.anchor()) {
        (Some(_), _) => Level::WARN,
        (None, Some(_)) => Level::INFO,
        (None, None) => Level::DEBUG,
    };
    tell! {
        event,
        level,
        [
            "credential_accessed" at DEBUG,
            "access_not_recorded" at WARN,
            "access_anchored" at INFO,
        ],
        credential_id = access.credential_id(),
        provider = access.provider(),
        kind = access.kind(),
        part = access.part(),
        generation = number(access.generation()),
        file = access.place().file(),
        line = i64::from(access.place().line()),
        column = i64::from(access.place().column()),
        reason = access.reason(),
        error_code = event.error_code(),
        error = of.problem().map(|why| why.to_string()).as_deref(),
        refused = of.problem().map(|_| of.is_refused()),
        sequence = of.anchor().map(|anchor| number(anchor.sequence())),
        head = of.anchor().map(|anchor| anchor.to_string()).as_deref(),
        time = display(Rfc3339(event.time())),
        schema_version = i64::from(Event::SCHEMA_VERSION),
    }
}

fn trace_credential(event: &Event<'_>, metadata: &Metadata) {
    tell! {
        event,
        level(event),
        [
            "credential_loaded" at INFO or WARN,
            "credential_failed" at INFO or WARN,
            "credential_rotated" at INFO or WARN,
            "credential_reload_failed" at INFO or WARN,
            "credential_recovered" at INFO or WARN,
            "credential_warned" at INFO or WARN,
            "credential_expired" at INFO or WARN,
        ],
        credential_id = metadata.credential_id(),
        provider = metadata.provider(),
        kind = metadata.kind(),
        source = metadata.source(),
        required = metadata.is_required(),
        loaded = metadata.is_loaded(),
        error_code = event.error_code(),
        error_part = event.error().map(LoadError::part),
        error = event.error().map(LoadError::text).as_deref(),
        warning_codes = joined(event, ",", |warning| warning.code().to_owned()).as_deref(),
        warning = joined(event, "; ", |warning| format!("{warning:?}")).as_deref(),
        generation = event.generation().map(number),
        version = event.version(),
        time = display(Rfc3339(event.time())),
        duration_us = number(event.duration().as_micros()),
        schema_version = i64::from(Event::SCHEMA_VERSION),
    }
}

fn trace_load(event: &Event<'_>, summary: &LoadSummary) {
    tell! {
        event,
        level(event),
        ["load_finished" at INFO or WARN,],
        credentials_total = number(summary.total),
        credentials_loaded = number(summary.loaded),
        credentials_missing = number(summary.missing),
        time = display(Rfc3339(event.time())),
        duration_us = number(event.duration().as_micros()),
        schema_version = i64::from(Event::SCHEMA_VERSION),
    }
}

fn level(event: &Event<'_>) -> Level {
    if event.is_warning() { Level::WARN } else { Level::INFO }
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
