//! `completions`: a script for a shell.

use std::io::Write;

use clap_complete::Shell;

use crate::end::{End, Failure};

/// Write a script that completes commands and options in a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// Whose
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials completions bash > ~/.local/share/bash-completion/completions/cargo-credentials
  cargo credentials completions zsh > \"${fpath[1]}/_cargo-credentials\"
  cargo credentials completions fish > ~/.config/fish/completions/cargo-credentials.fish

They complete `cargo-credentials`, the name that the program has without cargo.";

pub(crate) fn run(
    options: &Completions,
    mut tree: clap::Command,
    out: &mut dyn Write,
) -> Result<End, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut tree, "cargo-credentials", &mut script);
    // For bash, `clap_complete` 4.6 writes the hyphen of a program's name in two ways, and then knows no command.
    let script = String::from_utf8_lossy(&script);
    let script = script.replace("cargo__subcmd__credentials__", "cargo__credentials__");
    out.write_all(script.as_bytes())?;
    Ok(End::Good)
}
