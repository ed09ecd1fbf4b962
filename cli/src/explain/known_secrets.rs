//! What is known to be a secret, from the tables of the checker.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use provider_credentials_manifest::known;

/// The end of the page of `secret_in_manifest`.
pub(super) fn lists() -> String {
    let mut text = "\nThe last words of a `config` key that holds a secret:\n\n".to_owned();
    wrap(&mut text, "", &known::names());
    text.push_str("\nKeys that are known by how they begin:\n\n");
    let mut issuers: BTreeMap<(String, &str), Vec<&str>> = BTreeMap::new();
    for (prefix, what) in known::issued() {
        // `an` and `a` would be the order.
        let what = what.trim_start_matches("an ").trim_start_matches("a ");
        issuers.entry((what.to_lowercase(), what)).or_default().push(prefix);
    }
    let width = issuers.keys().map(|(what, _)| what.len()).max().unwrap_or(0);
    for ((_, what), mut prefixes) in issuers {
        prefixes.dedup();
        wrap(&mut text, &format!("{what:width$}  "), &prefixes);
    }
    text
}

/// Lines that are not long, each below the first behind `head`.
fn wrap(text: &mut String, head: &str, words: &[&str]) {
    const MAX: usize = 100;

    let mut line = format!("  {head}");
    let indent = line.len();
    for word in words {
        if line.len() > indent && line.len() + word.len() > MAX {
            let _ = writeln!(text, "{}", line.trim_end());
            line = " ".repeat(indent);
        }
        let _ = write!(line, "{word}  ");
    }
    let _ = writeln!(text, "{}", line.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_the_tables_have_is_listed() {
        let lists = lists();
        let words: Vec<&str> = lists.split_whitespace().collect();
        for name in known::names() {
            assert!(words.contains(&name), "{name}");
        }
        for (prefix, what) in known::issued() {
            assert!(words.contains(&prefix), "{prefix}");
            assert!(lists.contains(what.split_once(' ').map_or(what, |(_, what)| what)), "{what}");
        }
        assert!(lists.lines().all(|line| line.len() <= 100));
    }
}
