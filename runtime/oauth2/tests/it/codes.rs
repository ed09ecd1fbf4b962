//! The table on `TokenError::code` has every code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Between these signs.
fn codes(text: &str, sign: char) -> BTreeSet<&str> {
    text.split(sign).filter(|word| word.starts_with("oauth2_") && !word.contains(' ')).collect()
}

#[test]
fn the_table_has_every_code() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table = fs::read_to_string(source.join("error.rs")).unwrap();
    let mut all = String::new();
    for entry in fs::read_dir(source).unwrap() {
        all.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let mut used = codes(&all, '"');
    used.remove("oauth2_client_credentials");
    assert!(used.len() > 25, "{used:?}");
    let told: BTreeSet<&str> = codes(&table, '`')
        .into_iter()
        .filter(|code| *code != "oauth2_client_credentials")
        .collect();
    assert_eq!(told, used);
}
