//! `edit`: what an encrypted file holds, in an editor.

#[cfg(unix)]
mod desk;
#[cfg(unix)]
mod editor;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod words;

use std::io::Write;
use std::path::PathBuf;

use clap::ValueHint;

use crate::end::{End, Failure};
use crate::sealed::{Opening, Recipients};

/// Change what an encrypted file holds, in an editor
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
#[cfg_attr(not(unix), allow(dead_code, reason = "takes Unix"))]
pub(crate) struct Edit {
    #[command(flatten)]
    opening: Opening,
    #[command(flatten)]
    recipients: Recipients,
    /// Have the plain text on disk while it is edited, if there is no file system in memory
    #[arg(long)]
    allow_disk: bool,
    /// The encrypted file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

const LONG: &str = "\
Opens what an encrypted file holds in `$VISUAL`, `$EDITOR` or `vi`, and encrypts it again if it was changed. Files of sops keep \
their recipients and their key, and values that are as they were keep their ciphertext; files of age and JWE do not say whom \
they are for, which `.sops.yaml` or an option has to.

The plain text is in a file system in memory, in a directory for this user alone. All that is in it is overwritten and removed \
at the end, also after a signal. vim, nano and emacs are told to write no swap, backup or undo files. The variable is split \
into words, with quotes and backslashes as a shell has them and nothing else of one; an editor with a window has to wait, as \
`code --wait` does, and may keep copies of its own.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials edit secrets/prod.yaml
  EDITOR='code --wait' cargo credentials edit credentials.json
  cargo credentials edit openai.txt.age --recipients-file recipients.txt";

#[cfg(not(unix))]
pub(crate) fn run(_: &Edit, _: &mut dyn Write) -> Result<End, Failure> {
    Err(Failure("to edit takes Unix; use `decrypt`, change the file, and `encrypt` it".to_owned()))
}

#[cfg(unix)]
pub(crate) fn run(options: &Edit, out: &mut dyn Write) -> Result<End, Failure> {
    use crate::atomic::{self, Mode};
    use crate::core_dumps;
    use crate::lock;
    use crate::sealed::{self, Input};

    core_dumps::none();
    let input = Input::read(&options.file)?;
    let opened = sealed::open(&input, &options.opening)?;
    let whom = if !opened.knows_recipients() {
        Some(options.recipients.of(options.opening.format(&input)?, &input)?)
    } else if options.recipients.are_given() {
        return Err(Failure(format!(
            "`{}` keeps its recipients when it is edited; `rekey` changes them",
            input.shown()
        )));
    } else {
        None
    };
    let editor = editor::Editor::of_environment()?;
    let caught = signals::Caught::new()?;
    let desk = desk::Desk::new(opened.name(), opened.plain(), options.allow_disk)?;
    let supervisor = caught.watch(desk.directory())?;
    let encrypted = loop {
        editor.run(desk.file(), &supervisor)?;
        let plain = desk.read()?;
        if *plain == *opened.plain() {
            writeln!(out, "`{}` is unchanged; nothing is written", input.shown())?;
            return Ok(End::Good);
        }
        let encrypted = opened.encrypt(&plain, whom.as_ref());
        match encrypted.and_then(|encrypted| input.require_loadable(encrypted)) {
            Ok(encrypted) => break encrypted,
            Err(failure) => editor::ask_again(failure)?,
        }
    };
    let alone = lock::lock(&options.file, input.shown())?;
    input.require_unchanged()?;
    atomic::write(&options.file, input.shown(), &encrypted, Mode::Kept)?;
    drop(alone);
    writeln!(out, "`{}` is written", input.shown())?;
    Ok(End::Good)
}
