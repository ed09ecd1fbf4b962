//! Which packages' manifests are meant.

use std::fs;
use std::path::Path;

use crate::{GOOD, directory, package, run, text};

#[test]
fn the_manifests_of_a_workspace() {
    let bad = GOOD.replace("env_var", "env_vra");
    let dir = directory(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n"),
        ("shared.yaml", &bad),
        ("a/Cargo.toml", &package("a")),
        ("a/src/lib.rs", "credentials!(\"../shared.yaml\");\n// credentials!(\"gone.yaml\")\n"),
        ("a/provider_credentials.yml", GOOD),
        ("b/Cargo.toml", &package("b")),
        ("b/src/lib.rs", ""),
        (
            "b/tests/of_b.rs",
            "use provider_credentials::credentials as declare;\ndeclare!(\"conf/keys.yaml\", struct X);",
        ),
        ("b/conf/keys.yaml", &bad),
        ("c/provider_credentials.yaml", "not of a member"),
    ]);
    let out = text(dir.path(), &["check", "--format", "short"], 1);
    let lines: Vec<&str> = out.lines().collect();
    let place = |path: &[&str]| path.join(std::path::MAIN_SEPARATOR_STR);
    assert_eq!(lines.len(), 3, "{out}");
    assert!(lines[0].starts_with(&format!("error: {}:4:41: ", place(&["b", "conf", "keys.yaml"]))));
    assert!(lines[1].starts_with("warning: shared.yaml: the manifest is outside"), "{out}");
    assert!(lines[2].ends_with("; write `env_var` [unknown_key]"), "{out}");

    // Without cargo's help every manifest below is found, but for build output.
    fs::create_dir_all(dir.path().join("a/target")).unwrap();
    fs::write(dir.path().join("a/target/provider_credentials.yaml"), "bad").unwrap();
    fs::write(dir.path().join("Cargo.toml"), "no toml").unwrap();
    let out = text(dir.path(), &["check", "--format", "short"], 1);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.contains("provider_credentials.yaml:1:1: the manifest must be a mapping"), "{out}");
}

#[test]
fn a_manifest_outside_the_package() {
    let dir = directory(&[
        ("shared.yaml", GOOD),
        ("p/Cargo.toml", &package("p")),
        ("p/src/lib.rs", ""),
        ("p/own.yaml", GOOD),
    ]);
    let own = dir.path().join("p");
    let out = text(&own, &["check", "../shared.yaml"], 0);
    assert!(out.contains("[manifest_outside_package]"), "{out}");
    assert!(!text(&own, &["check", "own.yaml"], 0).contains("outside"));
}

#[test]
fn a_manifest_outside_of_a_package_that_is_never_published() {
    let dir = directory(&[
        ("shared.yaml", GOOD),
        ("p/Cargo.toml", ""),
        ("p/src/lib.rs", "credentials!(\"../shared.yaml\");"),
    ]);
    let own = dir.path().join("p");
    let switch = "[package.metadata.provider-credentials]\nmanifest_outside_package = \"allow\"\n";
    for (more, is_lost) in [
        ("", true),
        ("publish = true\n", true),
        ("publish = [\"ours\"]\n", true),
        ("publish = false\n", false),
        (switch, false),
        (&switch.replace("allow", "warn"), true),
    ] {
        fs::write(own.join("Cargo.toml"), package("p") + more).unwrap();
        for args in [&["check"][..], &["check", "."], &["check", "../shared.yaml"]] {
            let out = text(&own, args, 0);
            assert_eq!(
                out.contains("[manifest_outside_package]"),
                is_lost,
                "{more} {args:?}: {out}"
            );
        }
        let out = text(dir.path(), &["check", "p"], 0);
        assert_eq!(out.contains("[manifest_outside_package]"), is_lost, "{more}: {out}");
    }
}

/// The manifests that a run speaks of, each of which has one error.
fn checked(directory: &Path, args: &[&str]) -> Vec<String> {
    let out = text(directory, &[&["check", "--format", "short"], args].concat(), 1);
    let lines = out.lines().map(|line| line.strip_prefix("error: ").unwrap_or(line));
    lines.map(|line| line.split(':').next().unwrap().replace('\\', "/")).collect()
}

fn workspace(root: &str) -> tempfile::TempDir {
    let bad = GOOD.replace("env_var", "env_vra");
    let dir = directory(&[
        ("Cargo.toml", root),
        ("crates/one/Cargo.toml", &package("one")),
        ("crates/one/src/lib.rs", ""),
        ("crates/one/provider_credentials.yaml", &bad),
        ("crates/two/Cargo.toml", &package("two")),
        ("crates/two/src/lib.rs", "credentials!(\"conf/keys.yaml\");"),
        ("crates/two/conf/keys.yaml", &bad),
        ("crates/two/conf/other.yaml", &bad),
        ("crates/two/docs/provider_credentials.yaml", &bad),
        ("crates/empty/Cargo.toml", &package("empty")),
        ("crates/empty/src/lib.rs", ""),
        ("apart/three/Cargo.toml", &package("three")),
        ("apart/three/src/lib.rs", "credentials!(\"keys.yml\");"),
        ("apart/three/keys.yml", &bad),
        ("apart/provider_credentials.yml", &bad),
        ("src/lib.rs", ""),
        ("provider_credentials.yaml", &bad),
    ]);
    fs::create_dir_all(dir.path().join("docs")).unwrap();
    dir
}

const VIRTUAL: &str =
    "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"apart\"]\nresolver = \"3\"\n";
const ONE: &str = "crates/one/provider_credentials.yaml";
const TWO: &str = "crates/two/conf/keys.yaml";

#[test]
fn packages_are_chosen_as_in_cargo() {
    let dir = workspace(VIRTUAL);
    let root = dir.path();
    assert_eq!(checked(root, &[]), [ONE, TWO]);
    assert_eq!(checked(&root.join("docs"), &["-q"]).len(), 2);
    for args in [
        &["-p", "two"][..],
        &["-ptwo"],
        &["--package", "two"],
        &["--package=two"],
        &["-p", "t?o", "-p", "two"],
        &["-p", "two@1.2.3"],
        &["-p", "two@1.2"],
        &["--manifest-path", "crates/two/Cargo.toml"],
        &["--manifest-path", "crates/two/Cargo.toml", "-p", "two"],
        &["crates/two"],
        &["./crates/two/"],
    ] {
        assert_eq!(checked(root, args), [TWO], "{args:?}");
    }
    for args in [
        &["-p", "two", "-p", "one"][..],
        &["-p", "*o*"],
        &["--workspace"],
        &["--workspace", "-p", "one"],
        &["--manifest-path", "crates/two/Cargo.toml", "--workspace"],
        &["--manifest-path", "Cargo.toml"],
        &["."],
        &["crates"],
    ] {
        assert_eq!(checked(root, args), [ONE, TWO], "{args:?}");
    }
    let url = |text: &str| {
        let root = root.canonicalize().unwrap();
        format!("file://{}/crates/two{text}", root.to_str().unwrap())
    };
    for spec in [
        url(""),
        url("#two"),
        url("#1.2.3"),
        url("#1.2"),
        url("#two@1.2.3"),
        format!("path+{}", url("")),
        format!("path+{}", url("#two@1.2.3")),
    ] {
        assert_eq!(checked(root, &["-p", &spec]), [TWO], "{spec}");
        assert_eq!(checked(root, &["--workspace", "--exclude", &spec]), [ONE], "{spec}");
    }
    for spec in [url("#one"), url("#two@2"), url("/src"), "https://example.com/two".to_owned()] {
        let error = text(root, &["check", "-p", &spec], 2);
        assert!(error.contains("no package `"), "{error}");
    }
    for (args, left) in [
        (&["--exclude", "two"][..], ONE),
        (&["--exclude=t*"], ONE),
        (&["--exclude", "one", "--exclude", "empty"], TWO),
        (&["--exclude", "one@1.2.3"], TWO),
    ] {
        assert_eq!(checked(root, &[&["--workspace"], args].concat()), [left], "{args:?}");
    }
    let two = root.join("crates/two");
    assert_eq!(checked(&two, &[]), ["conf/keys.yaml"]);
    assert_eq!(checked(&two.join("src"), &[]).len(), 1, "as cargo in a folder of a member");
    assert_eq!(checked(&two, &["--workspace"]).len(), 2);
    assert_eq!(checked(&two, &["../one"]), ["../one/provider_credentials.yaml"]);
    let elsewhere = ["--manifest-path", "../one/Cargo.toml"];
    assert_eq!(checked(&two, &elsewhere), ["../one/provider_credentials.yaml"]);
}

#[test]
fn options_that_choose_nothing() {
    let dir = workspace(VIRTUAL);
    for command in ["check", "expand"] {
        for (args, words) in [
            (
                &["-p", "tow"][..],
                "no package `tow` in this workspace; write `two`; there are `empty`, `one`, `two`",
            ),
            (&["-p", "x*"], "no package `x*` in this workspace; there are `empty`, `one`, `two`"),
            (&["-p", "two@2"], "no package `two@2`"),
            (&["-p"], "a value is required for '--package <SPEC>'"),
            (&["--manifest-path", "gone/Cargo.toml"], "`gone/Cargo.toml` does not exist"),
            (&["--manifest-path", "docs"], "manifest path `docs` is a directory"),
            (&["--manifest-paht", "x"], "exists: '--manifest-path'"),
            (&["--workspace", TWO], "cannot be used with"),
            (&["--exclude", "two"], "--workspace"),
            (&["--exclude", "two", "-p", "one"], "--workspace"),
            (&["--exclud", "two"], "exists: '--exclude'"),
            (&["--workspace", "--exclude", "tow"], "no package `tow` in this workspace"),
            (
                &["-p", "empty"],
                "no `provider_credentials.yaml` or `provider_credentials.yml` in package `empty`; \
                 name the manifest, or give `--workspace`",
            ),
        ] {
            let args = [&[command], args].concat();
            let error = text(dir.path(), &args, 2);
            assert!(error.starts_with("error: ") && error.contains(words), "{args:?}: {error}");
        }
    }
    let alone = directory(&[("provider_credentials.yaml", GOOD)]);
    for args in [&["check", "--workspace"][..], &["check", "-p", "x"]] {
        let error = text(alone.path(), args, 2);
        assert!(error.contains("could not find `Cargo.toml`"), "{error}");
    }
}

#[test]
fn default_members_are_those_of_a_virtual_workspace() {
    let dir = workspace(&(VIRTUAL.to_owned() + "default-members = [\"crates/one\"]\n"));
    assert_eq!(checked(dir.path(), &[]), [ONE]);
    assert_eq!(checked(dir.path(), &["."]), [ONE]);
    assert_eq!(checked(dir.path(), &["--workspace"]), [ONE, TWO]);
    assert_eq!(checked(dir.path(), &["crates"]), [ONE, TWO]);
    // Where the root is a package, it stands for the whole workspace.
    let dir = workspace(&(package("root") + VIRTUAL));
    let all = [ONE, TWO, "provider_credentials.yaml"];
    assert_eq!(checked(dir.path(), &[]), all);
    assert_eq!(checked(dir.path(), &["."]), all);
    assert_eq!(checked(dir.path(), &["--manifest-path", "Cargo.toml"]), all);
    assert_eq!(checked(dir.path(), &["--manifest-path=./Cargo.toml"]), all);
    assert_eq!(checked(&dir.path().join("crates/one"), &[]), ["provider_credentials.yaml"]);
}

#[test]
fn directories_without_a_member() {
    let dir = workspace(VIRTUAL);
    let root = dir.path();
    // Of a package: what lies in it.
    assert_eq!(checked(root, &["crates/two/conf"]), [TWO]);
    let docs = "crates/two/docs/provider_credentials.yaml";
    assert_eq!(checked(root, &["crates/two/docs"]), [docs]);
    // Packages that are no members, and what lies beside them.
    let apart = ["apart/provider_credentials.yml", "apart/three/keys.yml"];
    assert_eq!(checked(root, &["apart"]), apart);
    assert_eq!(checked(root, &["apart/three"]), [apart[1]]);
    assert_eq!(checked(&root.join("apart"), &["three"]), ["three/keys.yml"]);
    // Twice is once.
    assert_eq!(checked(root, &["crates", "crates/two", TWO]), [ONE, TWO]);
    let out = run(root, &["check", "crates/empty"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8(out.stdout).unwrap().contains("[manifest_not_found]"));
}

#[test]
fn quiet_prints_problems_alone() {
    let dir = directory(&[
        ("good.yaml", GOOD),
        ("bad.yaml", &GOOD.replace("source: env", "source: evn")),
        ("warning.yaml", &GOOD.replace("provider: ", "provider: &p ")),
    ]);
    let dir = dir.path();
    for quiet in ["-q", "--quiet"] {
        assert_eq!(text(dir, &["check", quiet, "good.yaml"], 0), "");
        let out = text(dir, &["check", "bad.yaml", quiet], 1);
        assert!(out.contains("[unknown_value]"), "{out}");
        assert!(!out.contains("checked") && !out.contains("for more"), "{out}");
        let out = text(dir, &["check", quiet, "--deny-warnings", "warning.yaml"], 1);
        assert!(out.starts_with("warning: ") && !out.contains("because of"), "{out}");
    }
}

#[test]
fn what_could_not_be_read_was_not_checked() {
    let dir = directory(&[("good.yaml", GOOD), ("folder.yaml/x", "")]);
    let summary = |args: &[&str]| {
        let output = run(dir.path(), &[&["check"], args].concat());
        assert_eq!(output.status.code(), Some(2));
        let out = String::from_utf8(output.stdout).unwrap();
        out.lines().rev().nth(1).unwrap().to_owned()
    };
    let one = "0 manifests checked, 1 could not be read: 1 error, 0 warnings";
    assert_eq!(summary(&["gone.yaml"]), one);
    let more = "1 manifest checked, 2 could not be read: 2 errors, 0 warnings";
    assert_eq!(summary(&["gone.yaml", "good.yaml", "folder.yaml"]), more);
}
