//! `encrypt`: a plain file, to one that can stand in git.

mod history;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueHint;

use crate::atomic::{self, Mode};
use crate::core_dumps;
use crate::end::{End, Failure};
use crate::io_words::in_words;
use crate::lock;
use crate::plain::plain;
use crate::sealed::{self, Format, Input, Recipients};

/// Encrypt a file with secrets
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Encrypt {
    /// What it is encrypted by: sops, age or jwe
    #[arg(
        long = "as",
        value_enum,
        value_name = "FORMAT",
        default_value = "sops",
        hide_possible_values = true
    )]
    format: Format,
    #[command(flatten)]
    recipients: Recipients,
    /// The encrypted file (default: of sops the file itself, or else its name with `.age` or `.jwe`)
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Remove the plain file
    #[arg(long)]
    remove: bool,
    /// The plain file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

const LONG: &str = "\
Encrypts a file for recipients: those of `.sops.yaml`, which is looked for from the file upwards, or those that are given. \
With sops, YAML, JSON and dotenv files keep their form, and each value is encrypted; other files are encrypted as a whole.

A file is replaced as a whole: at any point it is the old one or the new one. If git already has the plain file, it stays \
in the history, and a warning says so.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials encrypt credentials.json
  cargo credentials encrypt credentials.json --recipient age1…
  cargo credentials encrypt openai.txt --as age --recipients-file recipients.txt --remove
  cargo credentials encrypt openai.txt --as jwe --recipients-file ci.pub.jwk";

pub(crate) fn run(options: &Encrypt, out: &mut dyn Write) -> Result<End, Failure> {
    core_dumps::none();
    let format = options.format;
    format.require()?;
    let alone = lock::lock(&options.file, &plain(&options.file.display().to_string()))?;
    let input = Input::read(&options.file)?;
    if let Some(already) = Format::of(input.content()) {
        return Err(Failure(format!(
            "`{}` is encrypted by {} already; `cargo credentials rekey` encrypts it for others",
            input.shown(),
            already.word()
        )));
    }
    let whom = options.recipients.of(format, &input)?;
    let encrypted = input.require_loadable(sealed::encrypt(format, &input, &whom)?)?;

    let output = output(options);
    let shown = plain(&output.display().to_string());
    let is_in_place = output == options.file;
    if !is_in_place {
        require_free(&output, &shown)?;
    }
    input.require_unchanged()?;
    atomic::write(&output, &shown, &encrypted, Mode::Kept)?;
    drop(alone);
    writeln!(out, "`{shown}` is encrypted for {}", whom.count())?;
    writeln!(out, "its manifest needs `encrypted: {}` and `file_path: {shown}`", format.word())?;
    if !is_in_place {
        if options.remove && options.file.is_symlink() {
            writeln!(
                out,
                "`{}` is a link, and what it leads to is still there in plain text; remove that by hand",
                input.shown()
            )?;
        } else if options.remove {
            fs::remove_file(&options.file).map_err(|error| {
                Failure(format!("cannot remove `{}`: {}", input.shown(), in_words(&error)))
            })?;
        } else {
            writeln!(
                out,
                "`{}` is still there in plain text; remove it, or see that git ignores it",
                input.shown()
            )?;
        }
    }
    if history::has(&options.file) {
        writeln!(
            out,
            "warning: git has `{}` in plain text in its history; make new secrets, because who has the repository has \
             the old ones",
            input.shown()
        )?;
    }
    Ok(End::Good)
}

fn output(options: &Encrypt) -> PathBuf {
    if let Some(output) = &options.output {
        return output.clone();
    }
    let end = match options.format {
        Format::Sops => return options.file.clone(),
        Format::Age => ".age",
        Format::Jwe => ".jwe",
    };
    let mut name = options.file.clone().into_os_string();
    name.push(end);
    name.into()
}

/// Nothing that is there is lost.
pub(crate) fn require_free(path: &Path, shown: &str) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(Failure(format!(
            "`{shown}` exists and is not overwritten; remove it, or name another with `--output`"
        ))),
        Err(_) => Ok(()),
    }
}
