//! `decrypt`: what an encrypted file holds.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::ValueHint;

use crate::atomic::{self, Mode};
use crate::core_dumps;
use crate::encrypt::require_free;
use crate::end::{End, Failure};
use crate::plain::plain;
use crate::sealed::{self, Input, Opening};

/// Write what an encrypted file holds
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Decrypt {
    #[command(flatten)]
    opening: Opening,
    /// A file with mode 600 in place of standard output; the file itself may be named
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Show it on a terminal
    #[arg(short, long)]
    yes: bool,
    /// The encrypted file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

const LONG: &str = "\
Writes what an encrypted file holds, in plain text, to standard output or to a file with mode 600. A terminal, which shows \
it and remembers, needs `--yes`. Nothing is written before all of the file is verified.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials decrypt secrets/prod.yaml --output prod.yaml
  cargo credentials decrypt openai.txt.age --identity ~/.config/age/keys.txt | pbcopy
  cargo credentials decrypt credentials.json --output credentials.json";

pub(crate) fn run(options: &Decrypt, out: &mut dyn Write) -> Result<End, Failure> {
    core_dumps::none();
    let input = Input::read(&options.file)?;
    let Some(output) = &options.output else {
        if io::stdout().is_terminal() && !options.yes {
            return Err(Failure(
                "standard output is a terminal, which would show secrets; use `--output`, a pipe, or `--yes`"
                    .to_owned(),
            ));
        }
        print(sealed::open(&input, &options.opening)?.plain())?;
        return Ok(End::Good);
    };
    let shown = plain(&output.display().to_string());
    if *output != options.file {
        require_free(output, &shown)?;
    }
    let opened = sealed::open(&input, &options.opening)?;
    atomic::write(output, &shown, opened.plain(), Mode::Private)?;
    writeln!(out, "`{shown}` is written, in plain text")?;
    Ok(End::Good)
}

/// Past the buffers of the standard library, which are not wiped.
#[cfg(unix)]
fn print(mut content: &[u8]) -> io::Result<()> {
    while !content.is_empty() {
        match rustix::io::write(io::stdout(), content) {
            Ok(count) => content = content.get(count..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            // Whoever read it has gone.
            Err(rustix::io::Errno::PIPE) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn print(content: &[u8]) -> io::Result<()> {
    io::stdout().write_all(content)
}
