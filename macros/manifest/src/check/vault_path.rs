//! The path of a secret in whatever a person copied: an address, a reference of another tool, a path of the API.

use std::ops::Range;

use crate::chars::{all, any, leading};
use crate::names::is_plain;

/// What a text has that a path has not, and the path.
#[derive(Default)]
pub(super) struct Cleaned {
    /// The path as `vault kv get` takes it; `None` if it cannot be told.
    pub(super) path: Option<String>,
    /// Whether it begins with an address or a scheme.
    pub(super) is_url: bool,
    /// `#key` or `?version=1`.
    pub(super) suffix: Option<Range<usize>>,
    /// What follows `#`, and `version=`.
    pub(super) key: Option<String>,
    pub(super) version: Option<String>,
    /// Whether `v1` is its first segment.
    pub(super) has_v1: bool,
    /// The first segment that is empty, `.` or `..`, between others.
    pub(super) odd: Option<Range<usize>>,
    /// `data` or `metadata` behind the mount.
    pub(super) of_api: Option<Range<usize>>,
    /// Whether there is but one segment.
    pub(super) is_mount: bool,
}

/// In place of what a variable holds: nothing is said of that.
const UNKNOWN: char = '\u{1}';

/// The text with its variables blanked, byte for byte.
fn blanked(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        blanked.push_str(before);
        let variable = after.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        if let Some((name, behind)) = variable {
            for _ in 0..name.len() + "${}".len() {
                blanked.push(UNKNOWN);
            }
            rest = behind;
        } else if let Some(behind) = after.strip_prefix('$') {
            blanked.push_str("$$");
            rest = behind;
        } else {
            blanked.push('$');
            rest = after;
        }
    }
    blanked.push_str(rest);
    blanked
}

fn is_unknown(c: char) -> bool {
    c == UNKNOWN
}

pub(super) fn clean(text: &str) -> Cleaned {
    let mut cleaned = Cleaned::default();
    let known = blanked(text);
    let end = leading(&known, |c| !matches!(c, '#' | '?')).0.len();
    if end < known.len() {
        cleaned.suffix = Some(end..known.len());
        let suffix = known.get(end..).unwrap_or_default();
        let (query, key) = suffix.split_once('#').unwrap_or((suffix, ""));
        cleaned.key = Some(key.to_owned()).filter(|key| is_plain(key));
        let version = query.split_once("version=").map(|(_, version)| version.to_owned());
        cleaned.version =
            version.filter(|text| !text.is_empty() && all(text, |c| c.is_ascii_digit()));
    }
    let start = behind_address(text, &known);
    cleaned.is_url = start != Some(0);
    let is_web = start.is_some_and(|start| start > 0) && has_host(text, &known);
    let segments = segments(&known, start.unwrap_or(end).min(end)..end);
    look(&mut cleaned, &known, &segments);
    if start.is_some() {
        cleaned.path = path(text, &known, &segments, is_web);
    }
    cleaned
}

/// Where the path begins; `None` if an address has none, or one of something else.
fn behind_address(text: &str, known: &str) -> Option<usize> {
    if text.starts_with("${VAULT_ADDR") || text.starts_with("${BAO_ADDR") {
        return known.find('/').map(|at| at + 1);
    }
    if let Some((scheme, rest)) = known.split_once("://") {
        let start = scheme.len() + "://".len();
        return match scheme {
            "http" | "https" => rest.find('/').map(|at| start + at + 1),
            _ if scheme.contains("vault") || scheme.contains("bao") => Some(start),
            _ => None,
        };
    }
    Some(if known.starts_with("vault:") { "vault:".len() } else { 0 })
}

fn has_host(text: &str, known: &str) -> bool {
    known.starts_with("http") || text.starts_with("${")
}

fn segments(known: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = within.start;
    for segment in known.get(within).unwrap_or_default().split('/') {
        segments.push(start..start + segment.len());
        start += segment.len() + 1;
    }
    segments
}

fn look(cleaned: &mut Cleaned, known: &str, segments: &[Range<usize>]) {
    let text = |range: &Range<usize>| known.get(range.clone()).unwrap_or_default();
    cleaned.has_v1 =
        segments.len() > 1 && segments.first().is_some_and(|first| text(first) == "v1");
    for segment in segments {
        if cleaned.odd.is_none() && matches!(text(segment), "" | "." | "..") {
            cleaned.odd = Some(segment.clone());
        }
    }
    if let [only] = segments {
        cleaned.is_mount = !any(text(only), is_unknown);
    }
    if let [mount, word, _, ..] = segments {
        let is_known = !any(text(mount), is_unknown);
        let is_of_api = is_known && matches!(text(word), "data" | "metadata");
        cleaned.of_api = is_of_api.then(|| word.clone());
    }
}

/// The segments that a path on the command line has.
fn path(text: &str, known: &str, segments: &[Range<usize>], is_web: bool) -> Option<String> {
    // Each as it is known and as it is written.
    let mut parts: Vec<(&str, &str)> = Vec::with_capacity(segments.len());
    for segment in segments {
        match known.get(segment.clone())?.trim() {
            "" | "." => {}
            ".." => return None,
            part => parts.push((part, text.get(segment.clone())?.trim())),
        }
    }
    let (mount, rest, is_api) = match parts.as_slice() {
        [("v1", _), mount, rest @ ..] if !rest.is_empty() => (mount, rest, true),
        // The address that a browser shows.
        [("ui", _), ("vault", _), ("secrets", _), mount, ("show", _), rest @ ..] => {
            (mount, rest, false)
        }
        [mount, rest @ ..] if !is_web => (mount, rest, !any(mount.0, is_unknown)),
        _ => return None,
    };
    let rest = match rest {
        [("data" | "metadata", _), rest @ ..] if is_api && !rest.is_empty() => rest,
        _ => rest,
    };
    if rest.is_empty() && !any(mount.0, is_unknown) {
        return None;
    }
    let mut path = mount.1.to_owned();
    for (_, written) in rest {
        path.push('/');
        path.push_str(written);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_what_people_copy() {
        for (text, path) in [
            ("secret/openai", Some("secret/openai")),
            ("/secret/openai/", Some("secret/openai")),
            (" secret//./openai ", Some("secret/openai")),
            ("v1/secret/data/openai", Some("secret/openai")),
            ("/v1/secret/openai", Some("secret/openai")),
            ("secret/data/openai#key", Some("secret/openai")),
            ("secret/metadata/team/openai?version=2", Some("secret/team/openai")),
            ("https://vault:8200/v1/secret/data/openai?version=3", Some("secret/openai")),
            ("https://v.example/ui/vault/secrets/kv/show/team/openai", Some("kv/team/openai")),
            ("https://v.example/", None),
            ("https://v.example", None),
            ("https://v.example/secret", None),
            ("postgres://db/app", None),
            ("vault://secret/data/openai#key", Some("secret/openai")),
            ("ref+vault://secret/openai#key", Some("secret/openai")),
            ("vault:secret/data/openai#key", Some("secret/openai")),
            ("${VAULT_ADDR}/v1/${MOUNT}/data/openai", Some("${MOUNT}/openai")),
            ("${MOUNT}/data/openai", Some("${MOUNT}/data/openai")),
            ("/${MOUNT:-a/b}/x", Some("${MOUNT:-a/b}/x")),
            ("/${PATH}", Some("${PATH}")),
            ("secret/../openai", None),
            ("secret/", None),
            ("secret/data", Some("secret/data")),
            ("secret/a$${b}#x", Some("secret/a$${b}")),
        ] {
            assert_eq!(clean(text).path.as_deref(), path, "{text}");
        }
    }

    #[test]
    fn what_stands_behind_the_path_is_told() {
        let behind = |text| {
            let Cleaned { key, version, suffix, .. } = clean(text);
            (key, version, suffix.is_some())
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(behind("a/b"), (None, None, false));
        assert_eq!(behind("a/b#key"), (some("key"), None, true));
        assert_eq!(behind("a/b?version=2#key"), (some("key"), some("2"), true));
        assert_eq!(behind("a/b?version="), (None, None, true));
        assert_eq!(behind("a/b#${KEY}"), (None, None, true));
        assert_eq!(behind("a/${B:-#c?d}"), (None, None, false));
    }

    #[test]
    fn nothing_is_said_of_what_a_variable_may_hold() {
        for text in ["${PATH}", "${MOUNT}/openai", "secret/${NAME}", "a${B}c", "${A}/data/x"] {
            let Cleaned { is_url, suffix, has_v1, odd, of_api, is_mount, .. } = clean(text);
            assert!(suffix.is_none() && odd.is_none() && of_api.is_none(), "{text}");
            assert!(!is_url && !has_v1 && !is_mount, "{text}");
        }
    }
}
