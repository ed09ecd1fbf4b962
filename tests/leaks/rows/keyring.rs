use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;

use crate::case::Case;
use crate::sets::keyrings;

fn at(code: &'static str, address: &str) -> Case {
    Case::new(code, keyrings).variable("DBUS_SESSION_BUS_ADDRESS", address)
}

/// Of a bus that lets the program in and answers every call with that error, whose text is the secret.
fn of_error(code: &'static str, name: &str) -> Case {
    let case = at(code, "unix:path=§dir/bus").note(name).before(listen);
    case.file("answer", "OK §\r\n").file("name", name).file("text", "§")
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("keyring_no_bus", keyrings).note("without one").variable("KEYRING_USER", "§"),
        at("keyring_no_bus", "unix:path=§dir/§"),
        at("keyring_bus_address", "§"),
        of_error("keyring_bus_refused", "org.freedesktop.DBus.Error.AuthFailed"),
        of_error("keyring_bus_refused", "REJECTED").file("answer", "REJECTED §\r\n"),
        of_error("keyring_no_service", "org.freedesktop.DBus.Error.ServiceUnknown"),
        of_error("keyring_denied", "org.freedesktop.DBus.Error.AccessDenied"),
        of_error("keyring_timed_out", "org.freedesktop.DBus.Error.NoReply"),
        of_error("keyring_locked", "org.freedesktop.Secret.Error.IsLocked"),
        of_error("keyring_failed", "org.freedesktop.Secret.Error.NoSuchObject"),
        of_error("keyring_failed", "org.example.§"),
    ]
}

fn listen(directory: &Path) {
    let listener = UnixListener::bind(directory.join("bus")).expect("a socket");
    let [answer, name, text] = ["answer", "name", "text"]
        .map(|file| fs::read_to_string(directory.join(file)).expect("a file of the case"));
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = serve(&mut stream, &answer, &name, &text);
        }
    });
}

/// One login, and one call after the other.
fn serve(stream: &mut UnixStream, answer: &str, name: &str, text: &str) -> std::io::Result<()> {
    let mut heard = Vec::new();
    let mut byte = [0];
    while !heard.ends_with(b"\r\n") {
        stream.read_exact(&mut byte)?;
        heard.extend_from_slice(&byte);
    }
    stream.write_all(answer.as_bytes())?;
    stream.read_exact(&mut [0; "BEGIN\r\n".len()])?;
    loop {
        let mut header = [0; 16];
        stream.read_exact(&mut header)?;
        let number = |at: usize| {
            let bytes = header[at..at + 4].try_into().expect("four bytes");
            u32::from_le_bytes(bytes) as usize
        };
        let (body, fields) = (number(4), number(12));
        let mut rest = vec![0; fields.next_multiple_of(8) + body];
        stream.read_exact(&mut rest)?;
        stream.write_all(&error(&header[8..12], name, text))?;
    }
}

/// A message that is an error, for the call with that number.
fn error(serial: &[u8], name: &str, text: &str) -> Vec<u8> {
    let length = |text: &str| u32::try_from(text.len()).expect("a length").to_le_bytes();
    let body = [&length(text)[..], text.as_bytes(), b"\0"].concat();
    let mut fields = [b"\x05\x01u\0", serial, b"\x04\x01s\0", &length(name)].concat();
    fields.extend_from_slice(name.as_bytes());
    fields.push(0);
    fields.resize(fields.len().next_multiple_of(8), 0);
    fields.extend_from_slice(b"\x08\x01g\0\x01s\0");
    let count = u32::try_from(fields.len()).expect("a length").to_le_bytes();
    fields.resize(fields.len().next_multiple_of(8), 0);
    let size = u32::try_from(body.len()).expect("a length").to_le_bytes();
    [b"l\x03\0\x01", &size[..], b"\x01\0\0\0", &count, &fields, &body].concat()
}
