//! `set`: one value, to where its source reads it.

mod content;
mod encode;
mod input;
mod json;
mod password;
mod target;
#[cfg(unix)]
mod unseen;

use std::io::{self, Write};

use self::target::{Target, What};
use provider_credentials::CredentialSet;
use provider_credentials_manifest::checked::{Credential, Part};

use crate::atomic::{self, Mode};
use crate::end::{End, Failure};
use crate::loaded::{Loaded, doubts, fix, only_in_program, use_manifest};
use crate::loading::Files;
use crate::lock;
use crate::manifest::{Which, only, position};
use crate::screen::clean;

/// Write one value to the file or keyring that its source reads
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Set {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    files: Files,
    /// The part of a credential that has several; also behind the ID and a dot
    #[arg(long, value_name = "PART")]
    part: Option<String>,
    /// The credential, or its part: `openai`, `db.password`
    #[arg(value_name = "ID[.PART]")]
    id: String,
}

/// What the option does here; of other commands, the file is only read.
pub(crate) const ENV_FILE: &str =
    "Write a line of this `.env` file, made if it is not there, in place of a file of its own";

const LONG: &str = "\
Writes one value to the file that its source reads: a file of its own, a value in a JSON file, or with `--env-file` a \
line of the `.env` file of development; or, with feature `keyring`, a password in the keyring of the system, or a value in \
one that is JSON. The value is typed, and not shown, or comes on standard input. Where its source has an `encoding`, give \
it plain: it is encoded here.

A file is replaced as a whole, with mode 600: at any point it is the old one or the new one. What else is in it stays \
as it is. If a value looks wrong, a warning says so, and the credential is then loaded from there to see that it works.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials set openai
  pass show stripe | cargo credentials set stripe
  cargo credentials set db.password --manifest deploy/provider_credentials.yaml
  cargo credentials set openai --env-file .env";

pub(crate) fn run(options: &Set, out: &mut dyn Write) -> Result<End, Failure> {
    let (id, part) = match options.id.split_once('.') {
        Some((id, part)) => (id, Some(part)),
        None => (options.id.as_str(), options.part.as_deref()),
    };
    let manifest = options.which.read()?;
    let at = position(&manifest, id)?;
    let id = manifest.credentials.get(at).map(|one| one.id.clone()).unwrap_or_default();
    let manifest = only(manifest, &[id])?;
    let Some(credential) = manifest.credentials.first() else {
        return Err(Failure("the manifest has no credential".to_owned()));
    };
    let part = of(credential, part)?;
    let target = target::choose(credential, part, &options.files)?;
    let name = target::name(credential, part);

    let value = input::read(&name, target.input())?;
    let problems = doubts(credential, part, &value);
    for warning in problems.map_err(|error| refused(&name, &error))? {
        let _ = writeln!(io::stderr(), "warning: {}", clean(&warning));
    }
    let value = match target.encoding {
        Some(encoding) => encode::encoded(&value, encoding),
        None => value,
    };
    match &target.what {
        What::Password(params, key) => password::write(&name, params, key.as_ref(), &value)?,
        _ => in_file(&target, &value)?,
    }
    drop(value);
    writeln!(out, "`{name}` is written to {target}")?;

    use_manifest(&manifest, options.files.base_dir.as_deref());
    let credentials = Loaded::load_with(&only_in_program(&manifest, options.files.loader()));
    let Some(one) = credentials.iter().next() else { return Ok(End::Good) };
    let metadata = one.metadata();
    match metadata.error() {
        // Another part may yet have to be written.
        Some(error) if error.part() != part.row.name => {
            writeln!(
                out,
                "`{}` is not loaded yet: {}",
                one.id(),
                clean(&error.problem().to_string())
            )?;
            writeln!(out, "fix: {}", fix(error))?;
            Ok(End::Good)
        }
        Some(error) => {
            writeln!(
                out,
                "it does not load: {} [{}]",
                clean(&error.problem().to_string()),
                error.code()
            )?;
            writeln!(out, "fix: {}", fix(error))?;
            Ok(End::Problems)
        }
        None => {
            let place = metadata.place().to_string();
            if part.row.name == credential.parts.first().map_or("", |part| part.row.name)
                && !target.is_called(&place)
            {
                writeln!(out, "note: here it is loaded from {}, which comes first", clean(&place))?;
            }
            Ok(End::Good)
        }
    }
}

fn in_file(target: &Target, value: &[u8]) -> Result<(), Failure> {
    let _alone = lock::lock(target.path(), target.shown())?;
    let content = content::new(target, value)?;
    atomic::write(target.path(), target.shown(), &content, Mode::Private)
}

/// The part that is meant.
fn of<'c>(credential: &'c Credential, name: Option<&str>) -> Result<&'c Part, Failure> {
    let writable: Vec<&Part> =
        credential.parts.iter().filter(|part| !target::is_text(part)).collect();
    let names = || {
        let names = writable.iter().map(|part| format!("`{}.{}`", credential.id, part.row.name));
        names.collect::<Vec<_>>().join(", ")
    };
    match name {
        Some(name) => credential.parts.iter().find(|part| part.row.name == name).ok_or_else(|| {
            let name = name.escape_debug();
            Failure(format!("`{}` has no part `{name}`; it has {}", credential.id, names()))
        }),
        None => match writable.as_slice() {
            [one] => Ok(one),
            _ => Err(Failure(format!(
                "`{}` has several parts; name one: {}",
                credential.id,
                names()
            ))),
        },
    }
}

fn refused(name: &str, problem: &str) -> Failure {
    Failure(format!("`{name}` is not written: {}", clean(problem)))
}
