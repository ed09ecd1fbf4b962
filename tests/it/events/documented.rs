//! `docs/telemetry.md` against the code.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use provider_credentials::{Event, JsonLines, Loader, Metadata, credentials};

use super::json::{Memory, lines, schema, without_duration};

credentials!("provider_credentials.yaml");

const PAGE: &str = include_str!("../../../docs/telemetry.md");

/// The cells of the rows of a table, without what is not code in the first.
fn table(name: &str) -> Vec<Vec<String>> {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let text = PAGE.split(&start).nth(1).unwrap().split(&end).next().unwrap();
    let mut rows = Vec::new();
    for line in text.lines().skip(2) {
        let cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().replace('`', ""));
        rows.push(cells.collect());
    }
    rows
}

fn first(name: &str) -> BTreeSet<String> {
    table(name).into_iter().map(|row| row[0].clone()).collect()
}

#[test]
fn its_events_are_those_of_the_code_at_their_level() {
    let schema = schema();
    let known = schema["properties"]["event"]["enum"].as_array().unwrap();
    let known = known.iter().map(|name| name.as_str().unwrap().to_owned());
    assert_eq!(first("events"), known.collect());
    super::every::all(|event: &Event<'_>| {
        let rows = table("events");
        let row = rows.iter().find(|row| row[0] == event.name()).unwrap();
        let is_loaded_with_warning = event.metadata().is_some_and(|m| m.warning().is_some());
        let expected = match row[2].as_str() {
            "debug" | "info" => false,
            "warning" => true,
            "info; a warning if it has warnings" => is_loaded_with_warning,
            "a warning if it is required, else info" => {
                event.metadata().is_some_and(Metadata::is_required)
            }
            _ => event.summary().unwrap().missing > 0,
        };
        assert_eq!(event.is_warning(), expected, "{event}");
    });
}

#[test]
fn its_fields_are_those_of_every_line() {
    let rows = table("fields");
    let in_line = |places: &[&str]| -> BTreeSet<&str> {
        let is_in = |row: &&Vec<String>| row[1].split(", ").any(|place| places.contains(&place));
        rows.iter().filter(is_in).map(|row| row[0].as_str()).collect()
    };
    for line in lines() {
        let places: &[&str] = match line["event"].as_str().unwrap() {
            "load_finished" => &["all", "load"],
            "credential_accessed" => &["all", "access"],
            "access_not_recorded" => &["all", "access", "failure"],
            "access_anchored" => &["all", "access", "anchor"],
            _ => &["all", "credential"],
        };
        let fields = line.as_object().unwrap();
        let names: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
        assert_eq!(names, in_line(places), "{line}");
        for (name, value) in fields {
            let row = rows.iter().find(|row| row[0] == *name).unwrap();
            let is_right = match row[2].as_str() {
                "number" => value.is_u64(),
                "truth" => value.is_boolean(),
                "text" => value.is_string(),
                "list" => value.is_array(),
                _ => value.is_string() || value.is_null(),
            };
            assert!(is_right, "{name}: {value}");
        }
    }
}

#[test]
fn its_line_is_what_is_written() {
    let memory = Memory::default();
    let lines = JsonLines::start(memory.clone()).unwrap();
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let loader = Loader::new().with_environment::<&str, &str>([]).clock(move || at);
    let _: Credentials = loader.with_observer(lines.clone()).load();
    assert!(lines.flush(Duration::from_secs(10)));
    let written = String::from_utf8(memory.0.lock().unwrap().clone()).unwrap();
    let shown = PAGE.split("```json\n").nth(1).unwrap().split("\n```").next().unwrap();
    assert_eq!(without_duration(written.lines().next().unwrap()), without_duration(shown));
}

/// The page and the documentation of `Metrics` have one table.
#[test]
fn its_metrics_are_those_of_the_code() {
    let source = include_str!("../../../runtime/core/src/sink/metrics.rs");
    for row in table("metrics") {
        assert!(source.contains(&format!("= \"{}\";", row[0])), "{row:?}");
    }
    let text = PAGE.split("<!-- metrics -->\n").nth(1).unwrap();
    for line in text.split("<!-- end").next().unwrap().lines() {
        assert!(source.contains(&format!("/// {line}\n")), "{line}");
    }
    assert_eq!(source.matches("= \"provider_credentials_").count(), table("metrics").len());
}
