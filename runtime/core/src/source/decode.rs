use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::environment::Environment;
use super::expand::expand;
use super::key_ring::KeyRing;
use crate::contract::{
    DecodeRequest, KeyProvider, Keys, NeededFile, Opened, SecretFiles, SourceError, Unanswered,
    Until, shielded,
};
use crate::file::{Content, FileRules, cipher_of};
use crate::format::{Yaml, no_yaml};
use crate::needed_file;
use crate::report::{Cipher, Failure, FileReason, Reason};
use crate::secret::Secret;
use crate::spec::DecoderSpec;

/// What reads files beyond text and JSON, as far as a manifest needs it.
#[derive(Clone, Copy)]
pub(crate) struct Readers {
    pub(crate) decode: Option<Decode>,
    pub(crate) yaml: Yaml,
}

impl Readers {
    pub(crate) const NONE: Self = Self { decode: None, yaml: no_yaml };
}

/// [`decode`], where some file of a load has a decoder.
pub(crate) type Decode =
    fn(Content, &Path, &'static DecoderSpec, &Decoding<'_>) -> Result<Content, Reason>;

/// What the decoders of a load have to do with.
pub(crate) struct Decoding<'l> {
    pub(crate) opened: &'l Opened,
    /// Key providers that the program registered.
    pub(crate) registered: &'l [(String, Arc<dyn KeyProvider>)],
    pub(crate) environment: &'l Environment,
    pub(crate) rules: &'l FileRules,
    /// How long the keys of a file are waited for that is opened now.
    pub(crate) time: &'l dyn Fn() -> Duration,
    /// The secrets of credentials that open files, by their IDs.
    pub(crate) identities: Vec<(&'static str, Result<Secret, SourceError>)>,
}

/// The plain content of a file.
pub(crate) fn decode(
    content: Content,
    path: &Path,
    decoder: &'static DecoderSpec,
    with: &Decoding<'_>,
) -> Result<Content, Reason> {
    let openers = decoder.keys.iter().map(|opener| opener.variables());
    for name in openers.chain([decoder.opener.variables()]).flatten() {
        // What the `.env` file itself lacks is said of variables that come from it.
        if let Some(Failure { reason: reason @ Reason::Env(_), .. }) =
            with.environment.failure_of(name)
        {
            return Err(reason);
        }
    }
    let identity_file = with.identity_file(decoder)?;
    let secret = match decoder.decrypt_with {
        Some(id) => Some(with.secret(id)?),
        None => None,
    };
    let providers = KeyRing {
        registered: with.registered,
        openers: decoder.keys,
        opened: with.opened,
        environment: with.environment,
        rules: with.rules,
        identity_file: identity_file.as_ref().map(|content| content.as_slice()),
        secret: secret.map(Secret::expose_bytes),
        until: Until::after((with.time)()),
    };
    let request = DecodeRequest::new(content.bytes(), path.file_name(), Keys::new(&providers));
    let own = with.environment.surroundings(decoder.opener.variables(), with.rules);
    let run = || with.opened.decoder(decoder.opener, &own)?.decode(&request);
    let plain = match shielded(run) {
        Some(plain) => plain.map_err(Unanswered::Error),
        None => Err(Unanswered::Panicked),
    };
    let plain =
        plain.map_err(|reason| Reason::Source(of_other(reason, content.bytes(), decoder)))?;
    if plain.len() as u64 > with.rules.max_size {
        return Err(Reason::File(FileReason::TooLarge { limit: with.rules.max_size }));
    }
    Ok(content.decoded(plain))
}

/// Why the file is not decrypted: where it is in another of the formats, that.
#[cold]
fn of_other(reason: Unanswered, content: &[u8], decoder: &DecoderSpec) -> Unanswered {
    let Unanswered::Error(error) = reason else { return reason };
    let word = cipher_of(content).and_then(Cipher::read_here);
    let (problem, fix) = match word {
        Some(word) if word == decoder.opener.name() => return reason,
        Some("sops") => ("the file is encrypted by sops", "write `encrypted: sops` instead"),
        Some("age") => ("the file is encrypted by age", "write `encrypted: age` instead"),
        Some("jwe") => ("the file is a JSON Web Encryption", "write `encrypted: jwe` instead"),
        _ => return reason,
    };
    Unanswered::Error(SourceError::new(error.code(), problem, fix))
}

/// What errors call it: the file that it opens is named already.
const IDENTITY_FILE: NeededFile = needed_file!("the file that `identity_file` names");

/// In place of the secret of a credential that is not loaded.
pub(crate) const NOT_LOADED: SourceError = SourceError::new(
    "needed_credential_failed",
    "the credential that `decrypt_with` names is not loaded",
    "correct what the error of that credential says",
);

impl Decoding<'_> {
    /// What the manifest's `identity_file` holds, by the rules for secret files.
    fn identity_file(
        &self,
        decoder: &'static DecoderSpec,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Reason> {
        let Some(template) = &decoder.identity_file else { return Ok(None) };
        let path = expand(template, self.environment).map_err(Reason::Env)?;
        let files = SecretFiles::by(self.rules);
        let content = files.read_as(path.as_path(), &IDENTITY_FILE);
        content.map(Some).map_err(|error| Reason::Source(Unanswered::Error(error)))
    }

    fn secret(&self, id: &str) -> Result<&Secret, Reason> {
        let found = self.identities.iter().find(|(known, _)| *known == id);
        let secret = match found {
            Some((_, Ok(secret))) => Ok(secret),
            Some((_, Err(error))) => Err(*error),
            None => Err(NOT_LOADED),
        };
        secret.map_err(|error| Reason::Source(Unanswered::Error(error)))
    }
}
