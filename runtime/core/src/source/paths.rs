use super::environment::Environment;
use super::expand::expand;
use crate::file::{FileRules, Files};
use crate::secret::WipedOsString;
use crate::spec::SourceSpec;

/// The files that a source reads, whether or not they are there.
pub(crate) fn paths_of(
    source: &'static SourceSpec,
    environment: &Environment,
    rules: &FileRules,
) -> Option<WipedOsString> {
    let path = match source.place() {
        SourceSpec::File(file) => expand(&file.path, environment).ok()?,
        SourceSpec::Env(env) => {
            let file = environment.get_non_empty(env.file_var)?;
            WipedOsString::concat(&[file])
        }
        SourceSpec::Remote(_) | SourceSpec::Text(_) | SourceSpec::Encoded(..) => return None,
    };
    Some(Files::new(rules).resolve(path))
}
