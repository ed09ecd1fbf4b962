//! The options of commands that load, and what they come to.

use std::path::PathBuf;

use provider_credentials::{Loader, Permissions};
use provider_credentials_manifest::Checked;

use crate::end::Failure;
use crate::loaded::only_in_program;
use crate::manifest::{Which, only};

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Loading {
    #[command(flatten)]
    pub(crate) which: Which,
    /// This credential alone (repeatable, or a list with commas)
    #[arg(long, value_name = "ID", value_delimiter = ',')]
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

    pub(crate) fn loader(&self, manifest: &Checked) -> Loader {
        only_in_program(manifest, self.files.loader())
    }
}

impl Files {
    pub(crate) fn loader(&self) -> Loader {
        let mut loader = Loader::new().permissions(match self.permissions {
            Rule::Enforce => Permissions::Enforce,
            Rule::Warn => Permissions::Warn,
            Rule::Off => Permissions::Off,
        });
        if let Some(path) = &self.env_file {
            loader = loader.with_dotenv(path);
        }
        if let Some(directory) = &self.base_dir {
            loader = loader.base_dir(directory);
        }
        loader
    }
}
