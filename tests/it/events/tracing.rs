//! The span and the events of a load, as a subscriber gets them.

use std::sync::{Arc, Mutex};

use provider_credentials::{Live, LiveOptions, Loader};
use tracing::field::{Field, Visit};
use tracing::span;

use super::{Env, SENTINEL, loader};

/// Writes what happens as lines: events, and `+`, `>`, `<`, `-` where a span begins, is entered, is left and ends.
#[derive(Default)]
struct Subscriber(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        // These are never the same.
        if !["time", "duration_us"].contains(&field.name()) {
            self.0 += &format!(" {}={value:?}", field.name());
        }
    }
}

impl Subscriber {
    fn push(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

impl tracing::Subscriber for Subscriber {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "provider_credentials"
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        let mut line = Line(format!("+ {}", span.metadata().name()));
        span.record(&mut line);
        self.push(line.0);
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, record: &span::Record<'_>) {
        let mut line = Line("=".to_owned());
        record.record(&mut line);
        self.push(line.0);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        for name in ["time", "duration_us"] {
            assert!(event.fields().any(|field| field.name() == name), "{name}");
        }
        self.push(line.0);
    }

    fn enter(&self, _: &span::Id) {
        self.push(">".to_owned());
    }

    fn exit(&self, _: &span::Id) {
        self.push("<".to_owned());
    }

    fn try_close(&self, _: span::Id) -> bool {
        self.push("-".to_owned());
        true
    }
}

/// What the subscriber is told of a load.
fn lines_of(load: impl Fn()) -> Vec<String> {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let subscriber = Subscriber(Arc::clone(&lines));
    tracing::subscriber::with_default(subscriber, || {
        // Another test's load may just register the same events for nobody.
        load();
        tracing::callsite::rebuild_interest_cache();
        lines.lock().unwrap().clear();
        load();
    });
    let lines = lines.lock().unwrap();
    lines.clone()
}

#[test]
fn a_load_is_a_span_with_its_events() {
    let lines = lines_of(|| _ = loader().load::<Env>());
    assert!(lines.iter().all(|line| !line.contains(SENTINEL)), "{lines:?}");
    assert_eq!(
        lines,
        [
            "+ load_credentials credentials_total=2",
            ">",
            "WARN message=credential_failed credential_id=\"first\" provider=\"example\" \
             kind=\"api_key\" source=\"env\" required=true loaded=false error_code=\"env_not_set\" \
             error_part=\"secret\" error=\"environment variable `FIRST_KEY` is not set; set \
             it, or set `FIRST_KEY_FILE` to the path of a file that holds the secret [env_not_set]\" \
             generation=1 schema_version=1",
            "INFO message=credential_loaded credential_id=\"second\" provider=\"example\" \
             kind=\"api_key\" source=\"env\" required=false loaded=true generation=1 schema_version=1",
            "WARN message=load_finished credentials_total=2 credentials_loaded=1 \
             credentials_missing=1 schema_version=1",
            "= credentials_loaded=1",
            "= credentials_missing=1",
            "<",
            "-",
        ]
    );
}

/// What a line begins with, and the events' names.
fn kinds(lines: &[String]) -> Vec<&str> {
    let mut kinds = Vec::new();
    for line in lines {
        let mut words = line.split(' ');
        let first = words.next().unwrap();
        kinds.push(words.find_map(|word| word.strip_prefix("message=")).unwrap_or(first));
    }
    kinds
}

#[test]
fn so_is_a_load_that_keeps_them_current_and_nothing_else() {
    let lines = lines_of(|| {
        let loader = Loader::isolated().with_secret("second", "first-of-a-test");
        let options = LiveOptions::new().without_thread();
        let live = Live::<Env>::start_with(loader, options);
        // Nothing is due.
        live.tick();
        live.give("second", "second-of-a-test");
    });
    let expected = [
        &["+", ">", "credential_failed", "credential_loaded", "load_finished", "=", "=", "<", "-"]
            [..],
        // Loaded while all is locked, and told when it is not.
        &["+", ">", "=", "=", "<", ">", "credential_rotated", "<", "-"],
    ];
    assert_eq!(kinds(&lines), expected.concat());
}

#[test]
fn a_load_that_misses_nothing_required_is_no_warning() {
    let loader = Loader::new().with_environment([("FIRST_KEY", SENTINEL)]);
    let lines = lines_of(|| _ = loader.load::<Env>());
    let finished = "INFO message=load_finished credentials_total=2 credentials_loaded=1 \
                    credentials_missing=0 schema_version=1";
    assert!(lines.contains(&finished.to_owned()), "{lines:?}");
}

#[cfg(unix)]
#[test]
fn tracing_gets_warnings() {
    use std::fs::{self, Permissions as Mode};
    use std::os::unix::fs::PermissionsExt;

    use provider_credentials::Permissions;

    use crate::permissions::Set;
    use crate::support::Files;

    let files = Files::new().with("plain.txt", "sentinel");
    fs::set_permissions(files.join("plain.txt"), Mode::from_mode(0o644)).unwrap();
    let loader = files.loader().permissions(Permissions::Warn);
    assert_eq!(
        lines_of(|| _ = loader.load::<Set>())[2],
        "WARN message=credential_loaded credential_id=\"plain\" provider=\"example\" \
         kind=\"api_key\" source=\"file\" required=true loaded=true \
         warning_codes=\"file_insecure_permissions\" warning=\"file `plain.txt` has mode 0644, which \
         lets others read it; run `chmod 600 plain.txt` [file_insecure_permissions]\" generation=1 \
         schema_version=1"
    );
}

/// Panics wherever it is called.
struct Panicking;

impl tracing::Subscriber for Panicking {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "provider_credentials"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {
        panic!("of a subscriber, for the test")
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &tracing::Event<'_>) {
        panic!("of a subscriber, for the test")
    }

    fn enter(&self, _: &span::Id) {
        panic!("of a subscriber, for the test")
    }

    fn exit(&self, _: &span::Id) {
        panic!("of a subscriber, for the test")
    }

    fn try_close(&self, _: span::Id) -> bool {
        panic!("of a subscriber, for the test")
    }
}

#[test]
fn a_subscriber_that_panics_breaks_no_load() {
    tracing::subscriber::with_default(Panicking, || {
        tracing::callsite::rebuild_interest_cache();
        assert!(loader().load::<Env>().second.is_loaded());
    });
}
