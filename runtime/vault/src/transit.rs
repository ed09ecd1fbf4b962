//! Keys of encrypted files that the transit engine wraps.

use provider_credentials_core::{
    KeyProvider, Needed, Secret, SourceError, UnwrapRequest, WrappedKey, json_values,
};
use provider_credentials_http::{Deadline, Url, base64};
use zeroize::Zeroizing;

use crate::api::Call;
use crate::body::object;
use crate::failures::{ANSWER_INVALID, TRANSIT_ADDRESS, TRANSIT_INVALID};
use crate::path::encoded;
use crate::reader::Reader;
use crate::refusal::refusal;
use crate::vault::Vault;

/// The scheme of wrapped keys.
const SCHEME: &str = "vault";

/// Unwraps keys by Vault's transit engine, as sops has them. The file names a server; it is asked only if it is this one,
/// because whoever writes the file must not choose who gets the token.
impl KeyProvider for Vault {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        // One for all of them: a file may name any number of keys.
        let needed = request.needed();
        let deadline = self.reader().settings().deadline_of(&needed);
        request.unwrap_first(SCHEME, |key| self.reader().unwrap(key, &needed, deadline))
    }

    fn wrap_key(
        &self,
        recipient: &WrappedKey<'_>,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError> {
        if recipient.scheme() != SCHEME {
            return Ok(None);
        }
        let digits = base64::encoded(key).ok_or(TRANSIT_INVALID)?;
        let asked = ("plaintext", digits.as_str());
        let (needed, deadline) = (Needed::default(), self.reader().settings().deadline());
        let wrapped = self.reader().ask(
            recipient,
            &needed,
            "encrypt",
            asked,
            &["data", "ciphertext"],
            deadline,
        )?;
        Ok(Some(wrapped.expose_bytes().to_vec()))
    }
}

impl Reader {
    fn unwrap(
        &self,
        key: &WrappedKey<'_>,
        needed: &Needed,
        deadline: Deadline,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let wrapped = core::str::from_utf8(key.bytes()).map_err(|_| TRANSIT_INVALID)?;
        let plain = self.ask(
            key,
            needed,
            "decrypt",
            ("ciphertext", wrapped),
            &["data", "plaintext"],
            deadline,
        )?;
        base64::decoded(plain.expose_bytes()).ok_or(ANSWER_INVALID)
    }

    /// What the key that a file names makes of a text.
    fn ask(
        &self,
        key: &WrappedKey<'_>,
        needed: &Needed,
        operation: &str,
        asked: (&str, &str),
        answered: &'static [&'static str],
        deadline: Deadline,
    ) -> Result<Secret, SourceError> {
        let settings = self.settings();
        let api = &settings.api;
        let param = |name| key.param(name).map(|text| text.trim_matches('/')).unwrap_or_default();
        let address = Url::parse(param("address")).map_err(|_| TRANSIT_INVALID)?;
        if address.origin() != api.address.origin() {
            return Err(TRANSIT_ADDRESS);
        }
        let (engine, name) = (param("engine"), param("key"));
        let is_segment =
            |text: &str| !matches!(text, "" | "." | "..") && !text.chars().any(char::is_control);
        if !engine.split('/').all(is_segment) || !is_segment(name) || name.contains('/') {
            return Err(TRANSIT_INVALID);
        }
        let call = Call::until(deadline);
        let token = self.session().token(api, &call, needed)?;
        let call = call.by(&token.secret);
        let path = format!("{}/{operation}/{}", encoded(engine), encoded(name));
        let answer = api.post(&call, &path, &object(&[asked]))?;
        match answer.status() {
            200 => {}
            400 => return Err(TRANSIT_INVALID.http_status(400)),
            _ => return Err(refusal(api, &call, &answer)),
        }
        let text = answer.text().map_err(|_| ANSWER_INVALID)?;
        let values = json_values(text, &[answered]).ok_or(ANSWER_INVALID)?;
        values.into_iter().next().flatten().ok_or(ANSWER_INVALID)
    }
}
