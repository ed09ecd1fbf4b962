//! `run`, with real processes.
#![cfg(unix)]

use std::fs;
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::project::{Ended, Project, SENTINEL, read_until, signal};

const MANIFEST: &str = "
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
  - id: mail-box
    provider: acme
    auth: { type: api_key, source: file, file_path: mail.txt }
  - id: db
    provider: postgres
    auth:
      type: basic
      username: app
      password: { source: file, file_path: db.txt }
  - id: extra
    provider: acme
    required: false
    auth: { type: api_key, source: env, env_var: EXTRA_KEY }
  - id: stored
    provider: acme
    required: false
    auth: { type: api_key, sources: [{ source: file, file_path: none }, { source: vault, vault_path: a/b, vault_key: k }] }
";

const VARIABLES: [(&str, &str); 3] =
    [("OPENAI_API_KEY", "of-openai-itself"), ("VAULT_TOKEN", "of-the-store"), ("OTHER", "stays")];

fn project() -> Project {
    Project::new(MANIFEST)
        .with("mail.txt", &format!("{SENTINEL}\n"))
        .with("db.txt", "of-the-database")
}

fn run(project: &Project, args: &[&str], script: &str) -> Ended {
    project.run(&[&["run"], args, &["--", "sh", "-c", script]].concat(), &VARIABLES)
}

#[test]
fn the_command_has_the_credentials_and_nothing_more() {
    let project = project();
    let names = |args: &[&str]| {
        let ended = run(&project, args, "env");
        assert_eq!(ended.status, 0, "{ended:?}");
        let own = ["PATH", "HOME", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD"];
        let mut lines: Vec<String> = ended
            .out
            .lines()
            .filter(|line| !own.contains(&line.split('=').next().unwrap()))
            .map(str::to_owned)
            .collect();
        lines.sort();
        lines
    };
    let mail = format!("MAIL_BOX={SENTINEL}");
    let (user, password) = ("DB_USERNAME=app", "DB_PASSWORD=of-the-database");
    let openai = "OPENAI_API_KEY=of-openai-itself";
    assert_eq!(names(&[]), [password, user, &mail, openai, "OTHER=stays"]);
    assert_eq!(names(&["--only", "mail-box"]), [mail.as_str(), "OTHER=stays"]);
    assert_eq!(
        names(&["--only", "openai", "--prefix", "APP_", "--keep", "VAULT_TOKEN"]),
        ["APP_OPENAI_API_KEY=of-openai-itself", "OTHER=stays", "VAULT_TOKEN=of-the-store"]
    );
    // Nothing is on a command line, where every user sees it.
    let ended = run(
        &project,
        &["--files"],
        "cat /proc/$PPID/cmdline /proc/$$/cmdline; cat /proc/$PPID/environ",
    );
    assert!(!ended.out.contains(SENTINEL), "{}", ended.out);
}

#[test]
fn the_keys_of_a_store_stay_behind() {
    let project = Project::new(
        "
provider_credentials:
  - id: stored
    provider: acme
    required: false
    auth: { type: api_key, source: aws_secrets_manager, aws_secret: team/app }
",
    );
    let variables = [
        ("AWS_ACCESS_KEY_ID", "of-the-store"),
        ("AWS_SECRET_ACCESS_KEY", SENTINEL),
        ("AWS_SESSION_TOKEN", SENTINEL),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", SENTINEL),
        // Nothing is asked for in a test.
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        ("AWS_REGION", "eu-central-1"),
    ];
    let names = |args: &[&str]| {
        let ended = project.run(&[&["run"], args, &["--", "env"]].concat(), &variables);
        assert_eq!(ended.status, 0, "{ended:?}");
        let lines = ended.out.lines().filter_map(|line| line.split('=').next());
        let mut names: Vec<String> =
            lines.filter(|name| name.starts_with("AWS_")).map(str::to_owned).collect();
        names.sort();
        names
    };
    assert_eq!(names(&[]), ["AWS_ENDPOINT_URL", "AWS_REGION"]);
    assert_eq!(
        names(&["--keep", "AWS_SESSION_TOKEN"]),
        ["AWS_ENDPOINT_URL", "AWS_REGION", "AWS_SESSION_TOKEN"]
    );
}

#[test]
fn it_ends_as_the_command_does() {
    let project = project();
    for args in [&[][..], &["--files"]] {
        for (script, status) in [("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137)] {
            assert_eq!(run(&project, args, script).status, status, "{args:?} {script}");
        }
        let of = |command: &[&str]| {
            project.run(&[&["run"], args, &["--"], command].concat(), &VARIABLES)
        };
        assert_eq!(of(&["./no-such-program"]).status, 127);
        assert_eq!(of(&["./mail.txt"]).status, 126);
        let ended = project.run(&[&["run"], args, &["--", "true"]].concat(), &[]);
        assert_eq!(ended.status, 78);
        assert!(
            ended.err.contains("openai: environment variable `OPENAI_API_KEY` is not set; set it"),
            "{}",
            ended.err
        );
        assert!(!ended.err.contains("extra"), "{}", ended.err);
        assert_eq!(run(&project, &[args, &["--manifest", "none"]].concat(), "true").status, 125);
        assert_eq!(run(&project, &[args, &["--fiels"]].concat(), "true").status, 125);
    }
    assert_eq!(project.run(&["run"], &VARIABLES).status, 125);
}

#[test]
fn the_process_becomes_the_command() {
    let project = project();
    let mut child = project
        .command(&["run", "--", "sh", "-c", "echo $$"], &VARIABLES)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert_eq!(out.trim(), child.id().to_string());
    child.wait().unwrap();
}

#[test]
fn two_credentials_of_one_name_have_to_agree() {
    let of = |id: &str, path: &str| {
        format!(
            "  - id: {id}\n    provider: acme\n    auth: {{ type: api_key, sources: [{{ source: env, env_var: SHARED }}, {{ source: file, file_path: {path} }}] }}\n"
        )
    };
    let manifest =
        format!("provider_credentials:\n{}{}", of("one", "one.txt"), of("two", "two.txt"));
    let project = Project::new(&manifest)
        .with("one.txt", "the-value-of-one")
        .with("two.txt", "the-value-of-two");
    let ended = run(&project, &[], "true");
    assert!(
        ended.status == 125 && ended.err.contains("two credentials would be in `SHARED`"),
        "{ended:?}"
    );
    project.write("two.txt", "the-value-of-one");
    assert_eq!(run(&project, &[], "echo $SHARED").out, "the-value-of-one\n");
}

/// The directory that the command says its files are in.
fn directory(shown: &str) -> &Path {
    Path::new(shown.lines().next().unwrap()).parent().unwrap()
}

#[test]
fn files_go_with_the_command() {
    let project = project();
    let script = "echo $MAIL_BOX_FILE; cat $MAIL_BOX_FILE; echo; stat -c %a $MAIL_BOX_FILE $(dirname $MAIL_BOX_FILE); \
                  echo \"$OPENAI_API_KEY$MAIL_BOX\"; cat $DB_PASSWORD_FILE; touch $(dirname $MAIL_BOX_FILE)/more";
    for end in ["exit 3", "kill -TERM $$", "kill -KILL $$"] {
        let ended = run(&project, &["--files"], &format!("{script}; {end}"));
        let lines: Vec<&str> = ended.out.lines().skip(1).collect();
        assert_eq!(lines, [SENTINEL, "600", "700", "", "of-the-database"], "{ended:?}");
        assert!(!directory(&ended.out).exists(), "{end}");
    }
    let ended = project.run(
        &["run", "--files", "--", "sh", "-c", "echo $MAIL_BOX_FILE"],
        &[&VARIABLES[..], &[("XDG_RUNTIME_DIR", "/nowhere")]].concat(),
    );
    assert!(!directory(&ended.out).exists());
    // What is refused leaves nothing either.
    let base = project.path("tmp");
    fs::create_dir(&base).unwrap();
    if !Path::new("/dev/shm").is_dir() {
        let ended =
            project.run(&["run", "--files", "--", "true"], &[("TMPDIR", base.to_str().unwrap())]);
        assert_eq!((ended.status, fs::read_dir(&base).unwrap().count()), (78, 0));
    }
}

/// Has the children of this process begin without ignored signals, as those that a shell starts in the background have:
/// what this process catches, nobody after it ignores.
fn no_signal_is_ignored() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};

    let yes = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2] {
        // It still ends the tests.
        signal_hook::flag::register_conditional_default(signal, yes.clone()).unwrap();
    }
}

#[test]
fn signals_reach_the_command() {
    no_signal_is_ignored();
    let project = project();
    for name in ["TERM", "INT", "HUP", "QUIT", "USR1", "USR2", "WINCH"] {
        let script = format!(
            "trap 'echo got {name}; exit 9' {name}; echo $MAIL_BOX_FILE; echo ready; while :; do sleep 0.05; done"
        );
        let mut child = project
            .command(&["run", "--files", "--", "sh", "-c", &script], &VARIABLES)
            .process_group(0)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let shown = read_until(&mut out, "ready\n");
        signal(&child, name);
        assert_eq!(read_until(&mut out, "\n"), format!("got {name}\n"));
        assert_eq!(child.wait().unwrap().code(), Some(9), "{name}");
        assert!(!directory(&shown).exists(), "{name}");
    }
    // Without a trap, both die of it, and the files are gone all the same.
    let mut child = project
        .command(
            &["run", "--files", "--", "sh", "-c", "echo $MAIL_BOX_FILE; echo ready; exec sleep 60"],
            &VARIABLES,
        )
        .process_group(0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let shown = read_until(child.stdout.as_mut().unwrap(), "ready\n");
    signal(&child, "INT");
    let status = child.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(2));
    assert!(!directory(&shown).exists());
}

#[test]
#[cfg(target_os = "linux")]
fn stopping_and_going_on_reach_it_too() {
    let state = |pid: &str| {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        status.lines().find_map(|line| line.strip_prefix("State:\t")).unwrap()[..1].to_owned()
    };
    let wait_for = |pid: &str, wanted: &str| {
        for _ in 0..200 {
            if wanted.contains(&state(pid)) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("{pid} is {}, not {wanted}", state(pid));
    };
    let project = project();
    let mut child = project
        .command(&["run", "--files", "--", "sh", "-c", "echo $$; exec sleep 60"], &VARIABLES)
        .process_group(0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let command = read_until(child.stdout.as_mut().unwrap(), "\n").trim().to_owned();
    let own = child.id().to_string();
    for _ in 0..2 {
        signal(&child, "TSTP");
        wait_for(&command, "T");
        wait_for(&own, "T");
        signal(&child, "CONT");
        wait_for(&command, "RS");
        wait_for(&own, "RS");
    }
    signal(&child, "TERM");
    child.wait().unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_ignored_stays_ignored() {
    let project = project();
    let line = format!(
        "trap '' HUP; exec {} run --files -- sh -c 'grep SigIgn /proc/self/status'",
        env!("CARGO_BIN_EXE_cargo-credentials")
    );
    let mut command = Command::new("sh");
    let output = command
        .args(["-c", &line])
        .current_dir(project.directory())
        .envs(VARIABLES)
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let bits = u64::from_str_radix(out.trim().rsplit('\t').next().unwrap(), 16).unwrap();
    assert_eq!(bits & 1, 1, "{out}");
}

#[test]
#[cfg(target_os = "linux")]
fn process_1_reaps_and_passes_signals_on() {
    let project = project();
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command
            .args(["--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc"])
            .arg(env!("CARGO_BIN_EXE_cargo-credentials"))
            .args(["run", "--", "sh", "-c", script])
            .current_dir(project.directory())
            .envs(VARIABLES);
        command
    };
    let probe = Command::new("unshare")
        .args(["--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "true"])
        .output();
    if !probe.is_ok_and(|output| output.status.success()) {
        println!("NOT RUN: unshare(1) makes no process namespaces here");
        return;
    }
    // Orphans end in the meantime, of which none is left.
    let script = "for i in 1 2 3; do (sleep 0.05 &) ; done; sleep 0.5; \
                  grep -l 'State:.Z' /proc/[0-9]*/status; cat /proc/1/comm; exit 5";
    let output = unshare(script).output().unwrap();
    assert_eq!(output.status.code(), Some(5), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "cargo-credentia\n");
    let output = unshare("kill -TERM $$").output().unwrap();
    assert_eq!(output.status.code(), Some(143), "{output:?}");
    // From within, as `docker stop` does from without.
    let output = unshare("trap 'echo stopped; exit 4' TERM; kill -TERM 1; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.1; done").output().unwrap();
    assert_eq!((output.status.code(), &*output.stdout), (Some(4), &b"stopped\n"[..]));
}

#[test]
fn what_cannot_be_a_variable_is_told() {
    let project = project();
    for prefix in ["A=", "../", "1", "A-", "\u{e9}"] {
        let ended = run(&project, &["--prefix", prefix], "true");
        assert!(ended.status == 125 && ended.err.contains("--prefix"), "{ended:?}");
    }
    // More than one variable holds.
    project.write("mail.txt", &SENTINEL.repeat(8000));
    let ended = run(&project, &[], "true");
    assert!(ended.status == 126 && ended.err.contains("too long; give `--files`"), "{ended:?}");
    assert!(!ended.err.contains("s3ntinel"), "{}", ended.err);
    assert_eq!(run(&project, &["--files"], "wc -c < $MAIL_BOX_FILE").out.trim(), "200000");
}

/// A key of the terminal is a signal for both; `kill` is one for this process alone, also in the foreground.
#[test]
#[cfg(target_os = "linux")]
fn in_the_foreground_each_signal_arrives_once() {
    if Command::new("script").arg("--version").output().is_err() {
        println!("NOT RUN: there is no script(1)");
        return;
    }
    let project = project();
    let script =
        "trap 'echo got INT' INT; trap 'exit 0' TERM; echo pid $PPID; while :; do sleep 0.05; done";
    let line = format!(
        "exec {} run --files -- sh -c \"{}\"",
        env!("CARGO_BIN_EXE_cargo-credentials"),
        script.replace('$', "\\$")
    );
    // A signal that does not arrive would be waited for.
    let mut child = Command::new("timeout")
        .args(["-s", "KILL", "60", "script", "-qec", &line, "/dev/null"])
        .current_dir(project.directory())
        .envs(VARIABLES)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let pid = read_until(&mut out, "\n").trim().trim_start_matches("pid ").to_owned();
    let kill = |name: &str| {
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    };
    kill("-INT");
    read_until(&mut out, "got INT");
    let mut keys = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut keys, b"\x03").unwrap();
    read_until(&mut out, "got INT");
    std::thread::sleep(std::time::Duration::from_millis(300));
    kill("-TERM");
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert!(!rest.contains("got INT"), "the key arrived twice: {rest}");
    child.wait().unwrap();
}
