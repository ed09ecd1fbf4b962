use crate::end::Failure;

/// What encrypts a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Sops,
    Age,
    Jwe,
}

/// How files of age begin, armored or not.
const AGE: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];

/// In every file of sops: its checksum is a value.
const SOPS: &[u8] = b"ENC[AES256_GCM,";

impl Format {
    /// As the manifest has it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Sops => "sops",
            Self::Age => "age",
            Self::Jwe => "jwe",
        }
    }

    /// Whether this build has it.
    pub(crate) fn require(self) -> Result<(), Failure> {
        let is_there = match self {
            Self::Sops => cfg!(feature = "sops"),
            Self::Age => cfg!(feature = "age"),
            Self::Jwe => cfg!(feature = "jwe"),
        };
        if is_there { Ok(()) } else { Err(self.off()) }
    }

    pub(super) fn off(self) -> Failure {
        let word = self.word();
        Failure(format!(
            "this build of `cargo credentials` has no `{word}`; install `cargo-credentials` with `--features {word}`"
        ))
    }

    /// What a content is encrypted by, by its looks.
    pub(crate) fn of(content: &[u8]) -> Option<Self> {
        let start = content.trim_ascii_start();
        if AGE.iter().any(|head| start.starts_with(head)) {
            return Some(Self::Age);
        }
        if has(content, SOPS) {
            return Some(Self::Sops);
        }
        let members: [&[u8]; 3] = [b"\"ciphertext\"", b"\"iv\"", b"\"tag\""];
        let is_json = start.starts_with(b"{") && members.iter().all(|name| has(content, name));
        (is_json || is_compact(content.trim_ascii())).then_some(Self::Jwe)
    }
}

fn has(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// Five parts in base64url, of which the first is an object.
fn is_compact(content: &[u8]) -> bool {
    content.starts_with(b"eyJ")
        && content.split(|byte| *byte == b'.').count() == 5
        && content.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_looks() {
        for (content, format) in [
            ("age-encryption.org/v1\n", Some(Format::Age)),
            ("\n-----BEGIN AGE ENCRYPTED FILE-----\n", Some(Format::Age)),
            ("a: ENC[AES256_GCM,data:x]\n", Some(Format::Sops)),
            ("eyJh.b.c.d.e\n", Some(Format::Jwe)),
            ("{\"iv\":\"\",\"tag\":\"\",\"ciphertext\":\"\"}", Some(Format::Jwe)),
            ("eyJh.b.c", None),
            ("{\"ciphertext\":1}", None),
            ("", None),
        ] {
            assert_eq!(Format::of(content.as_bytes()), format, "{content}");
        }
    }
}
