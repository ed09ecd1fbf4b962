//! `cargo credentials`: checks provider-credentials manifests without building the program.

#![forbid(unsafe_code)]

mod args;
mod check;
mod discover;
mod end;
mod expand;
mod explain;
mod output;
mod schema;
mod selection;
mod unread;

use std::io::{self, Write};
use std::process::ExitCode;

use args::Command;
use end::{End, Failure};

/// Standard output, or nothing once its reader has gone, as `head` does: what a run found is its exit
/// status all the same.
struct Stdout(io::StdoutLock<'static>);

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_closed(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_closed(self.0.flush(), ())
    }
}

fn unless_closed<T>(result: io::Result<T>, closed: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(closed),
        result => result,
    }
}

fn main() -> ExitCode {
    let mut out = io::BufWriter::new(Stdout(io::stdout().lock()));
    let end = run(&mut out).and_then(|end| {
        out.flush()?;
        Ok(end)
    });
    match end {
        Ok(End::Good) => ExitCode::SUCCESS,
        Ok(End::Problems) => ExitCode::from(1),
        Ok(End::Unread) => ExitCode::from(2),
        Err(failure) => {
            // Nobody is left to tell when standard error is closed as well.
            let _ = writeln!(io::stderr(), "error: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run(out: &mut dyn Write) -> Result<End, Failure> {
    match args::parse(std::env::args_os().skip(1))? {
        Command::Check(options) => check::run(&options, out),
        Command::Expand(options) => expand::run(&options, out),
        Command::Explain(code) => explain::run(code.as_deref(), out),
        Command::Schema => schema::run(out),
        Command::Print(text) => {
            out.write_all(text.as_bytes())?;
            Ok(End::Good)
        }
    }
}
