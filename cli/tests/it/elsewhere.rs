//! What other programs run: the action of GitHub's workflows, and the hook of pre-commit.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{GOOD, directory, instance};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// `PATH` with this program first.
fn path() -> OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_cargo-credentials")).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths([own].into_iter().chain(std::env::split_paths(&others))).unwrap()
}

fn is_there(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

#[test]
fn the_action_checks() {
    let action = instance::read(&fs::read_to_string(root().join("action.yml")).unwrap()).unwrap();
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let [build, check] = steps.as_slice() else { panic!("{steps:?}") };
    for step in steps {
        assert_eq!(step["shell"], "bash");
        let run = step["run"].as_str().unwrap();
        assert!(!run.contains("${{"), "an input would be part of the script: {run}");
    }
    if !is_there("bash") {
        println!("NOT RUN: there is no bash");
        return;
    }
    let bash =
        |step: &serde_json::Value, variables: &[(&str, &str)], dir: &Path, path: &OsString| {
            let run = step["run"].as_str().unwrap();
            let options = ["--noprofile", "--norc", "-eo", "pipefail", "-c", run];
            Command::new("bash")
                .args(options)
                .envs(variables.iter().copied())
                .env("PATH", path)
                .current_dir(dir)
                .output()
                .unwrap()
        };
    // What it installs, it finds: cargo stands in for itself, as the real one takes a minute.
    let dir = directory(&[
        (
            "cargo",
            "#!/bin/sh\nhere=$(dirname \"$0\")\nprintf '%s\\n' \"$@\" > \"$here/asked\"\npwd > \"$here/place\"\n",
        ),
        ("github_path", ""),
    ]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        fs::set_permissions(dir.path().join("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
        let mut here = OsString::from(dir.path());
        here.push(":");
        here.push(path());
        let github_path = dir.path().join("github_path");
        let variables = [
            ("ACTION", root().to_str().unwrap()),
            ("TOOLS", "/tools"),
            ("GITHUB_PATH", github_path.to_str().unwrap()),
        ];
        let output = bash(build, &variables, dir.path(), &here);
        assert!(output.status.success(), "{output:?}");
        let asked = fs::read_to_string(dir.path().join("asked")).unwrap();
        let asked: Vec<&str> = asked.lines().collect();
        // Where the settings of cargo and the toolchain are the action's own, and not those of what is checked.
        let place = PathBuf::from(fs::read_to_string(dir.path().join("place")).unwrap().trim());
        assert_eq!(place.canonicalize().unwrap(), root().join("cli").canonicalize().unwrap());
        let at = asked.iter().position(|arg| *arg == "--path").unwrap();
        let place = place.join(asked[at + 1]);
        let cargo = fs::read_to_string(place.join("Cargo.toml")).unwrap();
        assert!(
            asked[0] == "install" && cargo.contains("name = \"cargo-credentials\""),
            "{asked:?}"
        );
        assert_eq!(fs::read_to_string(github_path).unwrap(), "/tools/bin\n");
    }

    let dir = directory(&[
        ("provider_credentials.yaml", GOOD),
        ("b d.yaml", &GOOD.replace("source: env", "source: evn")),
        ("$(touch pwned).yaml", "provider_credentials: []\n"),
    ]);
    let run = |paths: &str, args: &str| {
        let output = bash(check, &[("PATHS", paths), ("ARGS", args)], dir.path(), &path());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run("", ""), (Some(0), String::new()));
    let (status, shown) = run("provider_credentials.yaml\nb d.yaml\n", "--deny-warnings\n");
    assert!(status == Some(1) && shown.starts_with("::error file=b d.yaml,line=4,"), "{shown}");
    assert_eq!(run("$(touch pwned).yaml", "").0, Some(0));
    assert_eq!(run("", "--nonsense; touch pwned").0, Some(2));
    assert!(!dir.path().join("pwned").exists());
}

/// pre-commit, of the path or as pip installs it, once, below cargo's directory for temporary files.
fn pre_commit() -> Option<PathBuf> {
    if is_there("pre-commit") {
        return Some("pre-commit".into());
    }
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pre-commit-4");
    let program = place.join("bin/pre-commit");
    if !is_there(program.to_str()?) {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&place).output().ok()?;
        let pip = made.status.success().then(|| place.join("bin/pip"))?;
        let installed =
            Command::new(pip).args(["install", "-q", "pre-commit==4.*"]).output().ok()?;
        installed.status.success().then_some(())?;
    }
    is_there(program.to_str()?).then_some(program)
}

#[test]
fn the_hook_checks() {
    let text = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks = instance::read(&text).unwrap();
    let hook = &hooks[0];
    assert_eq!(hook["id"], "provider-credentials");
    let (Some(program), true) = (pre_commit(), is_there("git")) else {
        println!("NOT RUN: there is no pre-commit, and pip cannot install it");
        return;
    };
    let git = |dir: &Path, args: &[&str]| {
        let name =
            ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").arg("-C").arg(dir).args(name).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?} {output:?}");
    };
    let hooks = directory(&[(".pre-commit-hooks.yaml", &text)]);
    git(hooks.path(), &["init", "-q"]);
    git(hooks.path(), &["add", "."]);
    git(hooks.path(), &["commit", "-qm", "hooks"]);
    git(hooks.path(), &["tag", "v0.1.0"]);
    // As the document has it, of a repository here.
    let page = fs::read_to_string(root().join("docs/cli.md")).unwrap();
    let shown =
        page.split("# .pre-commit-config.yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let url = shown.split("repo: ").nth(1).unwrap().lines().next().unwrap();
    let config = shown.replace(url, hooks.path().to_str().unwrap());
    let dir = directory(&[
        (".pre-commit-config.yaml", &config),
        ("provider_credentials.yaml", GOOD),
        ("other.yaml", "provider_credentials: 3\n"),
    ]);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    let run = || {
        let home = dir.path().join(".git/pre-commit-home");
        let mut command = Command::new(&program);
        command.args(["run", "--all-files", "--color", "never"]).current_dir(dir.path());
        let output = command.env("PATH", path()).env("PRE_COMMIT_HOME", home).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, shown) = run();
    assert!(status == Some(0) && shown.contains("Passed"), "{shown}");
    fs::write(
        dir.path().join("provider_credentials.yaml"),
        GOOD.replace("source: env", "source: evn"),
    )
    .unwrap();
    git(dir.path(), &["add", "."]);
    let (status, shown) = run();
    assert!(
        status == Some(1) && shown.contains("[unknown_value]") && !shown.contains("other.yaml"),
        "{shown}"
    );
}
