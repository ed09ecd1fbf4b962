//! All that `tracing`, `log` and `metrics` are told, at every level and of every target, on the standard error.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use tracing::field::{Field, Visit};
use tracing::span;

struct Everything(AtomicU64);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?} {value:#?}", field.name());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = write!(self.0, " {}={value}", field.name());
    }

    fn record_bytes(&mut self, field: &Field, value: &[u8]) {
        let _ = write!(self.0, " {}={}", field.name(), value.escape_ascii());
    }
}

impl tracing::Subscriber for Everything {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let mut line = Line(format!("trace: {:?}", attributes.metadata()));
        attributes.record(&mut line);
        eprintln!("{}", line.0);
        span::Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        let mut line = Line("trace:".to_owned());
        values.record(&mut line);
        eprintln!("{}", line.0);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(format!("trace: {}", event.metadata().target()));
        event.record(&mut line);
        eprintln!("{}", line.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

impl log::Log for Everything {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        eprintln!("log: {} {} {record:?}", record.target(), record.args());
    }

    fn flush(&self) {}
}

impl Recorder for Everything {
    fn describe_counter(&self, name: KeyName, _: Option<Unit>, text: SharedString) {
        eprintln!("metric: {name:?} {text}");
    }

    fn describe_gauge(&self, name: KeyName, _: Option<Unit>, text: SharedString) {
        eprintln!("metric: {name:?} {text}");
    }

    fn describe_histogram(&self, name: KeyName, _: Option<Unit>, text: SharedString) {
        eprintln!("metric: {name:?} {text}");
    }

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        eprintln!("metric: {key} {key:?}");
        Counter::noop()
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        eprintln!("metric: {key} {key:?}");
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        eprintln!("metric: {key} {key:?}");
        Histogram::noop()
    }
}

/// For this process, from now on.
pub(crate) fn start() {
    static LOG: Everything = Everything(AtomicU64::new(1));
    let all = Everything(AtomicU64::new(1));
    tracing::subscriber::set_global_default(all).expect("the first");
    log::set_logger(&LOG).expect("the first");
    log::set_max_level(log::LevelFilter::Trace);
    metrics::set_global_recorder(Everything(AtomicU64::new(1))).expect("the first");
    log::trace!("watched");
}
