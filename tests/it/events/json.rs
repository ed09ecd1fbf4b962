//! Events as JSON, against `schema/events.schema.json`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use jsonschema::Validator;
use provider_credentials::{Event, JsonLines, Loader};
use serde_json::{Value, json};

use super::{Env, SENTINEL, every, loader};

/// What was written, for whoever has a clone.
#[derive(Clone, Default)]
pub(super) struct Memory(pub(super) Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) fn schema() -> Value {
    serde_json::from_str(include_str!("../../../schema/events.schema.json")).unwrap()
}

fn validator() -> Validator {
    let schema = schema();
    jsonschema::draft202012::meta::validate(&schema).expect("a valid schema");
    jsonschema::draft202012::new(&schema).expect("a schema")
}

/// The lines of every event.
pub(super) fn lines() -> Vec<Value> {
    let memory = Memory::default();
    let lines = JsonLines::start(memory.clone()).unwrap();
    every::all(lines.clone());
    assert!(lines.flush(Duration::from_secs(10)));
    assert_eq!((lines.failed(), lines.dropped()), (0, 0));
    let text = String::from_utf8(memory.0.lock().unwrap().clone()).unwrap();
    assert!(!text.contains(SENTINEL), "{text}");
    assert!(text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_of_every_event_is_as_the_schema_says() {
    let (validator, schema) = (validator(), schema());
    let lines = lines();
    assert_eq!(lines.len(), every::COUNT, "{lines:#?}");
    for line in &lines {
        if let Err(error) = validator.validate(line) {
            panic!("{error} in {line}");
        }
    }
    let names = |value: &Value| value.as_str().unwrap().to_owned();
    let told: BTreeSet<String> = lines.iter().map(|line| names(&line["event"])).collect();
    let known = schema["properties"]["event"]["enum"].as_array().unwrap().iter().map(names);
    assert_eq!(told, known.collect());
}

#[test]
fn the_story_of_a_credential() {
    let lines = lines();
    let of = lines.iter().filter(|line| line["credential_id"] == "scripted");
    let story: Vec<Value> = of
        .map(|line| {
            let warnings = line["warnings"].as_array().unwrap().len();
            json!([
                line["event"],
                line["time"],
                line["loaded"],
                line["error_code"],
                line["generation"],
                line["version"],
                warnings
            ])
        })
        .collect();
    let at = |hour: u32| format!("2027-01-15T{:02}:00:00.000000Z", 8 + hour);
    assert_eq!(
        Value::from(story),
        json!([
            ["credential_loaded", at(0), true, null, 1, "v-of-one", 0],
            ["credential_rotated", at(1), true, null, 2, "v-of-two", 0],
            // It has the last good value. The time is that of the load that failed.
            ["credential_reload_failed", at(2), true, "store_down", 2, "v-of-two", 0],
            ["credential_recovered", at(3), true, null, 2, "v-of-two", 0],
            ["credential_warned", at(4), true, null, 2, "v-of-two", 1],
            ["credential_expired", at(6), false, "store_down", 2, null, 0],
        ])
    );
    let part = lines.iter().find(|line| line["credential_id"] == "parts").unwrap();
    assert_eq!((&part["error_part"], &part["kind"]), (&json!("password"), &json!("basic")));
    let skipping = lines.iter().find(|line| line["credential_id"] == "skipping").unwrap();
    assert_eq!(skipping["provider"], "quoted \" and \\ and ü");
    assert_eq!(skipping["warnings"][0]["code"], "source_skipped");
    let text = skipping["warnings"][0]["warning"].as_str().unwrap();
    assert!(text.contains("the store is \"down\""), "{text}");
}

/// Each line again with one thing wrong.
#[test]
fn the_schema_refuses_what_is_not_an_event() {
    let validator = validator();
    for line in lines() {
        let fields = line.as_object().unwrap();
        for name in fields.keys() {
            let mut without = fields.clone();
            without.remove(name);
            assert!(!validator.is_valid(&without.into()), "{line} without {name}");
            let mut with = fields.clone();
            with.insert(name.clone(), json!({ "of": "another type" }));
            assert!(!validator.is_valid(&with.into()), "{line} with an object for {name}");
        }
        let mut more = fields.clone();
        more.insert("secret".to_owned(), json!("text"));
        assert!(!validator.is_valid(&more.into()), "{line} with one more");
    }
}

#[test]
fn one_line_to_the_letter() {
    let memory = Memory::default();
    let lines = JsonLines::start(memory.clone()).unwrap();
    let at = SystemTime::UNIX_EPOCH + Duration::from_micros(1_800_000_000_000_001);
    let _: Env = loader().clock(move || at).with_observer(lines.clone()).load();
    assert!(lines.flush(Duration::from_secs(10)));
    let text = String::from_utf8(memory.0.lock().unwrap().clone()).unwrap();
    let shown: Vec<String> = text.lines().map(without_duration).collect();
    let begin = "\"time\":\"2027-01-15T08:00:00.000001Z\",\"duration_us\":0";
    assert_eq!(
        shown,
        [
            format!(
                "{{\"schema_version\":1,\"event\":\"credential_failed\",{begin},\"credential_id\":\"first\",\
                 \"provider\":\"example\",\"kind\":\"api_key\",\"source\":\"env\",\"required\":true,\
                 \"loaded\":false,\"error\":\"environment variable `FIRST_KEY` is not set; set it, or set \
                 `FIRST_KEY_FILE` to the path of a file that holds the secret [env_not_set]\",\
                 \"error_code\":\"env_not_set\",\"error_part\":\"secret\",\"warnings\":[],\
                 \"generation\":1,\"version\":null}}"
            ),
            format!(
                "{{\"schema_version\":1,\"event\":\"credential_loaded\",{begin},\"credential_id\":\"second\",\
                 \"provider\":\"example\",\"kind\":\"api_key\",\"source\":\"env\",\"required\":false,\
                 \"loaded\":true,\"error\":null,\"error_code\":null,\"error_part\":null,\"warnings\":[],\
                 \"generation\":1,\"version\":null}}"
            ),
            format!(
                "{{\"schema_version\":1,\"event\":\"load_finished\",{begin},\"credentials_total\":2,\
                 \"credentials_loaded\":1,\"credentials_missing\":1}}"
            ),
        ]
    );
}

/// With zero for the time that the load took.
pub(super) fn without_duration(line: &str) -> String {
    let (before, after) = line.split_once("\"duration_us\":").unwrap();
    let (_, after) = after.split_once(',').unwrap();
    format!("{before}\"duration_us\":0,{after}")
}

#[test]
fn a_writer_that_fails_or_panics_is_counted_and_breaks_nothing() {
    struct Failing(u32);
    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += 1;
            assert_ne!(self.0, 2, "of a writer, for the test");
            if self.0 == 1 { Err(io::Error::other("full")) } else { Ok(bytes.len()) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let lines = JsonLines::start(Failing(0)).unwrap();
    let creds: Env = loader().with_observer(lines.clone()).load();
    assert!(creds.second.is_loaded());
    assert!(lines.flush(Duration::from_secs(10)));
    assert_eq!((lines.failed(), lines.dropped()), (2, 0));
}

#[test]
fn many_loads_into_one_writer_leave_whole_lines() {
    let memory = Memory::default();
    let lines = JsonLines::start(memory.clone()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let _: Env = loader().with_observer(lines.clone()).load();
                }
            });
        }
    });
    assert!(lines.flush(Duration::from_secs(30)));
    let text = String::from_utf8(memory.0.lock().unwrap().clone()).unwrap();
    let validator = validator();
    assert_eq!(text.lines().count(), 600);
    assert!(text.lines().all(|line| validator.is_valid(&serde_json::from_str(line).unwrap())));
}

#[test]
fn an_observer_of_one_line_writes_where_the_load_runs() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let loader = Loader::isolated().with_observer(move |event: &Event<'_>| {
        told.lock().unwrap().push(event.json().to_string());
    });
    let _: Env = loader.load();
    assert_eq!(seen.lock().unwrap().len(), 3);
}
