//! The generator in a build script.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use provider_credentials_manifest::{Report, Severity, SourceFile};

use crate::generate::generate_with_warnings;
use crate::options::Options;
use crate::outside::outside;
use crate::print::print;
use crate::syntax;

/// Generates `Credentials` from one manifest: the whole of a `build.rs`.
///
/// ```no_run
/// // build.rs
/// provider_credentials_codegen::compile("provider_credentials.yaml");
/// ```
///
/// ```ignore
/// // src/main.rs
/// provider_credentials::include_credentials!("provider_credentials");
/// ```
///
/// For other names, visibilities or several manifests see [`Builder`], whose
/// [`compile`](Builder::compile) says what happens when a manifest has a problem.
pub fn compile(manifest: impl Into<String>) {
    Builder::new().manifest(Manifest::new(manifest)).compile();
}

/// Several manifests, or a runtime crate by another name.
///
/// ```no_run
/// use provider_credentials_codegen::{Builder, Manifest};
///
/// Builder::new()
///     .manifest(Manifest::new("provider_credentials.yaml"))
///     .manifest(Manifest::new("internal.yaml").visibility("pub(crate)").name("Internal"))
///     .compile();
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Builder {
    manifests: Vec<Manifest>,
    runtime: String,
}

/// One manifest and what it becomes.
#[derive(Debug, Clone)]
#[must_use]
pub struct Manifest {
    path: String,
    visibility: String,
    name: Option<String>,
}

impl Manifest {
    /// The manifest at this path, relative to the directory of the crate's `Cargo.toml`, as
    /// `pub struct Credentials`.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), visibility: "pub".to_owned(), name: None }
    }

    /// The visibility of the generated items: `pub`, `pub(crate)`, or nothing for private.
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = visibility.into();
        self
    }

    /// The name of the struct, after which its companions are named: `InternalId`. The generated file
    /// is named after the manifest all the same, and included by that name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The code, or what is wrong: a line for cargo and the whole for a person, each.
    fn generate(&self, runtime: &str, directory: &Path) -> Result<String, Vec<Trouble>> {
        let options = self.options(runtime).map_err(|trouble| vec![trouble])?;
        let (code, warnings) = self
            .read(directory)
            .and_then(|source| generate_with_warnings(source, &options))
            .map_err(|report| troubles(&report))?;
        for warning in warnings.problems() {
            println!("cargo::warning={}", warning.short());
        }
        Ok(print(code))
    }

    fn read(&self, directory: &Path) -> Result<SourceFile, Report> {
        let source = SourceFile::read(&directory.join(&self.path), &self.path)?;
        let Some(outside) = outside(directory, &self.path) else {
            return Ok(source);
        };
        // Cargo shows the warnings of the last run until the script runs again.
        for path in outside.decided_by {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        Ok(if outside.is_allowed { source } else { source.outside_package() })
    }

    fn options(&self, runtime: &str) -> Result<Options, Trouble> {
        let invalid = |what: &str, text: &str, fix: &str| {
            let path = &self.path;
            Trouble::plain(format!("build script: {what} `{text}` of `{path}` is no {fix}"))
        };
        let runtime = syntax::path(runtime).ok_or_else(|| {
            let fix = "path in Rust; write the crate's name in Cargo.toml, as in `creds`";
            invalid("the runtime crate", runtime, fix)
        })?;
        let visibility = syntax::visibility(&self.visibility).ok_or_else(|| {
            let fix = "visibility in Rust; write `pub`, `pub(crate)` or nothing";
            invalid("the visibility", &self.visibility, fix)
        })?;
        let options = Options::default().runtime(runtime).visibility(visibility);
        let Some(name) = &self.name else {
            return Ok(options);
        };
        let name = syntax::identifier(name).ok_or_else(|| {
            invalid("the name", name, "name for a struct in Rust; write one as in `Providers`")
        })?;
        Ok(options.name(name))
    }

    /// The file's name without directory and extension, for the generated file.
    fn stem(&self) -> Option<&str> {
        Path::new(&self.path).file_stem()?.to_str()
    }
}

fn troubles(report: &Report) -> Vec<Trouble> {
    let errors = report.problems().filter(|problem| problem.severity() == Severity::Error);
    errors
        .map(|problem| Trouble {
            short: problem.short(),
            full: format!("error: {}", problem.message()),
        })
        .collect()
}

/// A problem, as cargo and as a person wants to see it.
struct Trouble {
    short: String,
    full: String,
}

impl Trouble {
    fn plain(message: String) -> Self {
        let full = format!("error: {message}");
        Self { short: message, full }
    }
}

impl Builder {
    /// No manifest yet, and the runtime as `::provider_credentials`.
    pub fn new() -> Self {
        Self { manifests: Vec::new(), runtime: "::provider_credentials".to_owned() }
    }

    /// Adds a manifest.
    pub fn manifest(mut self, manifest: Manifest) -> Self {
        self.manifests.push(manifest);
        self
    }

    /// The path of the runtime crate in the generated code, if `Cargo.toml` renames it: its name
    /// there, or a path.
    pub fn runtime_crate(mut self, path: impl Into<String>) -> Self {
        // As cargo does to the names of crates.
        self.runtime = path.into().replace('-', "_");
        self
    }

    /// Writes `OUT_DIR/<name of the manifest>.rs` for each manifest and tells cargo to come back
    /// when one changes. Include the files with `provider_credentials::include_credentials!`.
    ///
    /// Warnings about a manifest are shown as cargo's own, for packages of the workspace.
    ///
    /// When a manifest has errors, prints one `cargo::error` line for each and the full report,
    /// and ends the build script with status 1.
    pub fn compile(self) {
        let troubles = self.try_compile();
        if troubles.is_empty() {
            return;
        }
        for Trouble { short, full } in troubles {
            println!("cargo::error={}", short.replace('\n', " "));
            eprintln!("{full}\n");
        }
        process::exit(1);
    }

    /// What is wrong with the build script itself.
    fn misuse(&self) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        if self.manifests.is_empty() {
            let message = "build script: no manifest to compile; add one with `Builder::manifest`";
            troubles.push(Trouble::plain(message.to_owned()));
        }
        for (number, manifest) in self.manifests.iter().enumerate() {
            let before = self.manifests.iter().take(number);
            if let Some(other) = before.rev().find(|other| other.stem() == manifest.stem()) {
                troubles.push(Trouble::plain(format!(
                    "build script: `{}` and `{}` would become one file; rename one of them",
                    other.path, manifest.path
                )));
            }
        }
        troubles
    }

    fn try_compile(&self) -> Vec<Trouble> {
        let (Some(package), Some(out)) = (directory("CARGO_MANIFEST_DIR"), directory("OUT_DIR"))
        else {
            let message = "provider-credentials-codegen: `CARGO_MANIFEST_DIR` or `OUT_DIR` is not \
                           set; call `compile` from a build script";
            return vec![Trouble::plain(message.to_owned())];
        };
        let mut troubles = self.misuse();
        for manifest in &self.manifests {
            println!("cargo::rerun-if-changed={}", manifest.path);
            match manifest.generate(&self.runtime, &package) {
                Ok(code) => troubles.extend(write(&out, manifest, &code).err()),
                Err(found) => troubles.extend(found),
            }
        }
        troubles
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

fn write(out: &Path, manifest: &Manifest, code: &str) -> Result<(), Trouble> {
    let path = &manifest.path;
    let unnamed = || Trouble::plain(format!("manifest `{path}` has no name for a generated file"));
    let file = out.join(manifest.stem().ok_or_else(unnamed)?).with_extension("rs");
    fs::write(&file, code).map_err(|_| {
        Trouble::plain(format!("cannot write the code of `{path}` into `OUT_DIR`; check the disk"))
    })
}

fn directory(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}
