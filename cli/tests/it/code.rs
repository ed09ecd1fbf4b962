//! Where in code the manifests are looked for.

use std::fs;
use std::path::Path;

use crate::{GOOD, directory, package, text};

/// The manifests that the package in a directory has.
fn manifests(directory: &Path) -> Vec<String> {
    let out = text(directory, &["check", "--format", "json"], 0);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let paths = value["manifests"].as_array().unwrap().iter();
    paths.map(|path| path.as_str().unwrap().replace('\\', "/")).collect()
}

/// Those of a package with these files, where each file of Rust has a manifest of its name beside `Cargo.toml`.
fn found(cargo: &str, files: &[(&str, &str)]) -> Vec<String> {
    let cargo = package("p") + "publish = false\n" + cargo;
    let mut all = vec![("p/Cargo.toml".to_owned(), cargo)];
    for (path, text) in files {
        let name = path.replace(['/', '.'], "_").replace("_rs", ".yaml");
        all.push((format!("p/{name}"), GOOD.to_owned()));
        let text = format!("credentials!(\"{name}\");\n{text}");
        all.push((format!("p/{path}"), text));
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(path, text)| (&**path, &**text)).collect();
    let dir = directory(&all);
    let mut found = manifests(&dir.path().join("p"));
    for name in &mut found {
        *name = name.trim_end_matches(".yaml").to_owned();
    }
    found
}

#[test]
fn every_target_is_read_and_nothing_else() {
    let targets = [
        ("src/lib.rs", ""),
        ("src/main.rs", ""),
        ("src/bin/tool/main.rs", "mod part;"),
        ("src/bin/tool/part.rs", ""),
        ("src/bin/tool/no_part.rs", ""),
        ("tests/one.rs", "mod common;"),
        ("tests/common/mod.rs", ""),
        ("tests/ui/fails.rs", ""),
        ("examples/show.rs", ""),
        ("benches/fast.rs", ""),
        ("odd/named.rs", ""),
        ("build.rs", ""),
        ("src/orphan.rs", ""),
    ];
    assert_eq!(
        found("[[test]]\nname = \"named\"\npath = \"odd/named.rs\"\n", &targets),
        [
            "benches_fast",
            "build",
            "examples_show",
            "odd_named",
            "src_bin_tool_main",
            "src_bin_tool_part",
            "src_lib",
            "src_main",
            "tests_common_mod",
            "tests_one",
        ]
    );
}

#[test]
fn modules_are_where_the_compiler_looks() {
    let files = [
        (
            "src/lib.rs",
            "mod a; pub mod r#type; #[path = \"../else/where.rs\"] pub(crate) mod there;\n\
             mod inline { mod below; #[path = \"x.rs\"] mod y; }\n\
             #[path = \"moved\"] mod named { mod inside; }\n\
             #[cfg_attr(unix, path = \"unix.rs\")] #[cfg_attr(windows, path = \"windows.rs\")] mod sys;\n\
             cfg_if! { if #[cfg(x)] { mod in_macro; } }\n\
             fn f() { #[path = \"local.rs\"] mod local; }",
        ),
        (
            "src/a.rs",
            "mod b; #[path = \"c.rs\"] mod c; mod inline { #[path = \"e.rs\"] mod e; mod f; }",
        ),
        ("src/a/b.rs", ""),
        ("src/c.rs", ""),
        ("src/a/c.rs", "not this"),
        ("src/a/inline/e.rs", ""),
        ("src/a/inline/f/mod.rs", "mod g;"),
        ("src/a/inline/f/g.rs", ""),
        ("src/type.rs", ""),
        ("else/where.rs", "mod neighbour;"),
        ("else/neighbour.rs", ""),
        ("src/inline/below.rs", ""),
        ("src/inline/x.rs", ""),
        ("src/moved/inside.rs", ""),
        ("src/unix.rs", ""),
        ("src/windows.rs", ""),
        ("src/in_macro.rs", ""),
        ("src/local.rs", ""),
    ];
    let expected: Vec<String> = files
        .iter()
        .map(|(path, _)| path.replace('/', "_").replace(".rs", ""))
        .filter(|name| name != "src_a_c")
        .collect();
    let mut expected = expected;
    expected.sort();
    assert_eq!(found("", &files), expected);
}

#[test]
fn included_files_are_read() {
    let files = [
        (
            "src/lib.rs",
            "include!(\"part.in\"); mod m { include!(\"../shared/more.rs\"); }\n\
             include!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/shared/from_package.rs\"));\n\
             include!(concat!(env!(\"OUT_DIR\"), \"/generated.rs\"));",
        ),
        ("shared/more.rs", "mod below;"),
        ("shared/below.rs", ""),
        ("shared/from_package.rs", ""),
        ("generated.rs", ""),
    ];
    let expected = ["shared_below", "shared_from_package", "shared_more", "src_lib"];
    assert_eq!(found("", &files), expected);
    // Out of the package as well.
    let dir = directory(&[
        ("p/Cargo.toml", &package("p")),
        ("p/src/lib.rs", "#[path = \"../../common.rs\"] mod common; include!(\"../../all.rs\");"),
        ("common.rs", "credentials!(\"a.yaml\");"),
        ("all.rs", "credentials!(\"b.yaml\");"),
        ("p/a.yaml", GOOD),
        ("p/b.yaml", GOOD),
    ]);
    assert_eq!(manifests(&dir.path().join("p")), ["a.yaml", "b.yaml"]);
}

#[test]
fn circles_end() {
    let files = [
        ("src/lib.rs", "mod a; include!(\"lib.rs\"); #[path = \"lib.rs\"] mod again;"),
        (
            "src/a.rs",
            "#[path = \"a.rs\"] mod a; mod x { #[path = \"../a.rs\"] mod y; } include!(\"b.rs\");",
        ),
        ("src/b.rs", "include!(\"a.rs\"); #[path = \"lib.rs\"] mod lib;"),
    ];
    assert_eq!(found("", &files), ["src_a", "src_b", "src_lib"]);
}

#[test]
fn code_that_is_no_rust_is_searched_by_its_tokens() {
    let deep = format!("fn f() {{ {}{} }}", "(".repeat(1_500), ")".repeat(1_500));
    let deeper = format!("use a::{}b{};", "{".repeat(50_000), "}".repeat(50_000));
    let modules = format!("{}{}", "mod a {".repeat(1_500), "}".repeat(1_500));
    let deep_modules = format!("{}{}", "mod a {".repeat(50_000), "}".repeat(50_000));
    let nested = format!("{}mod found;{}", "[".repeat(50_000), "]".repeat(50_000));
    let files = [
        ("src/lib.rs", "mod a; mod b; mod c; mod d; mod e; mod f; fn struct ; mod no_parser;"),
        ("src/a.rs", &*deep),
        ("src/b.rs", &*deeper),
        ("src/c.rs", &*modules),
        ("src/d.rs", &*nested),
        ("src/d/found.rs", ""),
        ("src/e.rs", "fn f() {\n#[path = \"other.rs\"]\nmod e;\nfn ( {"),
        ("src/other.rs", ""),
        ("src/f.rs", &*deep_modules),
        ("src/no_parser.rs", ""),
    ];
    let expected = [
        "src_a",
        "src_b",
        "src_c",
        "src_d",
        "src_d_found",
        "src_e",
        "src_f",
        "src_lib",
        "src_no_parser",
        "src_other",
    ];
    assert_eq!(found("", &files), expected);
}

#[test]
fn the_macro_by_other_names() {
    let dir = directory(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"own\", \"user\"]\nresolver = \"3\"\n"),
        ("own/Cargo.toml", &package("own")),
        ("own/src/lib.rs", "pub use provider_credentials::{ExposeSecret, credentials as declare};"),
        ("user/Cargo.toml", &(package("user") + "[dependencies]\nown = { path = \"../own\" }\n")),
        (
            "user/src/lib.rs",
            "//! credentials!(\"comment.yaml\");\n\
             mod creds; use own::declare as say;\n\
             own::declare!(\"a.yaml\"); say! { \"b.yml\", struct X } creds::again![r#\"c.txt\"#];\n\
             fn f() { vec![{ provider_credentials::credentials!(\"d.yaml\", struct Y); 1 }]; }\n\
             other!(\"no.yaml\"); const TEXT: &str = \"credentials!(\\\"no.yaml\\\")\";\n\
             credentials!(\"gone.yaml\"); credentials!(path);",
        ),
        ("user/src/creds.rs", "pub(crate) use provider_credentials::credentials as again;"),
        ("user/a.yaml", GOOD),
        ("user/b.yml", GOOD),
        ("user/c.txt", GOOD),
        ("user/d.yaml", GOOD),
        ("user/no.yaml", GOOD),
        ("user/comment.yaml", GOOD),
    ]);
    let expected = ["a.yaml", "b.yml", "c.txt", "d.yaml"];
    assert_eq!(manifests(&dir.path().join("user")), expected);
}

#[test]
fn the_macro_within_other_macros() {
    let dir = directory(&[
        ("Cargo.toml", &package("p")),
        (
            "src/lib.rs",
            "macro_rules! one { () => { mod a { credentials!(\"a.yaml\"); } } }\n\
             macro_rules! two { ($path:literal) => { provider_credentials::credentials!($path); }; }\n\
             macro_rules! three { ($n:ident, $($p:tt)*) => { const _: u8 = 1; two! { $($p)* } } }\n\
             macro_rules! other { ($path:literal) => { include_str!($path) } }\n\
             mod inner { two!(\"b.yaml\"); }\n\
             three!(Keys, \"c.yaml\"); three![Keys, \"text\", \"more.txt\"];\n\
             cfg_if! { if #[cfg(x)] { crate::two! { \"d.yaml\" } } }\n\
             other!(\"e.yaml\"); fn f() { other!(\"e.yaml\"); }\n\
             credentials!($path);",
        ),
        ("a.yaml", GOOD),
        ("b.yaml", GOOD),
        ("c.yaml", GOOD),
        ("d.yaml", GOOD),
        ("e.yaml", GOOD),
        ("more.txt", GOOD),
    ]);
    assert_eq!(manifests(dir.path()), ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]);
}

const BUILD_DEPENDENCIES: &str = "[build-dependencies]\n\
    cc = \"1\"\n\
    codegen = { package = \"provider-credentials-codegen\", version = \"0.1\" }\n";

/// The manifests that this build script names, of which `a.yaml` to `f.yml` are there.
fn built(build: &str) -> Vec<String> {
    let dir = directory(&[
        ("Cargo.toml", &(package("p") + BUILD_DEPENDENCIES)),
        ("src/lib.rs", "provider_credentials_codegen::compile(\"a.yaml\");"),
        ("build.rs", build),
        ("build/tools.rs", "pub use codegen::{Manifest as Own, compile as make};"),
        ("provider_credentials.yaml", GOOD),
    ]);
    for name in ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f.yml", "g.txt"] {
        fs::write(dir.path().join(name), GOOD).unwrap();
    }
    let mut found = manifests(dir.path());
    found.retain(|name| name != "provider_credentials.yaml");
    found
}

#[test]
fn the_generator_in_build_scripts() {
    let none: [&str; 0] = [];
    assert_eq!(
        built("fn main() { provider_credentials_codegen::compile(\"a.yaml\"); }"),
        ["a.yaml"]
    );
    assert_eq!(built("fn main() { ::codegen::compile(\"a.yaml\"); }"), ["a.yaml"]);
    assert_eq!(built("use codegen::*; fn main() { compile(\"f.yml\"); }"), ["f.yml"]);
    assert_eq!(
        built("extern crate codegen as g; use g::compile; fn main() { compile(\"b.yaml\") }"),
        ["b.yaml"]
    );
    assert_eq!(
        built(
            "use codegen::{Builder, Manifest}; fn main() { Builder::new()\n\
             .manifest(Manifest::new(\"a.yaml\").name(\"A\"))\n\
             .manifest(codegen::Manifest::new(\"b.yaml\")).compile(); }"
        ),
        ["a.yaml", "b.yaml"]
    );
    assert_eq!(
        built(
            "#[path = \"build/tools.rs\"] mod tools; use tools::make;\n\
             fn main() { make(\"a.yaml\"); tools::make(\"b.yaml\"); tools::Own::new(\"c.yaml\"); }"
        ),
        ["a.yaml", "b.yaml", "c.yaml"]
    );
    // Others' functions of these names, and what is no YAML.
    for build in [
        "fn main() { cc::Build::new().file(\"x\").compile(\"c.yaml\"); }",
        "use codegen::compile; fn main() { cc::Build::new().compile(\"c.yaml\"); }",
        "use codegen::compile; fn main() { cc::compile(\"c.yaml\"); compile(\"g.txt\"); }",
        "use cc::compile; fn main() { compile(\"c.yaml\"); }",
        "use codegen::Builder; use cc::{Manifest}; fn main() { Manifest::new(\"c.yaml\"); }",
        "#[path = \"build/tools.rs\"] mod tools; use cc::make; fn main() { make(\"c.yaml\"); }",
        "fn compile(path: &str) {} fn main() { compile(\"c.yaml\"); }",
        "fn main() { codegen::Manifest::load(\"c.yaml\"); }",
    ] {
        assert_eq!(built(build), none, "{build}");
    }
}
