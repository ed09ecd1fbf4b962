//! Where secrets come from, in words.

use std::fmt::Write as _;

use provider_credentials_manifest::checked::{
    Encoding, Encrypted, FallThrough, Format, Part, Source,
};

use crate::plain::plain;

/// As much of a text as is worth a look: a certificate may stand in the manifest.
const MAX_CHARS: usize = 80;

/// A source with all that it says.
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Env { var } => format!("env {}", code(var)),
        Source::File { path, key, format, encrypted } => {
            let key =
                key.as_ref().map_or(String::new(), |key| format!(", key {}", code(&key.text)));
            let format = match format {
                Format::ByExtension | Format::Text => "",
                Format::Json => ", as JSON",
                Format::Yaml => ", as YAML",
                Format::Binary => ", as bytes",
            };
            let kind = if path.is_systemd() { "systemd credential" } else { "file" };
            let mut text = format!("{kind} {}{key}{format}", code(&path.text));
            if let Some(Encrypted { by, identity_file, decrypt_with, .. }) = encrypted {
                _ = write!(text, ", encrypted by {}", by.name);
                if let Some(path) = identity_file {
                    _ = write!(text, ", opened by file {}", code(&path.text));
                }
                if let Some(id) = decrypt_with {
                    _ = write!(text, ", opened by credential {}", code(id));
                }
            }
            text
        }
        Source::Remote(remote) => {
            let mut text = plain(&remote.noun);
            // The place itself is named already.
            for (key, value) in
                remote.params.iter().filter(|(_, value)| !remote.noun.contains(&value.text))
            {
                _ = write!(text, ", {} {}", plain(key), code(&value.text));
            }
            if let Some(key) = &remote.key {
                _ = write!(text, ", key {}", code(&key.text));
            }
            let FallThrough { denied, unreachable } = remote.fall_through;
            for (is_so, word) in [(denied, "denied"), (unreachable, "unreachable")] {
                if is_so {
                    _ = write!(text, ", or the next if {word}");
                }
            }
            text
        }
        Source::Text(template) => format!("text {}", code(&template.text)),
        Source::Encoded(inner, encoding) => {
            let encoding = match encoding {
                Encoding::Base64 => "base64",
                Encoding::Base64Url => "base64url",
                Encoding::Hex => "hex",
            };
            format!("{}, in {encoding}", self::source(inner))
        }
    }
}

/// All of a part, in order.
pub(super) fn sources(part: &Part) -> String {
    part.sources.iter().map(source).collect::<Vec<_>>().join("; else ")
}

/// What to do for a source to have the secret.
pub(super) fn to_do(source: &Source) -> Option<String> {
    match source.place() {
        Source::Env { var } => Some(format!("set {}", code(var))),
        Source::File { path, .. } if path.is_systemd() => {
            let name = code(&path.text);
            Some(format!("add `LoadCredential=` with {name} to the systemd unit"))
        }
        Source::File { path, .. } => Some(format!("put it into {}", code(&path.text))),
        Source::Remote(remote) => Some(format!("store it as {}", plain(&remote.noun))),
        Source::Text(_) | Source::Encoded(..) => None,
    }
}

/// A user's text, on one line, in backticks that it cannot close.
pub(super) fn code(text: &str) -> String {
    let mut short: String = text.chars().take(MAX_CHARS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("`{}`", plain(&short).replace('`', "'"))
}
