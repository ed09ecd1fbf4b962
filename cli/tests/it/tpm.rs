//! `docs/tpm.md`: its commands are run as they stand there, with a TPM in software.
#![cfg(all(unix, feature = "tpm", feature = "jwe"))]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use provider_credentials_test_servers::{Swtpm, not_run};

const PAGE: &str = include_str!("../../../docs/tpm.md");

fn blocks<'p>(section: &'p str, kind: &str) -> Vec<&'p str> {
    let start = format!("```{kind}\n");
    section.split(&*start).skip(1).map(|block| block.split("```").next().unwrap()).collect()
}

fn section(title: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// What the commands print.
fn sh(tpm: &Swtpm, commands: &str) -> String {
    let directory = Path::new(env!("CARGO_BIN_EXE_cargo-credentials")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    // In place of the kernel's resource manager, which forgets what a tool leaves in the TPM. Cargo itself is not asked.
    let mut script = "set -e\ncargo() { cargo-credentials \"$@\"; }\n".to_owned();
    for tool in ["tpm2_createprimary", "tpm2_create", "tpm2_createpolicy", "tpm2_readpublic"] {
        let flush = "tpm2_flushcontext -t; tpm2_flushcontext -l";
        script += &format!("{tool}() {{ command {tool} \"$@\"; {flush}; }}\n");
    }
    let mut command = Command::new("sh");
    command.args(["-c", &(script + commands)]).current_dir(tpm.path()).env_clear();
    command.env("PATH", format!("{}:{path}", directory.display())).env("HOME", tpm.path());
    let output = command.env("TPM2TOOLS_TCTI", tpm.tcti()).stdin(Stdio::null()).output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{commands}\n{text}");
    assert!(!text.contains("an-example-key"), "{text}");
    text
}

#[test]
fn the_commands_of_the_page_end_in_a_loaded_credential() {
    let test = "the_commands_of_the_page_end_in_a_loaded_credential";
    for (title, loaded) in [
        ("From nothing to a loaded credential", "1 of 1 loaded"),
        ("Only if the machine booted as before", "1 of 1 loaded"),
        ("Only with a password", "2 of 2 loaded"),
        ("Only from this TPM", "1 of 1 loaded"),
        ("clevis", "1 of 1 loaded"),
        ("clevis, only from this TPM", "1 of 1 loaded"),
    ] {
        let Some(tpm) = Swtpm::for_test(test) else { return };
        if title.starts_with("clevis")
            && Command::new("clevis-encrypt-tpm2").arg("--summary").output().is_err()
        {
            not_run(test, "there is no `clevis-encrypt-tpm2`");
            continue;
        }
        let section = section(title);
        let ([commands], [manifest]) = (&blocks(section, "sh")[..], &blocks(section, "yaml")[..])
        else {
            panic!("{title}");
        };
        _ = tpm.file("provider_credentials.yaml", manifest);
        _ = tpm.file("password", "of-the-object");
        let told = sh(&tpm, commands);
        assert!(told.contains(loaded), "{told}");
        let run = "export TPM_PARENT_NAME=$(cat parent.name 2>&1)
            cargo credentials run -- sh -c 'test \"$OPENAI\" = an-example-key && echo the same'";
        assert!(sh(&tpm, run).contains("the same"));
        if title.ends_with("from this TPM") {
            tpm.tool("tpm2_clear -Q -c p");
            let said = sh(&tpm, &format!("{run} || true"));
            assert!(said.contains("[tpm_parent_mismatch]"), "{said}");
        }
    }
}

/// systemd decrypts it before it starts the program: here, its tool does.
#[test]
fn a_credential_of_systemd_comes_as_the_page_says() {
    let test = "a_credential_of_systemd_comes_as_the_page_says";
    let Some(tpm) = Swtpm::for_test(test) else { return };
    let is_there = Command::new("systemd-creds").arg("--version").output().is_ok();
    let libraries = Command::new("systemd-analyze").arg("--version").output();
    let has_tpm = libraries.is_ok_and(|it| String::from_utf8_lossy(&it.stdout).contains("+TPM2"));
    if !is_there || !has_tpm {
        return not_run(test, "there is no `systemd-creds` with TPM2");
    }
    let section = section("systemd");
    _ = tpm.file("provider_credentials.yaml", blocks(section, "yaml")[0]);
    let device = format!("--with-key=tpm2 --tpm2-device={}", tpm.tcti());
    sh(&tpm, &blocks(section, "sh")[0].replace("--with-key=tpm2", &device));
    fs::create_dir(tpm.path().join("unit")).unwrap();
    let device = tpm.tcti();
    let told = sh(
        &tpm,
        &format!(
            "umask 077; systemd-creds decrypt --tpm2-device={device} --name=openai openai.cred unit/openai
            chmod 500 unit
            CREDENTIALS_DIRECTORY=$PWD/unit cargo credentials status"
        ),
    );
    assert!(told.contains("1 of 1 loaded"), "{told}");
}

#[test]
fn the_first_manifest_is_the_file() {
    let manifest = include_str!("../../../docs/tpm/provider_credentials.yaml");
    assert_eq!(blocks(section("From nothing to a loaded credential"), "yaml"), [manifest]);
}

#[test]
fn the_error_of_the_page_is_what_is_said() {
    let Some(tpm) = Swtpm::for_test("the_error_of_the_page_is_what_is_said") else { return };
    let booted = section("Only if the machine booted as before");
    _ = tpm.file("provider_credentials.yaml", blocks(booted, "yaml")[0]);
    sh(&tpm, blocks(booted, "sh")[0]);
    tpm.extend(7);
    let told = sh(&tpm, "cargo credentials status --format json || true");
    let (_, said) =
        blocks(section("Errors"), "text")[0].trim().split_once("`openai.pub`: ").unwrap();
    let (said, _) = said.split_once(';').unwrap();
    assert!(told.contains(said), "{told}");
    assert!(fs::read(tpm.path().join("openai.priv")).unwrap().len() > 100);
}
