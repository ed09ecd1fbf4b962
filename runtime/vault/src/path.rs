//! From the path that the manifest has, as the command line takes it, to that of the API.

use provider_credentials_core::SourceError;

use crate::failures::PATH_INVALID;

/// A path with a mount and a name in it, without slashes at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SecretPath(String);

impl SecretPath {
    /// Variables are filled in by now, so anything may stand there.
    pub(crate) fn new(written: &str) -> Result<Self, SourceError> {
        let path = written.trim_matches('/');
        let is_segment = |segment: &str| {
            !matches!(segment, "" | "." | "..") && !segment.chars().any(char::is_control)
        };
        let is_path = path.contains('/') && path.split('/').all(is_segment);
        if is_path { Ok(Self(path.to_owned())) } else { Err(PATH_INVALID) }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What mounts below the same first segment share.
    pub(crate) fn first_segment(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// What stands behind a mount's path, which ends in a slash.
    pub(crate) fn behind(&self, mount: &str) -> Option<&str> {
        self.0.strip_prefix(mount).filter(|rest| !rest.is_empty())
    }
}

/// For a URL: all but unreserved characters and slashes in percent-encoding (RFC 3986, section 2.1).
pub(crate) fn encoded(path: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";

    let digit =
        |value: u8| HEX.get(usize::from(value & 15)).map_or('0', |digit| char::from(*digit));
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_command_line() {
        for path in ["secret/openai", "/secret/openai/", "a/b/c d", "team/kv/é"] {
            assert_eq!(SecretPath::new(path).unwrap().as_str(), path.trim_matches('/'));
        }
        for path in ["", "/", "secret", "secret//a", "secret/./a", "secret/../sys", "a/b\n"] {
            assert_eq!(SecretPath::new(path), Err(PATH_INVALID), "{path:?}");
        }
        let path = SecretPath::new("team/kv/openai").unwrap();
        assert_eq!(path.first_segment(), "team");
        assert_eq!(path.behind("team/kv/"), Some("openai"));
        assert_eq!((path.behind("team/other/"), path.behind("team/kv/openai")), (None, None));
        assert_eq!(encoded("a b/ü?#%-._~"), "a%20b/%C3%BC%3F%23%25-._~");
    }
}
