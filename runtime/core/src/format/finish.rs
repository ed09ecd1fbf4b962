use super::signs::has_signs_of_keys;
use crate::report::ValueReason;
use crate::secret::Secret;

/// The last step for every value, whatever its source: trailing line breaks are cut, because they break
/// HTTP headers, and what then is white space only is refused.
#[inline]
pub(crate) fn finish(text: &str) -> Result<Secret, ValueReason> {
    if let Some(secret) = simple(text) {
        return Ok(secret);
    }
    let text = text.trim_end_matches(is_break);
    if text.trim().is_empty() {
        return Err(ValueReason::Empty);
    }
    Ok(Secret::copy_of(text))
}

/// A text that has the signs of keys alone: nothing is cut, and it is no JSON.
#[inline]
pub(crate) fn simple(text: &str) -> Option<Secret> {
    has_signs_of_keys(text.as_bytes()).then(|| Secret::simple_copy_of(text))
}

/// Whether it ends a line.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\n')
}
