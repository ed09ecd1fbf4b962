//! What `--help` prints.

pub(super) const HELP: &str = "\
Checks provider-credentials manifests.

Usage: cargo credentials <COMMAND>

Commands:
  check [PATHS]    Report every problem of the manifests
  expand [PATH]    Show the Rust code that manifests become
  explain [CODE]   Say more about a code such as `unknown_key` or `env_not_set`; alone, list all
  schema           Write a JSON Schema of manifests, for editors

A path is a manifest, a directory, which stands for the manifests of the packages in it, or `-`, which is
standard input. Without one, and without an option that chooses packages, they are those of the package one
is in, and in the root of a workspace those of its members. (As in cargo, `default-members` says which in a
root that is no package.)

The manifests of a package are `provider_credentials.yaml` and `.yml` beside its `Cargo.toml`, and every
file that is named in `credentials!(\"...\")`, in a macro that gives it on, or to the generator in a build script, in the files that its
libraries, programs, tests, examples, benchmarks and build script consist of.

Options of `check` and `expand`:
  -p, --package <SPEC>     The manifests of this package (repeatable; `name`, `name@version`, `na*`, a URL
                           as `cargo pkgid` prints it)
      --workspace          Those of all packages of the workspace
      --exclude <SPEC>     But not of this one (repeatable; with `--workspace`)
      --manifest-path <PATH>
                           The `Cargo.toml` of the package or workspace
  -q, --quiet              No summary, only problems; no headings in what `expand` shows

Options of `check`:
      --format <FORMAT>    human (default), short, json, sarif or github
      --color <WHEN>       auto (default), always or never; auto obeys NO_COLOR
      --deny-warnings      Warnings are problems too

Options:
  -h, --help               Show this text
  -V, --version            Show the version

Exit status: 0 all is well, warnings or not; 1 a manifest has a problem; 2 the command could not run:
the command line is wrong, a manifest cannot be read, or there is none.
";
