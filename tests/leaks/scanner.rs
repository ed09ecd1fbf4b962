//! A second opinion: gitleaks, by its own rules, over all that was written.

use std::fs;
use std::path::Path;
use std::process::Command;

use data_encoding::BASE64;
use provider_credentials_disguises::{aws_key_id, github_token};
use provider_credentials_test_servers::{GITLEAKS, not_run};
use serde_json::Value;
use tempfile::TempDir;

use crate::{child, commands, examples, innocent, manifests, projects, types};

/// What it finds in files of a directory: the rule, and the file.
fn found(gitleaks: &Path, directory: &Path) -> Vec<(String, String)> {
    let report = TempDir::new().expect("a directory");
    let report = report.path().join("report.json");
    let status = Command::new(gitleaks)
        .args(["dir", "--no-banner", "--redact", "--exit-code", "0", "--report-format", "json"])
        .arg("--report-path")
        .arg(&report)
        .arg(directory)
        .output()
        .expect("gitleaks");
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    let report = fs::read(&report).expect("a report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let one = |found: &Value| {
        (text(&found["RuleID"]), format!("{}:{}", text(&found["File"]), found["StartLine"]))
    };
    report.as_array().expect("a list").iter().map(one).collect()
}

fn scanner() -> Option<std::path::PathBuf> {
    let installed = GITLEAKS.installed(env!("CARGO_TARGET_TMPDIR"));
    installed.map_err(|why| not_run("a scan for secrets by gitleaks", why)).ok()
}

#[test]
fn another_scanner_finds_nothing_either() {
    let Some(gitleaks) = scanner() else { return };
    let directory = TempDir::new().expect("a directory");
    let ran = child::run();
    let outputs = ran.outputs.iter().chain(examples::outputs()).chain(manifests::outputs());
    for (number, output) in outputs
        .chain(innocent::outputs())
        .chain(commands::outputs())
        .chain(projects::outputs())
        .enumerate()
    {
        // In programs it takes the names of kinds of keys for keys.
        if let Ok(text) = std::str::from_utf8(&output.bytes) {
            let name = output.name.rsplit('/').next().unwrap_or_default().replace(' ', "_");
            fs::write(directory.path().join(format!("{number}_{name}.txt")), text).expect("a file");
        }
    }
    let of_types = types::outputs().iter().map(|output| &output.bytes[..]);
    let of_types = of_types.collect::<Vec<_>>().join(&b'\n');
    fs::write(directory.path().join("types.txt"), of_types).expect("a file");
    let found = found(&gitleaks, directory.path());
    assert!(found.is_empty(), "{found:#?}");
}

/// Without this, that it finds nothing would mean nothing.
#[test]
fn the_other_scanner_finds_what_is_planted() {
    let Some(gitleaks) = scanner() else { return };
    let directory = TempDir::new().expect("a directory");
    let token = github_token("planted");
    let pem = crate::made::Authority::root("root").issue(crate::made::ALGORITHMS[0]).key;
    let planted = [
        ("token.txt", format!("loaded: {token}\n"), "github-pat"),
        ("debug.txt", format!("Secret({token:?})\n"), "github-pat"),
        ("base64.txt", format!("Basic {}\n", BASE64.encode(token.as_bytes())), "github-pat"),
        ("id.txt", format!("key {} is there\n", aws_key_id("planted")), "aws-access-token"),
        ("key.txt", format!("key: {pem}\n"), "private-key"),
    ];
    for (name, text, _) in &planted {
        fs::write(directory.path().join(name), text).expect("a file");
    }
    let found = found(&gitleaks, directory.path());
    for (name, _, rule) in &planted {
        let is_found = |(by, file): &(String, String)| by == rule && file.contains(name);
        assert!(found.iter().any(is_found), "{name}: {found:?}");
    }
    // Each secret of a case that has the form of a token.
    let cases = child::run().cases.iter().map(|case| case.secret.as_str());
    let mut tokens: Vec<&str> = cases.filter(|secret| secret.len() == token.len()).collect();
    tokens.sort_unstable();
    tokens.dedup();
    assert!(tokens.len() > 150, "{}", tokens.len());
    let directory = TempDir::new().expect("a directory");
    fs::write(directory.path().join("all.txt"), tokens.join("\n")).expect("a file");
    let found = self::found(&gitleaks, directory.path());
    assert_eq!(found.len(), tokens.len(), "by its rules, some are no tokens");
}
