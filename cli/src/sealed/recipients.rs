use std::path::PathBuf;

use clap::ValueHint;
use zeroize::Zeroizing;

use super::format::Format;
use super::input::{Input, read};
#[cfg(any(feature = "age", feature = "sops"))]
use super::rules;
use super::whom::{Whom, split};
use crate::end::Failure;
use crate::plain::plain;

/// Whom a file is encrypted for.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Recipients {
    /// Who can open it: `age1…`, a public key of SSH, or with sops a key of a store as `.sops.yaml` has it (repeatable;
    /// default: what `.sops.yaml` says)
    #[arg(long, value_name = "RECIPIENT")]
    recipient: Vec<String>,
    /// A file with such, one a line, or for jwe with one JWK (repeatable)
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    recipients_file: Vec<PathBuf>,
}

/// How identities of age begin, which no command line should have.
const IDENTITY: &str = "AGE-SECRET-KEY-";

impl Recipients {
    pub(crate) fn are_given(&self) -> bool {
        !(self.recipient.is_empty() && self.recipients_file.is_empty())
    }

    /// Those who are named, or else those of `.sops.yaml`.
    pub(crate) fn of(&self, format: Format, input: &Input) -> Result<Whom, Failure> {
        format.require()?;
        if format == Format::Jwe {
            return self.keys();
        }
        let given = self.given()?;
        #[cfg(any(feature = "age", feature = "sops"))]
        if let Some(whom) = rules::find(input, given.is_empty())? {
            return Ok(whom.unless_given(given));
        }
        if given.is_empty() {
            return Err(Failure(format!(
                "nobody would be able to open `{}`: give a `--recipient`, which `age-keygen -y` shows, or write \
                 `.sops.yaml`",
                input.shown()
            )));
        }
        Ok(Whom::default().unless_given(given))
    }

    fn given(&self) -> Result<Vec<String>, Failure> {
        let mut given = Vec::new();
        for recipient in &self.recipient {
            given.extend(split(recipient));
        }
        for path in &self.recipients_file {
            let shown = plain(&path.display().to_string());
            let content = read(path, &shown)?;
            let text = std::str::from_utf8(&content)
                .map_err(|_| Failure(format!("`{shown}` is not text")))?;
            let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
            given.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
        }
        if given.iter().any(|recipient| recipient.starts_with(IDENTITY)) {
            return Err(Failure(
                "a recipient is an identity, which is secret; give what `age-keygen -y` shows of it, and make a new one \
                 if a shell has kept this command"
                    .to_owned(),
            ));
        }
        Ok(given)
    }

    fn keys(&self) -> Result<Whom, Failure> {
        if !self.recipient.is_empty() || self.recipients_file.is_empty() {
            return Err(Failure(
                "jwe encrypts for keys in files; give each as a JWK, with `--recipients-file`"
                    .to_owned(),
            ));
        }
        let mut keys = Vec::new();
        for path in &self.recipients_file {
            let shown = plain(&path.display().to_string());
            let content = read(path, &shown)?;
            let text = std::str::from_utf8(&content)
                .map_err(|_| Failure(format!("`{shown}` is not text")))?;
            keys.push((shown, Zeroizing::new(text.to_owned())));
        }
        Ok(Whom { keys, ..Whom::default() })
    }
}
