//! Generates the sets that are loaded: for each kind of source and each size what `credentials!`
//! makes of such a manifest.

#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use provider_credentials_codegen::{Options, SourceFile, generate};

#[path = "src/manifest.rs"]
#[allow(dead_code, unreachable_pub, reason = "the library uses the rest")]
mod manifest;

use manifest::{Kind, SIZES};

fn main() {
    println!("cargo::rerun-if-changed=src/manifest.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut modules = String::new();
    let mut cases = String::new();
    for kind in Kind::ALL {
        for size in SIZES {
            let name = format!("{}_{size}", kind.name());
            let source = SourceFile::new(format!("{name}.yaml"), kind.manifest(size, false));
            let code = match generate(source, &Options::default()) {
                Ok(code) => code.to_string(),
                Err(report) => panic!("{report}"),
            };
            fs::write(out.join(format!("{name}.rs")), code).expect("a file for the set");
            let include = format!("include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"));");
            writeln!(modules, "#[allow(missing_docs)] pub mod {name} {{ {include} }}").unwrap();
            writeln!(cases, "Case::new::<{name}::Credentials>(Kind::{kind:?}, {size}),").unwrap();
        }
    }
    let code =
        format!("{modules}\n/// Every generated set.\npub static CASES: &[Case] = &[{cases}];");
    fs::write(out.join("cases.rs"), code).expect("a file for the cases");
}
