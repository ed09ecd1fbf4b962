//! The sources of one credential, side by side.

use std::collections::HashMap;

use crate::code::Code;
use crate::model::{Credential, Field, Source};
use crate::report::{Problem, Problems};
use crate::secrets::shown;
use crate::span::{Span, Spanned};

// The second could never win.
pub(super) fn are_not_repeated(c: &Credential<'_>, problems: &mut Problems) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    for source in &c.sources {
        let Some((identity, span, what)) = identity(source) else { continue };
        if let Some(&first) = seen.get(&identity) {
            let message = format!("`sources` names {what} twice");
            let problem = Problem::at(Code::DuplicateSource, span, message)
                .related(first, "first named here")
                .help("remove one of the two");
            problems.push(c.label.on(problem));
        } else {
            seen.insert(identity, span);
        }
    }
}

/// What no other source may be, where it stands, and what to call it.
fn identity(source: &Source) -> Option<(String, Span, String)> {
    match source {
        Source::Env { var: Field::Given(var) } => {
            let what = format!("the variable `{}`", shown(var.text()));
            Some((format!("env {}", var.text()), var.span, what))
        }
        Source::File { path: Field::Given(path), key, .. } => {
            let identity = format!("file {:?} {:?}", path.text(), key.given().map(Spanned::text));
            Some((identity, path.span, "the same file and key".to_owned()))
        }
        Source::Custom { name: Field::Given(name), params } => {
            let params = params.given().map_or(&[][..], |params| &params.value);
            let mut pairs = Vec::with_capacity(params.len());
            for param in params {
                pairs.push(format!("{:?} {:?}", param.key.value, param.value.text()));
            }
            pairs.sort_unstable();
            let identity = format!("custom {:?} {}", name.text(), pairs.join(" "));
            let what = "the same custom source with the same parameters".to_owned();
            Some((identity, name.span, what))
        }
        _ => None,
    }
}
