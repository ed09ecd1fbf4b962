use super::string;
use crate::format::finish::finish;
use crate::report::ValueReason;
use crate::secret::Secret;

/// A scalar, as it is written.
pub(super) fn secret(written: &str) -> Result<Secret, ValueReason> {
    match written.as_bytes().first() {
        Some(b'n') => Err(ValueReason::KeyIsNull),
        Some(b'"') => match string::decode(written) {
            Some(text) => finish(text.as_str()),
            None => Err(ValueReason::NotText),
        },
        // Numbers and booleans stay as they are written.
        _ => finish(written),
    }
}
