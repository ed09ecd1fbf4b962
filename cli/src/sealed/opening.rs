use std::ffi::OsStr;
use std::path::PathBuf;

use clap::ValueHint;
#[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
use provider_credentials::{KeyProvider, Keys, Loader, Opener, SecretFiles, SourceError};

use super::format::Format;
use super::input::Input;
use super::whom::Whom;
use crate::end::Failure;
#[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
use crate::plain::plain;

/// How an encrypted file is opened.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Opening {
    /// What it is encrypted by: sops, age or jwe (default: told by its content)
    #[arg(long = "as", value_enum, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
    /// The file with the key that opens it (default: where a program without `identity_file` looks)
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    identity: Option<PathBuf>,
}

impl Opening {
    pub(crate) fn format(&self, input: &Input) -> Result<Format, Failure> {
        self.format.or_else(|| Format::of(input.content())).ok_or_else(|| {
            Failure(format!(
                "`{}` is not encrypted; `cargo credentials encrypt` does that",
                input.shown()
            ))
        })
    }

    /// Works with the keys that a program has where it runs here.
    #[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
    pub(super) fn with_keys<T>(
        &self,
        input: &Input,
        openers: &'static [&'static Opener<dyn KeyProvider>],
        work: impl FnOnce(Keys<'_>) -> Result<T, SourceError>,
    ) -> Result<T, Failure> {
        let identity = match &self.identity {
            Some(path) => Some(SecretFiles::default().read(path).map_err(|error| {
                let shown = plain(&path.display().to_string());
                Failure(format!("the `--identity` `{shown}`: {error} [{}]", error.code()))
            })?),
            None => None,
        };
        let identity = identity.as_ref().map(|content| content.as_slice());
        let opened = Loader::new().with_keys(openers, identity, None, work);
        opened.map_err(|error| input.failure_of(&here(&error), error.code()))
    }
}

/// What to do here where the error names keys of a manifest, which a command has none of.
#[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
fn here(error: &SourceError) -> String {
    const FIXES: [(&str, &str); 6] = [
        (
            "age_no_identity",
            "give `--identity`, or set `AGE_IDENTITY_FILE` to the file of `age-keygen`",
        ),
        ("age_no_identity_matches", "give the `--identity` of somebody whom it is encrypted for"),
        ("age_passphrase_missing", "set `AGE_PASSPHRASE`"),
        (
            "jwe_no_key",
            "give `--identity`, or set `JWE_KEY_FILE` to the file of the private key (JWK or PEM)",
        ),
        ("jwe_no_key_matches", "give the `--identity` of somebody whom it is encrypted for"),
        (
            "sops_no_key",
            "give `--identity`, or put the identity where sops looks for it: `SOPS_AGE_KEY_FILE`, `SOPS_AGE_KEY`, or \
             `sops/age/keys.txt` in the directory of the user's configuration",
        ),
    ];
    let text = error.to_string();
    let fix = FIXES.iter().find(|(code, _)| *code == error.code());
    match (fix, text.split_once("; ")) {
        (Some((_, fix)), Some((problem, of_manifest)))
            if ["`identity_file`", "`decrypt_with`"]
                .iter()
                .any(|key| of_manifest.contains(key)) =>
        {
            format!("{problem}; {fix}")
        }
        _ => text,
    }
}

/// An encrypted file that is open.
pub(crate) trait Open {
    /// What it holds.
    fn plain(&self) -> &[u8];

    /// The name of what it holds, by which editors know what it is.
    fn name(&self) -> &OsStr;

    /// Whether the file says whom it is for.
    fn knows_recipients(&self) -> bool;

    /// The file with another content, for those whom it is for.
    fn encrypt(&self, plain: &[u8], whom: Option<&Whom>) -> Result<Vec<u8>, Failure>;

    /// The file with a new key, for others.
    fn rekey(&mut self, whom: &Whom) -> Result<Vec<u8>, Failure>;
}
