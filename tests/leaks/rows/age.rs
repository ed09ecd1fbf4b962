use std::io::Write;

use age::secrecy::{ExposeSecret, SecretString};
use age::{Encryptor, Recipient, scrypt, x25519};

use crate::case::Case;
use crate::sets::encrypted;

/// By what opens it: the secret of a case is mostly that.
fn sealed(text: &[u8], recipient: &dyn Recipient) -> Vec<u8> {
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient)).expect("a recipient");
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).expect("a header");
    writer.write_all(text).expect("to a vector");
    writer.finish().expect("to a vector");
    out
}

fn by_passphrase(text: &[u8], passphrase: &str) -> Vec<u8> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(1);
    sealed(text, &recipient)
}

const PASSPHRASE: &str = "correct-horse-battery-staple-of-a-test";

/// Its checksum is the plug-in's to look at.
const PLUGIN: &str = "AGE-PLUGIN-LEAKS-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2";

const ASKS: &str = "while read -r line; do [ \"$line\" = '-> done' ] && break; done; read -r end
printf -- '-> request-secret\\naGVsbG8\\n'; read -r reply; read -r end; printf -- '-> done\\n\\n'";

pub(crate) fn cases() -> Vec<Case> {
    let identity = x25519::Identity::generate();
    let line = identity.to_string().expose_secret().to_owned();
    let file = sealed(b"the content of a file", &identity.to_public());
    let other = sealed(b"the content of a file", &x25519::Identity::generate().to_public());
    let mut damaged_end = file.clone();
    if let Some(last) = damaged_end.last_mut() {
        *last ^= 1;
    }
    let mut damaged_header = file.clone();
    let end = damaged_header.windows(4).position(|window| window == b"--- ").unwrap_or_default();
    if let Some(byte) = damaged_header.get_mut(end + 10) {
        // Another letter of base64, whichever it was.
        *byte = if *byte == b'B' { b'C' } else { b'B' };
    }
    // In armor, which has no `§` by chance.
    let [file, other, damaged_end, damaged_header] =
        [file, other, damaged_end, damaged_header].map(|content| armored(&content));
    let of = |code| Case::new(code, encrypted);
    // Opened by the identity, which is the secret then.
    let by_identity = |code, content: &[u8]| {
        of(code).secret(line.clone()).variable("AGE_SECRET_KEY", "§").file("it.age", content)
    };
    let locked = armored(&by_passphrase(line.as_bytes(), PASSPHRASE));
    let of_passphrase = by_passphrase(b"the content of a file", PASSPHRASE);
    let mut too_much = of_passphrase.clone();
    let lines = too_much.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let end = lines.map(|(at, _)| at).nth(1).unwrap_or_default();
    too_much.splice(end - 1..end, *b"30");
    let [of_passphrase, too_much] = [of_passphrase, too_much].map(|content| armored(&content));
    // A plug-in of a script, whose identity is the secret.
    let by_plugin = |code, end: &str| {
        of(code)
            .secret(PLUGIN)
            .variable("AGE_SECRET_KEY", "§")
            .variable("PATH", "§dir:/usr/bin:/bin")
            .file("it.age", &*file)
            .file_of_mode("age-plugin-leaks", format!("#!/bin/sh\n{end}\n"), 0o700)
    };
    let mut cases = vec![
        by_plugin("age_plugin_failed", "read -r line; echo \"$line\" >&2; exit 1"),
        by_plugin("age_plugin_asked", ASKS),
        of("age_plugin_not_found")
            .secret(PLUGIN)
            .variable("AGE_SECRET_KEY", "§")
            .file("it.age", &*file),
    ];
    cases.extend([
        by_identity("age_payload_damaged", &damaged_end),
        by_identity("age_header_damaged", &damaged_header),
        by_identity("age_no_identity_matches", &other),
        by_identity("age_not_encrypted", b"plain"),
        of("age_not_encrypted")
            .note("content")
            .file("it.age", "§")
            .variable("AGE_SECRET_KEY", &*line),
        of("age_format_unknown").file("it.age", "age-encryption.org/v7\n§\n"),
        of("age_armor_damaged").file("it.age", "-----BEGIN AGE ENCRYPTED FILE-----\n§\n"),
        of("age_header_damaged").note("text").file("it.age", "age-encryption.org/v1\n-> §\n"),
        of("age_no_identity").file("it.age", &*file).variable("PASSPHRASE", "§"),
        of("age_identity_invalid")
            .file("it.age", &*file)
            .variable("AGE_SECRET_KEY", "AGE-SECRET-KEY-1§"),
        of("age_identity_invalid")
            .note("file")
            .variable("PASSPHRASE", PASSPHRASE)
            .file("other.age", &*file)
            .file("keys.txt", "§\n"),
        of("age_identity_unsupported")
            .file("it.age", &*file)
            .variable("AGE_SECRET_KEY", "AGE-SECRET-KEY-PQ-§"),
        of("age_ssh_key_unsupported").file("it.age", &*file).variable(
            "AGE_SECRET_KEY",
            "-----BEGIN PRIVATE KEY-----\n§64\n-----END PRIVATE KEY-----\n",
        ),
        of("age_passphrase_missing")
            .secret(line.clone())
            .variable("AGE_SECRET_KEY", "§")
            .file("it.age", &*of_passphrase),
        of("age_passphrase_wrong").variable("AGE_PASSPHRASE", "§").file("it.age", &*of_passphrase),
        of("age_passphrase_wrong")
            .note("of an identity")
            .variable("PASSPHRASE", "§")
            .file("other.age", &*file)
            .file("keys.txt", &*locked),
        of("age_not_by_passphrase").variable("AGE_PASSPHRASE", "§").file("it.age", &*file),
        of("age_identity_locked")
            .secret(PASSPHRASE)
            .variable("AGE_SECRET_KEY", locked)
            .file("it.age", &*file)
            .variable("PASSPHRASE", "§"),
        of("age_work_factor_too_high").variable("AGE_PASSPHRASE", "§").file("it.age", too_much),
    ]);
    cases
}

fn armored(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let format = age::armor::Format::AsciiArmor;
    let mut writer = age::armor::ArmoredWriter::wrap_output(&mut out, format).expect("a vector");
    writer.write_all(content).expect("to a vector");
    writer.finish().expect("to a vector");
    out
}
