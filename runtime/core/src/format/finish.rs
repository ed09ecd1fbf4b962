use crate::report::ValueReason;
use crate::secret::Secret;

/// The last step for every value, whatever its source: trailing line breaks are cut, because they break
/// HTTP headers, and what then is white space only is refused.
#[inline]
pub(crate) fn finish(text: &str) -> Result<Secret, ValueReason> {
    let text = text.trim_end_matches(is_break);
    if text.trim().is_empty() {
        return Err(ValueReason::Empty);
    }
    Ok(Secret::copy_of(text))
}

/// Whether it ends a line.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\n')
}
