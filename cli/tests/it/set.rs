//! `set`, to real files.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

#[cfg(target_os = "linux")]
use crate::project::can_trace;
use crate::project::{Ended, Project, SENTINEL, read_until};

const MANIFEST: &str = "
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
  - id: mail
    provider: acme
    auth: { type: api_key, source: file, file_path: '${SECRETS:-new/secrets}/mail.txt' }
  - id: pool
    provider: acme
    auth:
      type: api_key
      sources:
        - { source: env, env_var: POOL_KEY }
        - { source: file, file_path: pool.json, file_key: pool.0.key }
  - id: listed
    provider: acme
    auth: { type: api_key, source: file, file_path: keys.yaml, file_key: listed }
  - id: db
    provider: postgres
    auth:
      type: basic
      username: app
      password: { source: vault, vault_path: secret/db, vault_key: password }
  - id: pair
    provider: acme
    auth: { type: basic, source: file, file_path: pair.json }
  - id: packed
    provider: acme
    auth: { type: api_key, source: file, file_path: packed, encoding: base64 }
  - id: packed_db
    provider: postgres
    auth: { type: api_key, source: vault, vault_path: secret/db, vault_key: password, encoding: base64url }
  - id: queue
    provider: acme
    auth: { type: api_key, source: custom, custom_name: acme_store, custom_params: { a: b } }
";

fn set(project: &Project, args: &[&str], value: &str) -> Ended {
    let ended = project.run_with(&[&["set"], args].concat(), &[], value);
    for text in [&ended.out, &ended.err] {
        assert!(!text.contains("s3ntinel"), "{text}");
    }
    ended
}

#[test]
fn a_file_of_its_own() {
    let project = Project::new(MANIFEST);
    let ended = set(&project, &["mail"], &format!("{SENTINEL}\n"));
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert_eq!(ended.out, "`mail` is written to `${SECRETS:-new/secrets}/mail.txt`\n");
    assert_eq!(project.read("new/secrets/mail.txt"), SENTINEL);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        let mode =
            |name: &str| fs::metadata(project.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode("new"), mode("new/secrets"), mode("new/secrets/mail.txt")),
            (0o700, 0o700, 0o600)
        );
        // A file is replaced and not written to, and a link to it stays.
        let number = |name: &str| fs::metadata(project.path(name)).unwrap().ino();
        let before = number("new/secrets/mail.txt");
        let hard_link = project.path("old");
        fs::hard_link(project.path("new/secrets/mail.txt"), &hard_link).unwrap();
        fs::create_dir(project.path("linked")).unwrap();
        symlink("../new/secrets/mail.txt", project.path("linked/mail.txt")).unwrap();
        let ended =
            project.run_with(&["set", "mail"], &[("SECRETS", "linked")], "another-one-of-them");
        assert_eq!(ended.status, 0, "{ended:?}");
        assert_eq!(project.read("new/secrets/mail.txt"), "another-one-of-them");
        assert_eq!(fs::read_to_string(hard_link).unwrap(), SENTINEL);
        assert_ne!(number("new/secrets/mail.txt"), before);
        assert!(project.path("linked/mail.txt").is_symlink());
    }
    let names: Vec<_> = fs::read_dir(project.path("new/secrets")).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing is left beside it: {names:?}");
}

#[test]
fn one_value_of_a_json_file() {
    let before = "{\n\t\"pool\" : [ {\"key\":null,\"name\": \"a\"} ],\"other\":1.50 }\n";
    let project = Project::new(MANIFEST).with("pool.json", before);
    let ended = set(&project, &["pool"], SENTINEL);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert_eq!(ended.out, "`pool` is written to the key `pool.0.key` of `pool.json`\n");
    assert_eq!(project.read("pool.json"), before.replace("null", &format!("\"{SENTINEL}\"")));
    // Both parts are in one file.
    project.write("pair.json", "{\"username\": \"\", \"password\": \"\"}");
    let ended = set(&project, &["pair"], SENTINEL);
    assert!(ended.status == 2 && ended.err.contains("`pair.password`"), "{ended:?}");
    let ended = set(&project, &["pair.password"], SENTINEL);
    assert!(
        ended.status == 0 && ended.out.contains("`pair` is not loaded yet: its `username`"),
        "{ended:?}"
    );
    let ended = set(&project, &["pair", "--part", "username"], "app");
    assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{ended:?}");
    assert_eq!(
        project.read("pair.json"),
        format!("{{\"username\": \"app\", \"password\": \"{SENTINEL}\"}}")
    );
}

/// It is given plain, and loads as it was given.
#[test]
fn a_value_is_encoded_as_its_source_says() {
    for (source, args, name, place, before, after) in [
        ("source: file, file_path: it", &[][..], "it", "`it`", "", "%"),
        (
            "source: file, file_path: it.json, file_key: a.b",
            &[],
            "it.json",
            "the key `a.b` of `it.json`",
            "{\"a\": {\"c\": 1, \"b\": null}}",
            "{\"a\": {\"c\": 1, \"b\": \"%\"}}",
        ),
        (
            "source: env, env_var: PACKED",
            &["--env-file", ".env"],
            ".env",
            "`PACKED` in `.env`",
            "",
            "PACKED=%\n",
        ),
    ] {
        for (encoding, value, encoded) in [
            ("base64", &b"an-example-key\n"[..], "YW4tZXhhbXBsZS1rZXk="),
            ("base64", b"\xfb\xff\x00\n", "+/8ACg=="),
            ("base64url", b"\xfb\xff\x00\n", "-_8ACg"),
            ("hex", b"an-example-key", "616e2d6578616d706c652d6b6579"),
            ("hex", b"\xfb\xff\x00\n", "fbff000a"),
        ] {
            let project = Project::new(&format!(
                "provider_credentials:\n  - id: packed\n    provider: acme\n    \
                 auth: {{ type: api_key, {source}, encoding: {encoding} }}\n"
            ));
            let project = if before.is_empty() { project } else { project.with(name, before) };
            let args = [&["set", "packed"], args].concat();
            let ended = project.run_with(&args, &[], value);
            assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{source}: {ended:?}");
            assert_eq!(ended.out, format!("`packed` is written to {place}, in {encoding}\n"));
            // In `.env`, some signs have quotes around them.
            let written = project.read(name).replace('\'', "");
            assert_eq!(written, after.replace('%', encoded), "{source}");
        }
    }
}

#[test]
fn a_json_file_that_is_not_there_is_made_as_its_key_says() {
    let project = Project::new(MANIFEST);
    let ended = set(&project, &["pool"], SENTINEL);
    assert_eq!(ended.status, 0, "{ended:?}");
    let text = format!("{{ \"pool\": [ {{ \"key\": \"{SENTINEL}\" }} ] }}\n");
    assert_eq!(project.read("pool.json"), text);
    let project = Project::new(&MANIFEST.replace("pool.0.key", "pool.1.key"));
    let ended = set(&project, &["pool"], SENTINEL);
    assert!(ended.status == 2 && ended.err.contains("element 1; create it by hand"), "{ended:?}");
    let ended = set(&project, &["listed"], SENTINEL);
    assert_eq!(
        ended.err,
        "error: `keys.yaml` does not exist, and only JSON is written; create it by hand, with the key \
         `listed`\n"
    );
}

#[test]
fn a_line_of_the_env_file() {
    let project = Project::new(MANIFEST).with(".env", "# mine\nA='1\nOPENAI_API_KEY=2'\n");
    for (value, line) in [
        (SENTINEL, SENTINEL.to_owned()),
        ("it's $5 $5 $5", String::new()),
        ("a$b-c$d-e$f", "'a$b-c$d-e$f'".to_owned()),
    ] {
        let before = project.read(".env");
        let ended = set(&project, &["openai", "--env-file", ".env"], value);
        if line.is_empty() {
            assert!(
                ended.status == 2 && ended.err.contains("`.env` stays as it is: "),
                "{ended:?}"
            );
            assert_eq!(project.read(".env"), before);
        } else {
            assert_eq!(ended.status, 0, "{ended:?}");
            let text = format!("# mine\nA='1\nOPENAI_API_KEY=2'\nOPENAI_API_KEY={line}\n");
            assert_eq!(project.read(".env"), text);
        }
    }
    // What stands behind the value stays.
    project.write("noted.env", "OPENAI_API_KEY=\"old\" # of the team\n");
    let ended = set(&project, &["openai", "--env-file", "noted.env"], SENTINEL);
    assert_eq!(ended.status, 0, "{ended:?}");
    let text = format!("OPENAI_API_KEY='{SENTINEL}' # of the team\n");
    assert_eq!(project.read("noted.env"), text);
    // The variable comes first, if it is there.
    let variables = [("OPENAI_API_KEY", "from-the-environment")];
    let ended = project.run_with(&["set", "openai", "--env-file", ".env"], &variables, SENTINEL);
    assert_eq!(ended.status, 0, "{ended:?}");
    let variables = [("POOL_KEY", "from-the-environment")];
    project.write("pool.json", "{\"pool\": [{\"key\": 0}]}");
    let ended = project.run_with(&["set", "pool"], &variables, SENTINEL);
    let note = "note: here it is loaded from environment variable `POOL_KEY`, which comes first\n";
    assert!(ended.status == 0 && ended.out.ends_with(note), "{ended:?}");
}

#[test]
fn what_cannot_be_written_is_told_with_what_to_do() {
    let project = Project::new(MANIFEST).with("pool.json", "{}").with("keys.yaml", "listed: x\n");
    for (args, value, words) in [
        (&["openai"][..], SENTINEL, "`--env-file .env` writes it to that file"),
        (&["mail", "--env-file", ".env"], SENTINEL, "leave `--env-file` out"),
        (&["db"], SENTINEL, "`bao kv patch secret/db password=-`"),
        (&["db.username"], SENTINEL, "it is a text of the manifest; change it there"),
        (&["db.user"], SENTINEL, "`db` has no part `user`; it has `db.password`"),
        (
            &["packed_db"],
            SENTINEL,
            "`bao kv patch secret/db password=-` (or `vault`), which takes the value from standard \
                                    input, in base64url",
        ),
        (&["queue"], SENTINEL, "only the program has the source `acme_store`"),
        (&["pool"], SENTINEL, "it has no key `pool`; add `\"pool\": [ { \"key\": null } ]`"),
        (&["listed"], SENTINEL, "replace the value of `listed` in it by hand"),
        (&["mial"], SENTINEL, "write `mail`"),
        (&["mail"], "\n", "the value is empty"),
        (&["mail"], "a\0b", "the value is not text"),
        (
            &["mail", "--base-dir", "keys.yaml"],
            SENTINEL,
            "cannot write to `${SECRETS:-new/secrets}/mail.txt`",
        ),
    ] {
        let ended = set(&project, args, value);
        assert!(ended.status == 2 && ended.err.contains(words), "{args:?}: {ended:?}");
        assert_eq!(ended.out, "");
    }
    assert_eq!(project.read("pool.json"), "{}");
    assert!(!project.path("new").exists() && !project.path(".env").exists());
}

#[test]
fn what_stands_in_a_variable_of_the_path_is_not_shown() {
    let project = Project::new(
        "
provider_credentials:
  - id: listed
    provider: acme
    auth: { type: api_key, source: file, file_path: '${PLACE}/keys.yaml', file_key: listed }
  - id: broken
    provider: acme
    auth: { type: api_key, source: file, file_path: '${PLACE}/keys.json', file_key: a.b }
  - id: whole
    provider: acme
    auth: { type: api_key, source: file, file_path: '${PLACE}/keys.json/x' }
",
    );
    project.write(&format!("{SENTINEL}/keys.yaml"), "listed: [s3ntinel: \"\n");
    project.write(&format!("{SENTINEL}/keys.json"), "{\"a\": s3ntinel");
    for id in ["listed", "broken", "whole"] {
        let ended = project.run_with(&["set", id], &[("PLACE", SENTINEL)], "the-value-of-it");
        assert!(ended.status == 2 && ended.err.contains("`${PLACE}/keys."), "{ended:?}");
        assert!(!ended.err.contains("s3ntinel"), "{}", ended.err);
    }
}

#[test]
fn what_looks_wrong_is_told() {
    let project = Project::new(MANIFEST);
    let ended = set(&project, &["mail"], &format!("'{SENTINEL}'"));
    assert!(ended.status == 0 && ended.err.contains("[value_quoted]"), "{ended:?}");
    // The header of age, which no program can use.
    let ended = set(&project, &["mail"], "age-encryption.org/v1\n-> X25519 x\n");
    assert!(ended.status == 2 && ended.err.contains("`mail` is not written: "), "{ended:?}");
    assert_eq!(project.read("new/secrets/mail.txt"), format!("'{SENTINEL}'"));
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_typed_is_not_shown() {
    let project = Project::new(MANIFEST);
    let has_script = Command::new("script").arg("--version").output().is_ok();
    if !has_script {
        println!("NOT RUN: there is no script(1)");
        return;
    }
    let type_in = |typed: &str| {
        let line = format!("{} set mail", env!("CARGO_BIN_EXE_cargo-credentials"));
        let mut child = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .current_dir(project.directory())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut shown = read_until(&mut out, "(not shown): ");
        let mut keys = child.stdin.take().unwrap();
        keys.write_all(typed.as_bytes()).unwrap();
        keys.flush().unwrap();
        std::io::Read::read_to_string(&mut out, &mut shown).unwrap();
        drop(keys);
        (child.wait().unwrap().code().unwrap(), shown)
    };
    let (status, shown) = type_in(&format!("oops\x15x{SENTINEL}y\x7f\r"));
    assert!(status == 0 && shown.contains("`mail` is written to"), "{shown}");
    assert!(!shown.contains("s3nt") && !shown.contains("oops"), "{shown}");
    assert_eq!(project.read("new/secrets/mail.txt"), format!("x{SENTINEL}"));
    let (status, shown) = type_in("other\x03");
    assert!(status == 2 && shown.contains("interrupted; nothing is written"), "{shown}");
    assert_eq!(project.read("new/secrets/mail.txt"), format!("x{SENTINEL}"));
}

/// Whoever ends it from elsewhere must not leave a terminal that shows nothing of what is typed.
#[test]
#[cfg(target_os = "linux")]
fn a_signal_leaves_the_terminal_as_it_was() {
    let project = Project::new(MANIFEST);
    if Command::new("script").arg("--version").output().is_err() {
        println!("NOT RUN: there is no script(1)");
        return;
    }
    for signal in ["TERM", "HUP", "INT"] {
        // A shell that goes on afterwards, as that of a terminal does.
        let line = format!(
            "trap : {signal}; {} set mail & until stty -a | grep -q -- ' -echo ' || ! kill -0 $!; do sleep 0.02; \
             done; kill -{signal} $!; wait $!; stty -a",
            env!("CARGO_BIN_EXE_cargo-credentials")
        );
        // In the foreground, from which alone a terminal can be set.
        let line = line.replace("set mail &", "set mail <&3 &");
        let mut child = Command::new("script")
            .args(["-qec", &format!("exec 3<&0; {line}"), "/dev/null"])
            .current_dir(project.directory())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // Without a keyboard, script(1) types the end of the input, and the program ends before the signal.
        let keyboard = child.stdin.take();
        let output = child.wait_with_output().unwrap();
        drop(keyboard);
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.contains("(not shown): "), "{signal}: {shown}");
        assert!(shown.contains(" echo ") && shown.contains(" icanon"), "{signal}: {shown}");
    }
}

#[test]
#[cfg(unix)]
fn several_at_a_time_undo_nothing_of_each_other() {
    let ids = ["one", "two", "three", "four", "five", "six"];
    let mut manifest = String::from("provider_credentials:\n");
    for id in ids {
        manifest += &format!(
            "  - id: {id}\n    provider: acme\n    auth: {{ type: api_key, source: file, file_path: all.json, file_key: {id} }}\n"
        );
    }
    let empty: Vec<String> = ids.iter().map(|id| format!("\"{id}\": null")).collect();
    let project = Project::new(&manifest).with("all.json", &format!("{{{}}}", empty.join(", ")));
    std::thread::scope(|scope| {
        for id in ids {
            let project = &project;
            scope.spawn(move || {
                let ended = project.run_with(&["set", id], &[], format!("{id}-{SENTINEL}"));
                assert_eq!(ended.status, 0, "{ended:?}");
            });
        }
    });
    for id in ids {
        assert!(
            project.read("all.json").contains(&format!("\"{id}\": \"{id}-{SENTINEL}\"")),
            "{id}"
        );
    }
}

/// At each step, the file is the old one or the new one, and no other user reads what is left.
#[test]
#[cfg(target_os = "linux")]
fn an_end_at_any_step_leaves_a_whole_file() {
    use std::os::unix::fs::PermissionsExt;

    let project = Project::new(MANIFEST);
    let old = "the-value-that-was-there";
    let with = |inject: &str| {
        project.write("new/secrets/mail.txt", old);
        let ended = project.run_traced(inject, &["set", "mail"], &[], SENTINEL);
        let mut left = 0;
        for entry in fs::read_dir(project.path("new/secrets")).unwrap() {
            let entry = entry.unwrap();
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            left += usize::from(entry.file_name() != "mail.txt");
            if entry.file_name() != "mail.txt" {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        (ended, project.read("new/secrets/mail.txt"), left)
    };
    if !can_trace() {
        return;
    }
    let rename = "rename,renameat,renameat2";
    for (inject, is_new, is_left) in [
        ("fsync:signal=KILL:when=1".to_owned(), false, 0),
        (format!("{rename}:error=EINTR:signal=KILL:when=1"), false, 1),
        ("fsync:signal=KILL:when=2".to_owned(), true, 0),
    ] {
        let (ended, after, left) = with(&inject);
        assert_eq!(ended.status, 137, "{inject}: {ended:?}");
        assert_eq!((after == SENTINEL, left), (is_new, is_left), "{inject}: {after}");
        assert!(is_new || after == old, "{inject}: {after}");
    }
    for inject in ["fsync:error=EIO:when=1".to_owned(), format!("{rename}:error=EACCES:when=1")] {
        let (ended, after, left) = with(&inject);
        assert!(ended.status == 2 && ended.err.contains("cannot write to"), "{inject}: {ended:?}");
        assert_eq!((after.as_str(), left), (old, 0), "{inject}");
    }
}

#[test]
fn an_encrypted_file_is_not_overwritten() {
    let sops = "{\n\"pool\": [{\"key\": \"ENC[AES256_GCM,data:p673w==,type:str]\"}]\n}\n";
    // `{"alg":"dir","enc":"A256GCM"}`
    let jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..ZXhhbXBsZWV4YW1w.ZXhhbXBsZQ.ZXhhbXBsZWV4YW1wbGVlZQ";
    let age = "age-encryption.org/v1\n-> X25519 example\n";
    for (args, file, content, by, word) in [
        (&["pool"][..], "pool.json", sops, "sops", "sops"),
        (&["pool"], "pool.json", jwe, "JSON Web Encryption", "jwe"),
        (&["mail"], "new/secrets/mail.txt", age, "age", "age"),
        (&["listed"], "keys.yaml", "a: 1\nlisted: ENC[AES256_GCM,data:p673w==]\n", "sops", "sops"),
        (
            &["mail"],
            "new/secrets/mail.txt",
            "$ANSIBLE_VAULT;1.1;AES256\n3061\n",
            "Ansible Vault",
            "",
        ),
        (
            &["openai", "--env-file", ".env"],
            ".env",
            "A=1\nB=ENC[AES256_GCM,data:p673w==]\n",
            "sops",
            "",
        ),
    ] {
        let project = Project::new(MANIFEST).with(file, content);
        let ended = set(&project, args, SENTINEL);
        assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{file}");
        let fix = match word {
            "" => "decrypt it, or name another file".to_owned(),
            word => format!("write `encrypted: {word}` beside `file_path`, and change it with"),
        };
        let problem = format!("stays as it is: it is encrypted by {by}; {fix}");
        assert!(ended.err.contains(&problem), "{}", ended.err);
        assert!(ended.err.contains("[value_encrypted]"), "{}", ended.err);
        assert_eq!(project.read(file), content);
    }
}
