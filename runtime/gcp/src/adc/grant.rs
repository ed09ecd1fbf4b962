//! A token by a file, of whatever type it is.

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;
use provider_credentials_oauth2::for_stores::Granted;

use super::impersonated::{Impersonated, impersonate};
use super::{authorized_user, external, service_account};
use crate::failures::{
    CREDENTIALS_FILE_INVALID, CREDENTIALS_OF_GDCH, CREDENTIALS_OF_WORKFORCE,
    CREDENTIALS_UNSUPPORTED, UNIVERSE_MISMATCH,
};
use crate::ground::{GOOGLE, Ground};
use crate::json;

pub(super) fn grant(
    ground: &Ground,
    document: &str,
    deadline: Deadline,
) -> Result<Granted, SourceError> {
    let text = |name| json::text(document, &[name]);
    // A token of one cloud is not sent to another.
    let universe = text("universe_domain");
    if universe.as_ref().map_or(GOOGLE, |universe| universe.as_str()) != ground.universe() {
        return Err(UNIVERSE_MISMATCH);
    }
    if text("type").is_none_or(|kind| kind.as_str() != "impersonated_service_account") {
        return own(ground, document, deadline);
    }
    let url = text("service_account_impersonation_url").ok_or(CREDENTIALS_FILE_INVALID)?;
    let delegates = json::items(document, &["delegates"]);
    let impersonated = Impersonated::new(ground, &url, &delegates, None)?;
    let source = json::at(document, &["source_credentials"]).ok_or(CREDENTIALS_FILE_INVALID)?;
    let by = own(ground, source, deadline)?;
    impersonate(ground, &impersonated, &by.secret, deadline)
}

/// Not in place of another account that the file names.
fn own(ground: &Ground, document: &str, deadline: Deadline) -> Result<Granted, SourceError> {
    let kind = json::text(document, &["type"]).ok_or(CREDENTIALS_FILE_INVALID)?;
    match kind.as_str() {
        "service_account" => service_account::token(document),
        "authorized_user" => authorized_user::token(ground, document, deadline),
        "external_account" => external::token(ground, document, deadline),
        "gdch_service_account" => Err(CREDENTIALS_OF_GDCH),
        "external_account_authorized_user" => Err(CREDENTIALS_OF_WORKFORCE),
        _ => Err(CREDENTIALS_UNSUPPORTED),
    }
}
