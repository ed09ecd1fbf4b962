use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The codes at run time that `cargo credentials explain` knows: a page each, or a row of the page of a kind.
pub(crate) fn codes() -> BTreeSet<String> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/src/explain");
    let mut codes = BTreeSet::new();
    for entry in fs::read_dir(pages.join("at_run_time")).expect("the pages") {
        let path = entry.expect("a page").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        codes.insert(name);
    }
    for entry in fs::read_dir(pages.join("kinds")).expect("the pages of kinds") {
        let text = fs::read_to_string(entry.expect("a page").path()).expect("a page");
        let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
        codes.extend(rows.map(|(code, _)| code.to_owned()));
    }
    codes
}
