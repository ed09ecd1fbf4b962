use super::environment::Environment;
use super::expand::expand;
use crate::file::{FileRules, Files};
use crate::secret::WipedOsString;
use crate::spec::SourceSpec;

/// The files that a source reads, that which opens one among them, whether or not they are there.
pub(crate) fn paths_of(
    source: &'static SourceSpec,
    environment: &Environment,
    rules: &FileRules,
) -> Vec<WipedOsString> {
    let mut paths = Vec::new();
    match source.place() {
        SourceSpec::File(file) => {
            paths.extend(expand(&file.path, environment));
            let identity = file.decoder.and_then(|decoder| decoder.identity_file.as_ref());
            paths.extend(identity.and_then(|path| expand(path, environment).ok()));
        }
        SourceSpec::Env(env) => {
            let file = environment.get_non_empty(env.file_var);
            paths.extend(file.map(|file| WipedOsString::concat(&[file])));
        }
        SourceSpec::Remote(_) | SourceSpec::Text(_) | SourceSpec::Encoded(..) => {}
    }
    let files = Files::new(rules);
    paths.into_iter().map(|path| files.resolve(path)).collect()
}
