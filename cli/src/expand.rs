//! `expand`: the generated code, formatted.

use std::io::Write;
use std::path::{Path, PathBuf};

use provider_credentials_codegen::{Options, generate};

use crate::check::{display, read};
use crate::discover;
use crate::end::{End, Failure};
use crate::selection::{self, Packages};
use crate::unread::is_unread;

/// Show the Rust code that manifests become
#[derive(Debug, clap::Args)]
#[command(
    long_about = format!("Shows the Rust code that manifests become.\n\n{}", selection::HELP),
    after_help = EXAMPLES
)]
pub(crate) struct Expand {
    /// A manifest, a directory, or `-` for standard input
    #[arg(conflicts_with_all = ["specs", "workspace", "manifest_path"])]
    path: Option<PathBuf>,
    /// A manifest, in place of PATH, as other commands take it
    #[arg(long, value_name = "PATH", conflicts_with_all = ["path", "specs", "workspace", "manifest_path"])]
    manifest: Option<PathBuf>,
    #[command(flatten)]
    packages: Packages,
    /// No headings
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials expand
  cargo credentials expand ../shared/provider_credentials.yaml";

pub(crate) fn run(options: &Expand, out: &mut dyn Write) -> Result<End, Failure> {
    let paths: Vec<PathBuf> = options.path.iter().chain(&options.manifest).cloned().collect();
    let manifests = discover::manifests(&paths, &options.packages)?;
    let has_headings = manifests.len() > 1 && !options.quiet;
    let mut ends = Vec::new();
    for (number, found) in manifests.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        if has_headings {
            // A line break in a name would end the comment.
            let name = display(&found.path).replace(char::is_control, "?");
            writeln!(out, "// {name}\n")?;
        }
        ends.push(show(&found.path, out)?);
    }
    let has = |end| ends.contains(&end);
    Ok(match () {
        () if has(End::Unread) => End::Unread,
        () if has(End::Problems) => End::Problems,
        () => End::Good,
    })
}

fn show(path: &Path, out: &mut dyn Write) -> Result<End, Failure> {
    let source = read(path);
    let code = match source.and_then(|source| generate(source, &Options::default())) {
        Ok(code) => code,
        Err(report) => {
            writeln!(out, "{report}")?;
            return Ok(if is_unread(&report) { End::Unread } else { End::Problems });
        }
    };
    let file = syn::parse2(code).map_err(|_| {
        Failure("the generated code is not Rust; this is a bug in provider-credentials".to_owned())
    })?;
    out.write_all(prettyplease::unparse(&file).as_bytes())?;
    Ok(End::Good)
}
