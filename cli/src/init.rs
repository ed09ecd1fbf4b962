//! `init`: a first manifest, from what a project already has.

mod ask;
mod changes;
mod compose;
mod dotenv;
mod existing;
mod files;
mod found;
mod from;
mod json;
mod manifest;
mod names;
mod outcome;
mod project;
mod proposal;
mod providers;
mod rust;
mod secretspec;
mod show;
mod steps;
mod text;
mod unified;
mod unread;
mod write;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use crate::end::{End, Failure};
use crate::format::Format;
use ask::Ask;
use found::Import;
use outcome::{Fate, Outcome};
use project::Project;
use proposal::{Sorted, Wanted};

/// Write a first manifest, from `.env`, Rust code and other files
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Init {
    /// What to read names from (repeatable); without it, all of these that are in the package
    #[arg(long, value_name = "SOURCE")]
    from: Vec<PathBuf>,
    /// The manifest to write
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,
    /// A variable that is a credential, whatever its name says (repeatable)
    #[arg(long, value_name = "NAME")]
    add: Vec<String>,
    /// A variable or a file that is none (repeatable)
    #[arg(long, value_name = "NAME")]
    skip: Vec<String>,
    /// Write nothing, and show what would change as a diff
    #[arg(long)]
    dry_run: bool,
    /// Ask nothing
    #[arg(short, long)]
    yes: bool,
    /// For people (human) or programs (json)
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const LONG: &str = "\
Writes a first manifest, from what a project already has. Names are read and written, never a value. An existing \
manifest is not overwritten, and nothing else is changed: the lines of code to change are shown.

A SOURCE is
  .env                  a file of `NAME=value`, also `.env.example` and the like
  src                   a directory with Rust code, or a file of it: std::env::var, env!, dotenvy, envy, clap
  compose.yaml          a file of Docker Compose
  secretspec.toml       a file of secretspec
  any other directory   with one secret in each file

A name is a credential if it ends as those of secrets do (`cargo credentials explain secret_in_manifest`), in `KEY` \
or `DSN`, or is the URL of a database. The others are listed, and `--add` takes them in.

On a terminal, it asks; without one, and with `--yes`, it does what it would propose.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials init
  cargo credentials init --from .env --from src --dry-run
  cargo credentials init --from src --add LICENSE_ID --skip SORT_KEY
  cargo credentials init --from compose.yaml --manifest deploy.yaml --yes";

pub(crate) fn run(options: &Init, out: &mut dyn Write) -> Result<End, Failure> {
    let is_asked = !options.yes
        && options.format == Format::Human
        && io::stdin().is_terminal()
        && io::stderr().is_terminal();
    let mut ask = if is_asked { Ask::terminal() } else { Ask::nobody() };
    for name in &options.add {
        if !dotenv::is_name(name) {
            return Err(Failure(
                "`--add` takes the name of a variable, and nothing else".to_owned(),
            ));
        }
    }
    let project = Project::around(options.manifest.as_deref())?;
    let fate = if options.dry_run { Fate::Shown } else { Fate::Written };
    if fate == Fate::Written {
        write::is_free(&project.manifest)?;
    }
    let sources = from::sources(&options.from, &project, &mut ask)?;
    let mut all = Import::default();
    for source in &sources {
        let import = source.import()?;
        all.findings.extend(import.findings);
        all.reads.extend(import.reads);
        all.loads.extend(import.loads);
        all.told.extend(import.told);
    }
    if sources.is_empty() && !project.has_package && options.add.is_empty() {
        return Err(Failure(
            "there is no `Cargo.toml` of a package here, and nothing to read names from; run it in the directory of the program, or name a source with `--from`"
                .to_owned(),
        ));
    }
    let (mut add, mut skip) = (options.add.clone(), options.skip.clone());
    let mut sorted = sort(&all, &add, &skip, &project);
    if ask.changes(&sorted, &mut add, &mut skip)? {
        sorted = sort(&all, &add, &skip, &project);
    }
    let paths: Vec<String> = sources.iter().map(from::Source::shown).collect();
    let existing = if fate == Fate::Shown { existing::read(&project) } else { None };
    let known = existing.as_ref().map(|own| own.known(&mut sorted)).unwrap_or_default();
    let text = if let Some(own) = &existing {
        own.with(&project.shown, &manifest::credentials(&sorted.proposals))
    } else {
        let text = manifest::text(&sorted.proposals, &paths);
        write::check(&project.shown, &text)?;
        Some(text)
    };
    let fate = match fate {
        Fate::Written if !ask.write(&project.shown)? => Fate::Declined,
        fate => fate,
    };
    if fate == Fate::Written {
        write::create(&project.manifest, text.as_deref().unwrap_or_default())?;
    }
    let mut notes = all.told.clone();
    notes.append(&mut sorted.told);
    notes.extend(unread::loads(&all.loads, &sources));
    notes.extend(unread::unread(&all, &sources, &sorted.proposals));
    notes.extend(changes::unclear(&all.reads, &sorted.proposals));
    notes.extend(existing.iter().flat_map(|own| own.gone(&all, &sources)));
    if text.is_none() {
        notes.push(format!(
            "`{}` is written in another way, and no diff can be shown; add the credentials by hand",
            project.shown
        ));
    }
    let every: Vec<&proposal::Proposal> = known.iter().chain(&sorted.proposals).collect();
    let exists = project.manifest.exists() && fate == Fate::Shown;
    let outcome = Outcome {
        diff: match (fate, &text) {
            (Fate::Shown, Some(text)) => Some(unified::diff(&project, text)?),
            _ => None,
        },
        assumed: options.from.is_empty() && !is_asked,
        steps: steps::steps(&project, &sources, &every, fate, exists),
        changes: changes::changes(&all.reads, &every),
        manifest: &project.shown,
        exists: existing.is_some(),
        sources: &paths,
        sorted: &sorted,
        notes: &notes,
        fate,
    };
    match options.format {
        Format::Human => show::write(&outcome, out)?,
        Format::Json => json::write(&outcome, out)?,
    }
    Ok(End::Good)
}

fn sort(all: &Import, add: &[String], skip: &[String], project: &Project) -> Sorted {
    proposal::sort(&all.findings, &Wanted { add, skip, own: &project.name })
}
