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
        SourceValue::Word(word) => Some(Some(encryption(word.value)?)),
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

fn value<'g>(given: &'g Given, name: &str) -> Option<&'g SourceValue> {
    given.iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
}
