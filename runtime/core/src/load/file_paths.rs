//! Which files a load reads, by the credential that needs them.

use super::loader::Loader;
use crate::secret::WipedOsString;
use crate::source::paths_of;
use crate::spec::Spec;

/// The files of one load. A path that came out of a variable may be a secret that somebody pasted.
pub(crate) struct FilePaths {
    /// Of each credential, in order.
    pub(crate) of: Vec<Vec<WipedOsString>>,
    /// The `.env` file, which all have in common.
    pub(crate) dotenv: Option<WipedOsString>,
}

impl Loader {
    /// The files that a load of `specs` would read now.
    pub(crate) fn file_paths(&self, specs: &'static [Spec]) -> FilePaths {
        let environment = self.environment(specs);
        let mut of = Vec::with_capacity(specs.len());
        for spec in specs {
            let mut paths = Vec::new();
            if !self.isolated {
                for source in spec.parts.iter().flat_map(|part| part.sources) {
                    paths.extend(paths_of(source, &environment, &self.files));
                }
            }
            of.push(paths);
        }
        FilePaths { of, dotenv: self.dotenv_path() }
    }

    #[cfg(feature = "dotenv")]
    fn dotenv_path(&self) -> Option<WipedOsString> {
        let dotenv = self.dotenv.as_ref().filter(|_| !self.isolated)?;
        let path = WipedOsString::concat(&[dotenv.path.as_os_str()]);
        Some(crate::file::Files::new(&self.files).resolve(path))
    }

    #[cfg(not(feature = "dotenv"))]
    #[allow(clippy::unused_self, reason = "with the feature it looks")]
    fn dotenv_path(&self) -> Option<WipedOsString> {
        None
    }
}
