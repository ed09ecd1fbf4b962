//! What a load says of a value, for tests of rules that the fast look has to let through.

use std::time::SystemTime;

use super::{About, doubts, is_issued, is_plain};
use crate::format::simple;
use crate::report::Doubt;
use crate::spec::Spec;

/// Of a pattern: `<hex:32>` stands for so many digits, and so on.
pub(super) fn judged(provider: &'static str, variable: &'static str, pattern: &str) -> Vec<Doubt> {
    judged_as_it_is(provider, variable, &filled(pattern))
}

/// Of the text itself.
pub(super) fn judged_as_it_is(
    provider: &'static str,
    variable: &'static str,
    text: &str,
) -> Vec<Doubt> {
    let about = About::new(provider, Some(variable), ["it", "secret", ""]);
    let spec = Spec::new("it", provider, true, &[]);
    let now = SystemTime::UNIX_EPOCH;
    let is_plain = simple(text).is_some_and(|secret| {
        secret.expose_simple().is_some_and(|text| is_plain(text, &spec, Some(variable)))
    });
    let doubts = doubts(text, about, now);
    // Which says the same in less time.
    assert!(!is_issued(text, about, now) || doubts.is_empty(), "{text} {doubts:?}");
    if is_plain { Vec::new() } else { doubts }
}

/// With invented letters in the place of `<…>`.
pub(super) fn filled(pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('<') {
        let (kind, behind) = behind.split_once('>').expect("`>` behind `<`");
        let (kind, length) = kind.split_once(':').unwrap_or((kind, "36"));
        let letters = match kind {
            "any" => "example9NotAKey7q",
            "small" => "example9notakey7q",
            "large" => "EXAMPLE9NOTAKEY7Q",
            "low" => "examplenotakey",
            "hex" => "7d1f0a93c5e84264a0917ac3d5be8246e",
            "HEX" => "7D1F0A93C5E84264A0917AC3D5BE8246E",
            "digits" => "708192634455",
            "guid" => "7d1f0a93-c5e8-4264-a091-7ac3d5be8246",
            _ => panic!("{kind}"),
        };
        text.push_str(before);
        text.extend(letters.chars().cycle().take(length.parse().expect("a length")));
        rest = behind;
    }
    text + rest
}
