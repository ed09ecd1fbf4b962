//! Who may open a file.

use std::process::Command;
use std::time::{Duration, Instant};

use provider_credentials_core::testing::{EncryptedFile, load_encrypted};

use super::support::{Sops, code, file, identity, text};

const PLAIN: &str = "password: s3cr3t-of-ada\n";

#[test]
fn identities_are_found_where_sops_looks() {
    let Some(sops) = Sops::for_test("identities_are_found") else { return };
    sops.encrypt("it.yaml", PLAIN, &[]);
    let keys = String::from_utf8(sops.read("keys.txt")).unwrap();
    let home = sops.path().to_str().unwrap().to_owned();
    let with = |environment: &[(&str, &str)]| {
        let loader = sops.loader_with(environment);
        code(&load_encrypted(&[file("it.yaml", &["password"])], loader)[0])
    };
    let command = format!("cat '{home}/keys.txt'");
    assert_eq!(with(&[("SOPS_AGE_KEY", &keys)]), "loaded");
    assert_eq!(with(&[("SOPS_AGE_KEY_FILE", "keys.txt")]), "loaded");
    assert_eq!(with(&[("SOPS_AGE_KEY_CMD", &command)]), "loaded");
    assert_eq!(with(&[("HOME", &home)]), "sops_no_key");
    assert_eq!(with(&[]), "sops_no_key");
    assert_eq!(with(&[("SOPS_AGE_KEY_FILE", "not there")]), "file_not_found");
    assert_eq!(with(&[("SOPS_AGE_KEY", "AGE-SECRET-KEY-1X")]), "age_identity_invalid");
    assert_eq!(with(&[("SOPS_AGE_KEY_CMD", "/nowhere/at/all")]), "sops_key_command_failed");
    assert_eq!(with(&[("SOPS_AGE_KEY_CMD", "false")]), "sops_key_command_failed");
    assert_eq!(with(&[("SOPS_AGE_KEY_CMD", "'open")]), "sops_key_command_failed");
    let loader = sops.loader_with(&[("SOPS_AGE_KEY_CMD", "sleep 60")]);
    let loader = loader.source_timeout(Duration::from_millis(300));
    let started = Instant::now();
    let late = load_encrypted(&[file("it.yaml", &["password"])], loader);
    assert_eq!(code(&late[0]), "sops_key_command_failed");
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    let echo = "sh -c 'test \"$SOPS_AGE_RECIPIENT\" = ".to_owned()
        + &sops.recipient
        + " && cat "
        + &home
        + "/keys.txt'";
    assert_eq!(with(&[("SOPS_AGE_KEY_CMD", &echo)]), "loaded");

    // Two identities on one line, of which the second is meant.
    identity(&sops.path().join("other.txt")).unwrap();
    let secret = |name| {
        let text = String::from_utf8(sops.read(name)).unwrap();
        text.lines().last().unwrap().to_owned()
    };
    let both = format!("# two of them\n{} {}", secret("other.txt"), secret("keys.txt"));
    assert_eq!(with(&[("SOPS_AGE_KEY", &both)]), "loaded");
    assert_eq!(with(&[("SOPS_AGE_KEY", &secret("other.txt"))]), "sops_no_key");

    let of_user = if cfg!(target_os = "macos") { "Library/Application Support" } else { ".config" };
    for (variable, directory) in
        [("HOME", format!("home/{of_user}")), ("XDG_CONFIG_HOME", "xdg".to_owned())]
    {
        let name = format!("{directory}/sops/age/keys.txt");
        sops.write(&name, &keys);
        private(&sops, &name);
        let root = sops.path().join(directory.split('/').next().unwrap());
        assert_eq!(with(&[(variable, root.to_str().unwrap())]), "loaded", "{variable}");
    }
}

fn private(sops: &Sops, name: &str) {
    let status = Command::new("chmod").arg("600").arg(sops.path().join(name)).status();
    assert!(status.unwrap().success());
}

#[test]
fn what_the_manifest_names_comes_first() {
    let Some(sops) = Sops::for_test("what_the_manifest_names") else { return };
    sops.encrypt("it.yaml", PLAIN, &[]);
    identity(&sops.path().join("other.txt")).unwrap();
    let keys = String::from_utf8(sops.read("keys.txt")).unwrap();
    let keys: &'static str = keys.leak();
    let it = file("it.yaml", &["password"]);
    let by_file = EncryptedFile { identity_file: Some("keys.txt"), ..it };
    let by_other = EncryptedFile { identity_file: Some("other.txt"), ..it };
    let by_credential = EncryptedFile { decrypt_with: Some(keys), ..it };
    let loaded = load_encrypted(&[by_file, by_credential], sops.loader_with(&[]));
    assert_eq!(loaded.iter().map(text).collect::<Vec<_>>(), ["s3cr3t-of-ada"; 2]);
    assert_eq!(code(&load_encrypted(&[by_other], sops.loader())[0]), "sops_no_key");
}

#[test]
fn keys_of_ssh() {
    let Some(sops) = Sops::for_test("keys_of_ssh") else { return };
    for (kind, name) in [("ed25519", "id_ed25519"), ("rsa", "id_rsa")] {
        let path = sops.path().join("ssh").join(kind).join(".ssh").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let made =
            Command::new("ssh-keygen").args(["-q", "-t", kind, "-N", "", "-f"]).arg(&path).output();
        if !made.is_ok_and(|made| made.status.success()) {
            provider_credentials_test_servers::not_run("keys_of_ssh", "there is no `ssh-keygen`");
            return;
        }
        let recipient = std::fs::read_to_string(path.with_extension("pub")).unwrap();
        sops.write("it.yaml", PLAIN);
        sops.run(&["encrypt", "--in-place", "--age", recipient.trim(), "it.yaml"]);
        let home = sops.path().join("ssh").join(kind);
        let cat = format!("cat {}", path.display());
        for (variable, value) in [
            ("HOME", home.to_str().unwrap()),
            ("SOPS_AGE_SSH_PRIVATE_KEY_FILE", path.to_str().unwrap()),
            ("SOPS_AGE_SSH_PRIVATE_KEY_CMD", &cat),
        ] {
            let loader = sops.loader_with(&[(variable, value)]);
            let loaded = load_encrypted(&[file("it.yaml", &["password"])], loader);
            assert_eq!(text(&loaded[0]), "s3cr3t-of-ada", "{variable}");
        }
        assert_eq!(sops.code("it.yaml", &["password"]), "sops_no_key");
    }
}

#[test]
fn any_of_several_recipients() {
    let Some(sops) = Sops::for_test("any_of_several_recipients") else { return };
    let other = identity(&sops.path().join("other.txt")).unwrap();
    let third = identity(&sops.path().join("third.txt")).unwrap();
    sops.write("it.yaml", PLAIN);
    let all = format!("{other},{third},{}", sops.recipient);
    sops.run(&["encrypt", "--in-place", "--age", &all, "it.yaml"]);
    for keys in ["keys.txt", "other.txt", "third.txt"] {
        let loader = sops.loader_with(&[("SOPS_AGE_KEY_FILE", keys)]);
        let loaded = load_encrypted(&[file("it.yaml", &["password"])], loader);
        assert_eq!(text(&loaded[0]), "s3cr3t-of-ada", "{keys}");
    }
    sops.run(&["rotate", "--in-place", "--rm-age", &sops.recipient, "it.yaml"]);
    assert_eq!(sops.code("it.yaml", &["password"]), "sops_no_key");
}

/// Three groups, of which it takes two.
#[test]
fn key_groups_by_shares() {
    let Some(sops) = Sops::for_test("key_groups_by_shares") else { return };
    let mut groups = String::new();
    for name in ["one.txt", "two.txt", "three.txt"] {
        let recipient = identity(&sops.path().join(name)).unwrap();
        groups += &format!("      - age: [{recipient}]\n");
    }
    let rules = format!("creation_rules:\n  - shamir_threshold: 2\n    key_groups:\n{groups}");
    sops.write(".sops.yaml", rules);
    for (name, content) in [
        ("it.yaml", PLAIN),
        ("it.env", "password=s3cr3t-of-ada\n"),
        ("it.json", "{\"password\": \"s3cr3t-of-ada\"}"),
    ] {
        sops.write(name, content);
        sops.run(&["encrypt", "--in-place", name]);
    }
    let with = |names: &[&str], path| {
        let keys: Vec<u8> = names.iter().flat_map(|name| sops.read(name)).collect();
        let loader = sops.loader_with(&[("SOPS_AGE_KEY", core::str::from_utf8(&keys).unwrap())]);
        load_encrypted(&[file(path, if path == "it.env" { &[] } else { &["password"] })], loader)
            .remove(0)
    };
    for path in ["it.yaml", "it.env", "it.json"] {
        for two in [["one.txt", "two.txt"], ["three.txt", "one.txt"], ["two.txt", "three.txt"]] {
            assert!(text(&with(&two, path)).contains("s3cr3t-of-ada"), "{path} {two:?}");
        }
        let all = with(&["one.txt", "two.txt", "three.txt"], path);
        assert!(text(&all).contains("s3cr3t-of-ada"), "{path}");
        assert_eq!(code(&with(&["two.txt"], path)), "sops_threshold_not_reached");
        assert_eq!(code(&with(&[], path)), "sops_no_key");
    }
}

#[test]
fn the_error_names_who_could_open_it() {
    let Some(sops) = Sops::for_test("the_error_names") else { return };
    let section = |keys: &str| {
        let rest = "lastmodified: \"2026-01-01T00:00:00Z\"\n    mac: ENC[]\n    version: 3.9.0\n";
        format!("a: b\nsops:\n{keys}    {rest}")
    };
    let kms = "    kms:\n        - arn: arn:aws:kms:eu-west-1:1:key/x\n          enc: AAAA\n";
    let pgp = "    pgp:\n        - fp: AB\n          enc: x\n";
    for (keys, kinds, fix) in [
        (kms.to_owned(), "(AWS KMS)", "feature `aws`"),
        (pgp.to_owned(), "(PGP)", "add an age recipient"),
        (format!("{kms}{pgp}"), "(AWS KMS, PGP)", "feature `aws`"),
    ] {
        sops.write("it.yaml", section(&keys));
        let error = sops.load("it.yaml", &["a"]).secret().unwrap_err();
        assert_eq!(error.code(), "sops_no_key");
        let shown = error.to_string();
        assert!(shown.contains(kinds) && shown.contains(fix), "{shown}");
        assert!(!shown.contains("arn:") && !shown.contains("AB"), "{shown}");
    }
}
