use core::fmt;
use core::time::Duration;
use std::ffi::OsString;
use std::path::PathBuf;

use provider_credentials_core::{
    KeyProvider, NeededFile, Secret, SourceError, Surroundings, UnwrapRequest, needed_file,
};
use zeroize::Zeroizing;

use super::failures::NO_IDENTITY;
use super::material::Material;
use super::plugin::Running;
use super::stanzas::stanzas;

/// What the usual provider asks for.
pub(super) const VARIABLES: &[&str] = &[
    IDENTITY_FILE,
    SECRET_KEY,
    PASSPHRASE,
    "SOPS_AGE_KEY_FILE",
    "SOPS_AGE_KEY",
    // And what plug-ins get.
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
    "TMPDIR",
    "LANG",
    "SystemRoot",
    "USERPROFILE",
];

/// What plug-ins get of the environment: no secret.
const OF_PLUGINS: [&str; 8] = [
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
    "TMPDIR",
    "LANG",
    "SystemRoot",
    "USERPROFILE",
];

const OF_AGE: NeededFile = needed_file!("the identity file that `AGE_IDENTITY_FILE` names");
const OF_SOPS: NeededFile = needed_file!("the identity file that `SOPS_AGE_KEY_FILE` names");
const OF_PROGRAM: NeededFile = needed_file!("an identity file that the program names");

const IDENTITY_FILE: &str = "AGE_IDENTITY_FILE";
const SECRET_KEY: &str = "AGE_SECRET_KEY";
const PASSPHRASE: &str = "AGE_PASSPHRASE";

/// 1 GiB of memory and a few seconds; `age` itself writes 18.
pub(crate) const MAX_WORK_FACTOR: u8 = 20;

/// A device may be slow; nobody waits for a person.
const PLUGIN_TIMEOUT: Duration = Duration::from_secs(10);

/// What opens files of age: identities of `age-keygen`, private keys of SSH, a passphrase.
///
/// Where a program registers none, this is opened from the environment:
///
/// | variable | holds |
/// |---|---|
/// | `AGE_IDENTITY_FILE` | the path of a file of `age-keygen`, or of a private key of SSH |
/// | `AGE_SECRET_KEY` | identities themselves, one a line |
/// | `AGE_PASSPHRASE` | the passphrase of files that `age --passphrase` encrypted, or of the identity |
/// | `SOPS_AGE_KEY_FILE`, `SOPS_AGE_KEY` | the same as the first two, where neither of them is set |
///
/// `identity_file` and `decrypt_with` in a manifest take precedence, here too.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// # use provider_credentials_sealed::age::AgeIdentities;
/// use provider_credentials::Loader;
///
/// let identities = AgeIdentities::new().file("/etc/app/age.key");
/// let loader = Loader::new().with_key_provider("age", identities);
/// ```
///
/// Files are read when a file is decrypted, by the loader's rules for every secret file.
pub struct AgeIdentities {
    places: Vec<Place>,
    passphrase: Option<Secret>,
    max_work_factor: u8,
    running: Running,
}

enum Place {
    File(PathBuf, &'static NeededFile),
    Text(Secret),
}

impl AgeIdentities {
    /// None yet. With none, files are opened by what the manifest names alone.
    #[must_use]
    pub fn new() -> Self {
        let of_process = |name| Some((name, std::env::var_os(name)?));
        let environment = OF_PLUGINS.into_iter().filter_map(of_process).collect();
        Self::with_environment(environment)
    }

    /// None yet, with plug-ins that run so.
    #[cfg(feature = "sops")]
    pub(crate) fn running_as(running: Running) -> Self {
        Self { running, ..Self::with_environment(Vec::new()) }
    }

    fn with_environment(environment: Vec<(&'static str, OsString)>) -> Self {
        Self {
            places: Vec::new(),
            passphrase: None,
            max_work_factor: MAX_WORK_FACTOR,
            running: Running { environment, limit: PLUGIN_TIMEOUT },
        }
    }

    /// Those of the usual variables.
    pub(super) fn from_environment(surroundings: &Surroundings) -> Self {
        let mut identities = Self::with_environment(of_plugins(surroundings));
        let is_set = |name| surroundings.variable(name).is_some();
        let (file, text) = if is_set(IDENTITY_FILE) || is_set(SECRET_KEY) {
            (IDENTITY_FILE, SECRET_KEY)
        } else {
            ("SOPS_AGE_KEY_FILE", "SOPS_AGE_KEY")
        };
        if let Some(path) = surroundings.variable(file) {
            let words = if file == IDENTITY_FILE { &OF_AGE } else { &OF_SOPS };
            identities.places.push(Place::File(path.into(), words));
        }
        if let Some(text) = surroundings.variable(text) {
            identities = identities.text(Secret::from(text.as_encoded_bytes()));
        }
        if let Some(passphrase) = surroundings.variable(PASSPHRASE).and_then(|text| text.to_str()) {
            identities = identities.passphrase(passphrase);
        }
        identities
    }

    /// Adds a file of identities, or a private key of SSH. A relative path is relative to the loader's base
    /// directory, or else the working directory.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.places.push(Place::File(path.into(), &OF_PROGRAM));
        self
    }

    /// Adds the text of such a file.
    #[must_use]
    pub fn text(mut self, identities: impl Into<Secret>) -> Self {
        self.places.push(Place::Text(identities.into()));
        self
    }

    /// The passphrase of files that a passphrase encrypted, and of identities that one did.
    #[must_use]
    pub fn passphrase(mut self, passphrase: impl Into<Secret>) -> Self {
        self.passphrase = Some(passphrase.into());
        self
    }

    /// How much work a passphrase may take, as the logarithm of scrypt's N; 20 by default. Each step more doubles the time
    /// and the memory, of which 20 is a few seconds and 1 GiB.
    #[must_use]
    pub fn max_work_factor(mut self, log_n: u8) -> Self {
        self.max_work_factor = log_n;
        self
    }

    /// How long a plug-in (`age-plugin-NAME`, for identities that begin with `AGE-PLUGIN-`) may take for a file; 10 seconds
    /// by default, or what the load [still has](UnwrapRequest::time_left) if that is less. It gets no variable but `PATH`, `HOME`, `LANG` and those of directories, and what it asks nobody answers.
    #[must_use]
    pub fn plugin_timeout(mut self, limit: Duration) -> Self {
        self.running.limit = limit;
        self
    }

    /// What is there to open files with: what the manifest names, or else all places.
    fn material(&self, request: &UnwrapRequest<'_>) -> Result<Material, SourceError> {
        let max_work = self.max_work_factor;
        match (request.identity_file(), request.secret()) {
            (Some(content), Some(passphrase)) => {
                let mut material = Material::of_passphrase(&Secret::from(passphrase));
                material.add(content, max_work)?;
                Ok(material)
            }
            (Some(content), None) => {
                let mut material = self.own_passphrase();
                material.add(content, max_work)?;
                Ok(material)
            }
            (None, Some(secret)) => Material::of_secret(secret, max_work),
            (None, None) => {
                let (mut material, files) = (self.own_passphrase(), request.files());
                for place in &self.places {
                    match place {
                        Place::File(path, words) => {
                            material.add(&files.read_as(path, words)?, max_work)?;
                        }
                        Place::Text(text) => material.add(text.expose_bytes(), max_work)?,
                    }
                }
                Ok(material)
            }
        }
    }

    fn own_passphrase(&self) -> Material {
        self.passphrase.as_ref().map_or_else(Material::default, Material::of_passphrase)
    }
}

/// What plug-ins get of the environment.
fn of_plugins(surroundings: &Surroundings) -> Vec<(&'static str, OsString)> {
    let variable = |name| Some((name, surroundings.variable(name)?.to_owned()));
    OF_PLUGINS.into_iter().filter_map(variable).collect()
}

/// How plug-ins run where nobody says otherwise.
#[cfg(feature = "sops")]
pub(crate) fn running(surroundings: &Surroundings) -> Running {
    Running { environment: of_plugins(surroundings), limit: PLUGIN_TIMEOUT }
}

impl Default for AgeIdentities {
    fn default() -> Self {
        Self::new()
    }
}

impl KeyProvider for AgeIdentities {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let stanzas = stanzas(request.keys());
        if stanzas.is_empty() {
            return Ok(None);
        }
        let material = self.material(request)?;
        if material.is_empty() {
            return Err(NO_IDENTITY);
        }
        let running = self.running.within(request.time_left());
        material.open(&stanzas, self.max_work_factor, &running)
    }
}

/// Shows how many places there are, and none of them.
impl fmt::Debug for AgeIdentities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AgeIdentities")
            .field("places", &self.places.len())
            .field("has_passphrase", &self.passphrase.is_some())
            .field("max_work_factor", &self.max_work_factor)
            .field("plugin_timeout", &self.running.limit)
            .finish_non_exhaustive()
    }
}
