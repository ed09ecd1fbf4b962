//! Tests with a bus and a service that are broken, or mean harm.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold"
)]

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::bus::Bus;
use super::message::{FIXED, length};
use super::service::Service;
use super::session::Offer;
use super::wire::Writer;
use crate::item::Item;
use crate::limit;

/// What the peer says to one call.
enum Said {
    Values(&'static str, Writer),
    Error(&'static str),
    Bytes(Vec<u8>),
}

const METHODS: [&str; 7] =
    ["Hello", "OpenSession", "SearchItems", "Collections", "Locked", "Unlock", "GetSecrets"];

/// A bus that answers so, and its address.
fn bus(answer: impl Fn(&str) -> Said + Send + 'static) -> OsString {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("provider-credentials-peer-{}-{number}", std::process::id());
    let path = std::env::temp_dir().join(name);
    let listener = UnixListener::bind(&path).unwrap();
    let address = format!("unix:path={},guid=ab12", path.display());
    thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        std::fs::remove_file(path).unwrap();
        // It ends when the client has gone.
        _ = serve(&mut client, answer);
    });
    address.into()
}

fn serve(client: &mut UnixStream, answer: impl Fn(&str) -> Said) -> std::io::Result<()> {
    let mut said = Vec::new();
    for end in [&b"\r\n"[..], b"BEGIN\r\n"] {
        while !said.ends_with(end) {
            let mut byte = [0];
            client.read_exact(&mut byte)?;
            said.extend(byte);
        }
        if end.len() == 2 {
            client.write_all(b"OK ab12\r\n")?;
        }
    }
    loop {
        let mut fixed = [0; FIXED];
        client.read_exact(&mut fixed)?;
        let mut rest = vec![0; length(&fixed).unwrap() - FIXED];
        client.read_exact(&mut rest)?;
        let text = String::from_utf8_lossy(&rest);
        let method = METHODS.iter().find(|method| text.contains(&format!("{method}\0"))).unwrap();
        let serial = u32::from_le_bytes(fixed[8..12].try_into().unwrap());
        let message = match answer(method) {
            Said::Values(signature, body) => reply(2, serial, (8, "g", signature), body),
            Said::Error(name) => reply(3, serial, (4, "s", name), Writer::default()),
            Said::Bytes(bytes) => bytes,
        };
        client.write_all(&message)?;
    }
}

fn reply(kind: u8, serial: u32, field: (u8, &str, &str), body: Writer) -> Vec<u8> {
    let body = body.into_bytes();
    let mut message = Writer::default();
    message.byte(b'l').byte(kind).byte(1).byte(1);
    message.number(u32::try_from(body.len()).unwrap()).number(7);
    message.array(8, |fields| {
        fields.align(8).byte(5).signature("u").number(serial);
        let (code, kind, value) = field;
        fields.align(8).byte(code).signature(kind);
        if kind == "g" {
            fields.signature(value)
        } else {
            fields.text(value)
        };
    });
    message.align(8);
    [message.into_bytes(), body].concat()
}

fn values(signature: &'static str, write: impl FnOnce(&mut Writer)) -> Said {
    let mut body = Writer::default();
    write(&mut body);
    Said::Values(signature, body)
}

/// As a service without any password answers.
fn empty(method: &str) -> Said {
    match method {
        "Hello" => values("s", |body| _ = body.text(":1.1")),
        "OpenSession" => values("vo", |body| {
            _ = body.signature("ay").bytes(&Offer::new().unwrap().public).text("/session");
        }),
        "SearchItems" => values("aoao", |body| _ = body.texts([]).texts([])),
        "Collections" => values("v", |body| _ = body.signature("ao").texts(["/one", "/other"])),
        "Locked" => values("v", |body| _ = body.signature("b").truth(false)),
        _ => Said::Error("org.freedesktop.DBus.Error.UnknownMethod"),
    }
}

/// What reading one password ends in.
fn code(answer: impl Fn(&str) -> Said + Send + 'static) -> &'static str {
    let item = Item { service: "my-agent", user: "openai" };
    let read = Service::open(Some(&bus(answer)), None, limit::until(None))
        .and_then(|mut it| it.read(&[item]));
    match read {
        Ok(found) => found.into_iter().next().unwrap().unwrap_err().code(),
        Err(error) => error.code(),
    }
}

#[test]
fn only_a_search_of_what_is_unlocked_says_that_there_is_none() {
    let with = |method: &'static str, said: fn() -> Said| {
        code(move |called| if called == method { said() } else { empty(called) })
    };
    let no_such = || Said::Error("org.freedesktop.Secret.Error.NoSuchObject");
    assert_eq!(code(empty), "keyring_not_found");
    let locked = || values("v", |body| _ = body.signature("b").truth(true));
    assert_eq!(with("Locked", locked), "keyring_locked");
    for method in ["OpenSession", "SearchItems", "Collections", "Locked"] {
        assert_eq!(with(method, no_such), "keyring_failed", "{method}");
    }
    // Found, and then not given.
    let found = |given: fn() -> Said| {
        code(move |called| match called {
            "SearchItems" => values("aoao", |body| _ = body.texts(["/item"]).texts([])),
            "GetSecrets" => given(),
            called => empty(called),
        })
    };
    let nothing = || values("a{o(oayays)}", |body| _ = body.array(8, |_| ()));
    assert_eq!(found(nothing), "keyring_locked");
    assert_eq!(found(no_such), "keyring_failed");
}

#[test]
fn answers_that_are_none() {
    let with = |method: &'static str, said: fn() -> Said| {
        code(move |called| if called == method { said() } else { empty(called) })
    };
    // Half of an exchange that gives the key away.
    let weak = || values("vo", |body| _ = body.signature("ay").bytes(&[1]).text("/session"));
    assert_eq!(with("OpenSession", weak), "keyring_failed");
    let other = || values("vo", |body| _ = body.signature("s").text("x").text("/session"));
    assert_eq!(with("OpenSession", other), "keyring_failed");
    let longer = || values("aoao", |body| _ = body.number(u32::MAX).number(0));
    assert_eq!(with("SearchItems", longer), "keyring_failed");
    for bytes in [vec![b'l'; 64], vec![0xff; 64], b"l\x02\0\x01\xff\xff\xff\xff".repeat(4)] {
        let said = code(move |called| match called {
            "Hello" => empty(called),
            _ => Said::Bytes(bytes.clone()),
        });
        assert_eq!(said, "keyring_failed");
    }
    // A secret whose vector is short, and one that is not whole blocks.
    for (vector, value) in [(15, 16), (16, 15), (16, 0), (0, 0)] {
        let said = code(move |called| match called {
            "SearchItems" => values("aoao", |body| _ = body.texts(["/item"]).texts([])),
            "GetSecrets" => values("a{o(oayays)}", |body| {
                _ = body.array(8, |entries| {
                    entries.align(8).text("/item").align(8).text("/session");
                    entries.bytes(&vec![7; vector]).bytes(&vec![7; value]).text("text/plain");
                });
            }),
            called => empty(called),
        });
        assert_eq!(said, "keyring_failed", "{vector} {value}");
    }
}

#[test]
fn a_bus_that_never_ends_to_talk() {
    let start = Instant::now();
    let until = start + Duration::from_millis(300);
    // A signal, and a reply to a call that nobody made: one after the other for as long as somebody reads.
    let mut talk = reply(4, 1, (8, "g", ""), Writer::default());
    talk.extend(reply(2, 99, (8, "g", ""), Writer::default()));
    let address = bus(move |_| Said::Bytes(talk.repeat(100_000)));
    let error = Bus::open(Some(&address), None, until).err().unwrap();
    assert_eq!(error.code(), "keyring_timed_out");
    // And one that announces more than it sends.
    let until = Instant::now() + Duration::from_millis(300);
    let announced = reply(2, 1, (8, "g", ""), Writer::default());
    let announced = [&announced[..4], &[0, 0, 0, 7], &announced[8..]].concat();
    let address = bus(move |_| Said::Bytes(announced.clone()));
    let error = Bus::open(Some(&address), None, until).err().unwrap();
    assert_eq!(error.code(), "keyring_timed_out");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn a_bus_with_another_name_than_its_address_has() {
    let mut address = bus(empty).into_string().unwrap();
    address.push_str("34");
    let error = Service::open(Some(address.as_ref()), None, limit::until(None)).err().unwrap();
    assert_eq!(error.code(), "keyring_no_bus");
}
