//! A file with credentials, or with what leads to some.

use std::path::Path;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::failures::{
    CREDENTIALS_FILE_IS_NONE, CREDENTIALS_NOT_JSON, CREDENTIALS_OF_CLIENT, FILE_INSECURE,
};
use crate::ground::Ground;
use crate::json;

pub(super) struct Document(Zeroizing<String>);

impl Document {
    /// `None` if there is no such file.
    pub(super) fn read(ground: &Ground, path: &Path) -> Result<Option<Self>, SourceError> {
        let open = match ground.files.read_public(path) {
            Ok(bytes) => Self::of(&bytes)?,
            Err(error) if error.code() == "file_not_found" => return Ok(None),
            Err(error) => return Err(explained(error)),
        };
        if open.is_public() {
            return Ok(Some(open));
        }
        drop(open);
        let bytes = ground.files.read(path).map_err(explained)?;
        Self::of(&bytes).map(Some)
    }

    fn of(bytes: &[u8]) -> Result<Self, SourceError> {
        let text = core::str::from_utf8(bytes).map_err(|_| CREDENTIALS_NOT_JSON)?;
        if json::text(text, &["type"]).is_none() {
            let is_of_client = ["installed", "web"]
                .iter()
                .any(|kind| json::at(text, &[kind]).is_some_and(|client| client.starts_with('{')));
            return Err(if is_of_client { CREDENTIALS_OF_CLIENT } else { CREDENTIALS_NOT_JSON });
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// Whether it may be read by everybody: federation has its secrets elsewhere. Who can change a command has what it
    /// gives, though.
    fn is_public(&self) -> bool {
        const SECRETS: [&[&str]; 3] = [
            &["client_secret"],
            &["credential_source", "executable"],
            &["credential_source", "headers"],
        ];

        json::text(&self.0, &["type"]).is_some_and(|kind| kind.as_str() == "external_account")
            && SECRETS.iter().all(|path| json::at(&self.0, path).is_none())
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// A member that is no secret.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        json::text(&self.0, &[name]).map(|text| text.trim().to_owned())
    }
}

fn explained(error: SourceError) -> SourceError {
    match error.code() {
        "file_insecure_permissions" => FILE_INSECURE,
        "file_empty" => CREDENTIALS_NOT_JSON,
        "file_not_regular" => CREDENTIALS_FILE_IS_NONE,
        _ => error,
    }
}
