//! When a certificate is valid (RFC 5280, section 4.1.2.5).

use std::time::{Duration, SystemTime};

use provider_credentials_core::SourceError;

use super::certificate::Certificate;
use super::chain::is_self_signed;
use crate::errors;

/// By how much clocks may differ.
const SKEW: Duration = Duration::from_secs(5 * 60);
const DAY: u64 = 24 * 60 * 60;

/// From when to when.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub(crate) from: Duration,
    pub(crate) until: Duration,
}

impl Certificate<'_> {
    pub(crate) fn span(&self) -> Span {
        let validity = self.parsed.tbs_certificate().validity();
        Span {
            from: validity.not_before.to_unix_duration(),
            until: validity.not_after.to_unix_duration(),
        }
    }
}

/// How long a chain is valid.
pub(crate) struct Lasts {
    /// That of its first certificate to expire.
    pub(crate) end: Duration,
    /// The root at its end expired, which is not counted: whoever trusts it has another one.
    pub(crate) is_root_expired: bool,
}

/// An error if a certificate is not valid now.
pub(crate) fn check(chain: &[Certificate<'_>], now: SystemTime) -> Result<Lasts, SourceError> {
    let now = since_epoch(now);
    let mut lasts = Lasts { end: Duration::MAX, is_root_expired: false };
    for (number, certificate) in chain.iter().enumerate() {
        let Span { from, until } = certificate.span();
        let is_leaf = number == 0;
        if now > until.saturating_add(SKEW) {
            if !is_leaf && number + 1 == chain.len() && is_self_signed(certificate) {
                lasts.is_root_expired = true;
                continue;
            }
            let error = if is_leaf { errors::EXPIRED } else { errors::ISSUER_EXPIRED };
            let days = now.saturating_sub(until).as_secs() / DAY;
            return Err(error.days_ago(u16::try_from(days).unwrap_or(u16::MAX)));
        }
        if now.saturating_add(SKEW) < from {
            return Err(if is_leaf { errors::NOT_YET_VALID } else { errors::ISSUER_NOT_YET_VALID });
        }
        lasts.end = lasts.end.min(until);
    }
    Ok(lasts)
}

/// Whole days until then.
pub(crate) fn days_left(end: Duration, now: SystemTime) -> u32 {
    let left = end.saturating_sub(since_epoch(now)).as_secs() / DAY;
    u32::try_from(left).unwrap_or(u32::MAX)
}

/// Before 1970, no certificate was valid.
fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}
