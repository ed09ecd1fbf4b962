//! Mistakes, each mended by doing what the message says.

use std::time::{Duration, Instant};

use provider_credentials_core::Loader;
use provider_credentials_core::testing::load_from;
use provider_credentials_keyring::OPENER;
use provider_credentials_test_servers::Session;

use crate::support::{SECRET, load, loader, told};

fn said(loader: &Loader) -> String {
    told(&load(loader, "my-agent", "openai"))
}

/// The loader with one variable of the session in another way.
fn with(session: &Session, name: &str, value: &str) -> Loader {
    let mut variables = session.variables().to_vec();
    variables.retain(|(known, _)| *known != name);
    let rest = variables.iter().map(|(name, value)| (*name, value.as_str()));
    Loader::new().with_environment(rest.chain([(name, value)]))
}

#[test]
fn a_password_that_was_never_stored() {
    let Some(session) = Session::for_test("a_password_that_was_never_stored") else { return };
    assert_eq!(
        said(&loader(&session)),
        "the keyring has no such password; store it with `cargo credentials set`, or check `keyring_service` and \
         `keyring_user` [keyring_not_found]"
    );
    session.store("my-agent", "openai", SECRET);
    assert_eq!(said(&loader(&session)), SECRET);
}

#[test]
fn another_user_in_the_manifest() {
    let Some(session) = Session::for_test("another_user_in_the_manifest") else { return };
    session.store("my-agent", "open-ai", SECRET);
    assert!(said(&loader(&session)).contains("check `keyring_service` and `keyring_user`"));
    assert_eq!(told(&load(&loader(&session), "my-agent", "open-ai")), SECRET);
}

#[test]
fn a_keyring_that_is_locked() {
    let Some(mut session) = Session::for_test("a_keyring_that_is_locked") else { return };
    session.store("my-agent", "openai", SECRET);
    session.lock();
    let start = Instant::now();
    let impatient = loader(&session).source_timeout(Duration::from_secs(3));
    assert_eq!(
        said(&impatient),
        "the keyring is locked, and nothing is shown here that asks for its password; unlock it in the desktop's \
         password manager, or without a desktop with `gnome-keyring-daemon --replace --unlock --components=secrets`, \
         which takes the password from standard input [keyring_locked]"
    );
    // Nor is it known then what is not in it.
    assert!(told(&load(&loader(&session), "my-agent", "nobody")).ends_with("[keyring_locked]"));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    session.unlock();
    assert_eq!(said(&loader(&session)), SECRET);
}

#[test]
fn no_session() {
    let Some(session) = Session::for_test("no_session") else { return };
    session.store("my-agent", "openai", SECRET);
    let bare = Loader::new().with_environment([("HOME", "/root")]);
    assert_eq!(
        said(&bare),
        "there is no session bus here; start the program in the user's session, where `DBUS_SESSION_BUS_ADDRESS` is \
         set, or below `dbus-run-session` [keyring_no_bus]"
    );
    // The directory of the user alone leads there, too.
    let (_, directory) = &session.variables()[2];
    let of_user = Loader::new().with_environment([("XDG_RUNTIME_DIR", directory)]);
    assert_eq!(said(&of_user), SECRET);
}

#[test]
fn the_address_of_a_session_that_is_over() {
    let Some(mut session) = Session::for_test("the_address_of_a_session_that_is_over") else {
        return;
    };
    session.store("my-agent", "openai", SECRET);
    session.stop_bus();
    assert_eq!(
        said(&loader(&session)),
        "nothing answers at the address of the session bus; log in again, or set `DBUS_SESSION_BUS_ADDRESS` to the bus \
         of the session that runs: `unix:path=/run/user/UID/bus` [keyring_no_bus]"
    );
    session.start_bus();
    session.start_keyring();
    assert_eq!(said(&loader(&session)), SECRET);
}

#[test]
fn an_address_that_is_none() {
    let Some(session) = Session::for_test("an_address_that_is_none") else { return };
    session.store("my-agent", "openai", SECRET);
    let (_, directory) = &session.variables()[2];
    for address in ["autolaunch:", "/run/user/1000/bus", "tcp:host=localhost,port=1"] {
        let wrong = with(&session, "DBUS_SESSION_BUS_ADDRESS", address);
        assert_eq!(
            said(&wrong),
            "`DBUS_SESSION_BUS_ADDRESS` is not the address of a Unix socket; set it to `unix:path=` and the path of \
             the socket, such as `/run/user/UID/bus`, or unset it [keyring_bus_address]"
        );
    }
    let set = with(&session, "DBUS_SESSION_BUS_ADDRESS", &format!("unix:path={directory}/bus"));
    assert_eq!(said(&set), SECRET);
    assert_eq!(said(&with(&session, "DBUS_SESSION_BUS_ADDRESS", "")), SECRET);
}

#[test]
fn no_keyring_on_the_bus() {
    let Some(mut session) = Session::without_keyring("no_keyring_on_the_bus") else { return };
    assert_eq!(
        said(&loader(&session)),
        "no program on the session bus offers the Secret Service; install and start one, such as \
         `gnome-keyring-daemon --start --components=secrets`, KWallet or KeePassXC [keyring_no_service]"
    );
    session.start_keyring();
    session.store("my-agent", "openai", SECRET);
    assert_eq!(said(&loader(&session)), SECRET);
}

#[test]
fn several_passwords_for_one_user() {
    let Some(session) = Session::for_test("several_passwords_for_one_user") else { return };
    session.store("my-agent", "openai", SECRET);
    let more = ["store", "--label=b", "service", "my-agent", "username", "openai", "host", "b"];
    assert!(session.secret_tool(&more, "other").status.success());
    assert_eq!(
        said(&loader(&session)),
        "the keyring has several passwords for this service and user; list them with `secret-tool search --all \
         service SERVICE username USER`, and delete all but one in the desktop's password manager [keyring_several]"
    );
    let search = ["search", "--all", "service", "my-agent", "username", "openai"];
    let listed = session.secret_tool(&search, "");
    assert_eq!(String::from_utf8_lossy(&listed.stdout).matches("secret = ").count(), 2);
    assert!(session.secret_tool(&["clear", "host", "b"], "").status.success());
    assert_eq!(said(&loader(&session)), SECRET);
}

#[test]
fn bytes_that_are_no_text() {
    let Some(session) = Session::for_test("bytes_that_are_no_text") else { return };
    let words = ["store", "--label=b", "service", "my-agent", "username", "openai"];
    let mut child = session.command("secret-tool");
    child.args(words).stdin(std::process::Stdio::piped());
    let mut child = child.spawn().unwrap();
    let bytes = [b"\xff\xfe\x01", SECRET.as_bytes()].concat();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), &bytes).unwrap();
    child.wait().unwrap();
    assert_eq!(
        said(&loader(&session)),
        "the password is not UTF-8 text; store the bytes in base64, and add `encoding: base64` to the manifest \
         [keyring_not_text]"
    );
    session.store("my-agent", "openai", "//4B");
    assert_eq!(said(&loader(&session)), "//4B");
}

#[test]
fn a_key_that_the_password_does_not_have() {
    let Some(session) = Session::for_test("a_key_that_the_password_does_not_have") else { return };
    session.store("my-agent", "openai", &format!("{{\"api_key\": \"{SECRET}\"}}"));
    let params = [("service", "my-agent"), ("user", "openai")];
    let load = |key| told(&load_from(&OPENER, &params, key, &loader(&session)));
    let said = load(&["apikey"]);
    assert!(said.ends_with("[key_not_found]"), "{said}");
    assert_eq!(load(&["api_key"]), SECRET);
}

#[test]
fn a_keyring_that_is_silent() {
    let Some(session) = Session::for_test("a_keyring_that_is_silent") else { return };
    session.store("my-agent", "openai", SECRET);
    session.signal_keyring("STOP");
    let start = Instant::now();
    let impatient = loader(&session).source_timeout(Duration::from_secs(3));
    assert_eq!(
        said(&impatient),
        "the keyring did not answer in time; look for a window in which it asks for something, or restart it \
         [keyring_timed_out]"
    );
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    session.signal_keyring("CONT");
    assert_eq!(said(&loader(&session)), SECRET);
}

#[test]
fn a_service_of_no_text() {
    let Some(session) = Session::for_test("a_service_of_no_text") else { return };
    session.store("my-agent", "openai", SECRET);
    let both = told(&load(&loader(&session), "my\0agent", "openai"));
    assert!(both.ends_with("without zero bytes, of less than 255 bytes [keyring_not_storable]"));
    assert_eq!(said(&loader(&session)), SECRET);
}
