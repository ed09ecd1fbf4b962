//! What is left to do.

use std::path::Path;
use std::process::{Command, Stdio};

use super::dotenv::is_template;
use super::files::quoted;
use super::from::{Kind, Source};
use super::outcome::{Fate, Step};
use super::project::Project;
use super::proposal::Proposal;
use crate::plain::plain;

pub(super) fn steps(
    project: &Project,
    sources: &[Source],
    proposals: &[&Proposal],
    fate: Fate,
    exists: bool,
) -> Vec<Step> {
    let dotenv = sources.iter().find(|source| source.kind == Kind::Dotenv && is_loaded(source));
    let mut features = Vec::new();
    if dotenv.is_some() {
        features.push("dotenv");
    }
    if proposals.iter().any(|proposal| proposal.kind() == "google_service_account") {
        features.push("oauth2");
    }
    let mut steps = Vec::new();
    let mut step = |what: &str, code: Vec<String>| steps.push(Step { what: what.to_owned(), code });
    if fate != Fate::Written && !exists {
        step("Write the manifest: the same command without `--dry-run`.", Vec::new());
    }
    if !project.has_dependency {
        let place = if project.has_package {
            "Add to `Cargo.toml`:"
        } else {
            "Add to the `Cargo.toml` of your program:"
        };
        step(place, vec!["[dependencies]".to_owned(), dependency(&features)]);
    }
    if !exists || !project.has_dependency {
        step("Where the program starts:", code(project, dotenv));
    }
    if !proposals.is_empty() {
        step(
            "Change the code that reads the variables. Functions in need of a credential take `creds: &Credentials`.",
            Vec::new(),
        );
    }
    let env_file =
        dotenv.map_or(String::new(), |source| format!(" --env-file {}", quoted(&source.shown())));
    step(
        "See what is there and what is missing:",
        vec![format!("cargo credentials status{env_file}")],
    );
    for source in sources.iter().filter(|source| is_loaded(source)) {
        match in_git(&source.path) {
            InGit::Tracked => step(
                &format!(
                    "`{}` is in git: take it out, and replace the keys in it, which everybody with a clone has.",
                    source.shown()
                ),
                vec![
                    format!("git rm --cached -- {}", quoted(&source.shown())),
                    format!("echo {} >> .gitignore", quoted(&file_name(source))),
                ],
            ),
            InGit::NotIgnored => {
                step(
                    &format!("`{}` is not ignored by git. Add it to `.gitignore`:", source.shown()),
                    vec![file_name(source)],
                );
            }
            InGit::Ignored => {}
        }
    }
    steps
}

fn file_name(source: &Source) -> String {
    let name = source.path.file_name();
    name.map_or_else(|| ".env".to_owned(), |name| plain(&name.to_string_lossy()))
}

/// A file with values.
fn is_loaded(source: &Source) -> bool {
    source.kind == Kind::Dotenv && !is_template(&source.path)
}

/// The line that works: that of the checkout which this program was built in, if it is still there.
fn dependency(features: &[&str]) -> String {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    let place = if checkout.join("Cargo.toml").is_file() {
        format!("path = {:?}", checkout.display().to_string())
    } else {
        format!("version = {:?}", env!("CARGO_PKG_VERSION"))
    };
    let features =
        if features.is_empty() { String::new() } else { format!(", features = {features:?}") };
    format!("provider-credentials = {{ {place}{features} }}")
}

fn code(project: &Project, dotenv: Option<&Source>) -> Vec<String> {
    let load = match dotenv {
        Some(source) => format!(
            "let creds = Loader::new().with_dotenv({:?}).load::<Credentials>();",
            source.shown()
        ),
        None => "let creds = Credentials::load();".to_owned(),
    };
    let imports = if dotenv.is_some() {
        "ExposeSecret, Loader, credentials"
    } else {
        "ExposeSecret, credentials"
    };
    vec![
        format!("use provider_credentials::{{{imports}}};"),
        String::new(),
        format!("credentials!({:?});", project.in_macro),
        String::new(),
        load,
        "creds.require_all()?; // an error that lists all that is missing".to_owned(),
        "for metadata in creds.metadata() {".to_owned(),
        "    if metadata.error().is_some() || metadata.warning().is_some() {".to_owned(),
        "        eprintln!(\"{metadata}\"); // what is wrong, and never the secret".to_owned(),
        "    }".to_owned(),
        "}".to_owned(),
    ]
}

enum InGit {
    Tracked,
    NotIgnored,
    /// Or there is no git.
    Ignored,
}

fn in_git(path: &Path) -> InGit {
    let run = |args: &[&str]| {
        let folder =
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut git = Command::new("git");
        git.arg("-C").arg(folder).args(args).arg("--").arg(path.file_name().unwrap_or_default());
        git.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        git.status().ok().and_then(|status| status.code())
    };
    match (run(&["ls-files", "--error-unmatch"]), run(&["check-ignore", "-q"])) {
        (Some(0), _) => InGit::Tracked,
        (_, Some(1)) => InGit::NotIgnored,
        _ => InGit::Ignored,
    }
}
