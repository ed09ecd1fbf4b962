//! `source: keyring` on the command line, and the commands of `docs/keyring.md` as they stand there.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use provider_credentials_test_servers::{Session, not_run};

use crate::project::{Ended, Project, SENTINEL};

const MANIFEST: &str = "
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: keyring, keyring_service: '${SERVICE:-my-agent}', keyring_user: openai }
  - id: db
    provider: postgres
    auth: { type: basic, source: keyring, keyring_service: my-agent, keyring_user: db }
  - id: pool
    provider: acme
    auth:
      type: api_key
      sources:
        - { source: env, env_var: POOL_KEY }
        - { source: keyring, keyring_service: my-agent, keyring_user: pool }
  - id: placed
    provider: acme
    auth: { type: api_key, source: keyring, keyring_service: '${PLACE}', keyring_user: placed }
";

fn run(project: &Project, session: &Session, args: &[&str], input: &str) -> Ended {
    let variables = session.variables();
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let ended = project.run_with(args, &variables, input);
    for text in [&ended.out, &ended.err] {
        assert!(!text.contains("s3ntinel"), "{text}");
    }
    ended
}

#[test]
fn a_password_is_written_told_and_given() {
    let Some(session) = Session::for_test("a_password_is_written_told_and_given") else { return };
    let project = Project::new(MANIFEST);
    let run = |args: &[&str], input: &str| run(&project, &session, args, input);
    for (id, place) in [
        ("openai", "password of `openai` for `${SERVICE:-my-agent}` in the keyring"),
        ("pool", "password of `pool` for `my-agent` in the keyring"),
    ] {
        let ended = run(&["set", id], &format!("{SENTINEL}\n"));
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{ended:?}");
        assert_eq!(ended.out, format!("`{id}` is written to the {place}\n"));
        assert_eq!(session.lookup("my-agent", id), SENTINEL);
    }
    assert_eq!(run(&["set", "openai"], "another-one-of-them").status, 0);
    assert_eq!(session.lookup("my-agent", "openai"), "another-one-of-them");
    let ended = run(&["status"], "");
    assert!(ended.out.contains("2 of 4 loaded"), "{ended:?}");
    assert!(ended.out.contains("keyring openai for ${SERVICE:-my-agent}"), "{ended:?}");
    let shell = "test \"$OPENAI\" = another-one-of-them";
    let ended = run(&["run", "--only", "openai", "--", "sh", "-c", shell], "");
    assert_eq!(ended.status, 0, "{ended:?}");

    // What is not written, and why.
    let ended = run(&["set", "placed"], SENTINEL);
    assert!(ended.err.contains("`${PLACE}` needs `PLACE`, which is not set; set it"), "{ended:?}");
    session.lock();
    let ended = run(&["set", "openai"], SENTINEL);
    assert!(ended.status == 2 && ended.err.contains("[keyring_locked]"), "{ended:?}");
    assert!(ended.err.contains("`openai` is not written: the keyring is locked"), "{ended:?}");
}

const VALUES: &str = "
provider_credentials:
  - id: db
    provider: postgres
    auth: { type: basic, source: keyring, keyring_service: my-agent, keyring_user: db }
  - id: one
    provider: acme
    auth: { type: api_key, source: keyring, keyring_service: my-agent, keyring_user: several, keyring_key: a.key }
  - id: packed
    provider: acme
    auth: { type: api_key, source: keyring, keyring_service: my-agent, keyring_user: packed, encoding: hex }
  - id: both
    provider: acme
    auth: { type: api_key, source: keyring, keyring_service: my-agent, keyring_user: several, keyring_key: /b, encoding: base64 }
  - id: plain
    provider: acme
    auth: { type: api_key, source: keyring, keyring_service: my-agent, keyring_user: plain }
  - id: of_plain
    provider: acme
    auth: { type: api_key, source: keyring, keyring_service: my-agent, keyring_user: plain, keyring_key: key }
";

/// What `set` leaves in the keyring, in which `lookup` finds the password of a user.
fn values_are_written(set: &dyn Fn(&str, &[u8]) -> Ended, lookup: &dyn Fn(&str) -> String) {
    let good = |id: &str, value: &[u8]| {
        let ended = set(id, value);
        assert!(ended.status == 0 && ended.err.is_empty(), "{ended:?}");
        ended.out
    };
    // One part after the other, from nothing.
    let said = good("db.password", SENTINEL.as_bytes());
    let place = "`db.password` is written to the key `password` of the password of `db` for `my-agent` in the keyring\n";
    assert!(said.starts_with(place) && said.contains("not loaded yet: its `username`"), "{said}");
    assert_eq!(lookup("db"), format!("{{ \"password\": \"{SENTINEL}\" }}"));
    assert!(!good("db.username", b"ada").contains("not loaded yet"));
    assert_eq!(lookup("db"), format!("{{ \"password\": \"{SENTINEL}\", \"username\": \"ada\" }}"));
    // One of several, and what is beside it stays.
    good("one", b"an-older-value");
    good("both", b"second-\xff");
    good("one", SENTINEL.as_bytes());
    let several = format!("{{ \"a\": {{ \"key\": \"{SENTINEL}\" }}, \"b\": \"c2Vjb25kLf8=\" }}");
    assert_eq!(lookup("several"), several);
    let said = good("packed", b"\x01\xff\n");
    assert_eq!(
        said,
        "`packed` is written to the password of `packed` for `my-agent` in the keyring, in hex\n"
    );
    assert_eq!(lookup("packed"), "01ff0a");
    // A password that is no JSON is no place for a value of a key.
    good("plain", SENTINEL.as_bytes());
    let ended = set("of_plain", b"other");
    let why =
        "`of_plain` is not written: the password in the keyring stays as it is: it is not JSON";
    assert!(ended.status == 2 && ended.err.contains(why), "{ended:?}");
    assert_eq!(lookup("plain"), SENTINEL);
}

#[test]
fn values_of_a_password_and_encodings_are_written() {
    let test = "values_of_a_password_and_encodings_are_written";
    let Some(mut session) = Session::for_test(test) else { return };
    let project = Project::new(VALUES);
    let variables = session.variables();
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let set = |id: &str, value: &[u8]| {
        let ended = project.run_with(&["set", id], &variables, value);
        assert!(!ended.out.contains("s3ntinel") && !ended.err.contains("s3ntinel"), "{ended:?}");
        ended
    };
    let set = &set;
    values_are_written(set, &|user| session.lookup("my-agent", user));
    // Several at a time undo nothing of each other.
    std::thread::scope(|scope| {
        for (id, value) in
            [("one", "third-value"), ("both", "fourth-value"), ("db.username", "eve")]
        {
            scope.spawn(move || assert_eq!(set(id, value.as_bytes()).status, 0));
        }
    });
    let several = "{ \"a\": { \"key\": \"third-value\" }, \"b\": \"Zm91cnRoLXZhbHVl\" }";
    assert_eq!(session.lookup("my-agent", "several"), several);
    // Nothing is made anew of what cannot be read.
    session.lock();
    let ended = set("one", b"other");
    assert!(ended.status == 2 && ended.err.contains("[keyring_locked]"), "{ended:?}");
    session.unlock();
    assert_eq!(session.lookup("my-agent", "several"), several);
}

/// Runs the test below in a session's keyring of its own.
#[test]
fn values_in_the_kernels_keyring() {
    let test = "values_in_the_kernels_keyring";
    let mut command = Command::new("keyctl");
    command.args(["session", "-"]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "keyring::values_in_this_session", "--ignored", "--nocapture"]);
    let Ok(done) = command.output() else {
        return not_run(test, "there is no `keyctl`; `apt install keyutils`");
    };
    if String::from_utf8_lossy(&done.stderr).contains("keyctl_join_session_keyring") {
        return not_run(test, "the kernel's keyrings cannot be used here");
    }
    let printed = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && printed.contains("1 passed"), "{done:?}");
}

#[test]
#[ignore = "run by the test above"]
fn values_in_this_session() {
    // `keyctl` and the program name keys by this service, which no other run has.
    let service = format!("agent-{}", std::process::id());
    let manifest = VALUES.replace("my-agent", &service);
    let project = Project::new(
        &manifest.replace("source: keyring,", "source: keyring, keyring_store: kernel,"),
    );
    let set = |id: &str, value: &[u8]| {
        let mut ended = project.run_with(&["set", id], &[], value);
        for text in [&mut ended.out, &mut ended.err] {
            assert!(!text.contains("s3ntinel"), "{text}");
            *text = text.replace(&service, "my-agent");
        }
        ended
    };
    let lookup = |user: &str| {
        let keyctl = |arguments: &[&str]| {
            let done = Command::new("keyctl").args(arguments).output().unwrap();
            assert!(done.status.success(), "{done:?}");
            String::from_utf8(done.stdout).unwrap()
        };
        let key = keyctl(&["search", "@s", "user", &format!("keyring-rs:{user}@{service}")]);
        keyctl(&["pipe", key.trim()])
    };
    values_are_written(&set, &lookup);
}

#[test]
fn the_page_leads_from_nothing_to_a_loaded_credential() {
    let test = "the_page_leads_from_nothing_to_a_loaded_credential";
    let Some(mut session) = Session::for_test(test) else { return };
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let manifest = fs::read_to_string(page.join("keyring/provider_credentials.yaml")).unwrap();
    let page = fs::read_to_string(page.join("keyring.md")).unwrap();
    assert!(page.contains(&format!("```yaml\n{manifest}```")));
    let blocks: Vec<&str> =
        page.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    let [first, by_tool, alone, unlock] = blocks[..] else { panic!("four blocks") };
    let project = Project::new(&manifest);
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-credentials")).parent().unwrap();
    let cargo = Path::new(env!("CARGO")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let path = [program, cargo].into_iter().map(Path::to_owned).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(path).unwrap();
    let done = |output: Output| {
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success(), "{told}");
        told
    };
    let sh = |command: &mut Command, commands: &str| {
        command.args(["-euc", commands]).current_dir(project.directory()).env("PATH", &path);
        done(command.output().unwrap())
    };
    let told = sh(&mut session.command("sh"), first);
    assert!(told.contains("1 of 1 loaded") && told.ends_with("an-example-key"), "{told}");
    sh(&mut session.command("sh"), by_tool);
    assert_eq!(session.lookup("my-agent", "openai"), "another-example-key");

    // Without a desktop: a session that begins and ends with the commands.
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.env_clear().env("HOME", home.path()).env("XDG_RUNTIME_DIR", home.path());
    assert!(sh(&mut command, alone).contains("1 of 1 loaded"));

    session.lock();
    let locked = run(&project, &session, &["status"], "");
    assert!(locked.out.contains("--replace --unlock --components=secrets"), "{locked:?}");
    assert!(unlock.contains("gnome-keyring-daemon --replace --unlock --components=secrets"));
    session.unlock();
    assert!(run(&project, &session, &["status"], "").out.contains("1 of 1 loaded"));
}
