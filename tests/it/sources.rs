//! `auth.sources`, given values, and how formats are told apart.

use std::fs;

use provider_credentials::{Loader, credentials};

use crate::support::{Files, no_environment, outcome, shown, write_secret};

credentials!("it/manifests/sources.yaml", struct Sources);

#[test]
fn the_first_source_that_is_there_wins() {
    let files = Files::new().with("both.json", r#"{"key": "second"}"#);
    let creds: Sources = files.loader().with_environment([("BOTH_KEY", "first")]).load();
    assert_eq!((shown(&creds.both).as_str(), creds.both.metadata().source()), ("first", "env"));

    for absent in [None, Some(("BOTH_KEY", "")), Some(("BOTH_KEY", " "))] {
        let creds: Sources = files.loader().with_environment(absent).load();
        assert_eq!(
            (shown(&creds.both).as_str(), creds.both.metadata().source()),
            ("second", "file")
        );
    }

    fs::remove_file(files.join("both.json")).unwrap();
    write_secret(&files.join("both"), "third");
    let creds: Sources = files.loader().with_environment([("MOUNT", files.path())]).load();
    assert_eq!(shown(&creds.both), "third");
}

#[test]
fn a_path_variable_that_is_not_set_means_not_there() {
    let creds: Sources = Loader::new().with_environment([("FILE_FIRST_KEY", "value")]).load();
    assert_eq!(shown(&creds.file_first), "value");
}

#[test]
fn a_broken_source_does_not_fall_through() {
    let files = Files::new();
    let loader = || {
        files.loader().with_environment([
            ("MOUNT", files.path().as_os_str()),
            ("FILE_FIRST_KEY", "forgotten".as_ref()),
        ])
    };
    for (content, code) in [(&b""[..], "file_empty"), (b"\xff", "file_not_utf8")] {
        write_secret(&files.join("file_first"), content);
        assert_eq!(outcome(&loader().load::<Sources>().file_first), Err(code));
    }
    write_secret(&files.join("both"), "third");
    for (content, code) in
        [("{", "json_syntax"), ("{}", "key_not_found"), ("{\"key\": null}", "key_is_null")]
    {
        write_secret(&files.join("both.json"), content);
        assert_eq!(outcome(&loader().load::<Sources>().both), Err(code), "{content}");
    }
}

#[test]
fn when_no_source_is_there_the_error_names_them_all() {
    let creds: Sources = Files::new().loader().load();
    assert_eq!(outcome(&creds.both), Err("not_found_in_sources"));
    assert_eq!(creds.both.metadata().source(), "env");
    assert_eq!(
        creds.both.secret().unwrap_err().to_string(),
        "credential `both` is not loaded: none of its 3 sources has it: (1) environment variable \
         `BOTH_KEY` is not set, (2) file `both.json` does not exist, (3) the path of file \
         `${MOUNT}/both` needs `MOUNT`, which is unset or empty; provide one of them"
    );
}

#[test]
fn a_stated_format_wins_and_an_unknown_extension_is_tried_as_json_then_yaml() {
    for (content, by_format, by_content) in [
        ("{\"key\": \"json\"}", "json", "json"),
        ("key: yaml", "yaml", "yaml"),
        ("key: [", "<yaml_syntax>", "<unknown_syntax>"),
        // Only YAML knows `\x41`, and what begins like JSON is not read as YAML unless that is stated.
        ("{\"key\": \"\\x41\"}", "A", "<json_syntax>"),
        ("{\"key\": \"a\nb\"}", "a b", "<json_syntax>"),
        ("{\"key\": null}", "<key_is_null>", "<key_is_null>"),
    ] {
        let files = Files::new().with("odd.conf", content);
        let creds: Sources = files.loader().load();
        assert_eq!(shown(&creds.by_format), by_format, "{content}");
        assert_eq!(shown(&creds.by_content), by_content, "{content}");
    }
}

#[test]
fn a_given_value_replaces_the_sources() {
    let loader = Loader::new()
        .with_environment([("BOTH_KEY", "from the environment")])
        .with_secret(SourcesId::Both, "given\n")
        .with_secret("by_format", String::from("given too"))
        .with_secret("no such id", "ignored");
    let creds = Sources::load_with(&loader);
    assert_eq!((shown(&creds.both).as_str(), creds.both.metadata().source()), ("given", "given"));
    assert_eq!(shown(&creds.by_format), "given too");

    let again: Sources = loader.load();
    assert_eq!(shown(&again.both), "given", "a loader can load many times");
}

#[test]
fn a_given_value_is_held_to_the_same_rules() {
    let creds: Sources = no_environment().with_secret("both", " \n").load();
    assert_eq!(outcome(&creds.both), Err("value_empty"));
    assert_eq!(creds.both.metadata().source(), "given");
    let error = creds.both.secret().unwrap_err().to_string();
    assert!(error.ends_with("the given value is empty; set it to the secret"), "{error}");
}

#[test]
fn an_isolated_loader_asks_nobody() {
    let files = Files::new().with("both.json", r#"{"key": "from a file"}"#);
    let loader = Loader::isolated().base_dir(files.path()).with_environment([("BOTH_KEY", "env")]);
    let creds: Sources = loader.with_secret("file_first", "given").load();
    assert_eq!(shown(&creds.file_first), "given");
    assert_eq!(outcome(&creds.both), Err("not_given"));
    assert_eq!(
        creds.both.secret().unwrap_err().to_string(),
        "credential `both` is not loaded: the isolated loader was not given this value; give it \
         with `Loader::with_secret`, by the ID, or by `ID.password` for a part and `ID.config.KEY` for a text"
    );
}

#[test]
fn a_loader_shows_nothing_it_was_given() {
    let loader = Loader::new()
        .with_environment([("SENTINEL_NAME", "sentinel-value")])
        .with_secret("both", "sentinel-secret");
    let shown = format!("{loader:?} {loader:#?}");
    assert!(!shown.to_lowercase().contains("sentinel"), "{shown}");
    assert!(shown.contains("both"), "{shown}");
}

#[test]
#[cfg(unix)]
fn a_variable_that_is_not_unicode_is_there_and_broken() {
    use std::os::unix::ffi::OsStringExt;

    let files = Files::new().with("both.json", r#"{"key": "second"}"#);
    let value = std::ffi::OsString::from_vec(b"\xff".to_vec());
    let creds: Sources = files.loader().with_environment([("BOTH_KEY", value)]).load();
    assert_eq!(outcome(&creds.both), Err("env_not_unicode"));
}

#[test]
fn a_variable_that_names_a_missing_file_promises_it() {
    let files = Files::new().with("both.json", r#"{"key": "second"}"#);
    let creds: Sources = files.loader().with_environment([("BOTH_KEY_FILE", "missing")]).load();
    assert_eq!(outcome(&creds.both), Err("file_not_found"));
}

#[test]
fn a_blank_file_variable_is_unset() {
    let set = [("BOTH_KEY", "value"), ("BOTH_KEY_FILE", " ")];
    let creds = Sources::load_with(&Loader::new().with_environment(set));
    assert_eq!(shown(&creds.both), "value");
}

#[test]
fn a_secret_is_given_by_id_or_by_field() {
    credentials!("it/manifests/everything.yaml");
    for id in ["self-hosted", "self_hosted", "SelfHosted"] {
        let creds = Credentials::load_with(&Loader::isolated().with_secret(id, "given"));
        assert_eq!(shown(&creds.self_hosted), "given", "{id}");
        assert_eq!(creds.loaded_ids(), [CredentialId::SelfHosted]);
    }
}

#[test]
fn a_secret_goes_to_one_credential_alone() {
    credentials!("it/manifests/alike.yaml", struct Alike);
    let load = |id: &str| Alike::load_with(&Loader::isolated().with_secret(id, "given"));
    assert_eq!(load("a_b").loaded_ids(), [AlikeId::AB]);
    assert_eq!(load("ab").loaded_ids(), [AlikeId::Ab]);
    assert_eq!(load("AB").loaded_ids(), [], "either could be meant");
}
