//! What a receiver has got.

use std::collections::BTreeMap;

use provider_credentials_test_servers::Otlp;
use serde_json::Value;

/// What stands at a path of keys, through all lists on the way.
fn at(values: Vec<Value>, path: &[&str]) -> Vec<Value> {
    path.iter().fold(values, |values, key| {
        let inner = values.into_iter().filter_map(|value| value.get(key).cloned());
        inner.flat_map(|value| value.as_array().cloned().unwrap_or_else(|| vec![value])).collect()
    })
}

pub(crate) fn spans(otlp: &Otlp) -> Vec<Value> {
    let mut spans = at(otlp.received("traces"), &["resourceSpans", "scopeSpans", "spans"]);
    spans.sort_by_key(|span| span["startTimeUnixNano"].as_str().unwrap().to_owned());
    spans
}

/// Of all spans, in order.
pub(crate) fn span_events(spans: &[Value]) -> Vec<Value> {
    at(spans.to_vec(), &["events"])
}

pub(crate) fn logs(otlp: &Otlp) -> Vec<Value> {
    at(otlp.received("logs"), &["resourceLogs", "scopeLogs", "logRecords"])
}

/// The last value of each series, by its name and attributes.
pub(crate) fn metrics(otlp: &Otlp) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for metric in at(otlp.received("metrics"), &["resourceMetrics", "scopeMetrics", "metrics"]) {
        for kind in ["sum", "gauge"] {
            for point in at(vec![metric.clone()], &[kind, "dataPoints"]) {
                let mut words = vec![metric["name"].as_str().unwrap().to_owned()];
                let attributes = attributes(&point);
                words.extend(attributes.iter().map(|(key, value)| format!("{key}={value}")));
                all.insert(words.join(" "), point["asInt"].as_str().unwrap().to_owned());
            }
        }
    }
    all
}

pub(crate) fn attributes(of: &Value) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for attribute in of["attributes"].as_array().into_iter().flatten() {
        let value = attribute["value"].as_object().unwrap().values().next().unwrap();
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        all.insert(attribute["key"].as_str().unwrap().to_owned(), text);
    }
    all
}

/// Name, credential and code of each event.
pub(crate) fn shown(events: &[Value], name: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for event in events {
        let name = event[name].get("stringValue").unwrap_or(&event[name]);
        let attributes = attributes(event);
        let word = |key: &str| attributes.get(key).map_or("-", String::as_str).to_owned();
        let words = [name.as_str().unwrap().to_owned(), word("credential_id"), word("error_code")];
        lines.push(words.join(" "));
    }
    lines
}
