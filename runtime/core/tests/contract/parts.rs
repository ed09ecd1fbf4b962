//! Credentials of several parts.

use std::time::{Duration, SystemTime};

use provider_credentials_core::__private::{EnvSpec, PartSpec, SourceSpec, Spec};
use provider_credentials_core::{Loader, Secret, Source, SourceAnswer, SourceRequest};

use crate::support::{Answers, error, load_all, loader, part, remote, value};

fn env(var: &'static str, file_var: &'static str) -> SourceSpec {
    SourceSpec::Env(EnvSpec { var, file_var })
}

fn basic(id: &'static str, parts: Vec<PartSpec>) -> Spec {
    Spec::new(id, "example", true, parts.leak())
}

fn database() -> Spec {
    basic(
        "db",
        vec![
            part("username", vec![env("USER", "USER_FILE")]),
            part("password", vec![env("PASSWORD", "PASSWORD_FILE"), env("PW", "PW_FILE")]),
        ],
    )
}

#[test]
fn it_loads_whole_or_fails_whole_and_the_error_names_the_part() {
    let given = |variables: &[(&'static str, &'static str)]| {
        let loader = Loader::new().with_environment(variables.iter().copied());
        load_all(vec![database()], &loader).remove(0)
    };
    let whole = given(&[("USER", "app"), ("PW", "example")]);
    assert_eq!(value(&whole), "app");
    for (variables, code, words) in [
        (
            &[("PW", "x")][..],
            "env_not_set",
            "`db` is not loaded: its `username`: environment variable `USER`",
        ),
        (&[("USER", "x")], "not_found_in_sources", "its `password`: none of its 2 sources has it"),
        (&[], "env_not_set", "its `username`: "),
    ] {
        let failed = given(variables);
        assert!(!failed.is_loaded());
        let error = error(&failed);
        assert_eq!(error.code(), code);
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn parts_of_several_credentials_do_not_mix() {
    let single = || basic("key", vec![part("secret", vec![env("KEY", "KEY_FILE")])]);
    let loader = Loader::new().with_environment([("KEY", "key"), ("USER", "app"), ("PW", "pw")]);
    let loaded = load_all(vec![single(), database(), single()], &loader);
    assert_eq!(loaded.iter().map(value).collect::<Vec<_>>(), ["key", "app", "key"]);
    // The part behind one that failed is not taken for the next credential's.
    let loader = Loader::new().with_environment([("KEY", "key"), ("PW", "pw")]);
    let loaded = load_all(vec![single(), database(), single()], &loader);
    assert!(!loaded[1].is_loaded());
    assert_eq!(value(&loaded[2]), "key");
}

#[test]
fn a_source_gets_the_parts_of_a_load_at_once() {
    struct Counts;

    impl Source for Counts {
        fn fetch(&self, requests: &mut [SourceRequest]) {
            let count = requests.len().to_string();
            // In another order than asked.
            requests.reverse();
            for request in requests {
                request.answer(Ok(Secret::from(format!("{} of {count}", request.id()))));
            }
        }
    }

    let asks = || SourceSpec::Remote(remote("counts"));
    let two = |id| basic(id, vec![part("a", vec![asks()]), part("b", vec![asks()])]);
    let loader = loader().with_source("counts", Counts);
    let loaded = load_all(vec![two("one"), two("two")], &loader);
    assert_eq!(loaded.iter().map(value).collect::<Vec<_>>(), ["one of 4", "two of 4"]);
}

#[test]
fn a_part_is_given_by_its_name() {
    let loader = Loader::isolated().with_secret("db.username", "app");
    let failed = load_all(vec![database()], &loader).remove(0);
    assert!(error(&failed).to_string().contains("its `password`: the isolated loader"));
    let loader = loader.with_secret("db_password", "example");
    assert_eq!(value(&load_all(vec![database()], &loader)[0]), "app");
    // It does not say which.
    let loader = Loader::isolated().with_secret("db", "example");
    assert!(!load_all(vec![database()], &loader)[0].is_loaded());
}

#[test]
fn it_is_good_for_as_long_as_every_part() {
    let until = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let lease = move |seconds| {
        Answers(match seconds {
            1 => |_| {
                Ok(SourceAnswer::secret("example")
                    .good_until(SystemTime::UNIX_EPOCH + Duration::from_secs(1))
                    .version("7"))
            },
            _ => |_| {
                Ok(SourceAnswer::secret("example")
                    .good_until(SystemTime::UNIX_EPOCH + Duration::from_secs(2)))
            },
        })
    };
    let loader = loader().with_source("one", lease(1)).with_source("two", lease(2));
    let part = |name, kind| part(name, vec![SourceSpec::Remote(remote(kind))]);
    let spec = basic("db", vec![part("a", "two"), part("b", "one")]);
    let metadata = load_all(vec![spec], &loader).remove(0).metadata();
    assert_eq!(metadata.good_until(), Some(until(1)));
    assert_eq!(metadata.version(), Some("7"));
}
