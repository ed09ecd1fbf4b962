use core::fmt;
use std::path::PathBuf;

use provider_credentials_core::{
    KeyProvider, NeededFile, Secret, SourceError, Surroundings, UnwrapRequest, WrappedKey,
    needed_file,
};
use zeroize::Zeroizing;

use super::algorithm::Algorithm;
use super::failures::{AMBIGUOUS, NO_KEY, NO_MATCH};
use super::key::Key;
use super::material;
use super::unwrap::{SCHEME, fits, unwrap};

/// What the usual provider asks for.
pub(super) const VARIABLES: &[&str] = &[KEY_FILE, KEY];

const KEY_FILE: &str = "JWE_KEY_FILE";
const KEY: &str = "JWE_KEY";

const OF_VARIABLE: NeededFile = needed_file!("the file that `JWE_KEY_FILE` names");
const OF_PROGRAM: NeededFile = needed_file!("a file of keys that the program names");

/// What opens files of JSON Web Encryption: private and symmetric keys, as a JWK, a set of such (RFC 7517), or PEM.
///
/// Where a program registers none, this is opened from the environment:
///
/// | variable | holds |
/// |---|---|
/// | `JWE_KEY_FILE` | the path of a file with keys |
/// | `JWE_KEY` | keys themselves |
///
/// `identity_file` and `decrypt_with` in a manifest take precedence, here too. The secret that `decrypt_with` names may
/// also be the bytes of a symmetric key, of 16, 24, 32, 48 or 64 bytes.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// # use provider_credentials_sealed::jwe::JweKeys;
/// use provider_credentials::Loader;
///
/// let keys = JweKeys::new().file("/etc/app/jwe.jwk");
/// let loader = Loader::new().with_key_provider("jwe", keys);
/// ```
///
/// If both the file and a key have a `kid`, the key is used for no other. Files are read when a file is decrypted, by the
/// loader's rules for every secret file.
#[derive(Default)]
pub struct JweKeys {
    places: Vec<Place>,
}

enum Place {
    File(PathBuf, &'static NeededFile),
    Text(Secret),
}

impl JweKeys {
    /// None yet. With none, files are opened by what the manifest names alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of the usual variables.
    pub(super) fn from_environment(surroundings: &Surroundings) -> Self {
        let mut keys = Self::default();
        if let Some(path) = surroundings.variable(KEY_FILE) {
            keys.places.push(Place::File(path.into(), &OF_VARIABLE));
        }
        if let Some(text) = surroundings.variable(KEY) {
            keys = keys.text(Secret::from(text.as_encoded_bytes()));
        }
        keys
    }

    /// Adds a file of keys. A relative path is relative to the loader's base directory, or else the working directory.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.places.push(Place::File(path.into(), &OF_PROGRAM));
        self
    }

    /// Adds the text of such a file.
    #[must_use]
    pub fn text(mut self, keys: impl Into<Secret>) -> Self {
        self.places.push(Place::Text(keys.into()));
        self
    }

    /// What is there to open files with: what the manifest names, or else all places.
    fn at_hand(&self, request: &UnwrapRequest<'_>) -> Result<Vec<Key>, SourceError> {
        if let Some(content) = request.identity_file() {
            return material::of_file(content);
        }
        if let Some(secret) = request.secret() {
            return material::of_secret(secret);
        }
        let (mut keys, files) = (Vec::new(), request.files());
        for place in &self.places {
            keys.extend(match place {
                Place::File(path, words) => material::of_file(&files.read_as(path, words)?)?,
                Place::Text(text) => material::of_file(text.expose_bytes())?,
            });
        }
        Ok(keys)
    }
}

impl KeyProvider for JweKeys {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let mut ours = Vec::new();
        for wrapped in request.keys().iter().filter(|wrapped| wrapped.scheme() == SCHEME) {
            if let Some(algorithm) = wrapped.param("alg").and_then(Algorithm::named) {
                ours.push((wrapped, algorithm));
            }
        }
        if ours.is_empty() {
            return Ok(None);
        }
        let keys = self.at_hand(request)?;
        if keys.is_empty() {
            return Err(NO_KEY);
        }
        let mut failed = None;
        for (wrapped, algorithm) in ours {
            let candidates = candidates(&keys, algorithm, wrapped);
            if algorithm.is_direct() && candidates.len() > 1 {
                return Err(AMBIGUOUS);
            }
            for key in candidates {
                match unwrap(key, algorithm, wrapped) {
                    Ok(key) => return Ok(Some(key)),
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
        }
        Err(failed.unwrap_or(NO_MATCH))
    }
}

/// The keys that may be the one, those first of which it is said.
fn candidates<'k>(keys: &'k [Key], algorithm: Algorithm, wrapped: &WrappedKey<'_>) -> Vec<&'k Key> {
    let fitting = || keys.iter().filter(|key| fits(key, algorithm, wrapped));
    let Some(id) = wrapped.param("kid") else { return fitting().collect() };
    let named: Vec<&Key> = fitting().filter(|key| key.id.as_deref() == Some(id)).collect();
    if named.is_empty() { fitting().filter(|key| key.id.is_none()).collect() } else { named }
}

/// Shows how many places there are, and none of them.
impl fmt::Debug for JweKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JweKeys").field("places", &self.places.len()).finish_non_exhaustive()
    }
}
