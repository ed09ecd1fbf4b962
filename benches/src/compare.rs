//! Loading, by this project and by hand, in one process.

use std::path::Path;
use std::time::Duration;

use provider_credentials::Loader;

use crate::floor;
use crate::manifest::Kind;
use crate::rounds::{self, Contender, Timing};
use crate::sets::Case;

/// How the project is called in the tables.
pub const OURS: &str = "provider-credentials";

/// Parsing for each key takes minutes beyond that.
const MOST_PARSED: usize = 1000;

/// The floor first. The files lie in `directory`, the variables are set.
pub fn run(kind: Kind, size: usize, directory: &Path, budget: Duration) -> Vec<Timing> {
    let case = Case::of(kind, size).expect("a generated set");
    let loader = Loader::new().base_dir(directory);
    let load = case.load;
    assert_eq!(load(&loader).loaded(), size, "not all of {kind:?} loaded");
    let ours = Contender::new(OURS, || load(&loader));
    let mut all = match kind {
        Kind::Env | Kind::Keys => vec![
            Contender::new("one pass, by hand", || floor::env_once(size)),
            ours,
            Contender::new("`std::env::var` each", || floor::env_each(size)),
        ],
        Kind::Text => vec![
            Contender::new("bare system calls", || floor::text_bare(directory, size)),
            ours,
            Contender::new("`std::fs::read_to_string`", || floor::text_std(directory, size)),
        ],
        Kind::Json => vec![
            Contender::new("`serde_json`, one `Value`", || floor::json_value(directory)),
            ours,
            Contender::new("the same and all look-ups", || floor::json_once(directory, size)),
            Contender::new("`serde_json`, typed map", || floor::json_typed(directory)),
        ],
        Kind::Yaml => vec![
            Contender::new("`granit-parser`, events only", || floor::yaml_events(directory)),
            ours,
        ],
        Kind::JsonFiles => vec![
            Contender::new("bare calls and `serde_json`", || floor::json_files(directory, size)),
            ours,
        ],
    };
    if kind == Kind::Json && size <= MOST_PARSED {
        let each = || floor::json_each(directory, size);
        all.push(Contender::new("`serde_json`, parsed for each", each));
    }
    rounds::run(all, budget)
}
