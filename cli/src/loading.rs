//! The options of commands that load, and what they come to.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf, absolute};

use clap::ValueHint;
use provider_credentials::{Loader, Permissions};
use provider_credentials_manifest::Checked;

use crate::end::Failure;
use crate::loaded::only_in_program;
use crate::manifest::{Which, only};
use crate::plain::plain;

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Loading {
    #[command(flatten)]
    pub(crate) which: Which,
    /// This credential alone (repeatable, or a list with commas)
    #[arg(long, value_name = "ID", value_delimiter = ',', value_hint = ValueHint::Other)]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) files: Files,
}

/// How files are read.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Files {
    /// Also look for variables in this `.env` file, as development does
    #[arg(long, value_name = "PATH")]
    pub(crate) env_file: Option<PathBuf>,
    /// What relative paths of the manifest are relative to (default: the working directory)
    #[arg(long, value_name = "DIR")]
    pub(crate) base_dir: Option<PathBuf>,
    /// Whether files that others can read or replace are refused
    #[arg(long, value_enum, value_name = "WHAT", default_value_t, hide_possible_values = true)]
    #[arg(help = "What to do about files that others can read or replace: enforce, warn or off")]
    pub(crate) permissions: Rule,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Rule {
    #[default]
    Enforce,
    Warn,
    Off,
}

impl Loading {
    /// The manifest with the credentials that are wanted.
    pub(crate) fn manifest(&self) -> Result<Checked, Failure> {
        only(self.which.read()?, &self.only)
    }

    /// # Errors
    ///
    /// That there is no file of `--env-file`.
    pub(crate) fn loader(&self, manifest: &Checked) -> Result<Loader, Failure> {
        self.files.require_env_file()?;
        Ok(only_in_program(manifest, self.files.loader()))
    }
}

impl Files {
    pub(crate) fn loader(&self) -> Loader {
        let mut loader = Loader::new().permissions(match self.permissions {
            Rule::Enforce => Permissions::Enforce,
            Rule::Warn => Permissions::Warn,
            Rule::Off => Permissions::Off,
        });
        if let Some(path) = self.env_file() {
            loader = loader.with_dotenv(path);
        }
        if let Some(directory) = &self.base_dir {
            loader = loader.base_dir(directory);
        }
        loader
    }

    /// As any path on a command line, it is relative to the working directory.
    pub(crate) fn env_file(&self) -> Option<Cow<'_, Path>> {
        let path = self.env_file.as_deref()?;
        // The loader knows one directory for all relative paths.
        let whole = self.base_dir.as_ref().and_then(|_| absolute(path).ok());
        Some(whole.map_or(Cow::Borrowed(path), Cow::Owned))
    }

    /// One problem of the command line, and not one of each credential.
    fn require_env_file(&self) -> Result<(), Failure> {
        let Some(path) = &self.env_file else { return Ok(()) };
        match path.metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let shown = plain(&path.display().to_string());
                Err(Failure(format!("the `--env-file` `{shown}` does not exist; correct the path")))
            }
            _ => Ok(()),
        }
    }
}
