//! A key, for recipients of age.

use std::io::Write as _;

use age::armor::{ArmoredWriter, Format};
use age::{Encryptor, Recipient, ssh, x25519};
use provider_credentials_core::SourceError;

use super::failures::RECIPIENT;

/// A file of age with the key in it.
pub(super) fn wrap(key: &[u8], recipient: &str) -> Result<String, SourceError> {
    let to: Box<dyn Recipient> = if recipient.starts_with("ssh-") {
        Box::new(recipient.parse::<ssh::Recipient>().map_err(|_| RECIPIENT)?)
    } else {
        Box::new(recipient.parse::<x25519::Recipient>().map_err(|_| RECIPIENT)?)
    };
    let encryptor = Encryptor::with_recipients(core::iter::once(&*to)).map_err(|_| RECIPIENT)?;
    let written = || {
        let armor = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?;
        let mut stream = encryptor.wrap_output(armor)?;
        stream.write_all(key)?;
        stream.finish()?.finish()
    };
    // Nothing can fail that writes to memory.
    let written = written().map_err(|_: std::io::Error| RECIPIENT)?;
    String::from_utf8(written).map_err(|_| RECIPIENT)
}
