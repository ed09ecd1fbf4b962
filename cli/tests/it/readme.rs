//! The README's table of sources is what the table of the manifest crate says.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use provider_credentials_manifest::schema::{Need, SOURCES};

use crate::{directory, text};

const START: &str = "<!-- sources -->\n";
const END: &str = "<!-- end of sources -->";

fn table() -> String {
    let mut table =
        String::from("\n| source | feature | key | needed | meaning |\n|---|---|---|---|---|\n");
    for kind in SOURCES {
        let feature = kind.feature.map_or("–".to_owned(), |feature| format!("`{feature}`"));
        let (name, doc) = (kind.name, kind.doc);
        _ = writeln!(table, "| `{name}` | {feature} | | | {doc} |");
        for key in kind.keys {
            let needed = if key.need == Need::Always { "yes" } else { "no" };
            _ = writeln!(table, "| | | `{}` | {needed} | {} |", key.name, key.doc);
        }
    }
    table + "\n"
}

#[test]
fn its_table_of_sources_is_the_schemas() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).unwrap().replace('\r', "");
    let (before, rest) = readme.split_once(START).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(path, [before, START, &table(), END, after].concat()).unwrap();
    } else {
        assert_eq!(written, table(), "UPDATE_README=1 cargo test -p cargo-credentials writes it");
    }
}

#[test]
fn its_report_is_what_check_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(path).unwrap().replace('\r', "");
    let section = readme.split("### When the manifest is wrong\n").nth(1).unwrap();
    let block = section.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let manifest = "# The rest is right.\nprovider_credentials:\n  - id: openai\n    provider: openai\n    auth:\n\
                    \x20     type: api_key\n      source: evn\n      env_var: OPENAI_API_KEY\n";
    let directory = directory(&[("provider_credentials.yaml", manifest)]);
    let report = text(directory.path(), &["check", "provider_credentials.yaml"], 1);
    assert!(report.starts_with(block), "{report}");
}
