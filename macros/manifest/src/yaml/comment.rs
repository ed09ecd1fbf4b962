//! Comments, which the parser leaves out: a secret in one is in version control as well.

use crate::chars::ends_with;
use crate::code::Code;
use crate::report::{Problem, Problems};
use crate::secrets::{self, REVOKE};
use crate::span::Span;

/// Warns of comments that look like a secret. `texts` are the places, in order, of all scalars with a
/// `#` in them: that one begins no comment.
pub(super) fn hold_no_secret(text: &str, texts: &[Span], problems: &mut Problems) {
    let mut texts = texts.iter();
    let mut next = texts.next();
    let mut end = 0;
    let mut last_found = None;
    for (at, _) in text.match_indices('#') {
        while next.is_some_and(|span| span.end as usize <= at) {
            next = texts.next();
        }
        let in_text = next.is_some_and(|span| span.start as usize <= at);
        let begins = ends_with(text.get(..at).unwrap_or_default(), " \t\n\r");
        if at < end || in_text || !begins && at > 0 {
            continue;
        }
        let comment = text.get(at..).unwrap_or_default().split(['\n', '\r']).next();
        let comment = comment.unwrap_or_default().trim_end();
        let before = end;
        end = at + comment.len();
        // No entry of `not_secret` can name a comment: digests and public keys, which only look
        // random, must not be warned of.
        let Some(what) = secrets::find_known(comment) else { continue };
        // The lines of a key are one mistake.
        let between = text.get(before..at).unwrap_or_default();
        let goes_on = last_found == Some(before) && between.trim().is_empty();
        last_found = Some(end);
        if !goes_on {
            problems.push(
                Problem::at(
                    Code::SecretInComment,
                    Span::new(at, end),
                    format!("this comment looks like a secret ({what})"),
                )
                .warning()
                .help("remove it")
                .note(REVOKE),
            );
        }
    }
}
