//! What other programs wrote, and what other programs read.

use provider_credentials_core::testing::load_from;
use provider_credentials_keyring::{OPENER, write};
use provider_credentials_test_servers::Session;

use crate::support::{SECRET, load, loader, told};

#[test]
fn secret_tool_stores_and_a_program_reads() {
    let Some(session) = Session::for_test("secret_tool_stores_and_a_program_reads") else { return };
    let loader = loader(&session);
    session.store("my-agent", "openai", SECRET);
    assert_eq!(told(&load(&loader, "my-agent", "openai")), SECRET);
    // Texts that are long, that cross the block of the cipher, and that are not ASCII.
    let long = "é".repeat(2_000);
    for text in ["x", "fifteen-letters", "sixteen--letters", "seventeen-letters", &long] {
        session.store("my-agent", "ünï", text);
        assert_eq!(told(&load(&loader, "my-agent", "ünï")), text);
    }
    // A value of JSON.
    session.store("my-agent", "db", &format!("{{\"login\": {{\"password\": \"{SECRET}\"}}}}"));
    let params = [("service", "my-agent"), ("user", "db")];
    let one = load_from(&OPENER, &params, &["login", "password"], &loader);
    assert_eq!(told(&one), SECRET);
}

#[test]
fn a_session_without_a_default_collection() {
    let Some(mut session) = Session::for_test("a_session_without_a_default_collection") else {
        return;
    };
    session.delete_collection();
    let write = |session: &Session, test: &str| {
        let mut command = session.command(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--ignored"]);
        command.envs([("SERVICE", "my-agent"), ("KEY_USER", "openai"), ("PASSWORD", SECRET)]);
        let done = command.output().unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    write(&session, "tools::write_without_collection");
    assert!(told(&load(&loader(&session), "my-agent", "openai")).ends_with("[keyring_not_found]"));
    // As a login does.
    session.unlock();
    write(&session, "tools::write_in_session");
    assert_eq!(told(&load(&loader(&session), "my-agent", "openai")), SECRET);
}

#[test]
#[ignore = "run by the test above"]
fn write_without_collection() {
    let error = write(&[("service", "my-agent"), ("user", "openai")], SECRET.as_bytes());
    let error = error.unwrap_err();
    assert_eq!(
        format!("{error} [{}]", error.code()),
        "there is no default collection to store it in; create one in the desktop's password manager, or log in to the \
         desktop once, which makes `login` [keyring_no_collection]"
    );
    assert!(!format!("{error:?}").contains(SECRET));
}

/// In a process of its own, whose environment has the session.
#[test]
#[ignore = "run by tests of this file"]
fn write_in_session() {
    let of = |name: &str| std::env::var(name).unwrap();
    write(&[("service", &of("SERVICE")), ("user", &of("KEY_USER"))], of("PASSWORD").as_bytes())
        .unwrap();
}

#[test]
fn a_program_stores_and_secret_tool_reads() {
    let Some(session) = Session::for_test("a_program_stores_and_secret_tool_reads") else { return };
    let write = |user: &str, password: &str| {
        let mut command = session.command(std::env::current_exe().unwrap());
        command.args(["--exact", "tools::write_in_session", "--ignored"]);
        command.envs([("SERVICE", "my-agent"), ("KEY_USER", user), ("PASSWORD", password)]);
        let done = command.output().unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    write("openai", "first");
    assert_eq!(session.lookup("my-agent", "openai"), "first");
    write("openai", "and one that takes two blocks");
    assert_eq!(session.lookup("my-agent", "openai"), "and one that takes two blocks");
    // One item, with what `secret-tool` gives its own.
    let words = ["search", "--all", "service", "my-agent", "username", "openai"];
    let found = session.secret_tool(&words, "");
    let found = format!(
        "{}{}",
        String::from_utf8_lossy(&found.stdout),
        String::from_utf8_lossy(&found.stderr)
    );
    assert_eq!(found.matches("secret = ").count(), 1, "{found}");
    assert!(found.contains("label = openai for my-agent"), "{found}");
    assert!(found.contains("schema = org.freedesktop.Secret.Generic"), "{found}");
    // More than `secret-tool` takes.
    let long = "é".repeat(60_000);
    write("long", &long);
    assert_eq!(session.lookup("my-agent", "long"), long);
    assert_eq!(told(&load(&loader(&session), "my-agent", "long")), long);
    // In the place of what `secret-tool` stored, which replaces ours.
    session.store("my-agent", "stripe", "by the tool");
    write("stripe", "by the program");
    assert_eq!(session.lookup("my-agent", "stripe"), "by the program");
    session.store("my-agent", "stripe", "by the tool again");
    assert_eq!(told(&load(&loader(&session), "my-agent", "stripe")), "by the tool again");
}
