//! Texts with a secret in every disguise, redacted; the probe wipes its own.

use std::hint::black_box;
use std::io::{Write, sink};
use std::time::Duration;

use provider_credentials::{Live, LiveOptions, Loader, Redactor, Secret};

use crate::held::Held;
use crate::kinds::{Env, EnvId};

/// With the values of one credential: the first, and one after it if there is one.
pub(crate) fn load(first: String, next: Option<String>) -> Held {
    let loader = Loader::isolated().with_secret(EnvId::Wanted, first);
    let options = LiveOptions::new().grace(Duration::ZERO).without_thread();
    let live = Live::<Env>::start_with(loader, options);
    let redactor = live.redactor();
    let current = live.current();
    redact_all(&redactor, current.wanted.secret().unwrap());
    drop(current);
    if let Some(next) = next {
        live.give(EnvId::Wanted, next);
        live.tick();
        redact_all(&redactor, live.current().wanted.secret().unwrap());
    }
    let held = Held::from(&*live.current());
    held.with_redactor(redactor)
}

fn redact_all(redactor: &Redactor, secret: &Secret) {
    for disguise in [plain, base64::<0>, base64::<1>, base64::<2>, hex, percent, json, numbers] {
        // No text is longer, so the buffer never grows.
        let mut text = String::with_capacity(8 * secret.expose_bytes().len());
        disguise(secret.expose_bytes(), &mut text);
        let found = redactor.redact(&text);
        assert!(found.contains("[REDACTED:wanted]"), "a disguise was not seen through");
        drop(black_box(found));
        let (first, second) = text.split_at(text.len() - 5);
        let mut writer = redactor.writer(sink());
        for text in [first, second] {
            writer.write_all(text.as_bytes()).unwrap();
        }
        // A byte at a time, and cut off.
        let mut writer = redactor.writer(sink());
        for byte in first.bytes() {
            writer.write_all(&[byte]).unwrap();
        }
        drop(writer);
        drop(Secret::from(text));
    }
}

fn plain(secret: &[u8], text: &mut String) {
    text.extend(secret.iter().map(|byte| char::from(*byte)));
}

fn hex(secret: &[u8], text: &mut String) {
    for byte in secret {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 0xf));
    }
}

fn percent(secret: &[u8], text: &mut String) {
    for byte in secret {
        text.push('%');
        hex(&[*byte], text);
    }
}

fn json(secret: &[u8], text: &mut String) {
    for byte in secret {
        text.push_str("\\u00");
        hex(&[*byte], text);
    }
}

fn numbers(secret: &[u8], text: &mut String) {
    for byte in secret {
        for digit in [byte / 100, byte / 10 % 10, byte % 10] {
            if digit > 0 || *byte >= 100 {
                text.push(char::from(b'0' + digit));
            }
        }
        text.push_str(", ");
    }
}

/// Behind so many bytes of other text.
fn base64<const BEFORE: usize>(secret: &[u8], text: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in [b'~'; BEFORE].iter().chain(secret).chain(b"~~") {
        bits = bits << 8 | u32::from(*byte);
        count += 8;
        while count >= 6 {
            count -= 6;
            let digit = usize::try_from(bits >> count & 0x3f).unwrap();
            text.push(char::from(*DIGITS.get(digit).unwrap()));
        }
        bits &= 0xff;
    }
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap()
}
