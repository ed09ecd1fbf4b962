//! What is checked, and how it ends.

use std::fs;
use std::process::{Command, Stdio};

use crate::{GOOD, directory, run, text, with_input};

#[test]
fn exit_statuses() {
    let dir = directory(&[
        ("good.yaml", GOOD),
        ("bad.yaml", &GOOD.replace("source: env", "source: evn")),
        ("warning.yaml", &GOOD.replace("provider: ", "provider: &p ")),
    ]);
    let dir = dir.path();
    assert_eq!(text(dir, &["check", "good.yaml"], 0), "1 manifest checked, no problems\n");
    let bad = text(dir, &["credentials", "check", "bad.yaml", "good.yaml"], 1);
    assert!(bad.contains("bad.yaml:4:36"), "{bad}");
    assert!(bad.contains("2 manifests checked: 1 error, 0 warnings"), "{bad}");
    assert!(bad.contains("cargo credentials explain unknown_value"), "{bad}");
    let warning = text(dir, &["check", "warning.yaml"], 0);
    assert!(warning.starts_with("warning: anchor `&p` is used by no alias"), "{warning}");
    let denied = text(dir, &["check", "--deny-warnings", "warning.yaml"], 1);
    assert!(denied.ends_with("problems too, because of `--deny-warnings`\n"), "{denied}");
    let both = text(dir, &["check", "--deny-warnings", "warning.yaml", "bad.yaml"], 1);
    assert!(both.ends_with("cargo credentials explain unknown_value`\n"), "errors first: {both}");
    let missing = run(dir, &["check", "god.yaml", "bad.yaml"]);
    assert_eq!(missing.status.code(), Some(2));
    let missing = String::from_utf8(missing.stdout).unwrap();
    assert!(missing.contains("[manifest_not_found]") && missing.contains("write `good.yaml`"));
    assert!(missing.contains("[unknown_value]"), "the others are checked: {missing}");
    let empty = text(dir, &["check", "good.yaml", ".", "bad.yaml", "--format", "short"], 2);
    assert_eq!(empty, "");
    let empty = String::from_utf8(run(dir, &["check", "good.yaml", ".", "bad.yaml"]).stdout);
    let empty = empty.unwrap();
    assert!(empty.contains("[manifest_not_found]") && empty.contains("[unknown_value]"), "{empty}");
    assert!(empty.contains("2 manifests checked, 1 could not be read: 2 errors"), "{empty}");
    let twice = text(dir, &["check", "good.yaml", "./good.yaml", "bad.yaml", "bad.yaml"], 1);
    assert!(twice.ends_with("2 manifests checked: 1 error, 0 warnings\nfor more about a code, run `cargo credentials explain unknown_value`\n"), "{twice}");

    for (args, words) in [
        (&["chekc"][..], "similar subcommands exist: 'schema', 'check'"),
        (&["nonsense"], "unrecognized subcommand 'nonsense'"),
        (&["check", "--fromat", "json"], "a similar argument exists: '--format'"),
        (&["check", "--format", "xml"], "[possible values: human, short, json, sarif, github]"),
        (&["check", "--colour"], "a similar argument exists: '--color'"),
        (&["check", "--workspace", "good.yaml"], "'--workspace' cannot be used with '[PATHS]...'"),
        (&["check", "--exclude", "a"], "--workspace"),
        (&["check", "--format", "sarif", "good.yaml", "-"], "`--format sarif` needs"),
        (
            &["explain", "nonsense"],
            "unknown code `nonsense`; `cargo credentials explain` lists all",
        ),
        (&["explain", "unkown_key"], "`cargo credentials explain unknown_key` is the nearest"),
        (&["explain", "env_notset"], "`cargo credentials explain env_not_set` is the nearest"),
        (&["expand", "a", "b"], "b"),
        (&["schema", "x"], "x"),
    ] {
        let error = text(dir, args, 2);
        assert!(error.starts_with("error: ") && error.contains(words), "{args:?}: {error}");
    }
    let bad = text(dir, &["check", "--manifest", "bad.yaml", "--format", "short"], 1);
    assert!(bad.starts_with("error: bad.yaml:4:36: "), "{bad}");
    for args in [&["--help"][..], &["credentials", "check", "-h"], &[], &["help"], &["help", "man"]]
    {
        let help = text(dir, args, 0);
        assert!(help.contains("\nUsage: cargo credentials"), "{help}");
        assert!(help.contains("Exit status:\n  0     all is well"), "{help}");
    }
    assert!(text(dir, &["-V"], 0).starts_with("cargo-credentials 0."));
}

#[test]
fn explanations() {
    let dir = directory(&[]);
    let page = text(dir.path(), &["explain", "[unknown_key]"], 0);
    assert!(page.starts_with("unknown_key: A key that manifests do not have.\n"), "{page}");
    let list = text(dir.path(), &["explain"], 0);
    assert!(list.lines().any(|line| line.starts_with("  unknown_key ")), "{list}");
    assert!(list.lines().any(|line| line.starts_with("  env_not_set ")), "{list}");
    // Of a kind with many codes, that one and what is true of all.
    let page = text(dir.path(), &["explain", "[CERTIFICATE_EXPIRED]"], 0);
    assert!(page.starts_with("certificate_expired: expired\n\n  renew it"), "{page}");
    assert!(page.contains("The log names the part") && page.contains("are warnings"), "{page}");
    assert!(!page.contains("| ") && page.lines().count() < 15, "{page}");
    let page = text(dir.path(), &["explain", "env_not_set"], 0);
    assert!(page.contains("OPENAI_API_KEY_FILE"), "{page}");
    let page = text(dir.path(), &["explain", "secret_in_manifest"], 0);
    for word in ["connection_string", "signing_key", "github_pat_", "glpat-"] {
        assert!(page.split_whitespace().any(|other| other == word), "{word} in {page}");
    }
    // A manifest and a secret file can both be broken YAML.
    let page = text(dir.path(), &["explain", "yaml_syntax"], 0);
    assert!(page.contains("Wrong:") && page.contains("not loaded: "), "{page}");
}

#[test]
fn standard_input() {
    let dir = directory(&[]);
    let bad = GOOD.replace("source: env", "source: evn");
    let check = |input: &[u8]| {
        let output = with_input(dir.path(), &["check", "-", "--format", "short"], input);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(check(GOOD.as_bytes()), (Some(0), String::new()));
    let (status, out) = check(bad.as_bytes());
    assert!(status == Some(1) && out.starts_with("error: <stdin>:4:36: "), "{out}");
    let (status, out) = check(b"\xff\xfea\0");
    assert!(status == Some(1) && out.contains("UTF-16"), "{out}");
    // A file of that name is another manifest.
    fs::write(dir.path().join("-"), &bad).unwrap();
    for paths in [["-", "./-"], ["./-", "-"]] {
        let output = with_input(dir.path(), &["check", paths[0], paths[1]], GOOD.as_bytes());
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(out.contains("2 manifests checked: 1 error, 0 warnings"), "{out}");
    }
    let code = with_input(dir.path(), &["expand", "-"], GOOD.as_bytes()).stdout;
    assert!(String::from_utf8(code).unwrap().contains("pub struct Credentials"));
}

#[test]
fn output_that_nobody_reads_on() {
    let dir = directory(&[("bad.yaml", &GOOD.replace("source: env", "source: evn"))]);
    for (args, status) in [(&["explain"][..], 0), (&["check", "bad.yaml"], 1)] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-credentials"))
            .args(args)
            .current_dir(dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
        assert_eq!(output.status.code(), Some(status), "{args:?}");
    }
}
