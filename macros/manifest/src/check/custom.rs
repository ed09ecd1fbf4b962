//! What `custom_name` needs beyond its shape.

use crate::code::Code;
use crate::model::{Credential, Given};
use crate::report::{Problem, Problems};
use crate::schema;

// Metadata says it as the source of a secret, where built-in kinds say theirs.
pub(super) fn name(
    credential: &Credential<'_>,
    given: &Given,
    problems: &mut Problems,
) -> Option<String> {
    let (_, value) = given.iter().find(|(key, _)| key.name == "custom_name")?;
    let name = value.text()?;
    let text = name.text();
    if schema::source(text).is_some() || text == GIVEN {
        let message = format!("`custom_name` cannot be `{text}`, which is reserved");
        let problem = Problem::at(Code::InvalidCustomName, name.span, message)
            .help("choose another name, such as `store`");
        problems.push(credential.label.on(problem));
        return None;
    }
    Some(text.to_owned())
}

/// The source of a value that the program hands to the loader.
const GIVEN: &str = "given";
