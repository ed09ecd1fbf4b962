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
    assert_eq!(
        said,
        "the key in the kernel's keyring has expired or was revoked; store it again with `cargo credentials set` \
         [keyring_expired]"
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
    let error = store(&SECRET.repeat(2_000)).unwrap_err();
    assert_eq!(error.code(), "keyring_too_large");
    assert!(!format!("{error} {error:?}").contains(SECRET));
    // A key that this process may not read, in the session's keyring alone.
    let id = keyctl(&["search", "@s", "user", &description]);
    keyctl(&["unlink", &id, "@u"]);
    keyctl(&["setperm", &id, "0x00000000"]);
    let denied = "this process may not read the key in the kernel's keyring; find it with `keyctl show`, take it out \
                  with `keyctl unlink`, and store it again with `cargo credentials set` [keyring_denied]";
    assert_eq!(told(&load("openai")), denied);
    // It stays denied if the user's keyring has one that has expired.
    let other = keyctl(&["add", "user", &description, SECRET, "@u"]);
    // Only who possesses a key limits its time.
    keyctl(&["link", "@u", "@s"]);
    keyctl(&["timeout", &other, "1"]);
    keyctl(&["unlink", "@u", "@s"]);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert_eq!(told(&load("openai")), denied);
    keyctl(&["unlink", &other, "@u"]);
    keyctl(&["unlink", &id, "@s"]);
    store(SECRET).unwrap();
    assert_eq!(told(&load("openai")), SECRET);
    let id = keyctl(&["search", "@s", "user", &description]);
    keyctl(&["unlink", &id, "@u"]);
}

/// Denies what Docker's profile denies, and becomes the test.
const WITHOUT_KEYRINGS: &str = "
import ctypes, os, platform, struct, sys
calls = {'x86_64': range(248, 251), 'aarch64': range(217, 220)}[platform.machine()]
code = [(0x20, 0, 0, 0)]
for at, call in enumerate(calls):
    code.append((0x15, len(calls) - at, 0, call))
code += [(0x06, 0, 0, 0x7fff0000), (0x06, 0, 0, 0x00050001)]
code = ctypes.create_string_buffer(b''.join(struct.pack('HBBI', *each) for each in code))
program = struct.pack('HxxxxxxP', len(code.raw) // 8, ctypes.addressof(code))
libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0):
    sys.exit(99)
os.execv(sys.argv[1], sys.argv[1:])
";

#[test]
fn without_the_calls_of_the_kernel() {
    let test = "without_the_calls_of_the_kernel";
    let mut command = Command::new("python3");
    command.args(["-c", WITHOUT_KEYRINGS]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "kernel::where_they_are_denied", "--ignored", "--nocapture"]);
    let Ok(done) = command.output() else { return not_run(test, "there is no `python3`") };
    if done.status.code() == Some(99) {
        return not_run(test, "system calls cannot be filtered here");
    }
    let printed = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && printed.contains("1 passed"), "{done:?}");
}

#[test]
#[ignore = "run by the test above"]
fn where_they_are_denied() {
    assert_eq!(
        told(&load("openai")),
        "the kernel's keyrings cannot be used here; allow the system calls `add_key` and `keyctl`, which containers \
         deny, or leave `keyring_store` out [keyring_no_kernel]"
    );
    let params = [("service", service()), ("user", "openai"), ("store", "kernel")];
    let error = write(&params, SECRET.as_bytes()).unwrap_err();
    assert_eq!(error.code(), "keyring_no_kernel");
    assert!(!format!("{error} {error:?}").contains(SECRET));
}
