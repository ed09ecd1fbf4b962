//! Checksums that providers and programs put into their keys: one letter more or another is seen without asking them.

mod bech32;
mod github;
mod stellar;

/// Whose key it is whose checksum does not fit.
pub(in crate::value) fn wrong(text: &str) -> Option<&'static str> {
    if github::is_wrong(text) {
        Some("GitHub")
    } else if bech32::is_wrong(text) {
        Some("age")
    } else if stellar::is_wrong(text) {
        Some("Stellar")
    } else {
        None
    }
}
