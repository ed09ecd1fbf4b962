//! Files of age, by the library's other half.

use std::io::Write;

use age::secrecy::{ExposeSecret, SecretString};
use age::{Encryptor, Recipient, scrypt, x25519};
use provider_credentials_core::testing::EncryptedFile;
use provider_credentials_sealed::age::{IDENTITIES, OPENER};

/// A file whose whole content is the secret.
pub(crate) const FILE: EncryptedFile = EncryptedFile {
    decoder: &OPENER,
    keys: &[&IDENTITIES],
    identity_file: None,
    decrypt_with: None,
    path: "it.age",
    key: &[],
};

/// An identity, and its line in a file of `age-keygen`.
pub(crate) fn identity() -> (x25519::Identity, String) {
    let identity = x25519::Identity::generate();
    let line = identity.to_string().expose_secret().to_owned();
    (identity, format!("# created: today\n{line}\n"))
}

pub(crate) fn encrypted(text: &[u8], recipients: &[&dyn Recipient]) -> Vec<u8> {
    let encryptor = Encryptor::with_recipients(recipients.iter().copied()).unwrap();
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).unwrap();
    writer.write_all(text).unwrap();
    writer.finish().unwrap();
    out
}

pub(crate) fn armored(encrypted: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let format = age::armor::Format::AsciiArmor;
    let mut writer = age::armor::ArmoredWriter::wrap_output(&mut out, format).unwrap();
    writer.write_all(encrypted).unwrap();
    writer.finish().unwrap();
    out
}

/// By a passphrase, with as little work as the format has.
pub(crate) fn by_passphrase(text: &[u8], passphrase: &str) -> Vec<u8> {
    by_passphrase_with(text, passphrase, 1)
}

pub(crate) fn by_passphrase_with(text: &[u8], passphrase: &str, work: u8) -> Vec<u8> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(work);
    encrypted(text, &[&recipient])
}
