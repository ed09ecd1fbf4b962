//! `source: systemd`: what a program gets that systemd starts, and what it is told of a unit that lacks a line.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use provider_credentials::{
    AnyCredential, ExposeSecret, Live, LiveOptions, Loader, Needed, Secret, Source, SourceRequest,
    credentials,
};

use crate::support::{Files, shown, write_secret};

credentials!("it/manifests/systemd.yaml", struct Unit);

fn of_unit(files: &Files) -> Loader {
    let directory = files.join("credentials");
    files.loader().with_environment([("CREDENTIALS_DIRECTORY", directory.to_str().unwrap())])
}

/// A directory as systemd makes it.
fn unit(credentials: &[(&str, &[u8])]) -> Files {
    let files = Files::new().with("openai", "by-path");
    fs::create_dir(files.join("credentials")).unwrap();
    for (name, content) in credentials {
        put(&files, name, content);
    }
    files
}

fn put(files: &Files, name: &str, content: &[u8]) {
    write_secret(&files.join("credentials").join(name), content);
}

const ALL: [(&str, &[u8]); 6] = [
    ("openai", b"of-systemd\n"),
    ("all.json", br#"{ "openai": { "key": "of-json" } }"#),
    ("all", b"openai:\n  key: of-yaml\n"),
    ("encoded", b"b2YtYmFzZTY0"),
    ("store", b"\xff\x00bytes"),
    ("database", br#"{ "username": "ada", "password": "of-ada" }"#),
];

#[test]
fn what_the_unit_has_is_loaded() {
    let set: Unit = of_unit(&unit(&ALL)).load();
    assert_eq!(shown(&set.openai), "of-systemd");
    assert_eq!(shown(&set.by_path), "by-path");
    assert_eq!(shown(&set.in_json), "of-json");
    assert_eq!(shown(&set.in_yaml), "of-yaml");
    assert_eq!(shown(&set.encoded), "of-base64");
    assert_eq!(set.store.secret().unwrap().expose_bytes(), b"\xff\x00bytes");
    assert_eq!(set.database.username().unwrap(), "ada");
    assert_eq!(set.database.password().unwrap().expose_secret(), "of-ada");
    let metadata = set.openai.metadata();
    assert_eq!(metadata.source(), "systemd");
    assert_eq!(metadata.to_string(), "openai (openai): loaded from systemd");
    assert_eq!(metadata.place().to_string(), "systemd credential `openai`");
    assert_eq!(set.by_path.metadata().source(), "file");
}

#[test]
fn another_source_is_tried_where_there_is_no_such_credential() {
    let files = unit(&[("of-the-unit", b"of-systemd")]);
    let directory = files.join("credentials");
    let directory = directory.to_str().unwrap();
    let variable = ("OPENAI_API_KEY", "of-the-variable");
    let set: Unit = of_unit(&files).load();
    assert_eq!(shown(&set.anywhere), "of-systemd");
    let set: Unit = files.loader().with_environment([variable]).load();
    assert_eq!(shown(&set.anywhere), "of-the-variable");
    let both = [variable, ("CREDENTIALS_DIRECTORY", directory)];
    fs::remove_file(files.join("credentials").join("of-the-unit")).unwrap();
    let set: Unit = files.loader().with_environment(both).load();
    assert_eq!(shown(&set.anywhere), "of-the-variable");
    // One that is there and broken hides no other.
    put(&files, "of-the-unit", b"");
    let set: Unit = files.loader().with_environment(both).load();
    assert_eq!(shown(&set.anywhere), "<file_empty>");
}

/// A mistake, and what the log says of it behind the credential.
fn said(credential: &AnyCredential) -> String {
    let log = credential.metadata().to_string();
    log.split_once("not loaded: ").expect("a failure").1.to_owned()
}

#[test]
fn mistakes_are_mended_by_what_the_log_says() {
    let lines = "add `LoadCredential=openai:PATH`, or `LoadCredentialEncrypted=`, to";
    let with = |directory: &str| {
        let loader = Loader::new().with_environment([("CREDENTIALS_DIRECTORY", directory)]);
        loader.load::<Unit>()
    };
    // Started by hand, or from a unit without a credential.
    let set: Unit = Loader::new().with_environment::<&str, &str>([]).load();
    assert_eq!(
        said(&set.openai),
        format!(
            "systemd credential `openai` is not there, because the program was not started by systemd with a credential; \
             {lines} the systemd unit, where PATH is the file with the secret [path_variable_not_set]"
        )
    );
    // The unit lacks the line, and its name is known.
    for directory in
        ["/run/credentials/my-agent.service", "/run/user/1000/credentials/my-agent.service"]
    {
        if Path::new(directory).exists() {
            println!("NOT RUN: there is a unit `my-agent.service` here");
            continue;
        }
        assert_eq!(
            said(&with(directory).openai),
            format!(
                "unit `my-agent.service` has no systemd credential `openai`; {lines} unit `my-agent.service`, where PATH \
                 is the file with the secret [file_not_found]"
            )
        );
    }
    // Somebody set the variable to something else, which may be anything.
    assert_eq!(
        said(&with("/nowhere/pasted-by-mistake").openai),
        format!(
            "the systemd unit has no systemd credential `openai`; {lines} the systemd unit, where PATH is the file with \
             the secret [file_not_found]"
        )
    );
    let files = unit(&ALL);
    let load = |name: &str, content: &[u8]| {
        put(&files, name, content);
        of_unit(&files).load::<Unit>()
    };
    for (name, content, expected) in [
        (
            "openai",
            &b""[..],
            "systemd credential `openai` is empty; write the secret into it [file_empty]",
        ),
        (
            "openai",
            b" \n",
            "systemd credential `openai` is empty; write the secret into it [file_empty]",
        ),
        (
            "openai",
            b"\xff\x80key",
            "systemd credential `openai` does not hold UTF-8 text; store the secret as plain text, or write \
             `format: binary` if it is bytes, such as a key store [file_not_utf8]",
        ),
    ] {
        assert_eq!(said(&load(name, content).openai), expected);
    }
    for (content, expected) in [
        (
            &br#"{ "openai": {} }"#[..],
            "systemd credential `all.json` has no key `openai.key`; add it, or correct `systemd_key` in the manifest \
             [key_not_found]",
        ),
        (
            br#"{ "openai": { "key": null } }"#,
            "key `openai.key` in systemd credential `all.json` is null; set it to the secret [key_is_null]",
        ),
    ] {
        assert_eq!(said(&load("all.json", content).in_json), expected);
    }
    let broken = said(&load("all.json", b"{ nothing").in_json);
    assert!(broken.starts_with("systemd credential `all.json` "), "{broken}");
    assert!(broken.ends_with("[json_syntax]"), "{broken}");
}

#[cfg(unix)]
#[test]
fn a_credential_is_held_to_the_rules_for_files() {
    use std::os::unix::fs::PermissionsExt as _;

    let files = unit(&ALL);
    let mode = |mode| {
        let path = files.join("credentials").join("openai");
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        of_unit(&files).load::<Unit>()
    };
    assert_eq!(shown(&mode(0o400).openai), "of-systemd");
    let insecure = said(&mode(0o644).openai);
    assert!(insecure.contains("chmod 600 \"${CREDENTIALS_DIRECTORY:?}\"/openai"), "{insecure}");
    assert!(insecure.ends_with("[file_insecure_permissions]"), "{insecure}");
    mode(0o400);
    let others = fs::Permissions::from_mode(0o777);
    fs::set_permissions(files.join("credentials"), others).unwrap();
    let set: Unit = of_unit(&files).load();
    assert_eq!(shown(&set.openai), "<file_insecure_directory>");
}

/// A store whose token is a credential of the unit.
struct Store([String; 1]);

impl Source for Store {
    fn needs(&self) -> &[String] {
        &self.0
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let [token] = &self.0;
        for request in requests {
            let token = needed.secret(token);
            request
                .answer(token.map(|token| Secret::from(format!("by-{}", token.expose_secret()))));
        }
    }

    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }
}

#[test]
fn other_sources_can_need_it() {
    let store = Store(["openai".to_owned()]);
    let set: Unit = of_unit(&unit(&ALL)).with_source("store", store).load();
    assert_eq!(shown(&set.of_a_store), "by-of-systemd");
}

/// systemd itself renews no credential of a unit that runs, but `systemctl reload` may from version 254 on, and so does
/// whoever starts a container.
#[test]
fn a_set_that_is_kept_current_sees_a_new_value() {
    let files = unit(&ALL);
    let options = LiveOptions::new().interval(Duration::from_millis(200));
    let live = Live::<Unit>::start_with(of_unit(&files), options);
    assert_eq!(shown(&live.current().openai), "of-systemd");
    put(&files, "new", b"renewed");
    let directory = files.join("credentials");
    fs::rename(directory.join("new"), directory.join("openai")).unwrap();
    let since = Instant::now();
    while shown(&live.current().openai) != "renewed" {
        assert!(since.elapsed() < Duration::from_secs(20), "{}", live.current().openai.metadata());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_said_has_no_secret() {
    let set: Unit = of_unit(&unit(&ALL)).load();
    let mut said = format!("{set:?}");
    for metadata in set.metadata() {
        said.push_str(&format!("{metadata:?} {metadata}"));
    }
    for (_, secret) in ALL {
        let secret = String::from_utf8_lossy(secret);
        assert!(!said.contains(secret.trim()), "{secret}");
    }
}
