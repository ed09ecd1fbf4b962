//! The kernel's keyrings, with `keyctl` as the other side.

use std::process::Command;
use std::sync::LazyLock;

use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, Loader};
use provider_credentials_keyring::{OPENER, write};
use provider_credentials_test_servers::not_run;

use crate::support::{SECRET, told};

/// One that no other run has.
fn service() -> &'static str {
    static SERVICE: LazyLock<String> = LazyLock::new(|| format!("test-{}", std::process::id()));
    &SERVICE
}

fn load(user: &'static str) -> AnyCredential {
    let params = [("service", service()), ("user", user), ("store", "kernel")];
    load_from(&OPENER, &params, &[], &Loader::new().with_environment::<&str, &str>([]))
}

/// Runs a test of this file in a session's keyring of its own.
fn in_session(test: &str, inner: &str) {
    let mut command = Command::new("keyctl");
    command.args(["session", "-"]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", inner, "--ignored", "--nocapture", "--test-threads=1"]);
    let Ok(done) = command.output() else {
        return not_run(test, "there is no `keyctl`; `apt install keyutils`");
    };
    let printed = String::from_utf8_lossy(&done.stdout);
    if String::from_utf8_lossy(&done.stderr).contains("keyctl_join_session_keyring") {
        return not_run(test, "the kernel's keyrings cannot be used here");
    }
    assert!(done.status.success() && printed.contains("1 passed"), "{done:?}");
}

fn keyctl(arguments: &[&str]) -> String {
    let done = Command::new("keyctl").args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?} {done:?}");
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

#[test]
fn keyctl_and_a_program() {
    in_session("keyctl_and_a_program", "kernel::in_a_session");
}

#[test]
#[ignore = "run by the test above"]
fn in_a_session() {
    let description = format!("keyring-rs:openai@{}", service());
    // By `keyctl`, for a program.
    assert!(told(&load("openai")).ends_with("[keyring_not_found]"));
    let id = keyctl(&["add", "user", &description, SECRET, "@s"]);
    assert_eq!(told(&load("openai")), SECRET);
    // Gone, and stored anew as the message says.
    keyctl(&["timeout", &id, "1"]);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let said = told(&load("openai"));
    assert!(
        said == "the key in the kernel's keyring has expired or was revoked; store it anew with `cargo credentials \
                 set` [keyring_expired]"
            || said.ends_with("[keyring_not_found]"),
        "{said}"
    );
    // By a program, for `keyctl`.
    let store = |password: &str| {
        write(
            &[("service", service()), ("user", "openai"), ("store", "kernel")],
            password.as_bytes(),
        )
    };
    store(SECRET).unwrap();
    assert_eq!(keyctl(&["print", &format!("%user:{description}")]), SECRET);
    assert_eq!(told(&load("openai")), SECRET);
    store("another").unwrap();
    assert_eq!(told(&load("openai")), "another");
    assert_eq!(store(&"x".repeat(40_000)).unwrap_err().code(), "keyring_too_large");
    // A key that this process may not read.
    let id = keyctl(&["search", "@s", "user", &description]);
    keyctl(&["setperm", &id, "0x00000000"]);
    let said = told(&load("openai"));
    assert!(said.ends_with("[keyring_denied]") || said.ends_with("[keyring_not_found]"), "{said}");
    _ = Command::new("keyctl").args(["unlink", &id, "@u"]).output();
}
