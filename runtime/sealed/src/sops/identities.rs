use core::{fmt, str};
use std::path::{Path, PathBuf};

use provider_credentials_core::{
    ExposeSecret as _, KeyProvider, NeededFile, Secret, SecretFiles, SourceError, Surroundings,
    UnwrapRequest, needed_file,
};
use zeroize::Zeroizing;

use super::command;
use crate::age::{AgeIdentities, MAX_WORK_FACTOR, Material, Running, Stanza, running, stanzas};

/// What the usual provider asks for.
pub(super) const VARIABLES: &[&str] = &[
    KEY,
    KEY_FILE,
    KEY_COMMAND,
    SSH_FILE,
    SSH_COMMAND,
    PASSPHRASE,
    "XDG_CONFIG_HOME",
    "HOME",
    "APPDATA",
    // And what plug-ins get.
    "PATH",
    "XDG_RUNTIME_DIR",
    "TMPDIR",
    "LANG",
    "SystemRoot",
    "USERPROFILE",
];

const KEY: &str = "SOPS_AGE_KEY";
const KEY_FILE: &str = "SOPS_AGE_KEY_FILE";
const KEY_COMMAND: &str = "SOPS_AGE_KEY_CMD";
const SSH_FILE: &str = "SOPS_AGE_SSH_PRIVATE_KEY_FILE";
const SSH_COMMAND: &str = "SOPS_AGE_SSH_PRIVATE_KEY_CMD";
const PASSPHRASE: &str = "AGE_PASSPHRASE";

/// In the directory of the user's configuration.
const OF_USER: &str = "sops/age/keys.txt";

/// In the user's home.
const OF_SSH: [(&str, &NeededFile); 2] = [
    (".ssh/id_ed25519", &needed_file!("the identity file `~/.ssh/id_ed25519`")),
    (".ssh/id_rsa", &needed_file!("the identity file `~/.ssh/id_rsa`")),
];

const OF_KEY_FILE: NeededFile = needed_file!("the identity file that `SOPS_AGE_KEY_FILE` names");
const OF_SSH_FILE: NeededFile =
    needed_file!("the identity file that `SOPS_AGE_SSH_PRIVATE_KEY_FILE` names");
const OF_USERS_FILE: NeededFile =
    needed_file!("the identity file `sops/age/keys.txt` in the user's configuration");

/// What opens files of sops that are for identities of age: the places where sops looks for them.
///
/// | place | holds |
/// |---|---|
/// | `SOPS_AGE_KEY` | identities |
/// | `SOPS_AGE_KEY_FILE` | the path of a file of `age-keygen` |
/// | `SOPS_AGE_KEY_CMD` | a program and its arguments, which prints identities |
/// | `SOPS_AGE_SSH_PRIVATE_KEY_FILE`, `SOPS_AGE_SSH_PRIVATE_KEY_CMD` | the same for a private key of SSH |
/// | `$XDG_CONFIG_HOME/sops/age/keys.txt`, or below `~/.config` (macOS: `~/Library/Application Support`) | a file of `age-keygen` |
/// | `~/.ssh/id_ed25519`, `~/.ssh/id_rsa` | private keys of SSH; looked at only for files that are for SSH keys |
/// | `AGE_PASSPHRASE` | the passphrase of identities that are encrypted themselves |
///
/// `identity_file` and `decrypt_with` in a manifest take precedence: then none of these is looked at. All files are read
/// by the rules for secret files. A program that looks nowhere but where it says registers
/// [`AgeIdentities`](crate::age::AgeIdentities) under the name `sops`.
pub struct SopsIdentities {
    places: Vec<Place>,
    passphrase: Option<Secret>,
    running: Running,
}

struct Place {
    what: What,
    /// Whether there need not be anything.
    is_usual: bool,
    is_ssh: bool,
}

enum What {
    Text(Secret),
    File(PathBuf, &'static NeededFile),
    Command(Secret),
}

impl SopsIdentities {
    pub(super) fn from_environment(surroundings: &Surroundings) -> Self {
        let text =
            |name| surroundings.variable(name).map(|text| Secret::from(text.as_encoded_bytes()));
        let path = |name| surroundings.variable(name).map(PathBuf::from);
        let file = |name, words| path(name).map(|path| What::File(path, words));
        let mut places = Vec::new();
        let mut add = |what: Option<What>, is_usual, is_ssh| {
            places.extend(what.map(|what| Place { what, is_usual, is_ssh }));
        };
        add(
            surroundings.variable(KEY).map(|text| What::Text(lines(text.as_encoded_bytes()))),
            false,
            false,
        );
        add(file(KEY_FILE, &OF_KEY_FILE), false, false);
        add(file(SSH_FILE, &OF_SSH_FILE), false, true);
        let home = path("HOME");
        let configuration = if cfg!(windows) {
            path("APPDATA")
        } else {
            let usual =
                if cfg!(target_os = "macos") { "Library/Application Support" } else { ".config" };
            path("XDG_CONFIG_HOME").or_else(|| home.as_ref().map(|home| home.join(usual)))
        };
        add(
            configuration.map(|directory| What::File(directory.join(OF_USER), &OF_USERS_FILE)),
            true,
            false,
        );
        for (name, words) in OF_SSH {
            add(home.as_ref().map(|home| What::File(home.join(name), words)), true, true);
        }
        // Last, because they may ask somebody.
        add(text(KEY_COMMAND).map(What::Command), false, false);
        add(text(SSH_COMMAND).map(What::Command), false, true);
        Self { places, passphrase: text(PASSPHRASE), running: running(surroundings) }
    }

    fn open(
        &self,
        place: &Place,
        request: &UnwrapRequest<'_>,
        stanzas: &[Stanza],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let mut material =
            self.passphrase.as_ref().map_or_else(Material::default, Material::of_passphrase);
        match &place.what {
            What::Text(text) => material.add(text.expose_bytes(), MAX_WORK_FACTOR)?,
            What::File(path, words) => match read(&request.files(), path, words, place.is_usual)? {
                Some(content) => material.add(&content, MAX_WORK_FACTOR)?,
                None => return Ok(None),
            },
            What::Command(line) => {
                let recipient = request.keys().iter().find_map(|key| key.param("recipient"));
                let recipient = recipient.unwrap_or_default();
                let printed = command::run(line.expose_secret(), recipient, request.time_left())?;
                material.add(&printed, MAX_WORK_FACTOR)?;
            }
        }
        material.open(stanzas, MAX_WORK_FACTOR, &self.running.within(request.time_left()))
    }
}

fn read(
    files: &SecretFiles,
    path: &Path,
    words: &NeededFile,
    is_usual: bool,
) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
    match files.read_as(path, words) {
        Err(error) if is_usual && error.code() == "file_not_found" => Ok(None),
        read => read.map(Some),
    }
}

/// Identities one a line, where sops lets several stand on one.
fn lines(text: &[u8]) -> Secret {
    let mut text = Zeroizing::new(text.to_vec());
    let mut is_comment = false;
    let mut is_first = true;
    for byte in text.iter_mut() {
        is_comment = *byte != b'\n' && (is_comment || (is_first && *byte == b'#'));
        is_first = *byte == b'\n';
        if *byte == b' ' && !is_comment {
            *byte = b'\n';
        }
    }
    Secret::from(text.as_slice())
}

impl KeyProvider for SopsIdentities {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        if request.identity_file().is_some() || request.secret().is_some() {
            return AgeIdentities::running_as(self.running.clone()).unwrap_key(request);
        }
        let stanzas = stanzas(request.keys());
        if stanzas.is_empty() {
            return Ok(None);
        }
        let is_for_ssh = stanzas.iter().any(|stanza| stanza.tag.starts_with("ssh-"));
        let (mut failed, mut failed_usual) = (None, None);
        for place in self.places.iter().filter(|place| is_for_ssh || !place.is_ssh) {
            match self.open(place, request, &stanzas) {
                Ok(Some(key)) => return Ok(Some(key)),
                Ok(None) => {}
                Err(error) if place.is_usual => failed_usual = failed_usual.or(Some(error)),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.or(failed_usual).map_or(Ok(None), Err)
    }
}

/// Shows how many places there are, and none of them.
impl fmt::Debug for SopsIdentities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SopsIdentities")
            .field("places", &self.places.len())
            .field("has_passphrase", &self.passphrase.is_some())
            .finish_non_exhaustive()
    }
}
