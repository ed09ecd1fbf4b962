//! `docs/encryption.md`: its commands are run as they stand there.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Vault, json};
use crate::project::SENTINEL;

const SECTION: &str = "## From a plain file to one in git, and back";

#[test]
fn the_page_leads_to_an_encrypted_file_and_back() {
    let Some(vault) = Vault::for_test("the_page") else { return };
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/encryption.md");
    let page = fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    let section = page.split(SECTION).nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks = |kind: &str| -> Vec<String> {
        let start = format!("```{kind}\n");
        let all = section.split(&start).skip(1);
        all.map(|block| block.split("```").next().unwrap().to_owned()).collect()
    };
    let [manifest] = &blocks("yaml")[..] else { panic!("one manifest") };
    let [encrypt, commit, edit, second, back] = &blocks("sh")[..] else { panic!("five blocks") };

    let project = &vault.project;
    let plain = manifest.replace("      encrypted: sops\n", "");
    assert_ne!(&plain, manifest);
    project.write("provider_credentials.yaml", &plain);
    project.write("credentials.json", &json());
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-credentials")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let cargo = Path::new(env!("CARGO")).parent().unwrap();
    let path = [program, cargo].into_iter().map(Path::to_owned).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(path).unwrap();
    let sh = |commands: &str| {
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
    };
    sh("git init -q .");
    let loaded = "1 of 1 loaded";
    assert!(sh("cargo credentials status").contains(loaded));
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
