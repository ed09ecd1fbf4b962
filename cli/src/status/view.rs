use std::io::Write;

use provider_credentials::CredentialSet;
use provider_credentials_manifest::Checked;

use super::row::Row;
use super::{human, json};
use crate::end::{End, Failure};
use crate::format::Format;
use crate::loaded::Loaded;
use crate::screen::Screen;

/// What is shown, and how.
pub(super) struct View<'m> {
    pub(super) manifest: &'m Checked,
    pub(super) format: Format,
    /// Whether a warning is a problem, too.
    pub(super) deny_warnings: bool,
    pub(super) screen: Screen,
}

impl View<'_> {
    pub(super) fn rows(&self, credentials: &Loaded) -> Vec<Row> {
        let all = self.manifest.credentials.iter().zip(credentials.iter());
        all.map(|(credential, one)| Row::new(credential, &one.metadata())).collect()
    }

    pub(super) fn write(&self, rows: &[Row], out: &mut dyn Write) -> Result<(), Failure> {
        match self.format {
            Format::Human => {
                write!(out, "{}", human::text(&self.manifest.path, rows, &self.screen))?;
            }
            Format::Json => writeln!(out, "{:#}", json::value(&self.manifest.path, rows))?,
        }
        Ok(())
    }

    pub(super) fn end(&self, rows: &[Row]) -> End {
        let is_denied = |row: &Row| self.deny_warnings && !row.warnings.is_empty();
        if rows.iter().any(|row| row.is_fatal() || is_denied(row)) {
            End::Problems
        } else {
            End::Good
        }
    }
}
