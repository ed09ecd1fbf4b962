//! Generates the sets that are loaded: for each kind of source and each size what `credentials!`
//! makes of such a manifest.

#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use provider_credentials_codegen::{Options, SourceFile, generate};

#[path = "src/manifest.rs"]
#[allow(dead_code, unreachable_pub, reason = "the library uses the rest")]
mod manifest;

use manifest::{Kind, SIZES};

fn main() {
    println!("cargo::rerun-if-changed=src/manifest.rs");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=BUILT_WITH={}", compiler());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut modules = String::new();
    let mut cases = String::new();
    let all = Kind::ALL.into_iter().flat_map(|kind| SIZES.map(|size| (kind, size)));
    for (kind, size) in all.chain([(Kind::Keys, 1000)]) {
        let name = format!("{}_{size}", kind.name());
        write_set(&out, &name, kind.manifest(size, false));
        let include = format!("include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"));");
        writeln!(modules, "#[allow(missing_docs)] pub mod {name} {{ {include} }}").unwrap();
        writeln!(cases, "Case::new::<{name}::Credentials>(Kind::{kind:?}, {size}),").unwrap();
    }
    write_set(&out, "store", manifest::STORE.to_owned());
    let code =
        format!("{modules}\n/// Every generated set.\npub static CASES: &[Case] = &[{cases}];");
    fs::write(out.join("cases.rs"), code).expect("a file for the cases");
}

/// The code of a manifest, in a file of its name.
fn write_set(out: &Path, name: &str, manifest: String) {
    let source = SourceFile::new(format!("{name}.yaml"), manifest);
    let code = match generate(source, &Options::default()) {
        Ok(code) => code,
        Err(report) => panic!("{report}"),
    };
    fs::write(out.join(format!("{name}.rs")), code.to_string()).expect("a file for the set");
}

/// Its version and target, in one line.
fn compiler() -> String {
    let variable = |name| env::var(name).expect("cargo sets it");
    let output = Command::new(variable("RUSTC")).arg("--version").output().expect("rustc");
    let version = String::from_utf8_lossy(&output.stdout);
    format!("{} for {}", version.trim(), variable("TARGET"))
}
