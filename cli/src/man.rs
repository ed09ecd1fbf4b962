//! `man`: a page for each command.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap_mangen::Man as Page;
use roff::{Roff, roman};

use crate::end::{End, Failure};
use crate::io_words::in_words;

/// Write the man pages: into a directory, or the first alone to standard output
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// Where a file for each command is written
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials man | man -l -
  cargo credentials man ~/.local/share/man/man1";

pub(crate) fn run(options: &Man, tree: clap::Command, out: &mut dyn Write) -> Result<End, Failure> {
    let mut tree = tree.disable_help_subcommand(true);
    tree.build();
    let Some(directory) = &options.directory else {
        page(&tree, out)?;
        return Ok(End::Good);
    };
    let unwritten = |error: io::Error| {
        Failure(format!("cannot write to `{}`: {}", directory.display(), in_words(&error)))
    };
    fs::create_dir_all(directory).map_err(unwritten)?;
    for command in with_commands_below(&tree) {
        let mut text = Vec::new();
        page(command, &mut text)?;
        let file = Page::new(command.clone()).get_filename();
        fs::write(directory.join(file), text).map_err(unwritten)?;
    }
    Ok(End::Good)
}

/// A command, and all that are below it.
fn with_commands_below(command: &clap::Command) -> Vec<&clap::Command> {
    let mut all = vec![command];
    all.extend(command.get_subcommands().flat_map(with_commands_below));
    all
}

fn page(command: &clap::Command, out: &mut dyn Write) -> io::Result<()> {
    // The line of NAME is no sentence.
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let command = command.clone().about(about.trim_end_matches('.').to_owned());
    let page = Page::new(command.clone());
    page.render_title(out)?;
    page.render_name_section(out)?;
    synopsis(&command).to_writer(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    if command.has_subcommands() {
        page.render_subcommands_section(out)?;
    }
    if let Some(after) = command.get_after_help() {
        sections(&after.to_string()).to_writer(out)?;
    }
    Ok(())
}

/// As the help has it, with what stands before the last words and whether they repeat.
fn synopsis(command: &clap::Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let mut roff = Roff::default();
    roff.control("SH", ["SYNOPSIS"]).text([roman(usage.trim_start_matches("Usage: "))]);
    roff
}

/// What the help has after the options: headings, lines that are indented and stay as they are, and text.
fn sections(text: &str) -> Roff {
    let mut roff = Roff::default();
    let mut is_kept = false;
    for line in text.lines() {
        if line.starts_with(' ') != is_kept {
            is_kept = !is_kept;
            roff.control(if is_kept { "nf" } else { "fi" }, []);
        }
        match line.strip_suffix(':') {
            Some(heading) if !is_kept => roff.control("SH", [heading.to_uppercase().as_str()]),
            _ if line.is_empty() => roff.control("PP", []),
            _ => roff.text([roman(line)]),
        };
    }
    roff
}
