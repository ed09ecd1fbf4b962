//! Which manifests are wanted.

use std::path::PathBuf;

/// What the help says about it.
pub(crate) const HELP: &str = "\
A path is a manifest, a directory, which stands for the manifests of the packages in it, or `-`, which is \
standard input. Without one, and without an option that chooses packages, they are those of the package one \
is in, and in the root of a workspace those of its members. (As in cargo, `default-members` says which in a \
root that is no package.)

The manifests of a package are `provider_credentials.yaml` and `.yml` beside its `Cargo.toml`, and every \
file that is named in `credentials!(\"...\")`, in a macro that gives it on, or to the generator in a build \
script, in the files that its libraries, programs, tests, examples, benchmarks and build script consist of.";

/// Packages, as cargo's options choose them; without an option, the one that one is in.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Packages {
    /// The manifests of this package (repeatable; `name`, `name@version`, `na*`, a URL as `cargo pkgid` prints it)
    #[arg(short = 'p', long = "package", value_name = "SPEC")]
    pub(crate) specs: Vec<String>,
    /// Those of all packages of the workspace
    #[arg(long)]
    pub(crate) workspace: bool,
    /// But not of this one (repeatable; with `--workspace`)
    #[arg(long = "exclude", value_name = "SPEC", requires = "workspace")]
    pub(crate) excluded: Vec<String>,
    /// The `Cargo.toml` of the package or workspace
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
}

impl Packages {
    /// Whether an option chooses packages.
    pub(crate) fn are_chosen(&self) -> bool {
        !self.specs.is_empty() || self.workspace || self.manifest_path.is_some()
    }
}
