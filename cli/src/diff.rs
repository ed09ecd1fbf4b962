//! `diff`: what changed between two manifests, for whoever deploys the program.

mod compare;
mod difference;
mod duties;
mod git;
mod github;
mod human;
mod json;
mod markdown;
mod places;
mod read;
mod sides;
mod variables;

use std::io::Write;
use std::path::PathBuf;

use provider_credentials_manifest::{Palette, Report};

use crate::color::Color;
use crate::end::{End, Failure};
use crate::output::{self, Style};
use read::checked;

/// Show which credentials came, went or changed, and what to do before deploying
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// Two manifests, or up to two revisions of git: the second is the working tree and the first HEAD, if left out
    #[arg(value_name = "OLD NEW|REV", num_args = 0..=2)]
    sides: Vec<PathBuf>,
    /// The manifest whose revisions are compared
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,
    /// For people (human), programs (json), GitHub's annotations (github) or a comment (markdown)
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// End with status 1 if there are differences
    #[arg(long)]
    exit_code: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
    Github,
    Markdown,
}

const LONG: &str = "\
Shows which credentials came, went or changed between two manifests, or between two revisions of one: its sources, \
whether it is required, its kind, provider, description and config. Then what to do about it: what to set before the \
new version is deployed, and what can be removed after.

Both manifests are checked. If one has an error, it is reported as by `check`, and the status is 2. Order and layout \
are no difference.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials diff
  cargo credentials diff v1.4 v1.5 --manifest provider_credentials.yaml
  cargo credentials diff old.yaml new.yaml --exit-code
  cargo credentials diff origin/main --format markdown >> \"$GITHUB_STEP_SUMMARY\"";

pub(crate) fn run(options: &Diff, color: Color, out: &mut dyn Write) -> Result<End, Failure> {
    let [old, new] = sides::sides(&options.sides, options.manifest.as_deref())?;
    let (old, new) = match (checked(old), checked(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let reports: Vec<Report> =
                [old.err(), new.err()].into_iter().flatten().map(|report| *report).collect();
            let format = match options.format {
                Format::Human | Format::Markdown => output::Format::Human,
                Format::Json => output::Format::Json,
                Format::Github => output::Format::Github,
            };
            output::write(&reports, &Style { format, palette: palette(color), quiet: true }, out)?;
            return Ok(End::Unread);
        }
    };
    let difference = compare::compare(&old, &new);
    match options.format {
        Format::Human => human::write(&difference, color.is_wanted(), out)?,
        Format::Json => json::write(&difference, out)?,
        Format::Github => github::write(&difference, out)?,
        Format::Markdown => markdown::write(&difference, out)?,
    }
    let is_different = !difference.entries.is_empty();
    Ok(if options.exit_code && is_different { End::Problems } else { End::Good })
}

fn palette(color: Color) -> Palette {
    if color.is_wanted() { Palette::ANSI } else { Palette::PLAIN }
}
