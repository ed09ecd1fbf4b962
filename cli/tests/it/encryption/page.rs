//! `docs/encryption.md`: its commands are run as they stand there.

use std::fs;
use std::path::Path;
use std::process::Command;

use provider_credentials_test_servers::not_run;

use super::{Vault, json};
use crate::project::SENTINEL;

/// The blocks of a kind in a section of the page.
fn blocks(section: &str, kind: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/encryption.md");
    let page = fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    let section = page.split(&format!("\n## {section}\n")).nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let start = format!("```{kind}\n");
    let all = section.split(&start).skip(1);
    all.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

/// What commands print in the project.
fn sh(vault: &Vault, commands: &str) -> String {
    let project = &vault.project;
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-credentials")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let cargo = Path::new(env!("CARGO")).parent().unwrap();
    let path = [program, cargo].into_iter().map(Path::to_owned).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(path).unwrap();
    let mut sh = Command::new("sh");
    sh.args(["-euc", commands]).current_dir(project.directory()).env_clear();
    sh.env("PATH", &path).env("HOME", project.directory()).env("ADA", &vault.ada);
    sh.env("EDITOR", "sed -i s/0f-the/0f-other/");
    for role in ["AUTHOR", "COMMITTER"] {
        sh.env(format!("GIT_{role}_NAME"), "t").env(format!("GIT_{role}_EMAIL"), "t@localhost");
    }
    let output = sh.output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{commands}\n{text}");
    assert!(!text.contains("s3ntinel"), "{text}");
    text
}

#[test]
fn the_page_leads_to_an_encrypted_file_and_back() {
    let Some(vault) = Vault::for_test("the_page") else { return };
    let section = "From a plain file to one in git, and back";
    let manifests = blocks(section, "yaml");
    let [manifest] = &manifests[..] else { panic!("one manifest") };
    let commands = blocks(section, "sh");
    let [start, encrypt, commit, edit, second, back] = &commands[..] else { panic!("six blocks") };

    let project = &vault.project;
    let sh = |commands: &str| sh(&vault, commands);
    fs::remove_file(project.path("provider_credentials.yaml")).unwrap();
    let loaded = "1 of 1 loaded";
    let started = sh(start);
    assert!(started.contains(loaded), "{started}");
    let plain = project.read("provider_credentials.yaml");
    assert_eq!(manifest.replace("      encrypted: sops\n", ""), plain);
    project.write("credentials.json", &json());
    let told = sh(encrypt);
    assert!(told.contains("`credentials.json` is encrypted for 1 recipient"), "{told}");
    assert!(!told.contains("warning: git has"), "{told}");
    project.write("provider_credentials.yaml", manifest);
    assert!(sh(commit).contains(loaded));
    assert!(sh(edit).contains("credentials.json | "));
    assert!(sh(second).contains("`credentials.json` has a new key, for 2 recipients"));
    let ada = vault.plain("ada.txt", "credentials.json");
    assert_eq!(ada, json().replace("0f-the", "0f-other"));
    assert!(!sh("git log -p --all").contains(SENTINEL));
    sh(back);
    project.write("provider_credentials.yaml", &plain);
    assert_eq!(project.read("credentials.json"), json().replace("0f-the", "0f-other"));
    assert!(sh("cargo credentials status; git status --short").contains(loaded));

    // What git has had in plain text is told.
    sh("git add -f credentials.json; git commit -qm oops");
    assert!(sh("cargo credentials encrypt credentials.json").contains("warning: git has"));
}

/// Each file is made by the other tool and by this one, and changed here.
#[test]
fn files_of_age_and_jwe() {
    let test = "files_of_age_and_jwe";
    let Some(vault) = Vault::for_test(test) else { return };
    let project = &vault.project;
    for (section, tool) in [("age", "age"), ("JWE", "jose")] {
        if Command::new(tool).arg("--help").output().is_err() {
            not_run(test, &format!("there is no `{tool}`"));
            continue;
        }
        project.write("openai.json", &json());
        let commands = blocks(section, "sh");
        let [theirs, ours] = &commands[..] else { panic!("two blocks") };
        sh(&vault, theirs);
        let file = format!("secrets/openai.json.{}", section.to_lowercase());
        let read = || fs::read(project.path(&file)).unwrap();
        let before = read();
        let told = sh(&vault, ours);
        assert!(told.contains("is written, in plain text"), "{told}");
        assert_ne!(read(), before);
        assert_eq!(project.read("plain.json"), json().replace("0f-the", "0f-other"));
        fs::remove_file(project.path("plain.json")).unwrap();
    }
}
