//! `cargo credentials`: checks provider-credentials manifests without building the program.

#![forbid(unsafe_code)]

mod audit;
mod check;
mod color;
mod completions;
mod diff;
mod discover;
mod end;
mod expand;
mod explain;
mod init;
mod loaded;
mod loading;
mod man;
mod manifest;
mod output;
mod plain;
mod run;
mod schema;
mod screen;
mod selection;
mod set;
mod status;
mod tree;
mod typed;
mod unread;

use std::io::{self, Write};
use std::process::ExitCode;

use end::Failure;

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
    let tree = match tree::parse(std::env::args_os()) {
        Ok(tree) => tree,
        // Nobody is left to tell when the stream is closed.
        Err(shown) => {
            let _ = shown.print();
            let status = tree::status_of_wrong_use(std::env::args_os().skip(1).take(2));
            return if shown.use_stderr() { status.into() } else { ExitCode::SUCCESS };
        }
    };
    let mut out = io::BufWriter::new(Stdout(io::stdout().lock()));
    let end = tree.run(&mut out).and_then(|end| {
        out.flush()?;
        Ok(end)
    });
    match end {
        Ok(end) => end.into(),
        Err(Failure(problem)) => {
            let _ = writeln!(io::stderr(), "error: {problem}");
            ExitCode::from(2)
        }
    }
}
