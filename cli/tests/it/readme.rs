//! The tables of sources and kinds in the README and in the documents are what the manifest crate's say.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use provider_credentials_manifest::schema::{KINDS, Need, PartNeed, SOURCES};

use crate::{directory, text};

/// The cell of a feature.
fn feature(name: Option<&str>) -> String {
    name.map_or("–".to_owned(), |name| format!("`{name}`"))
}

fn kinds() -> String {
    let mut table = String::from(
        "\n| type | feature | field | part | needed | meaning |\n|---|---|---|---|---|---|\n",
    );
    for kind in KINDS {
        let feature = feature(kind.feature);
        let (name, field, doc) = (kind.name, kind.field_type, kind.doc);
        _ = writeln!(table, "| `{name}` | {feature} | `{field}` | | | {doc} |");
        for part in
            kind.parts.iter().filter(|part| kind.auth.keys.iter().any(|key| key.name == part.name))
        {
            let needed = match part.need {
                PartNeed::Always => "yes".to_owned(),
                PartNeed::Optional => "no".to_owned(),
                PartNeed::OneOf(names) => format!("one of `{}`", names.join("`, `")),
                PartNeed::With(other) => format!("with `{other}`"),
                PartNeed::OptionalWith(other) => format!("no; with `{other}`"),
            };
            _ = writeln!(table, "| | | | `{}` | {needed} | {} |", part.name, part.doc);
        }
    }
    table + "\n"
}

fn sources() -> String {
    let mut table =
        String::from("\n| source | feature | key | needed | meaning |\n|---|---|---|---|---|\n");
    for kind in SOURCES {
        let feature = feature(kind.feature);
        let (name, doc) = (kind.name, kind.doc);
        _ = writeln!(table, "| `{name}` | {feature} | | | {doc} |");
        for key in kind.keys {
            let needed = if key.need == Need::Always { "yes" } else { "no" };
            _ = writeln!(table, "| | | `{}` | {needed} | {} |", key.name, key.doc);
        }
    }
    table + "\n"
}

/// What a source needs beside its kind.
fn sources_in_brief() -> String {
    let mut table = String::from("\n| source | feature | needs | meaning |\n|---|---|---|---|\n");
    for kind in SOURCES {
        let feature = feature(kind.feature);
        let (name, doc) = (kind.name, kind.doc);
        let needed = kind.keys.iter().filter(|key| key.need == Need::Always);
        let needed: Vec<String> = needed.map(|key| format!("`{}`", key.name)).collect();
        _ = writeln!(table, "| `{name}` | {feature} | {} | {doc} |", needed.join(", "));
    }
    table + "\n"
}

fn kinds_in_brief() -> String {
    let mut table = String::from("\n| type | feature | field | meaning |\n|---|---|---|---|\n");
    for kind in KINDS {
        let feature = feature(kind.feature);
        let (name, field, doc) = (kind.name, kind.field_type, kind.doc);
        _ = writeln!(table, "| `{name}` | {feature} | `{field}` | {doc} |");
    }
    table + "\n"
}

#[test]
fn the_tables_are_the_schemas() {
    for (page, name, table) in [
        ("README.md", "sources in brief", sources_in_brief()),
        ("README.md", "kinds in brief", kinds_in_brief()),
        ("docs/manifest.md", "sources", sources()),
        ("docs/kinds.md", "kinds", kinds()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(page);
        let written = fs::read_to_string(&path).unwrap().replace('\r', "");
        let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let (before, rest) = written.split_once(&start).unwrap();
        let (_, after) = rest.split_once(&end).unwrap();
        let current = [before, &start, &table, &end, after].concat();
        if std::env::var_os("UPDATE_README").is_some() {
            fs::write(path, current).unwrap();
        } else {
            assert_eq!(
                written, current,
                "UPDATE_README=1 cargo test -p cargo-credentials writes them"
            );
        }
    }
}

#[test]
fn the_report_is_what_check_prints() {
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
