//! Secrets in encrypted files.

use std::ffi::OsStr;
use std::io::Write;
use std::time::SystemTime;

use age::secrecy::{ExposeSecret, SecretString};
use age::{Encryptor, Recipient, scrypt, x25519};
use provider_credentials_disguises::letters as sentinel;
use provider_credentials_sealed::sops::SopsFile;

use crate::case::Case;

fn sealed(text: &str, recipient: &dyn Recipient) -> Vec<u8> {
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient)).unwrap();
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap();
    out
}

/// The 32 bytes of an identity, from its digits of five bits (BIP 173).
fn number_of(line: &str) -> Vec<u8> {
    let digits = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
    let data = line.strip_prefix("AGE-SECRET-KEY-1").unwrap();
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for digit in data.chars().take(data.len() - 6) {
        bits = bits << 5 | u32::try_from(digits.find(digit).unwrap()).unwrap();
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    assert_eq!(bytes.len(), 32);
    bytes
}

/// `is_plain_too`: whether the content is searched for, and not only what opened it. The library has each piece of 64 KiB
/// in a buffer that it makes 16 bytes shorter, which leaves a copy where an allocator moves for that; docs/encryption.md
/// says so.
pub(crate) fn cases(is_plain_too: bool) -> Vec<Case> {
    let [s, n] = [sentinel("encrypted"), sentinel("beside it")];
    let text = format!("{{ \"wanted\": \"{s}\", \"beside\": \"{n}\" }}");
    let identity = x25519::Identity::generate();
    let line = identity.to_string().expose_secret().to_owned();
    let passphrase = sentinel("passphrase");
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.clone()));
    recipient.set_work_factor(1);
    let content = sealed(&text, &identity.to_public());
    let mut damaged = content.clone();
    *damaged.last_mut().unwrap() ^= 1;
    let by_identity = |name, outcome, content: &[u8]| {
        let case = Case::new(name, "encrypted_by_variable", outcome).text(&line);
        case.file("secret.age", content).never(&line).never(number_of(&line))
    };
    let by_passphrase = Case::new("age, by a passphrase", "encrypted_by_passphrase", "loaded")
        .text(&passphrase)
        .file("secret.age", sealed(&text, &recipient))
        .never(&passphrase);
    let plain = |case: Case| if is_plain_too { case.loads(&s).never(&n) } else { case };
    vec![
        plain(by_identity("age", "loaded", &content)),
        plain(by_passphrase),
        by_identity("age, damaged", "age_payload_damaged", &damaged).never(&s).never(&n),
    ]
}

/// Files of sops: nothing of their values is left, wanted or not, and nothing of the identity.
pub(crate) fn of_sops() -> Vec<Case> {
    let [s, n] = [sentinel("encrypted by sops"), sentinel("beside it by sops")];
    let identity = x25519::Identity::generate();
    let line = identity.to_string().expose_secret().to_owned();
    let recipient = identity.to_public().to_string();
    let write = |name: &str, plain: &str| {
        let format = SopsFile::format_of(OsStr::new(name)).unwrap();
        let new = SopsFile::new(format, &[&[&recipient]]).unwrap();
        new.encrypt(plain.as_bytes(), SystemTime::now()).unwrap()
    };
    let yaml = write(
        "secret.yaml",
        &format!("wanted: {s}\nbeside:\n  - \"{n}\\n{n}\"\n  - number: 7\nopen_unencrypted: x\n"),
    );
    let json = write("secret.json", &format!("{{ \"wanted\": \"{s}\", \"beside\": [\"{n}\"] }}"));
    let spoiled = String::from_utf8(yaml.clone())
        .unwrap()
        .replace("open_unencrypted: x", "open_unencrypted: y");
    let case = |name, kind, outcome| {
        Case::new(name, kind, outcome).text(&line).never(&line).never(number_of(&line))
    };
    vec![
        case("sops, YAML", "sops_yaml", "loaded").file("secret.yaml", yaml).loads(&s).never(&n),
        case("sops, JSON", "sops_json", "loaded").file("secret.json", json).loads(&s).never(&n),
        case("sops, changed", "sops_yaml", "sops_mac_mismatch")
            .file("secret.yaml", spoiled)
            .never(&s)
            .never(&n),
    ]
}
