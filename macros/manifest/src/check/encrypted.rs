//! What opens an encrypted file.

use crate::code::Code;
use crate::model::{Credential, Given, SourceValue};
use crate::report::{Problem, Problems};
use crate::schema::{Encryption, encryption};

/// How the file is encrypted; `None` if a rule does not hold, which has been reported.
#[allow(clippy::option_option, reason = "most files are not encrypted")]
pub(super) fn by(
    credential: &Credential<'_>,
    given: &Given,
    problems: &mut Problems,
) -> Option<Option<&'static Encryption>> {
    let (_, encrypted) = given.iter().find(|(key, _)| key.name == "encrypted")?;
    match encrypted {
        SourceValue::Word(word) => {
            let encryption = encryption(word.value)?;
            is_path(credential, value(given, "identity_file"), problems).then_some(Some(encryption))
        }
        SourceValue::Missing => {
            for name in ["identity_file", "decrypt_with"] {
                if let Some(at) = value(given, name).and_then(SourceValue::span) {
                    let message = format!(
                        "`{name}` opens an encrypted file, and this one has no `encrypted`"
                    );
                    let problem = Problem::at(Code::InvalidDecryption, at, message)
                        .help("add `encrypted: age`, or remove it");
                    problems.push(credential.label.on(problem));
                    return None;
                }
            }
            Some(None)
        }
        SourceValue::Invalid
        | SourceValue::Text(_)
        | SourceValue::Texts(_)
        | SourceValue::List(_) => None,
    }
}

/// The URI of a key in a token is no path: it stands in the identity file.
fn is_path(
    credential: &Credential<'_>,
    identity_file: Option<&SourceValue>,
    problems: &mut Problems,
) -> bool {
    let Some(path) = identity_file.and_then(SourceValue::text) else { return true };
    if !path.text().trim_start().to_ascii_lowercase().starts_with("pkcs11:") {
        return true;
    }
    let message = "`identity_file` must be a path, found the URI of a key in a token";
    let problem = Problem::at(Code::InvalidFilePath, path.span, message)
        .help("write the URI into a file, and its path here");
    problems.push(credential.label.on(problem));
    false
}

fn value<'g>(given: &'g Given, name: &str) -> Option<&'g SourceValue> {
    given.iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
}
