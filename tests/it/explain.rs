//! `cargo credentials explain`: the lines of the log on its pages are what a program writes.

use std::ffi::OsString;
use std::fs;
use std::thread;
use std::time::Duration;

use provider_credentials::{Loader, Needed, Source, SourceError, SourceRequest, credentials};

use crate::support::{self, Files};

credentials!("it/manifests/explain.yaml", struct Failing);

/// Each fails with the code that is its ID.
const JSON: &str = r#"{ "openai": { "twice": 1, "twice": 2, "null_key": null, "empty": "", "surrogate": "\ud800" } }"#;

struct Silent;

impl Source for Silent {
    fn fetch(&self, _: &mut [SourceRequest]) {}
}

struct Panicking;

impl Source for Panicking {
    fn fetch(&self, _: &mut [SourceRequest]) {
        panic!("on purpose");
    }
}

struct Refusing;

impl Source for Refusing {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let refused = SourceError::new("store_refused", "the store refuses", "ask its owner");
        for request in requests {
            request.answer(Err(refused.denied()));
        }
    }
}

/// Takes longer than the test lets it.
struct Slow;

impl Source for Slow {
    fn fetch(&self, _: &mut [SourceRequest]) {
        thread::sleep(Duration::from_secs(2));
    }
}

/// Needs the credential with that ID.
struct Needy([String; 1]);

impl Source for Needy {
    fn needs(&self) -> &[String] {
        &self.0
    }

    fn fetch(&self, _: &mut [SourceRequest]) {}

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        for request in requests {
            let error = needed.secret(&self.0[0]).expect_err("it cannot be had");
            request.answer(Err(error));
        }
    }
}

/// The line that the page shows, of a credential whose ID is the code.
fn line_on_page(code: &str) -> String {
    format!("{code} (openai): {}", support::line_on_page(code))
}

fn environment() -> Vec<(&'static str, OsString)> {
    let mut variables = vec![
        ("EMPTY_API_KEY", " ".into()),
        ("SECOND_API_KEY", "example-of-a-key".into()),
        ("WRAPPED_API_KEY", "no base64".into()),
        ("TWICE_API_KEY", "x".into()),
        ("TWICE_API_KEY_FILE", "x".into()),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;

        variables.push(("BINARY_API_KEY", OsString::from_vec(vec![0xff])));
    }
    variables
}

#[test]
fn the_lines_of_the_log_are_real() {
    let files = Files::new();
    fs::create_dir_all(files.join("secrets/directory")).expect("a directory");
    let files = files
        .with("secrets/large", vec![b'x'; 1024 * 1024 + 1])
        .with("secrets/empty", "")
        .with("secrets/binary", b"\xff")
        .with("secrets/encrypted", "age-encryption.org/v1\n")
        .with("secrets/open", "x")
        .with("secrets/broken.json", "{\n  \"openai\": }")
        .with("secrets/broken.yaml", "openai: [\n  x")
        .with("secrets/broken", "openai: [\n  key }")
        .with("secrets/credentials.json", JSON);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let others = fs::Permissions::from_mode(0o644);
        fs::set_permissions(files.join("secrets/open"), others).expect("a mode");
    }
    let loader = Loader::new().with_environment(environment()).base_dir(files.path());
    let loader = loader.with_source("silent", Silent).with_source("panicking", Panicking);
    let loader = loader.with_source("refusing", Refusing);
    let creds: Failing = loader.load();
    for metadata in creds.metadata() {
        let code = metadata.credential_id();
        // Needs another user: see below.
        if code == "file_unreadable" {
            continue;
        }
        let needs_unix = matches!(code, "env_not_unicode" | "file_insecure_permissions");
        if cfg!(unix) || !needs_unix {
            assert_eq!(line_on_page(code), metadata.to_string());
        }
    }
    let slow = loader
        .with_source("store", Slow)
        .source_timeout(Duration::from_millis(50))
        .load::<Failing>();
    let line = slow.source_not_registered.metadata().to_string().replace("50ms", "30s");
    let line = line.replace("source_not_registered", "source_timed_out");
    assert_eq!(line_on_page("source_timed_out"), line);
    for (code, id) in [
        ("needed_credential_unknown", "nobody"),
        ("needed_credential_not_local", "source_not_registered"),
        ("needed_credential_failed", "env_not_set"),
    ] {
        let loader = Loader::new().with_environment::<&str, &str>([]);
        let needy: Failing = loader.with_source("store", Needy([id.to_owned()])).load();
        let line = needy.source_not_registered.metadata().to_string();
        assert_eq!(line_on_page(code), line.replace("source_not_registered", code));
    }
    let isolated: Failing = Loader::isolated().load();
    let line = isolated.env_not_set.metadata().to_string();
    assert_eq!(line_on_page("not_given"), line.replace("env_not_set", "not_given"));
    for (code, content) in [
        ("dotenv_syntax", "no assignment"),
        ("dotenv_repeated", "OPENAI_API_KEY=1\n\nOPENAI_API_KEY=2"),
        ("dotenv_ambiguous", "OPENAI_API_KEY=p$ss"),
    ] {
        let files = Files::new().with(".env", content);
        let creds: Failing = files.loader().with_dotenv(".env").load();
        let line = creds.env_not_set.metadata().to_string();
        assert_eq!(line_on_page(code), line.replace("env_not_set", code));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_line_of_a_file_that_may_not_be_read_is_real() {
    use crate::permissions::{as_user, chmod, is_root, not_run};

    if !is_root() {
        return not_run("other users take root");
    }
    let files = Files::new();
    fs::create_dir(files.join("secrets")).expect("a directory");
    let files = files.with("secrets/closed", "x");
    chmod(files.path(), 0o755);
    chmod(files.join("secrets"), 0o755);
    as_user(1000, 1000, &[], || {
        let creds: Failing = files.loader().load();
        let line = creds.file_unreadable.metadata().to_string();
        assert_eq!(line_on_page("file_unreadable"), line);
    });
}
