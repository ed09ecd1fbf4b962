//! The code that `expand` shows.

use std::path::MAIN_SEPARATOR_STR as SLASH;

use crate::{GOOD, directory, package, run, text};

#[test]
fn expansion_is_formatted_rust() {
    let dir =
        directory(&[("m.yaml", GOOD), ("bad.yaml", "x"), ("provider_credentials.yaml", GOOD)]);
    let code = text(dir.path(), &["expand", "m.yaml"], 0);
    assert!(code.contains("pub struct Credentials {\n"), "{code}");
    syn::parse_file(&code).expect("Rust");
    let named = code.replace("m.yaml", "provider_credentials.yaml");
    assert!(text(dir.path(), &["expand"], 0) == named, "the one manifest there is");
    assert!(text(dir.path(), &["expand", "bad.yaml"], 1).contains("[wrong_type]"));
}

#[test]
fn several_manifests_have_headings() {
    let dir = directory(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n"),
        ("a/Cargo.toml", &package("a")),
        ("a/src/lib.rs", "credentials!(\"keys.yaml\");"),
        ("a/keys.yaml", &GOOD.replace("id: openai", "id: of_a")),
        ("b/Cargo.toml", &package("b")),
        ("b/src/lib.rs", ""),
        ("b/provider_credentials.yaml", &GOOD.replace("id: openai", "id: of_b")),
    ]);
    let dir = dir.path();
    let headings = |code: &str| -> Vec<String> {
        let lines = code.lines().filter(|line| line.starts_with("// "));
        lines.map(|line| line.replace(SLASH, "/")).collect()
    };
    for args in [&["expand"][..], &["expand", "."], &["expand", "--workspace"]] {
        let code = text(dir, args, 0);
        let expected = ["// a/keys.yaml", "// b/provider_credentials.yaml"];
        assert_eq!(headings(&code), expected, "{args:?}");
        let (first, second) = code.split_once("// b").unwrap();
        assert!(first.contains("pub of_a:") && second.contains("pub of_b:"), "{code}");
    }
    assert!(headings(&text(dir, &["expand", "-q"], 0)).is_empty());
    for args in [&["expand", "b"][..], &["expand", "-p", "b"], &["expand", "-pb"]] {
        let code = text(dir, args, 0);
        assert!(code.contains("pub of_b:") && !code.contains("of_a"), "{args:?}: {code}");
        assert!(headings(&code).is_empty(), "{args:?}: {code}");
    }
    let code = text(&dir.join("a"), &["expand"], 0);
    assert!(code.contains("pub of_a:") && !code.contains("of_b"), "{code}");
}

#[test]
fn one_that_is_wrong_leaves_the_others() {
    let dir = directory(&[
        ("one/provider_credentials.yaml", "x"),
        ("two/provider_credentials.yaml", GOOD),
    ]);
    let out = text(dir.path(), &["expand", "."], 1);
    assert!(out.contains("[wrong_type]") && out.contains("pub struct Credentials"), "{out}");
    let output = run(dir.path(), &["expand", "gone.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stdout).unwrap().contains("[manifest_not_found]"));
}
