use std::path::{Path, PathBuf};

use super::find::levels_up;
use super::named::named;
use super::parse::parse;
use crate::file::{Content, FileRules, Files};
use crate::report::{
    DotenvFile, DotenvFlaw, DotenvMistake, DotenvNote, EnvReason, Failure, FileReason, Place,
    Reason,
};
use crate::secret::WipedOsString;
use crate::source::environment::{Environment, FromFile};

/// The `.env` file that a loader reads.
pub(crate) struct Dotenv {
    pub(crate) path: PathBuf,
    /// Whether it may lie further up, within the workspace.
    pub(crate) in_parents: bool,
}

/// Adds the variables of the file that the environment does not have. A file that is not there adds none.
pub(crate) fn add(environment: &mut Environment, rules: &FileRules, dotenv: &Dotenv) {
    let mut file = named(rules, &dotenv.path);
    let content = match read(rules, dotenv.path.as_path()) {
        Err(FileReason::NotFound) => match levels_up(rules.base_dir.as_deref(), &dotenv.path) {
            Some((levels, path)) if dotenv.in_parents => {
                let above = "../".repeat(levels.into());
                file = named(rules, &Path::new(&above).join(&dotenv.path));
                read(rules, &path)
            }
            found => {
                let note = found.map_or(DotenvNote::Missing(file), |(levels, _)| {
                    DotenvNote::InParent { levels, file }
                });
                environment.note_dotenv(note);
                return;
            }
        },
        content => content,
    };
    environment.note_dotenv(DotenvNote::Read(file));
    let taken = match &content {
        Ok(content) => content.text().map(|text| take(environment, file, text, content)),
        Err(FileReason::Empty) => Ok(()),
        Err(reason) => Err(*reason),
    };
    if let Err(reason) = taken {
        let reason = Reason::File(reason);
        environment.fail_dotenv(Failure { place: Place::Dotenv(file), reason });
    }
}

fn read(rules: &FileRules, path: &Path) -> Result<Content, FileReason> {
    let mut files = Files::new(rules);
    let path = files.resolve(WipedOsString::concat(&[path.as_os_str()]));
    files.read(path.as_path(), false)
}

fn take(environment: &mut Environment, file: DotenvFile, text: &str, content: &Content) {
    let place = Place::Dotenv(file);
    let warnings = content.warnings(place);
    let mut found: Vec<FromFile> = Vec::new();
    let mut failure = None;
    parse(text, &mut |entry| {
        let name = entry.name.and_then(|name| environment.wanted().name(name));
        let flaw = |mistake| {
            let reason = EnvReason::Dotenv(DotenvFlaw { name, line: entry.line, mistake });
            Failure { place, reason: Reason::Env(reason) }
        };
        let value = match entry.value {
            Ok(value) => Ok(WipedOsString::concat(&[value.as_ref()])),
            Err(mistake) => {
                // Whose line it is cannot be told, or where the next begins.
                if entry.name.is_none() || mistake == DotenvMistake::QuoteNotClosed {
                    failure.get_or_insert(flaw(mistake));
                }
                Err(flaw(mistake))
            }
        };
        let Some(name) = name else { return };
        match found.iter_mut().find(|other| other.name == name) {
            Some(first) => {
                first.value = Err(flaw(DotenvMistake::Repeated { first: first.line }));
            }
            None => found.push(FromFile { name, line: entry.line, value }),
        }
    });
    environment.add(found, &warnings);
    if let Some(failure) = failure {
        environment.fail_dotenv(failure);
    }
}
