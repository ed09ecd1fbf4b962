//! What `--dry-run` shows.

use std::fs;

use provider_credentials_manifest::known;
use similar::TextDiff;

use super::project::Project;
use super::text::MAX_BYTES;
use crate::end::Failure;
use crate::io_words::in_words;

/// The difference between the manifest that is there and the one that would be, with secrets masked in both.
pub(super) fn diff(project: &Project, new: &str) -> Result<String, Failure> {
    let path = &project.manifest;
    let (old, name) = match fs::metadata(path) {
        Err(_) => (String::new(), "/dev/null"),
        Ok(data) if data.is_file() && data.len() <= MAX_BYTES => {
            let text = fs::read(path).map_err(|error| {
                Failure(format!("`{}` cannot be read: {}", project.shown, in_words(&error)))
            })?;
            (known::masked(&String::from_utf8_lossy(&text)), project.shown.as_str())
        }
        Ok(_) => return Err(Failure(format!("`{}` is no manifest", project.shown))),
    };
    // It may be the old one with more behind it.
    let new = known::masked(new);
    let diff = TextDiff::from_lines(old.as_str(), new.as_str());
    Ok(diff.unified_diff().context_radius(3).header(name, &project.shown).to_string())
}
