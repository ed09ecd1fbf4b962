//! Where `tracing` is told something. Its macros would name each event after the path that this file had when the program
//! was built, and exporters would send that path: these have the event's own name, and no path.

use ::tracing::field::{Field, Value};
use ::tracing::level_filters::{LevelFilter, STATIC_MAX_LEVEL};
use ::tracing::{Event, Level, Metadata, Span, dispatcher};
use core::array;
use tracing_core::Callsite as _;
use tracing_core::callsite::DefaultCallsite;

/// An event or a span with a name, a level and fields.
macro_rules! callsite {
    ($kind:ident, $name:expr, $level:ident, $fields:expr) => {{
        static CALLSITE: DefaultCallsite = DefaultCallsite::new(&METADATA);
        static METADATA: ::tracing::Metadata<'static> = ::tracing::Metadata::new(
            $name,
            "provider_credentials",
            ::tracing::Level::$level,
            None,
            None,
            None,
            ::tracing::field::FieldSet::new($fields, tracing_core::identify_callsite!(&CALLSITE)),
            ::tracing::metadata::Kind::$kind,
        );
        &CALLSITE
    }};
}

pub(super) use callsite;

/// The one with that name and level, if anybody listens.
pub(super) fn listened_to(
    sites: &'static [&'static DefaultCallsite],
    name: &str,
    level: Level,
) -> Option<&'static DefaultCallsite> {
    let is_it = |metadata: &Metadata<'_>| *metadata.level() == level && metadata.name() == name;
    let site = *sites.iter().find(|site| is_it(site.metadata()))?;
    is_listened_to(site).then_some(site)
}

fn is_listened_to(site: &'static DefaultCallsite) -> bool {
    let metadata = site.metadata();
    if *metadata.level() > STATIC_MAX_LEVEL || *metadata.level() > LevelFilter::current() {
        return false;
    }
    let interest = site.interest();
    let is_enabled = || dispatcher::get_default(|subscriber| subscriber.enabled(metadata));
    interest.is_always() || (!interest.is_never() && is_enabled())
}

/// Tells an event with a value for each field.
pub(super) fn dispatch<const N: usize>(site: &'static DefaultCallsite, values: [&dyn Value; N]) {
    let metadata = site.metadata();
    with_fields(metadata, values, |values| {
        Event::dispatch(metadata, &metadata.fields().value_set(values));
    });
}

/// Begins a span with a value for each field.
pub(super) fn span<const N: usize>(
    site: &'static DefaultCallsite,
    values: [&dyn Value; N],
) -> Option<Span> {
    let metadata = site.metadata();
    let mut span = None;
    if is_listened_to(site) {
        with_fields(metadata, values, |values| {
            span = Some(Span::new(metadata, &metadata.fields().value_set(values)));
        });
    }
    span
}

type Values<'v, const N: usize> = [(&'v Field, Option<&'v dyn Value>); N];

fn with_fields<const N: usize>(
    metadata: &'static Metadata<'static>,
    values: [&dyn Value; N],
    work: impl FnOnce(&Values<'_, N>),
) {
    let mut fields = metadata.fields().iter();
    let fields: [Option<Field>; N] = array::from_fn(|_| fields.next());
    let Some(first) = fields.iter().flatten().next() else { return };
    // There are as many fields as values.
    let value = |at: usize| match (fields.get(at), values.get(at)) {
        (Some(Some(field)), Some(value)) => (field, Some(*value)),
        _ => (first, None),
    };
    work(&array::from_fn(value));
}
