//! `Permissions`: what a program can choose, and what it is told.

use std::os::unix::fs::symlink;

use provider_credentials::{LoadWarning, Loader, Metadata, Permissions};

use super::*;
use crate::support::{no_environment, outcome, shown};

fn warn(files: &Files) -> Loader {
    files.loader().permissions(Permissions::Warn)
}

fn warning(credential: &AnyCredential) -> Option<(&'static str, String)> {
    let metadata = credential.metadata();
    metadata.warning().map(|warning| (warning.code(), warning.to_string()))
}

#[test]
fn to_enforce_is_the_default() {
    assert_eq!(Permissions::default(), Permissions::Enforce);
    assert!(format!("{:?}", Loader::new()).contains("permissions: Enforce"));
    let files = good_files();
    chmod(files.join("plain.txt"), 0o644);
    let loader = files.loader().permissions(Permissions::Enforce);
    assert_eq!(shown(&loader.load::<Set>().plain), "<file_insecure_permissions>");
}

#[test]
fn a_warning_says_what_the_error_would() {
    let files = good_files().with("keys.json", r#"{"a": {"b": "keyed-text"}}"#);
    chmod(files.join("plain.txt"), 0o644);
    chmod(files.join("keys.json"), 0o644);
    chmod(files.join("sub"), 0o777);
    let refused: Set = files.loader().load();
    let creds: Set = warn(&files).load();
    for (credential, refused, secret) in [
        (&*creds.plain, &*refused.plain, "plain-text"),
        (&*creds.keyed, &*refused.keyed, "keyed-text"),
        (&*creds.nested, &*refused.nested, "nested-text"),
    ] {
        assert_eq!(shown(credential), secret);
        let (code, text) = warning(credential).expect("a warning");
        assert_eq!(format!("{text} [{code}]"), refusal(refused));
        assert!(refused.metadata().warning().is_none());
    }
}

#[test]
fn the_way_and_the_file_have_a_warning_each() {
    let files = good_files().with(".env", "TWIN=from-dotenv");
    chmod(files.path(), 0o777);
    chmod(files.join("plain.txt"), 0o666);
    chmod(files.join(".env"), 0o644);
    let creds: Set = warn(&files).with_dotenv(".env").load();
    for (credential, secret) in [(&*creds.plain, "plain-text"), (&*creds.twin, "from-dotenv")] {
        assert_eq!(shown(credential), secret);
        let metadata = credential.metadata();
        let codes: Vec<&str> = metadata.warnings().iter().map(LoadWarning::code).collect();
        assert_eq!(codes, ["file_insecure_directory", "file_insecure_permissions"]);
    }
    let creds: Set = warn(&files).load();
    let code = creds.nested.metadata().warnings().iter().map(LoadWarning::code).collect::<Vec<_>>();
    assert_eq!(code, ["file_insecure_directory"]);
}

#[test]
fn what_is_as_it_should_be_has_no_warning() {
    let files = good_files();
    let creds: Set = warn(&files).load();
    assert_eq!(shown(&creds.plain), "plain-text");
    assert_eq!(warning(&creds.plain), None);
    assert_eq!(creds.plain.metadata().to_string(), "plain (example): loaded from file");
}

#[test]
fn owners_and_links_are_warned_of_too() {
    if !is_root() {
        return not_run("files of other owners take root");
    }
    let files = good_files();
    give(files.join("plain.txt"), NOBODY, NOBODY);
    symlink("plain.txt", files.join("link")).unwrap();
    give_link(files.join("link"), NOBODY);
    let creds: Set = warn(&files).with_environment([("TWIN_FILE", "link")]).load();
    assert_eq!([&*creds.plain, &*creds.twin].map(shown), ["plain-text", "plain-text"]);
    assert_eq!(warning(&creds.plain).unwrap().0, "file_insecure_owner");
    let (code, text) = warning(&creds.twin).unwrap();
    assert_eq!(code, "file_insecure_directory");
    assert!(text.starts_with("symbolic link `$TWIN_FILE` on the path to file `$TWIN_FILE` "));
}

#[test]
fn metadata_shows_the_warning_and_does_not_serialize_it() {
    let files = good_files();
    chmod(files.join("plain.txt"), 0o644);
    let metadata: Metadata = warn(&files).load::<Set>().plain.metadata();
    let text = "file `plain.txt` has mode 0644, which lets others read it; run `chmod 600 \
                plain.txt` [file_insecure_permissions]";
    assert_eq!(
        metadata.to_string(),
        format!("plain (example): loaded from file (warning: {text})")
    );
    assert!(format!("{metadata:?}").ends_with(&format!("error: None, warning: {text} }}")));
    let json = serde_json::to_value(&metadata).unwrap();
    let mut keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["credential_id", "error", "loaded", "provider", "source"]);
}

#[test]
fn off_opens_what_the_path_names() {
    let files = good_files();
    chmod(files.join("sub"), 0o777);
    chmod(files.join("plain.txt"), 0o666);
    if is_root() {
        give(files.join("plain.txt"), NOBODY, NOBODY);
    }
    let creds: Set = files.loader().permissions(Permissions::Off).load();
    assert_eq!([&*creds.plain, &*creds.nested].map(shown), ["plain-text", "nested-text"]);
    assert_eq!((warning(&creds.plain), warning(&creds.nested)), (None, None));

    fs::remove_file(files.join("plain.txt")).unwrap();
    symlink("/dev/zero", files.join("plain.txt")).unwrap();
    let creds: Set = files.loader().permissions(Permissions::Off).load();
    assert_eq!(outcome(&creds.plain), Err("file_not_regular"), "that is no matter of permissions");
}

#[test]
fn a_dotenv_file_is_a_secret_file() {
    let files = Files::new().with(".env", "TWIN=from-dotenv");
    assert_eq!(shown(&files.loader().with_dotenv(".env").load::<Set>().twin), "from-dotenv");
    chmod(files.join(".env"), 0o644);
    let creds: Set = files.loader().with_dotenv(".env").load();
    assert_eq!(
        refusal(&creds.twin),
        "the `.env` file has mode 0644, which lets others read it; run, in the directory of \
         `Loader::base_dir`, `chmod 600 .env` [file_insecure_permissions]"
    );
    let creds: Set = warn(&files).with_dotenv(".env").load();
    assert_eq!(shown(&creds.twin), "from-dotenv");
    assert_eq!(warning(&creds.twin).unwrap().0, "file_insecure_permissions");
    // So has what a variable of it names: whoever can write it chooses the file.
    let named = good_files().with(".env", "TWIN_FILE=plain.txt");
    chmod(named.join(".env"), 0o644);
    let creds: Set = warn(&named).with_dotenv(".env").load();
    assert_eq!(shown(&creds.twin), "plain-text");
    assert!(warning(&creds.twin).unwrap().1.contains("the `.env` file has mode 0644"));
    // A variable that did not come out of it.
    let loader = warn(&files).with_environment([("TWIN", "set-there")]).with_dotenv(".env");
    assert_eq!(warning(&loader.load::<Set>().twin), None);
}

#[test]
fn a_dotenv_file_is_called_what_the_program_calls_it() {
    let files = Files::new();
    fs::create_dir(files.join("my conf")).unwrap();
    let path = files.join("my conf/dev.env");
    write_secret(&path, "TWIN=from-dotenv");
    let shown_path = path.display().to_string();
    let shell = shown_path.replace(' ', "\\ ");
    let load = |path: &Path| no_environment().with_dotenv(path).load::<Set>();
    chmod(&path, 0o644);
    let message = refusal(&load(&path).twin);
    assert_eq!(
        message,
        format!(
            "the `{shown_path}` file has mode 0644, which lets others read it; run `chmod 600 {shell}` \
             [file_insecure_permissions]"
        )
    );
    do_as_told(&message, files.path(), &[]);
    chmod(files.join("my conf"), 0o777);
    let message = refusal(&load(&path).twin);
    let directory = shell.trim_end_matches("/dev.env");
    assert!(message.contains(&format!("; run `chmod go-w {directory}` [")), "{message}");
    do_as_told(&message, files.path(), &[]);
    assert_eq!(shown(&load(&path).twin), "from-dotenv");
    let message = refusal(&load(&files.join("my conf/devv.env")).twin);
    let missing = shown_path.replace("dev.env", "devv.env");
    assert!(message.contains(&format!("and the `{missing}` file does not exist; ")), "{message}");
    // Of one in the directory of `base_dir`, its own directory is named too.
    chmod(files.join("my conf"), 0o777);
    let message = refusal(&files.loader().with_dotenv("my conf/dev.env").load::<Set>().twin);
    let fix = "; run, in the directory of `Loader::base_dir`, `chmod go-w my\\ conf` [";
    assert!(message.contains(fix), "{message}");
}

#[test]
fn systemd_credentials_load_and_their_absence_is_explained() {
    // As systemd makes it: the service's user owns it, and nobody may write.
    let files = Files::new().with("api-key", "from-systemd");
    chmod(files.join("api-key"), 0o400);
    chmod(files.path(), 0o500);
    let loader = files.loader().with_environment([("CREDENTIALS_DIRECTORY", files.path())]);
    assert_eq!(shown(&loader.load::<Set>().service), "from-systemd");
    chmod(files.path(), 0o700);

    let creds: Set = files.loader().load();
    assert_eq!(
        [&*creds.service, &*creds.service_keys].map(refusal),
        [
            "the path of file `${CREDENTIALS_DIRECTORY}/api-key` needs `CREDENTIALS_DIRECTORY`, \
             which is unset or empty; add `LoadCredential=api-key:PATH`, or \
             `LoadCredentialEncrypted=`, to the systemd unit, where PATH is the file with the secret [path_variable_not_set]",
            // A directory of credentials: the path does not tell what systemd calls it.
            "the path of file `${CREDENTIALS_DIRECTORY}/keys/${WHICH}` needs \
             `CREDENTIALS_DIRECTORY`, which is unset or empty; add `LoadCredential=NAME:PATH`, or \
             `LoadCredentialEncrypted=`, to the systemd unit, where PATH is the file with the secret [path_variable_not_set]",
        ]
    );
}

#[test]
fn what_nomad_makes_again_at_each_start_nobody_is_told_to_change() {
    let files = good_files();
    let loader = files.loader().with_environment([("NOMAD_SECRETS_DIR", files.join("sub"))]);
    assert_eq!(shown(&loader.load::<Set>().task), "variable");
    chmod(files.join("sub"), 0o777);
    assert_eq!(
        refusal(&loader.load::<Set>().task),
        "directory `${NOMAD_SECRETS_DIR}` on the path to file `${NOMAD_SECRETS_DIR}/key` has mode 0777, \
         which lets others replace what is in it; everybody may write to the directory of Nomad: mount \
         the file read-only with a `mount` block, or hand the secret over as a variable with `env = true` \
         [file_insecure_directory]"
    );
    // The same directory, by another way.
    let nested = refusal(&files.loader().load::<Set>().nested);
    assert!(nested.contains("run `chmod go-w sub`"), "{nested}");
}
