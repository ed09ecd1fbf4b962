//! Reads a `provider-credentials` manifest: YAML text in, a checked manifest or a report out.
//!
//! ```
//! use provider_credentials_manifest::{SourceFile, check};
//!
//! let source = SourceFile::new("provider_credentials.yaml", "\
//! provider_credentials:
//!   - id: openai
//!     provider: openai
//!     auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
//! ");
//! let manifest = check(source)?;
//! assert_eq!(manifest.credentials[0].name.camel, "Openai");
//! # Ok::<(), provider_credentials_manifest::Report>(())
//! ```
//!
//! A [`Report`] holds every problem at once, each at the exact value or key and with one fix. It
//! is safe to print into a public build log: whatever looks like a secret is masked, in messages
//! and in the lines of the manifest they show.

#![forbid(unsafe_code)]

pub mod checked;
#[doc(hidden)]
pub mod known;
pub mod schema;

mod chars;
mod check;
mod code;
mod decode;
mod key_path;
mod model;
mod names;
mod order;
mod reads;
mod render;
mod report;
mod secrets;
mod source;
mod span;
pub mod suggest;
mod table;
mod template;
mod yaml;

pub use checked::Checked;
pub use code::Code;
pub use render::{Palette, Place, Rendered};
pub use report::{Outcome, Problem, Report, Severity};
pub use source::SourceFile;
pub use span::Span;
#[doc(hidden)]
pub use table::TakenNames;

use report::Problems;

/// Checks a manifest against every rule and gives all errors at once.
pub fn check(source: SourceFile) -> Result<Checked, Report> {
    examine(source).into_result()
}

/// As [`check`], with the warnings, which do not refuse a manifest.
pub fn examine(source: SourceFile) -> Outcome {
    let mut problems = Problems::new();
    let document = yaml::parse(&source, &mut problems);
    let manifest = document.as_deref().map(|root| decode::manifest(root, &mut problems));
    let checked = manifest.and_then(|manifest| check::manifest(&manifest, &source, &mut problems));
    problems.finish(source, checked)
}
