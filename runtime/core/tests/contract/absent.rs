//! What is not there is told from what is refused or cannot be used.

use std::fs;

use provider_credentials_core::__private::{
    EnvSpec, FallThrough, FileSpec, Format, RemoteSpec, SourceSpec, TemplatePart,
};
use provider_credentials_core::{Loader, Permissions, SourceError};

use crate::support::{Answers, error, key, load_one, loader, remote, text};

const NOT_THERE: SourceError = SourceError::new("not_there", "no such secret", "write it").absent();
const DENIED: SourceError = SourceError::new("denied", "it is denied", "ask for it").denied();

fn env(var: &'static str) -> SourceSpec {
    SourceSpec::Env(EnvSpec { var, file_var: "UNUSED_FILE" })
}

fn file(name: &'static str) -> SourceSpec {
    SourceSpec::File(FileSpec {
        path: text(name, vec![TemplatePart::Text(name)].leak()),
        key: Some(key("a.b", &["a", "b"])),
        format: Format::Json,
        decoder: None,
    })
}

#[test]
fn of_variables() {
    let loader = Loader::new().with_environment([("EMPTY", " "), ("X", "a"), ("X_FILE", "/b")]);
    for (var, file_var, is_absent) in
        [("UNSET", "UNSET_FILE", true), ("EMPTY", "UNSET_FILE", true), ("X", "X_FILE", false)]
    {
        let credential = load_one(SourceSpec::Env(EnvSpec { var, file_var }), &loader);
        assert_eq!(error(&credential).is_absent(), is_absent, "{var}");
    }
    assert!(error(&load_one(env("X"), &Loader::isolated())).is_absent());
}

#[test]
fn of_files() {
    let directory = tempfile::tempdir().unwrap();
    for (name, content) in [
        ("empty.json", " \n"),
        ("no-key.json", "{ \"a\": {} }"),
        ("null.json", "{ \"a\": { \"b\": null } }"),
        ("empty-value.json", "{ \"a\": { \"b\": \"\" } }"),
        ("broken.json", "{ \"a\": "),
        ("list.json", "{ \"a\": { \"b\": [] } }"),
    ] {
        fs::write(directory.path().join(name), content).unwrap();
    }
    let loader = loader().base_dir(directory.path()).permissions(Permissions::Off);
    let is_absent = |name| error(&load_one(file(name), &loader)).is_absent();
    for name in ["none.json", "empty.json", "no-key.json", "null.json", "empty-value.json"] {
        assert!(is_absent(name), "{name}");
    }
    for name in ["broken.json", "list.json", "."] {
        assert!(!is_absent(name), "{name}");
    }
}

#[test]
fn of_stores_and_of_several() {
    let loader = loader()
        .with_source("empty", Answers(|_| Err(NOT_THERE)))
        .with_source("closed", Answers(|_| Err(DENIED)));
    let of = |kind| RemoteSpec {
        fall_through: FallThrough { denied: true, unreachable: true },
        ..remote(kind)
    };
    assert!(error(&load_one(SourceSpec::Remote(remote("empty")), &loader)).is_absent());
    assert!(!error(&load_one(SourceSpec::Remote(remote("closed")), &loader)).is_absent());
    for (first, is_absent) in [("empty", true), ("closed", false)] {
        let sources = vec![SourceSpec::Remote(of(first)), env("UNSET")];
        let specs = vec![crate::support::spec("it", sources)];
        let credential = crate::support::load_all(specs, &loader).remove(0);
        let error = error(&credential);
        assert_eq!(error.code(), "not_found_in_sources");
        assert_eq!(error.is_absent(), is_absent, "{first}");
    }
}
