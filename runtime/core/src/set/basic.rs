use core::fmt;

use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use super::handle::credential_handle;
use crate::contract::{Assembled, Assembly, Kind, PartError, SourceError, SourceWarning};
use crate::report::LoadError;
use crate::secret::Secret;

/// `type: basic`.
pub static BASIC: Kind = Kind::new("basic", &["username"]).assembled_by(assemble);

credential_handle! {
    /// A user name and a password: `type: basic`.
    ///
    /// A handle, as [`Credential`](crate::Credential) is. [`secret`](crate::AnyCredential::secret) gives the
    /// password.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{BasicCredential, ExposeSecret};
    ///
    /// fn connect(database: &BasicCredential) -> Result<(), Box<dyn std::error::Error>> {
    ///     let url = database.connection_url("postgres://{username}:{password}@db.internal/orders")?;
    ///     open(url.expose_secret())
    /// }
    /// # fn open(_: &str) -> Result<(), Box<dyn std::error::Error>> { Ok(()) }
    /// ```
    BasicCredential
}

impl<C> BasicCredential<C> {
    /// The user name. It is no secret, but nothing here prints it.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    pub fn username(&self) -> Result<&str, LoadError> {
        // Every credential of this kind has both: the checker saw to it.
        Ok(self.part("username")?.map_or("", ExposeSecret::expose_secret))
    }

    /// The password.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    #[track_caller]
    pub fn password(&self) -> Result<&Secret, LoadError> {
        self.secret()
    }

    /// The value of the `Authorization` header by which a client of HTTP says who it is: `Basic `, and user name
    /// and password in base64 (RFC 7617, section 2, in UTF-8).
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{BasicCredential, ExposeSecret};
    /// # fn example(api: &BasicCredential) -> Result<(), Box<dyn std::error::Error>> {
    /// let header = api.authorization()?;
    /// assert!(header.expose_secret().starts_with("Basic "));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// That it is not loaded, or that the user name has a colon in it, which the header cannot carry.
    #[track_caller]
    pub fn authorization(&self) -> Result<Secret, BasicCredentialError> {
        let (username, password) = (self.username()?, self.password()?);
        if username.contains(':') {
            return Err(BasicCredentialError::ColonInUsername);
        }
        let password = password.expose_bytes();
        let mut pair = Zeroizing::new(Vec::with_capacity(username.len() + 1 + password.len()));
        pair.extend_from_slice(username.as_bytes());
        pair.push(b':');
        pair.extend_from_slice(password);
        Ok(Secret::copy_of(&with_base64("Basic ", &pair)))
    }

    /// A URL with user name and password in it: `{username}` and `{password}` in `template` are replaced,
    /// percent-encoded (RFC 3986, section 2.1), so that none of their characters ends the URL's part.
    ///
    /// The template is most often of `config`:
    ///
    /// ```yaml
    /// config:
    ///   url: "postgres://{username}:{password}@db.internal:5432/orders?sslmode=verify-full"
    /// ```
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::BasicCredential;
    /// # struct DatabaseConfig { url: &'static str }
    /// # fn example(db: &BasicCredential<DatabaseConfig>) -> Result<(), Box<dyn std::error::Error>> {
    /// let url = db.connection_url(db.config.url)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// That it is not loaded, or that there is a `{` in the template that begins neither of the two.
    #[track_caller]
    pub fn connection_url(&self, template: &str) -> Result<Secret, BasicCredentialError> {
        let (username, password) = (self.username()?, self.password()?);
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let mut rest = template;
        while let Some((text, from)) = rest.split_once('{') {
            pieces.push(Piece::Text(text));
            if let Some(behind) = from.strip_prefix("username}") {
                pieces.push(Piece::Encoded(username.as_bytes()));
                rest = behind;
            } else if let Some(behind) = from.strip_prefix("password}") {
                pieces.push(Piece::Encoded(password.expose_bytes()));
                rest = behind;
            } else {
                return Err(BasicCredentialError::UnknownPlaceholder);
            }
        }
        pieces.push(Piece::Text(rest));
        // Of its size from the start: a buffer that grew would leave a copy behind.
        let length = pieces.iter().map(Piece::length).sum();
        let mut url = Zeroizing::new(String::with_capacity(length));
        for piece in &pieces {
            piece.write(&mut url);
        }
        Ok(Secret::copy_of(&url))
    }
}

const NO_TEXT: SourceError = SourceError::new(
    "part_not_text",
    "is no text",
    "store it as text, and remove `format: binary`",
);
const AROUND: SourceWarning = SourceWarning::new(
    "part_quoted",
    "begins with a quote, or has white space around it",
    "write the name alone",
)
.doubtful();
const CONTROL_CHARACTER: SourceError = SourceError::new(
    "part_control_character",
    "has a control character or a line break in it",
    "write it on one line",
);

/// Both are text, and the user name is one line of it (RFC 7617, section 2).
fn assemble(assembly: &mut Assembly<'_>) -> Result<Assembled, PartError> {
    for part in ["password", "username"] {
        if assembly.part(part).is_some_and(|value| !value.is_text()) {
            return Err(PartError::new(part, NO_TEXT));
        }
    }
    let username = assembly.part("username").map_or("", ExposeSecret::expose_secret);
    if username.chars().any(char::is_control) {
        return Err(PartError::new("username", CONTROL_CHARACTER));
    }
    let has_quotes = ['"', '\''].iter().any(|quote| username.starts_with(*quote));
    if username.trim() != username || has_quotes {
        assembly.warn("username", AROUND);
    }
    Ok(Box::new(()))
}

/// Why a credential does not give what was asked for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum BasicCredentialError {
    /// It is not loaded.
    NotLoaded(LoadError),
    /// The user name has a colon, which would end it in the `Authorization` header (RFC 7617, section 2).
    ColonInUsername,
    /// The template of a URL has a `{` that begins neither `{username}` nor `{password}`.
    UnknownPlaceholder,
}

impl From<LoadError> for BasicCredentialError {
    fn from(error: LoadError) -> Self {
        Self::NotLoaded(error)
    }
}

impl fmt::Display for BasicCredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoaded(error) => error.fmt(f),
            Self::ColonInUsername => f.write_str(
                "the user name has a colon in it, which an `Authorization` header cannot carry; use a user \
                 name without one",
            ),
            Self::UnknownPlaceholder => f.write_str(
                "the template of the URL has a `{` that begins neither `{username}` nor `{password}`; write \
                 one of these, or `%7B` for the brace",
            ),
        }
    }
}

impl core::error::Error for BasicCredentialError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::NotLoaded(error) => Some(error),
            Self::ColonInUsername | Self::UnknownPlaceholder => None,
        }
    }
}

/// A piece of a URL.
enum Piece<'a> {
    Text(&'a str),
    Encoded(&'a [u8]),
}

impl Piece<'_> {
    fn length(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Encoded(bytes) => {
                bytes.iter().map(|byte| if is_unreserved(*byte) { 1 } else { 3 }).sum()
            }
        }
    }

    fn write(&self, url: &mut String) {
        let bytes = match self {
            Self::Text(text) => return url.push_str(text),
            Self::Encoded(bytes) => *bytes,
        };
        for &byte in bytes {
            if is_unreserved(byte) {
                url.push(char::from(byte));
            } else {
                url.push('%');
                url.push(hex_digit(byte >> 4));
                url.push(hex_digit(byte & 0xf));
            }
        }
    }
}

/// RFC 3986, section 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn hex_digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase()
}

/// The bytes in base64 (RFC 4648, section 4) behind a text, in a buffer that never grows.
fn with_base64(before: &str, bytes: &[u8]) -> Zeroizing<String> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    let length = before.len() + bytes.len().div_ceil(3) * 4;
    let mut text = Zeroizing::new(String::with_capacity(length));
    text.push_str(before);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_u32 {
            let index = (group >> (18 - 6 * at) & 0x3f) as usize;
            let digit = DIGITS.get(index).filter(|_| at as usize <= chunk.len());
            text.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn base64_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let encoded = with_base64("", bytes.as_bytes());
            assert_eq!(*encoded, text);
            assert_eq!(encoded.capacity(), text.len());
        }
    }
}
