//! `cargo credentials`: checks provider-credentials manifests without building the program.

#![forbid(unsafe_code)]

mod atomic;
mod audit;
mod check;
mod color;
mod completions;
mod core_dumps;
mod decrypt;
mod diff;
mod discover;
mod edit;
mod encrypt;
mod end;
mod expand;
mod explain;
mod format;
mod init;
mod io_words;
mod loaded;
mod loading;
mod lock;
mod man;
mod manifest;
mod output;
mod plain;
#[cfg(unix)]
mod private_directory;
mod rekey;
mod run;
mod schema;
mod screen;
mod sealed;
mod selection;
mod set;
mod status;
mod stdout;
mod tree;
mod typed;
mod unread;
mod yaml;

#[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
use std::alloc::System;
use std::io::{self, Write};
use std::process::ExitCode;

#[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
use zeroizing_alloc::ZeroAlloc;

/// Wipes what libraries free as it is.
#[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    let tree = match tree::parse(std::env::args_os()) {
        Ok(tree) => tree,
        // Nobody is left to tell when the stream is closed.
        Err(shown) => {
            let _ = shown.print();
            let status = tree::status_of_wrong_use(std::env::args_os().skip(1));
            return if shown.use_stderr() { status.into() } else { ExitCode::SUCCESS };
        }
    };
    let mut out = io::BufWriter::new(stdout::Stdout::lock());
    let end = tree.run(&mut out).and_then(|end| {
        out.flush()?;
        Ok(end)
    });
    match end {
        Ok(end) => end.into(),
        Err(failure) => {
            failure.tell();
            ExitCode::from(2)
        }
    }
}
