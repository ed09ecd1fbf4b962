//! `source: keyring` on the command line, and the commands of `docs/keyring.md` as they stand there.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use provider_credentials_test_servers::Session;

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
    let ended = run(&["set", "db.password"], SENTINEL);
    let why = "`db.password` cannot be written here: it is one of several values of a password in the keyring; write all \
               of them as JSON with the desktop's password manager or `secret-tool store`";
    assert!(ended.status == 2 && ended.err.contains(why), "{ended:?}");
    let ended = run(&["set", "placed"], SENTINEL);
    assert!(ended.err.contains("`${PLACE}` needs `PLACE`, which is not set; set it"), "{ended:?}");
    session.lock();
    let ended = run(&["set", "openai"], SENTINEL);
    assert!(ended.status == 2 && ended.err.contains("[keyring_locked]"), "{ended:?}");
    assert!(ended.err.contains("`openai` is not written: the keyring is locked"), "{ended:?}");
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
