//! What a recorder of the `metrics` facade gets.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use metrics::{
    Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};
use provider_credentials::{Loader, Metrics};

use super::{Env, SENTINEL, every, loader};

/// Values by name and labels; a gauge is bits of a float.
#[derive(Clone, Default)]
struct Recorded {
    values: Arc<Mutex<BTreeMap<String, Arc<AtomicU64>>>>,
    described: Arc<Mutex<Vec<String>>>,
}

struct Count(Arc<AtomicU64>);

impl HistogramFn for Count {
    fn record(&self, value: f64) {
        assert!((0.0..60.0).contains(&value), "{value}");
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Recorded {
    fn value(&self, key: &Key) -> Arc<AtomicU64> {
        let labels: Vec<String> =
            key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let key = format!("{}{{{}}}", key.name(), labels.join(","));
        Arc::clone(self.values.lock().unwrap().entry(key).or_default())
    }

    fn shown(&self) -> Vec<String> {
        let values = self.values.lock().unwrap();
        let mut lines = Vec::new();
        for (key, value) in values.iter() {
            let bits = value.load(Ordering::SeqCst);
            let is_gauge = key.starts_with("provider_credentials_loaded{");
            let value = if is_gauge { f64::from_bits(bits).to_string() } else { bits.to_string() };
            lines.push(format!("{key} {value}"));
        }
        lines
    }
}

impl Recorder for Recorded {
    fn describe_counter(&self, name: KeyName, _: Option<Unit>, _: SharedString) {
        self.described.lock().unwrap().push(name.as_str().to_owned());
    }

    fn describe_gauge(&self, name: KeyName, _: Option<Unit>, _: SharedString) {
        self.described.lock().unwrap().push(name.as_str().to_owned());
    }

    fn describe_histogram(&self, name: KeyName, _: Option<Unit>, _: SharedString) {
        self.described.lock().unwrap().push(name.as_str().to_owned());
    }

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.value(key))
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.value(key))
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(Arc::new(Count(self.value(key))))
    }
}

#[test]
fn counts_by_provider_source_and_code() {
    let recorded = Recorded::default();
    metrics::with_local_recorder(&recorded, || {
        let loader = loader().with_observer(Metrics::new());
        let _: Env = loader.load();
        let _: Env = loader.load();
    });
    assert_eq!(
        recorded.shown(),
        [
            "provider_credentials_events_total{event=credential_failed,provider=example,source=env,code=env_not_set} 2",
            "provider_credentials_events_total{event=credential_loaded,provider=example,source=env,code=none} 2",
            "provider_credentials_load_duration_seconds{} 2",
            "provider_credentials_loaded{credential_id=first,provider=example,required=true} 0",
            "provider_credentials_loaded{credential_id=second,provider=example,required=false} 1",
        ]
    );
    assert_eq!(recorded.described.lock().unwrap().len(), 5);
}

#[test]
fn a_gauge_follows_a_credential_and_nothing_that_a_source_says_is_a_label() {
    let recorded = Recorded::default();
    metrics::with_local_recorder(&recorded, || every::all(Metrics::new()));
    let shown = recorded.shown();
    assert!(shown.iter().all(|line| !line.contains(SENTINEL) && !line.contains("v-of-")));
    let has = |line: &str| assert!(shown.iter().any(|shown| shown == line), "{line} in {shown:#?}");
    has("provider_credentials_loaded{credential_id=scripted,provider=store,required=true} 0");
    has(
        "provider_credentials_events_total{event=credential_reload_failed,provider=store,source=store,code=store_down} 1",
    );
    has(
        "provider_credentials_accesses_total{event=credential_accessed,credential_id=second,provider=example} 2",
    );
    has("provider_credentials_warnings_total{provider=store,source=store,code=store_old} 1");
    // Each metric that is used is described, and no other.
    let names: std::collections::BTreeSet<&str> =
        shown.iter().filter_map(|line| line.split('{').next()).collect();
    let described = recorded.described.lock().unwrap();
    assert_eq!(names, described.iter().map(String::as_str).collect());
}

#[test]
fn without_a_recorder_nothing_happens() {
    let _: Env = Loader::isolated().with_observer(Metrics::new()).load();
}
