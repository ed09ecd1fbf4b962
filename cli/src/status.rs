//! `status`: what a program needs, what is there, and what to do about the rest.

mod human;
pub(crate) mod json;
mod moment;
pub(crate) mod places;
mod progress;
mod row;
mod view;
mod watch;

use std::io::Write;

use provider_credentials::CredentialSet;

use crate::color::Color;
use crate::end::{End, Failure};
use crate::format::Format;
use crate::loaded::{Loaded, use_manifest};
use crate::loading::Loading;
use crate::screen::Screen;
use view::View;

/// Load every credential for real, and show what is there and what to do about the rest
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Status {
    #[command(flatten)]
    loading: Loading,
    /// For people (human) or programs (json)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
    /// Let warnings fail as well: status 1
    #[arg(long)]
    deny_warnings: bool,
    /// Stay, and show every change, until Ctrl-C
    #[arg(long)]
    watch: bool,
}

const LONG: &str = "\
Loads every credential for real, from its variables, files and stores, by the rules of the library, and shows \
what is there and what to do about the rest. No secret is shown, not in part.

What only the program itself can load, a custom source, is shown as unknown, and is no failure.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials status
  cargo credentials status --env-file .env --only openai,stripe
  cargo credentials status --manifest /etc/agent/provider_credentials.yaml --format json
  cargo credentials status --deny-warnings
  cargo credentials status --watch";

pub(crate) fn run(options: &Status, color: Color, out: &mut dyn Write) -> Result<End, Failure> {
    let manifest = options.loading.manifest()?;
    use_manifest(&manifest, options.loading.files.base_dir.as_deref());
    let view = View {
        manifest: &manifest,
        format: options.format,
        deny_warnings: options.deny_warnings,
        screen: Screen::new(color),
    };
    let loader = options.loading.loader(&manifest)?;
    if options.watch {
        return watch::run(&view, loader, out);
    }
    let progress = progress::Progress::start(&manifest);
    let credentials = Loaded::load_with(&loader);
    progress.end();
    let rows = view.rows(&credentials);
    view.write(&rows, out)?;
    Ok(view.end(&rows))
}
