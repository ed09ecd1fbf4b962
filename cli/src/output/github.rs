//! Commands of a GitHub workflow, which become annotations beside the lines of a pull request.

use std::io::{self, Write};

use provider_credentials_manifest::Report;

use super::problems::{problems, sentence};

pub(super) fn write(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    for (path, problem) in problems(reports) {
        let (level, code) = (problem.severity().as_str(), problem.code().as_str());
        let place = problem.place().map_or(String::new(), |place| {
            let lines = format!(",line={},endLine={}", place.line, place.end_line);
            // Columns are for one line alone.
            if place.line == place.end_line {
                format!("{lines},col={},endColumn={}", place.column, place.end_column)
            } else {
                lines
            }
        });
        let (file, text) = (property(path), data(&sentence(&problem)));
        writeln!(out, "::{level} file={file}{place},title={code}::{text}")?;
    }
    Ok(())
}

/// A message, with nothing in it that ends the command.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for what stands before it.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
