//! The manifest that `init` writes.

use std::fmt::Write as _;

use super::found::Place;
use super::proposal::Proposal;
use crate::plain::plain;

/// The manifest, with a comment for each credential that says where its name was found.
pub(super) fn text(proposals: &[Proposal], sources: &[String]) -> String {
    let mut out = String::from(
        "# The credentials of this program: names and places, never a value. It is checked while the program\n\
         # compiles; `cargo credentials check` does the same without compiling.\n",
    );
    if !sources.is_empty() {
        _ = writeln!(out, "# Written by `cargo credentials init`, from {}.", list(sources));
    }
    if proposals.is_empty() {
        out.push_str(EMPTY);
        return out;
    }
    out.push_str("provider_credentials:\n");
    out + &credentials(proposals)
}

/// The items of the list.
pub(super) fn credentials(proposals: &[Proposal]) -> String {
    let mut out = String::new();
    for (number, proposal) in proposals.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        credential(proposal, &mut out);
    }
    out
}

const EMPTY: &str = r#"# A credential looks like this:
#
#   - id: "openai"                   # the field: creds.openai.secret()
#     provider: "openai"             # for logs
#     auth:
#       type: "api_key"
#       source: "env"
#       env_var: "OPENAI_API_KEY"    # or OPENAI_API_KEY_FILE, the path of a file
provider_credentials: []
"#;

/// As many origins as are worth reading.
const MAX_ORIGINS: usize = 3;

fn credential(proposal: &Proposal, out: &mut String) {
    let shown: Vec<String> =
        proposal.origins.iter().take(MAX_ORIGINS).map(|origin| plain(origin)).collect();
    let more = proposal.origins.len().saturating_sub(MAX_ORIGINS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    _ = writeln!(out, "  # Found in {}{more}.", shown.join(", "));
    _ = writeln!(out, "  - id: {}", quoted(&proposal.id));
    _ = writeln!(out, "    provider: {}", quoted(&proposal.provider));
    if let Some(description) = &proposal.description {
        _ = writeln!(out, "    description: {}", quoted(description));
    }
    if !proposal.required {
        out.push_str("    # The program goes on without it.\n    required: false\n");
    }
    _ = writeln!(out, "    auth:\n      type: {}", quoted(proposal.kind()));
    if let [place] = proposal.places.as_slice() {
        for (key, value) in keys(place) {
            _ = writeln!(out, "      {key}: {}", quoted(&value));
        }
        if let Place::PathIn(_) = place {
            out.push_str("      # What the program does with it; as little as it needs.\n");
            out.push_str("      scopes: [\"https://www.googleapis.com/auth/cloud-platform\"]\n");
        }
        return;
    }
    out.push_str("      # The first that is there.\n      sources:\n");
    for place in &proposal.places {
        let keys: Vec<String> = keys(place)
            .into_iter()
            .map(|(key, value)| format!("{key}: {}", quoted(&value)))
            .collect();
        _ = writeln!(out, "        - {{ {} }}", keys.join(", "));
    }
}

fn keys(place: &Place) -> Vec<(&'static str, String)> {
    match place {
        Place::Env(name) => vec![("source", "env".to_owned()), ("env_var", name.clone())],
        Place::File(path) => {
            // `~/` is the home directory.
            let path = if path.starts_with('~') { format!("./{path}") } else { path.clone() };
            vec![("source", "file".to_owned()), ("file_path", path)]
        }
        Place::PathIn(name) => {
            vec![("source", "file".to_owned()), ("file_path", format!("${{{name}}}"))]
        }
    }
}

/// A text as YAML has it in double quotes, on one line, whatever is in it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if provider_credentials_manifest::known::is_invisible(c) => {
                _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn list(sources: &[String]) -> String {
    let shown: Vec<String> = sources.iter().map(|source| format!("`{}`", plain(source))).collect();
    match shown.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        all => all.concat(),
    }
}
