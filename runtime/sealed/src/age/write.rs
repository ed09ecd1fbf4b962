//! A content, for recipients.

use std::io::Write as _;

use age::armor::{ArmoredWriter, Format};
use age::{Encryptor, Recipient, ssh, x25519};
use provider_credentials_core::{SourceError, wipe_stack};

use super::failures::{BAD_RECIPIENT, NO_RECIPIENTS, SECRET_RECIPIENT};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As bytes.
    Binary,
    /// As lines of text.
    Armored,
}

/// Encrypts a content for recipients of age (`age1…`) and public keys of SSH. Feature `age-write`.
///
/// ```
/// use provider_credentials_sealed::age::{Form, encrypt};
///
/// # fn main() -> Result<(), provider_credentials_core::SourceError> {
/// # let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
/// let file = encrypt(b"made-up", &[recipient], Form::Armored)?;
/// assert!(file.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `age_recipient_missing` if there is no recipient, `age_recipient_invalid` if one is none.
pub fn encrypt(content: &[u8], recipients: &[&str], form: Form) -> Result<Vec<u8>, SourceError> {
    let mut to = Vec::with_capacity(recipients.len());
    for recipient in recipients {
        let recipient = recipient.trim();
        if is_secret(recipient) {
            return Err(SECRET_RECIPIENT);
        }
        to.push(read(recipient).ok_or(BAD_RECIPIENT)?);
    }
    let encryptor = Encryptor::with_recipients(to.iter().map(|recipient| &**recipient));
    let encryptor = encryptor.map_err(|_| NO_RECIPIENTS)?;
    let format = match form {
        Form::Binary => Format::Binary,
        Form::Armored => Format::AsciiArmor,
    };
    let written = || {
        let mut stream = encryptor.wrap_output(ArmoredWriter::wrap_output(Vec::new(), format)?)?;
        stream.write_all(content)?;
        stream.finish()?.finish()
    };
    let file = written();
    wipe_stack();
    // Nothing can fail that writes to memory.
    file.map_err(|_: std::io::Error| BAD_RECIPIENT)
}

/// Whether it is an identity, of which people take the wrong line.
pub(crate) fn is_secret(recipient: &str) -> bool {
    const HEADS: [&str; 2] = ["AGE-SECRET-KEY-", "AGE-PLUGIN-"];

    HEADS.iter().any(|head| {
        recipient.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
    })
}

fn read(recipient: &str) -> Option<Box<dyn Recipient>> {
    Some(if recipient.starts_with("ssh-") {
        Box::new(recipient.parse::<ssh::Recipient>().ok()?)
    } else {
        Box::new(recipient.parse::<x25519::Recipient>().ok()?)
    })
}
