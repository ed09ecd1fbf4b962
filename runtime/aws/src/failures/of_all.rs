use provider_credentials_core::SourceError;

use super::connection::{ANSWER_INVALID, REDIRECTED, TLS};
use super::credentials::{
    CLOCK_SKEW, CREDENTIALS_INVALID, CREDENTIALS_MALFORMED, EXPIRED_TOKEN, NO_CREDENTIALS,
    SIGNATURE_MISMATCH,
};
use super::surroundings::{ENDPOINT_INSECURE, ENDPOINT_INVALID, REGION_INVALID};

/// Whether others, or a later time, may be all that is needed, so that no single secret is to blame.
pub(crate) fn is_of_all(error: &SourceError) -> bool {
    let codes = [
        EXPIRED_TOKEN,
        CREDENTIALS_INVALID,
        CREDENTIALS_MALFORMED,
        SIGNATURE_MISMATCH,
        CLOCK_SKEW,
        NO_CREDENTIALS,
        ANSWER_INVALID,
        TLS,
        REDIRECTED,
        ENDPOINT_INVALID,
        ENDPOINT_INSECURE,
        REGION_INVALID,
    ];
    error.is_unreachable() || codes.iter().any(|known| known.code() == error.code())
}
