//! `source: env`, and the `X_FILE` convention.

use std::ffi::OsString;

#[cfg(target_os = "linux")]
use provider_credentials::Permissions;
use provider_credentials::{Loader, credentials};

use crate::support::{Files, no_environment, outcome, shown};

credentials!("it/manifests/env.yaml", struct Env);

fn first(value: impl Into<OsString>) -> Result<String, &'static str> {
    let loader = Loader::new().with_environment([("FIRST_KEY", value)]);
    outcome(&loader.load::<Env>().first)
}

#[test]
fn a_missing_variable_is_recorded() {
    let creds = Env::load_with(&no_environment());
    assert_eq!(outcome(&creds.first), Err("env_not_set"));
    assert_eq!(
        creds.first.secret().unwrap_err().to_string(),
        "credential `first` is not loaded: environment variable `FIRST_KEY` is not set; set it, \
         or set `FIRST_KEY_FILE` to the path of a file that holds the secret"
    );
}

#[test]
fn a_blank_variable_fails() {
    for blank in ["", " ", "\n", "\r\n", " \t\r\n ", "\u{a0}"] {
        assert_eq!(first(blank), Err("env_empty"), "{blank:?}");
    }
}

#[test]
fn a_value_is_kept_as_it_is_but_for_line_breaks_at_its_end() {
    for (value, kept) in [
        ("plain", "plain"),
        (" padded ", " padded "),
        ("\ttabs\t", "\ttabs\t"),
        ("line\n", "line"),
        ("line\r\n", "line"),
        ("lines\n\n\r\n", "lines"),
        ("line \n", "line "),
        ("\nline", "\nline"),
        ("two\nlines\n", "two\nlines"),
        ("p@$$w0rd!\"'`\\{}[]<>|&;*?~#%^=+,:/", "p@$$w0rd!\"'`\\{}[]<>|&;*?~#%^=+,:/"),
        ("ключ-🔑-鍵", "ключ-🔑-鍵"),
        ("${NOT_EXPANDED} $(neither)", "${NOT_EXPANDED} $(neither)"),
    ] {
        assert_eq!(first(value), Ok(kept.to_owned()), "{value:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_value_that_is_not_unicode_fails_and_is_not_shown() {
    use std::os::unix::ffi::OsStringExt;

    let value = OsString::from_vec(b"sentinel-\xff-sentinel".to_vec());
    let loader = Loader::new().with_environment([("FIRST_KEY", value)]);
    let creds = Env::load_with(&loader);
    assert_eq!(outcome(&creds.first), Err("env_not_unicode"));
    let printed =
        format!("{:?} {:?} {}", creds, creds.metadata(), creds.require_all().unwrap_err());
    assert!(!printed.contains("sentinel"), "{printed}");
}

#[test]
fn a_variable_can_name_a_file() {
    let files = Files::new().with("key", "  from-a-file \n");
    for unset in [None, Some(("FIRST_KEY", "")), Some(("FIRST_KEY", "  \n"))] {
        let named = [("FIRST_KEY_FILE", "key")];
        let loader = files.loader().with_environment(named.into_iter().chain(unset));
        let creds = Env::load_with(&loader);
        assert_eq!(shown(&creds.first), "from-a-file");
        assert_eq!(creds.first.metadata().source(), "file");
    }
}

#[test]
fn an_absolute_path_in_a_variable_ignores_the_base_directory() {
    let files = Files::new().with("key", "value");
    let elsewhere = Files::new();
    let loader = elsewhere.loader().with_environment([("FIRST_KEY_FILE", files.join("key"))]);
    assert_eq!(shown(&loader.load::<Env>().first), "value");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_two_variables_name_is_read_once() {
    // Every read of this file gives another text.
    let source = "/proc/sys/kernel/random/uuid";
    let named = [("FIRST_KEY_FILE", source), ("SECOND_KEY_FILE", source)];
    let loader = || Loader::new().with_environment(named).permissions(Permissions::Off);
    let creds = Env::load_with(&loader());
    let (first, second) = (shown(&creds.first), shown(&creds.second));
    assert_eq!(first.len(), 36, "{first}");
    assert_eq!(first, second);
    assert_ne!(first, shown(&Env::load_with(&loader()).first), "the file does change");
}

#[test]
fn both_forms_at_once_fail() {
    let files = Files::new().with("key", "value");
    let both = [("FIRST_KEY", "value"), ("FIRST_KEY_FILE", "key")];
    let creds = Env::load_with(&files.loader().with_environment(both));
    assert_eq!(outcome(&creds.first), Err("env_and_file_both_set"));
    let error = creds.first.secret().unwrap_err().to_string();
    assert!(
        error.ends_with("`FIRST_KEY` and `FIRST_KEY_FILE` are both set; unset one of them"),
        "{error}"
    );
}

#[test]
fn an_empty_file_variable_counts_as_unset() {
    let set = [("FIRST_KEY", "value"), ("FIRST_KEY_FILE", "")];
    assert_eq!(shown(&Env::load_with(&Loader::new().with_environment(set)).first), "value");
    let neither = [("FIRST_KEY_FILE", "")];
    let creds = Env::load_with(&Loader::new().with_environment(neither));
    assert_eq!(outcome(&creds.first), Err("env_not_set"));
}

#[test]
fn a_path_that_came_from_a_variable_is_not_shown() {
    // People paste the key itself into the variable that wants a path.
    let files = Files::new();
    let loader = files.loader().with_environment([("FIRST_KEY_FILE", "sentinel-key")]);
    let creds = Env::load_with(&loader);
    assert_eq!(outcome(&creds.first), Err("file_not_found"));
    let error = creds.first.secret().unwrap_err().to_string();
    assert!(error.contains("file `$FIRST_KEY_FILE` does not exist"), "{error}");
    assert!(!format!("{creds:?}{error}{:?}", creds.metadata()).contains("sentinel"));
}

/// On Windows such names are not even looked for.
#[test]
#[cfg(unix)]
fn a_value_that_is_no_path_is_told_as_what_it_is() {
    const QUOTED: &str = "take the quotes off the value of the variable: it begins with one";
    const LINE_BREAK: &str = "take the line break off the end of the value of the variable";
    const URL: &str = "set the variable to the path of a file: its value is a URL";
    const SHELL: &str =
        "write the path out: `~` and variables in the value of the variable are not expanded";
    const SECRET: &str = "set the variable to the path of a file: its value looks like the secret, which \
                          belongs into the variable without `_FILE`";
    const PATH: &str = "correct the path in the variable, or mount the file there";

    let files = Files::new();
    for (value, fix) in [
        ("\"/run/secrets/sentinel\"", QUOTED),
        ("'/run/secrets/sentinel'", QUOTED),
        ("\"sentinel", QUOTED),
        ("'https://sentinel\n", QUOTED),
        ("/run/secrets/sentinel\n", LINE_BREAK),
        ("sentinel\r\n", LINE_BREAK),
        ("https://vault.example/sentinel", URL),
        ("file:///run/secrets/sentinel", URL),
        ("/run/secrets/sentinel", PATH),
        ("sentinel's", PATH),
        ("https:/sentinel", PATH),
        ("sentinel\nsentinel", PATH),
        ("~/sentinel", SHELL),
        ("${DIR}/sentinel", SHELL),
        ("sentinel-of-a-key-7f3a9", SECRET),
        ("sentinel-of-a-name.txt-7", PATH),
    ] {
        let loader = files.loader().with_environment([("FIRST_KEY_FILE", value)]);
        let creds = Env::load_with(&loader);
        assert_eq!(outcome(&creds.first), Err("file_not_found"), "{value:?}");
        let error = creds.first.secret().unwrap_err().to_string();
        assert_eq!(
            error,
            format!(
                "credential `first` is not loaded: file `$FIRST_KEY_FILE` does not exist; {fix}"
            ),
            "{value:?}"
        );
        assert!(!format!("{creds:?}{:?}", creds.metadata()).contains("sentinel"), "{value:?}");
    }
}

/// What looks like no path may be one.
#[test]
#[cfg(unix)]
fn a_file_of_an_odd_name_loads() {
    for name in ["\"key\"", "'key'", "key\n"] {
        let files = Files::new().with(name, "value");
        let loader = files.loader().with_environment([("FIRST_KEY_FILE", name)]);
        assert_eq!(shown(&Env::load_with(&loader).first), "value", "{name:?}");
    }
}

#[test]
fn one_missing_credential_leaves_the_others_alone() {
    let creds = Env::load_with(&Loader::new().with_environment([("SECOND_KEY", "value")]));
    assert_eq!(outcome(&creds.first), Err("env_not_set"));
    assert_eq!(shown(&creds.second), "value");
    assert_eq!(creds.loaded_ids(), [EnvId::Second]);
    assert_eq!(creds.failed_ids(), [EnvId::First]);
}

#[test]
fn the_process_environment_is_the_default() {
    // `PATH` is the one variable that every test process has.
    credentials!("it/manifests/path.yaml", struct Process);
    let creds = Process::load();
    let path = std::env::var("PATH").expect("a PATH");
    assert_eq!(shown(&creds.path), path);
    assert_eq!(outcome(&creds.missing), Err("env_not_set"));
}
