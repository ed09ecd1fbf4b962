//! The `sops` section as text, in each format.

use super::super::document::SECTION;
use super::super::dotenv::PREFIX;
use super::super::splice::quote;
use super::super::tree::Tree;

/// What is no text in JSON and YAML: older versions of sops read these by their types.
const TYPED: [&str; 2] = ["shamir_threshold", "mac_only_encrypted"];

/// As the last member of a YAML mapping, with line breaks before and behind.
pub(super) fn yaml(tree: &Tree) -> String {
    let mut out = format!("{SECTION}:\n");
    yaml_below(tree, 4, "", &mut out);
    out
}

fn yaml_below(tree: &Tree, indent: usize, first: &str, out: &mut String) {
    let mut first = Some(first);
    for (name, below) in tree.all() {
        // The first member of an item stands behind its dash.
        match first.take() {
            Some(dash) if !dash.is_empty() => out.push_str(dash),
            _ => out.extend(core::iter::repeat_n(' ', indent)),
        }
        match below.as_text() {
            Some(text) => {
                out.push_str(name);
                yaml_text(name, text, indent, out);
            }
            None if below.is_list() => {
                out.push_str(name);
                out.push_str(":\n");
                for (_, item) in below.all() {
                    let dash = format!("{}- ", " ".repeat(indent + 4));
                    yaml_below(item, indent + 6, &dash, out);
                }
            }
            None => {
                out.push_str(name);
                out.push_str(":\n");
                yaml_below(below, indent + 4, "", out);
            }
        }
    }
}

fn yaml_text(name: &str, text: &str, indent: usize, out: &mut String) {
    if text.ends_with('\n') && !text.contains("\n\n") && !text.starts_with([' ', '\n']) {
        out.push_str(": |\n");
        for line in text.lines() {
            out.extend(core::iter::repeat_n(' ', indent + 2));
            out.push_str(line);
            out.push('\n');
        }
        return;
    }
    out.push_str(": ");
    let is_plain = text.starts_with("ENC[") || TYPED.contains(&name) || is_word(text);
    if is_plain {
        out.push_str(text);
    } else {
        out.push_str(&quoted(text));
    }
    out.push('\n');
}

/// Whether YAML takes it for text without quotes.
fn is_word(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let is_name = text.starts_with("age1") || text.starts_with('_');
    (is_name || text.matches('.').count() == 2) && text.bytes().all(is_sign)
}

fn quoted(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 2);
    quote(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// As a member of a JSON object, without the commas around it.
pub(super) fn json(tree: &Tree) -> String {
    let mut out = format!("\"{SECTION}\": ");
    json_below("", tree, 1, &mut out);
    out
}

fn json_below(name: &str, tree: &Tree, depth: usize, out: &mut String) {
    if let Some(text) = tree.as_text() {
        out.push_str(&if TYPED.contains(&name) { text.to_owned() } else { quoted(text) });
        return;
    }
    let is_list = tree.is_list();
    out.push(if is_list { '[' } else { '{' });
    for (number, (name, below)) in tree.all().iter().enumerate() {
        out.push_str(if number > 0 { ",\n" } else { "\n" });
        out.extend(core::iter::repeat_n('\t', depth + 1));
        if !is_list {
            out.push_str(&quoted(name));
            out.push_str(": ");
        }
        json_below(name, below, depth + 1, out);
    }
    out.push('\n');
    out.extend(core::iter::repeat_n('\t', depth));
    out.push(if is_list { ']' } else { '}' });
}

/// As lines of names and values.
pub(super) fn dotenv(tree: &Tree) -> String {
    let mut out = String::new();
    for (name, below) in tree.all() {
        dotenv_below(&format!("{PREFIX}{name}"), below, &mut out);
    }
    out
}

fn dotenv_below(name: &str, tree: &Tree, out: &mut String) {
    if let Some(text) = tree.as_text() {
        out.push_str(name);
        out.push('=');
        out.push_str(&text.replace('\n', "\\n"));
        out.push('\n');
        return;
    }
    let between = if tree.is_list() { "__list_" } else { "__map_" };
    for (below, value) in tree.all() {
        dotenv_below(&format!("{name}{between}{below}"), value, out);
    }
}
