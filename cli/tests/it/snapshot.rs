//! What a command prints, as it was read and found good: `UPDATE_SNAPSHOTS=1` writes it anew.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Compares with `snapshots/NAME`.
pub(crate) fn assert_snapshot(name: &str, text: &str) {
    assert_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots").join(name), text);
}

/// Compares with a file of the repository.
pub(crate) fn assert_file(path: &Path, text: &str) {
    // The checkout that the tests were built in.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = text.replace(root.to_str().unwrap(), "…");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &text).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == text,
        "{} is not what is printed; read it, and then UPDATE_SNAPSHOTS=1 cargo test -p cargo-credentials:\n{text}",
        path.display()
    );
}

/// The value, which a schema of the repository accepts.
pub(crate) fn valid(schema: &str, text: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema").join(schema);
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    value
}
