//! Spans, logs and metrics at a real receiver, and no secret among them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use opentelemetry::metrics::MeterProvider as _;
use opentelemetry_otlp::{MetricExporter, WithExportConfig as _};
use opentelemetry_sdk::metrics::SdkMeterProvider;
use provider_credentials::{AuditLog, Loader, credentials};
use provider_credentials_disguises::Sentinels;
use provider_credentials_test_servers::Otlp;
use serde_json::Value;

use crate::counts::Counts;
use crate::exported::{attributes, logs, metrics, shown, span_events, spans};
use crate::program::Program;

credentials!("provider_credentials.yaml");

const SECRETS: [&str; 5] = [
    "sentinel-of-a-variable",
    "sentinel-of-a-file",
    "sentinel-of-another-file",
    "sentinel-in-broken-json",
    "sentinel-of-a-password",
];

#[test]
fn all_three_arrive_and_no_secret_does() {
    let test = "the example of OpenTelemetry with a receiver";
    let Some(otlp) = Otlp::for_test(test, env!("CARGO_TARGET_TMPDIR")) else { return };
    let directory = tempfile::tempdir().unwrap();
    let [variable, file, other_file, broken, password] = SECRETS;
    write(directory.path(), "openai", file);
    write(directory.path(), "orders.json", &format!("{{ \"username\": \"{broken}\", {broken}"));
    let mut program = Program::start(&[
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &otlp.endpoint()),
        ("OTEL_SERVICE_NAME", "service-of-the-test"),
        ("ANTHROPIC_API_KEY", variable),
        ("SECRETS_DIR", directory.path().to_str().unwrap()),
    ]);
    program.until("load_finished");
    write(directory.path(), "openai", other_file);
    let parts = format!("{{ \"username\": \"app\", \"password\": \"{password}\" }}");
    write(directory.path(), "orders.json", &parts);
    program.reload();
    fs::remove_file(directory.path().join("openai")).unwrap();
    program.reload();
    let lines = program.end();
    assert_eq!(lines.last().unwrap(), "all was sent", "{lines:#?}");

    let expected = [
        "credential_loaded anthropic -",
        "credential_loaded openai -",
        "credential_failed orders json_syntax",
        "load_finished - -",
        "credential_rotated openai -",
        "credential_recovered orders -",
        "credential_reload_failed openai file_not_found",
    ];
    let traces = spans(&otlp);
    assert_eq!(shown(&span_events(&traces), "name"), expected);
    let logs = logs(&otlp);
    assert_eq!(shown(&logs, "body"), expected);
    assert_eq!(shown(&logs, "eventName"), expected);

    // A span for each load, and each log in one of them.
    assert_eq!(traces.len(), 3);
    assert!(traces.iter().all(|span| span["name"] == "load_credentials"), "{traces:#?}");
    let ids = |all: &[Value]| -> BTreeSet<String> {
        all.iter().map(|each| each["spanId"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&logs), ids(&traces));
    assert_eq!(attributes(&traces[0])["credentials_loaded"], "2");
    let severities: Vec<&Value> = logs.iter().map(|log| &log["severityText"]).collect();
    assert_eq!(severities, ["INFO", "INFO", "INFO", "INFO", "INFO", "INFO", "WARN"]);

    let metrics = metrics(&otlp);
    let rotated = "code=none event=credential_rotated provider=openai source=file";
    assert_eq!(metrics[&format!("provider_credentials.events {rotated}")], "1");
    let loaded = "credential_id=openai provider=openai required=true";
    assert_eq!(metrics[&format!("provider_credentials.loaded {loaded}")], "1");

    let bytes = otlp.received_bytes();
    assert!(bytes.len() > 1000);
    // What is sent is not compressed: the search would find it.
    let control = Sentinels::new().with("control", "service-of-the-test");
    assert!(!control.find(&bytes).is_empty());
    let sentinels = SECRETS.iter().fold(Sentinels::new(), |all, text| all.with(text, text));
    assert_eq!(sentinels.find(&bytes), []);
    // Nor any path of the machine that built the program.
    let sent = String::from_utf8_lossy(&bytes);
    assert!(sent.contains("credential_rotated"));
    for path in [env!("CARGO_MANIFEST_DIR"), "runtime/core", "src/set", ".rs"] {
        assert!(!sent.contains(path), "{path}");
    }
    assert_eq!(sentinels.find(lines.join("\n").as_bytes()), []);
}

/// An audit log that can no longer be written.
#[test]
fn accesses_that_could_not_be_recorded_are_counted() {
    let test = "the counts of the example with a receiver";
    let Some(otlp) = Otlp::for_test(test, env!("CARGO_TARGET_TMPDIR")) else { return };
    let exporter = MetricExporter::builder()
        .with_http()
        .with_endpoint(format!("{}/v1/metrics", otlp.endpoint()))
        .build()
        .unwrap();
    let meters = SdkMeterProvider::builder().with_periodic_exporter(exporter).build();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("access.jsonl");
    let log = AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap();
    let creds: Credentials = Loader::isolated()
        .with_secret("openai", SECRETS[0])
        .with_access_observer(log)
        .with_access_events()
        .with_observer(Counts::new(&meters.meter("test")))
        .load();
    creds.openai.secret().unwrap();
    fs::rename(&path, directory.path().join("old")).unwrap();
    fs::create_dir(&path).unwrap();
    creds.openai.secret().unwrap();
    meters.shutdown().unwrap();
    let metrics = metrics(&otlp);
    for (event, code, count) in
        [("credential_accessed", "none", "2"), ("access_not_recorded", "audit_not_regular", "1")]
    {
        let labels = format!("code={code} credential_id=openai event={event} provider=openai");
        assert_eq!(metrics[&format!("provider_credentials.accesses {labels}")], count);
    }
}

fn write(directory: &Path, name: &str, content: &str) {
    let new = directory.join("new");
    fs::write(&new, content).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        fs::set_permissions(&new, fs::Permissions::from_mode(0o600)).unwrap();
    }
    fs::rename(new, directory.join(name)).unwrap();
}
