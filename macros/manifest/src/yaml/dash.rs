//! Dashes of lists that are missing, or stand elsewhere than the others.

use super::line::{Line, syntax};
use crate::report::Problem;
use crate::secrets::shown;
use crate::span::Span;

// A line below the dash of an item is a key of what the list is in, where no list may be.
pub(super) fn lacks(line: Line<'_>, text: &str) -> Option<Problem> {
    if line.has_dash() {
        let span = Span::new(line.start + line.indent, line.start + line.indent + 1);
        let message = "this item is not indented like those it belongs to";
        let parent = line.above(text).find(|above| above.indent < line.indent)?;
        if holds_items(parent) {
            return first_without_dash(line, text);
        }
        let other =
            line.above(text).find(|above| above.has_dash() && above.indent < line.indent)?;
        let spaces = other.indent;
        let help = format!("indent it by {spaces} spaces, as the others of the list");
        return Some(syntax(span, message).help(help));
    }
    let name = line.key_name()?;
    let item = line.above(text).find(|above| above.indent <= line.indent)?;
    if item.indent != line.indent || !item.has_dash() {
        return None;
    }
    let span = line.place(0..name.len());
    Some(if item.key_name() == Some(name) {
        syntax(span, "this line begins no item of the list above it")
            .help(format!("write `- {}:`", shown(name)))
    } else {
        syntax(span, "this line is not indented like those it belongs to")
            .help("indent it with the same number of spaces")
    })
}

// `{ source: env, ... }` on each line.
pub(super) fn lacks_in_braces(line: Line<'_>, above: Line<'_>) -> Option<Problem> {
    let is_item = |line: Line<'_>| line.content.starts_with('{') && !line.has_dash();
    (is_item(line) && is_item(above) && line.indent == above.indent).then(|| {
        let brace = above.start + above.key;
        syntax(Span::new(brace, brace + 1), "this item of the list lacks its `- `")
            .help("begin it and those below with `- `")
    })
}

fn holds_items(line: Line<'_>) -> bool {
    matches!(line.key_name(), Some("provider_credentials" | "sources")) && line.has_no_value()
}

// The first item of a list, which made it a mapping.
fn first_without_dash(line: Line<'_>, text: &str) -> Option<Problem> {
    let mut first = line;
    for above in line.above(text) {
        if above.indent < line.indent || holds_items(above) {
            break;
        }
        first = above;
    }
    let name = if first.start < line.start { first.key_name()? } else { return None };
    let spaces = " ".repeat(line.indent);
    let help = format!("write `{spaces}- {}:`, as below", shown(name));
    Some(syntax(first.place(0..name.len()), "this item of the list lacks its `- `").help(help))
}

pub(super) fn lacks_space(line: Line<'_>) -> Option<Problem> {
    if !line.content.strip_prefix('-')?.chars().next()?.is_alphabetic() {
        return None;
    }
    let message = "expected a space after this `-`";
    Some(syntax(line.place(0..1), message).help("write `- key: value`, with a space"))
}
