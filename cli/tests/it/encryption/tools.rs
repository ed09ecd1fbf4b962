//! What is written here opens there, and the reverse.

use super::{Vault, json, sops};
use crate::project::SENTINEL;

const FILES: [(&str, &str); 4] = [
    ("it.yaml", "# of the team\na: \"s3ntinel-0f-the-cli-tests\"\nb:\n  - 3\n  - true\n"),
    ("it.json", "{\n\t\"a\": \"s3ntinel-0f-the-cli-tests\"\n}\n"),
    ("it.env", "A=s3ntinel-0f-the-cli-tests\n"),
    ("it.bin", "s3ntinel-0f-the-cli-tests\u{1}\n"),
];

#[test]
fn files_of_sops() {
    let Some(vault) = Vault::for_test("files_of_sops") else { return };
    let Some(sops) = sops("files_of_sops") else { return };
    let sops = sops.to_str().unwrap();
    let project = &vault.project;
    for (name, text) in FILES {
        project.write(name, text);
        vault.set_mode(name, 0o644);
        let ended = vault.run(&["encrypt", name, "--recipient", &vault.ada]);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{ended:?}");
        assert!(ended.out.starts_with(&format!("`{name}` is encrypted for 1 recipient\n")));
        assert!(!project.read(name).contains("s3ntinel"));
        assert_eq!(vault.mode(name), 0o644);
        let args = ["--disable-version-check", "decrypt", name];
        let there = vault.tool_text(sops, &args);
        let squeezed = |text: &str| text.replace(|c: char| c.is_whitespace() || c == '"', "");
        assert_eq!(squeezed(&there), squeezed(text), "{name}");
        assert_eq!(vault.plain("ada.txt", name), text);

        // For another one, and by sops itself.
        let ended = vault.run(&["rekey", name, "--recipient", &vault.bob]);
        assert_eq!(ended.out, format!("`{name}` has a new key, for 1 recipient\n"), "{ended:?}");
        assert!(!vault.tool(sops, &args).status.success());
        assert_eq!(vault.plain("bob.txt", name), text);
        let ended = vault.run(&["decrypt", name]);
        assert!(ended.status == 2 && ended.err.contains("[sops_"), "{ended:?}");

        project.write(name, text);
        let args = ["--disable-version-check", "encrypt", "--in-place", "--age", &vault.ada, name];
        vault.tool_text(sops, &args);
        assert_eq!(squeezed(&vault.plain("ada.txt", name)), squeezed(text), "{name}");
        let ended =
            vault.run_as("ada.txt", &["edit", name], &[("EDITOR", "sed -i s/0f-the/0f-other/")]);
        assert_eq!(ended.out, format!("`{name}` is written\n"), "{ended:?}");
        let there = vault.tool_text(sops, &["--disable-version-check", "decrypt", name]);
        assert!(there.contains("s3ntinel-0f-other"), "{there}");
    }
}

#[test]
fn files_of_age() {
    let Some(vault) = Vault::for_test("files_of_age") else { return };
    let project = &vault.project;
    project.write("it.txt", SENTINEL);
    project.write("all.txt", &format!("# both\n{}\n\n{}\n", vault.ada, vault.bob));
    let ended = vault.run(&[
        "encrypt",
        "it.txt",
        "--as",
        "age",
        "--recipients-file",
        "all.txt",
        "--remove",
    ]);
    assert_eq!(
        ended.out,
        "`it.txt.age` is encrypted for 2 recipients\nits manifest needs `encrypted: age` and `file_path: it.txt.age`\n",
        "{ended:?}"
    );
    assert!(!project.path("it.txt").exists());
    for identity in ["ada.txt", "bob.txt"] {
        let there = vault.tool_text("age", &["--decrypt", "-i", identity, "it.txt.age"]);
        assert_eq!(there, SENTINEL);
        assert_eq!(vault.plain(identity, "it.txt.age"), SENTINEL);
    }
    let ended = vault.run(&["rekey", "it.txt.age", "--recipient", &vault.bob]);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert!(!vault.tool("age", &["--decrypt", "-i", "ada.txt", "it.txt.age"]).status.success());
    // Bytes stay bytes.
    vault.tool_text("age", &["-r", &vault.ada, "-o", "bytes.age", "all.txt"]);
    let editor = [("VISUAL", "sed -i s/both/either/"), ("EDITOR", "false")];
    let ended = vault.run_as("ada.txt", &["edit", "bytes.age"], &editor);
    assert!(ended.status == 2 && ended.err.contains("give a `--recipient`"), "{ended:?}");
    let ended = vault.run_as("ada.txt", &["edit", "bytes.age", "--recipient", &vault.ada], &editor);
    assert_eq!(ended.out, "`bytes.age` is written\n", "{ended:?}");
    let there = vault.tool_text("age", &["--decrypt", "-i", "ada.txt", "bytes.age"]);
    assert!(there.starts_with("# either\n"), "{there}");
    let bytes = std::fs::read(project.path("bytes.age")).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    let identity = project.read("ada.txt");
    let secret = identity.lines().last().unwrap();
    let ended = vault.run(&["encrypt", "all.txt", "--recipient", secret]);
    assert!(ended.status == 2 && ended.err.contains("an identity, which is secret"), "{ended:?}");
    assert!(!ended.err.contains(secret));
}

#[test]
fn files_of_jose() {
    let Some(vault) = Vault::for_test("files_of_jose") else { return };
    if std::process::Command::new("jose").output().is_err() {
        provider_credentials_test_servers::not_run("files_of_jose", "there is no `jose`");
        return;
    }
    let project = &vault.project;
    for name in ["a", "b"] {
        let (key, public) = (format!("{name}.jwk"), format!("{name}.pub"));
        vault.tool_text("jose", &["jwk", "gen", "-i", r#"{"alg":"ECDH-ES+A256KW"}"#, "-o", &key]);
        vault.tool_text("jose", &["jwk", "pub", "-i", &key, "-o", &public]);
        vault.set_mode(&key, 0o600);
    }
    project.write("it.txt", SENTINEL);
    let ended = vault.run(&["encrypt", "it.txt", "--as", "jwe", "--recipients-file", "a.pub"]);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert!(ended.out.contains("`it.txt` is still there in plain text"), "{ended:?}");
    let there = |key: &str| vault.tool("jose", &["jwe", "dec", "-i", "it.txt.jwe", "-k", key]);
    assert_eq!(there("a.jwk").stdout, SENTINEL.as_bytes());
    assert!(there("a.jwk").status.success());
    let ended = vault.run(&["decrypt", "it.txt.jwe", "--identity", "a.jwk"]);
    assert_eq!(ended.out, SENTINEL, "{ended:?}");
    let both = ["rekey", "it.txt.jwe", "--identity", "a.jwk", "--recipients-file", "a.pub"];
    let ended = vault.run(&[&both[..], &["--recipients-file", "b.pub"]].concat());
    assert_eq!(ended.out, "`it.txt.jwe` has a new key, for 2 recipients\n", "{ended:?}");
    for key in ["a.jwk", "b.jwk"] {
        assert!(there(key).status.success());
        assert_eq!(there(key).stdout, SENTINEL.as_bytes(), "{key}");
    }
    vault.tool_text("jose", &["jwe", "enc", "-I", "it.txt", "-k", "b.pub", "-o", "theirs", "-c"]);
    let own = [("JWE_KEY_FILE", "b.jwk"), ("EDITOR", "sed -i s/0f-the/0f-other/")];
    let ended = vault.run_as("ada.txt", &["edit", "theirs", "--recipients-file", "a.pub"], &own);
    assert_eq!(ended.out, "`theirs` is written\n", "{ended:?}");
    let theirs = vault.tool_text("jose", &["jwe", "dec", "-i", "theirs", "-k", "a.jwk"]);
    assert!(theirs.starts_with("s3ntinel-0f-other"), "{theirs}");
    let ended = vault.run(&["encrypt", "it.txt", "--as", "jwe", "--recipient", "x"]);
    assert!(ended.status == 2 && ended.err.contains("with `--recipients-file`"), "{ended:?}");
}

#[test]
fn nothing_is_lost_or_shown() {
    let Some(vault) = Vault::for_test("nothing_is_lost_or_shown") else { return };
    let project = &vault.project;
    project.write("credentials.json", &json());
    for (args, words) in [
        (&["decrypt", "credentials.json"][..], "is not encrypted; `cargo credentials encrypt`"),
        (&["encrypt", "credentials.json"], "nobody would be able to open"),
        (&["encrypt", "credentials.json", "--recipient", "age1x"], "[sops_recipient_invalid]"),
        (
            &["encrypt", "credentials.json", "--recipient", &vault.ada, "-o", "bob.txt"],
            "is not overwritten",
        ),
        (
            &["encrypt", "none.json", "--recipient", &vault.ada],
            "cannot read `none.json`: no such file or directory\n",
        ),
        (&["encrypt", ".", "--recipient", &vault.ada], "`.` is no file"),
    ] {
        let ended = vault.run(args);
        assert!(ended.status == 2 && ended.err.contains(words), "{args:?}: {ended:?}");
        assert_eq!(project.read("credentials.json"), json());
    }
    let encrypt = ["encrypt", "credentials.json", "--recipient", &vault.ada];
    assert_eq!(vault.run(&encrypt).status, 0);
    let ended = vault.run(&encrypt);
    assert!(ended.status == 2 && ended.err.contains("is encrypted by sops already"), "{ended:?}");
    let before = project.read("credentials.json");
    let ended = vault.run(&["decrypt", "credentials.json", "-o", "bob.txt"]);
    assert!(ended.status == 2 && ended.err.contains("is not overwritten"), "{ended:?}");
    let ended = vault.run(&["decrypt", "credentials.json", "-o", "plain.json"]);
    assert_eq!(ended.out, "`plain.json` is written, in plain text\n", "{ended:?}");
    assert_eq!((project.read("plain.json"), vault.mode("plain.json")), (json(), 0o600));
    let spoiled = before.replacen("data:", "data:A", 1);
    project.write("credentials.json", &spoiled);
    vault.set_mode("credentials.json", 0o644);
    let ended = vault.run(&["decrypt", "credentials.json", "-o", "credentials.json"]);
    assert!(ended.status == 2 && ended.err.contains("[sops_"), "{ended:?}");
    assert_eq!(project.read("credentials.json"), spoiled);
    project.write("credentials.json", &before);
    vault.set_mode("credentials.json", 0o644);
    let ended = vault.run(&["decrypt", "credentials.json", "-o", "credentials.json"]);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert_eq!((project.read("credentials.json"), vault.mode("credentials.json")), (json(), 0o600));
}

#[test]
fn without_a_key_commands_name_their_option() {
    let Some(vault) = Vault::for_test("without_a_key_commands_name_their_option") else { return };
    let project = &vault.project;
    project.write("credentials.json", &json());
    project.write("it.txt", SENTINEL);
    for file in ["credentials.json", "it.txt"] {
        let format = if file == "it.txt" { "age" } else { "sops" };
        let ended = vault.run(&["encrypt", file, "--as", format, "--recipient", &vault.ada]);
        assert_eq!(ended.status, 0, "{ended:?}");
    }
    for (file, words) in [
        ("credentials.json", "give `--identity`, or put the identity where sops looks for it"),
        ("it.txt.age", "give `--identity`, or set `AGE_IDENTITY_FILE`"),
    ] {
        for command in ["decrypt", "edit"] {
            let ended = project.run(&[command, file], &[("EDITOR", "true")]);
            assert!(ended.status == 2 && ended.err.contains(words), "{ended:?}");
            assert!(!ended.err.contains("identity_file"), "{ended:?}");
        }
    }
}

#[test]
fn a_secret_key_is_no_recipient() {
    let Some(vault) = Vault::for_test("a_secret_key_is_no_recipient") else { return };
    let project = &vault.project;
    project.write("credentials.json", &json());
    let identity = project.read("ada.txt");
    let secret = identity.lines().last().unwrap();
    project.write(".sops.yaml", &format!("creation_rules:\n  - age: {secret}\n"));
    let ended = vault.run(&["encrypt", "credentials.json"]);
    assert!(ended.status == 2 && ended.err.contains("secret"), "{ended:?}");
    assert!(ended.err.contains("age-keygen -y") && !ended.err.contains(secret), "{ended:?}");
}
