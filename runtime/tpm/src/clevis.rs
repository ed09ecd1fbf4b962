//! Keys of JWE that clevis sealed: its pin `tpm2`.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use provider_credentials_core::{
    ExposeSecret, KeyProvider, Secret, SourceError, UnwrapRequest, WrappedKey, json_values,
};
use zeroize::Zeroizing;

use crate::failures::{CLEVIS_IDENTITY, CLEVIS_INVALID, CLEVIS_KEY};
use crate::hash::Hash;
use crate::name::Name;
use crate::pcrs::Pcrs;
use crate::sealed::{Object, Parent, Place, Policy, private_part, public_part};
use crate::tcti::Tcti;
use crate::template::{Algorithm, Template};
use crate::unsealer::{Terms, Unsealer};

/// Unseals the keys of files, each of which says how.
pub(crate) struct Clevis {
    /// Kept for a file that needs it: others do not need a TPM.
    tcti: Result<Tcti, SourceError>,
}

/// The scheme of wrapped keys, and the one algorithm that clevis writes.
const SCHEME: &str = "jwe";
const DIRECT: &str = "dir";

const PIN: &str = "tpm2";

/// How an identity file begins, which has one line.
const PARENT_NAME: &str = "tpm_parent_name:";

const MEMBERS: [&[&str]; 6] = [
    &[PIN, "hash"],
    &[PIN, "key"],
    &[PIN, "jwk_pub"],
    &[PIN, "jwk_priv"],
    &[PIN, "pcr_bank"],
    &[PIN, "pcr_ids"],
];

impl Clevis {
    pub(crate) fn new(tcti: Result<Tcti, SourceError>) -> Self {
        Self { tcti }
    }
}

impl KeyProvider for Clevis {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let Some(header) = request.keys().iter().find_map(header) else { return Ok(None) };
        let tcti = self.tcti.as_ref().map_err(|error| *error)?;
        let (object, policy) = object(header).ok_or(CLEVIS_INVALID)?;
        let parent_name = match request.identity_file() {
            Some(content) => Some(pinned(content).ok_or(CLEVIS_IDENTITY)?),
            None => None,
        };
        let terms = Terms { policy, password: None, parent_name: parent_name.as_ref() };
        let jwk = Unsealer::open(tcti)?.unseal(&Place::Object(object), &terms)?;
        key(&jwk).ok_or(CLEVIS_KEY).map(Some)
    }
}

/// The name of the parent in an identity file.
fn pinned(content: &[u8]) -> Option<Name> {
    let text = core::str::from_utf8(content).ok()?.trim();
    Name::new(text.strip_prefix(PARENT_NAME)?.trim_start())
}

/// What clevis has to say of a key that it sealed to a TPM.
fn header<'k>(wrapped: &WrappedKey<'k>) -> Option<&'k str> {
    let header = wrapped.param("clevis")?;
    let is_ours = wrapped.scheme() == SCHEME
        && wrapped.param("alg") == Some(DIRECT)
        && wrapped.bytes().is_empty()
        && text(&json_values(header, &[&["pin"]])?, 0) == Some(PIN);
    is_ours.then_some(header)
}

fn object(header: &str) -> Option<(Object, Option<Policy>)> {
    let values = json_values(header, &MEMBERS)?;
    let hash = Hash::named(text(&values, 0)?)?;
    let algorithm = Algorithm::named(text(&values, 1)?)?;
    let public = public_part(&decoded(text(&values, 2)?)?)?;
    let private = private_part(&decoded(text(&values, 3)?)?)?.to_vec();
    let policy = match text(&values, 5) {
        Some(numbers) if !numbers.is_empty() => {
            let pcrs = Pcrs::of_bank(Hash::named(text(&values, 4)?)?, numbers)?;
            Some(Policy { pcrs: Some(pcrs), needs_password: false })
        }
        _ => None,
    };
    let parent = Parent::Primary(Template::of_tools(algorithm, hash));
    Some((Object { public, private, parent, policy: None }, policy))
}

fn text(values: &[Option<Secret>], at: usize) -> Option<&str> {
    values.get(at)?.as_ref().map(ExposeSecret::expose_secret)
}

/// The key of a JWK.
fn key(jwk: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let values = json_values(core::str::from_utf8(jwk).ok()?, &[&["kty"], &["k"]])?;
    if text(&values, 0)? != "oct" {
        return None;
    }
    decoded(text(&values, 1)?)
}

fn decoded(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; text.len() / 4 * 3 + 3]);
    let length = Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len();
    bytes.truncate(length);
    Some(bytes)
}
