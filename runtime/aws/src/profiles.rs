//! The files of AWS' command line and what they say of profiles.

use std::path::PathBuf;

use provider_credentials_core::{SecretFiles, SourceError};

use crate::environment::Environment;
use crate::failures::{CONFIG_MALFORMED, CONFIG_UNREADABLE, FILE_INSECURE};
use crate::ini::Ini;

pub(crate) struct Profiles {
    config: Ini,
    credentials: Ini,
}

impl Profiles {
    /// Without the file of credentials.
    fn config(environment: &Environment, files: &SecretFiles) -> Result<Self, SourceError> {
        let path = path(environment, "AWS_CONFIG_FILE", "config");
        let config = read(path.as_ref(), |path| files.read_public(path))?;
        Ok(Self { config, credentials: Ini::default() })
    }

    /// With it. Whoever may read or change it could sign as the one who has it, and so with keys in the other one.
    pub(crate) fn whole(
        environment: &Environment,
        files: &SecretFiles,
    ) -> Result<Self, SourceError> {
        let mut all = Self::config(environment, files)?;
        if all.config.has_key("aws_secret_access_key") {
            let path = path(environment, "AWS_CONFIG_FILE", "config");
            all.config = read(path.as_ref(), |path| files.read(path))?;
        }
        let path = path(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
        all.credentials = read(path.as_ref(), |path| files.read(path))?;
        Ok(all)
    }

    /// What both files say without keys, as far as they can be read: what is wrong with that of credentials is told
    /// to those who look for some there.
    pub(crate) fn settings(
        environment: &Environment,
        files: &SecretFiles,
    ) -> Result<Self, SourceError> {
        let mut all =
            Self::whole(environment, files).or_else(|_| Self::config(environment, files))?;
        for file in [&mut all.config, &mut all.credentials] {
            file.remove(&["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]);
        }
        Ok(all)
    }

    pub(crate) fn has(&self, profile: &str) -> bool {
        self.credentials.has(profile)
            || self.config.has(&section(profile))
            || (profile == "default" && self.config.has(profile))
    }

    /// A value of a profile: that of the file of credentials, else that of the other one.
    pub(crate) fn get(&self, profile: &str, key: &str) -> Option<&str> {
        let of_default = || match profile {
            "default" => self.config.get(profile, key),
            _ => None,
        };
        self.credentials
            .get(profile, key)
            .or_else(|| self.config.get(&section(profile), key))
            .or_else(of_default)
    }

    /// A value of a section `[sso-session NAME]`.
    pub(crate) fn of_sso_session(&self, name: &str, key: &str) -> Option<&str> {
        self.config.get(&format!("sso-session {name}"), key)
    }

    /// The endpoint of a service in the section `[services NAME]`.
    pub(crate) fn endpoint(&self, services: &str, service: &str) -> Option<&str> {
        self.config.below(&format!("services {services}"), service, "endpoint_url")
    }
}

fn section(profile: &str) -> String {
    format!("profile {profile}")
}

/// Where people keep it, unless a variable says otherwise.
fn path(environment: &Environment, variable: &str, name: &str) -> Option<PathBuf> {
    let home = || environment.get("HOME").or_else(|| environment.get("USERPROFILE"));
    match environment.get(variable) {
        Some(path) => Some(match (path.strip_prefix("~/"), home()) {
            (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
            _ => PathBuf::from(path),
        }),
        None => home().map(|home| PathBuf::from(home).join(".aws").join(name)),
    }
}

type Content = Result<zeroize::Zeroizing<Vec<u8>>, SourceError>;

/// Empty if there is none.
fn read(
    path: Option<&PathBuf>,
    content: impl Fn(&std::path::Path) -> Content,
) -> Result<Ini, SourceError> {
    let Some(path) = path else { return Ok(Ini::default()) };
    match content(path) {
        Ok(bytes) => {
            let text = core::str::from_utf8(&bytes).map_err(|_| CONFIG_MALFORMED)?;
            Ini::parse(text).map_err(|_| CONFIG_MALFORMED)
        }
        Err(error) => match error.code() {
            "file_not_found" | "file_empty" => Ok(Ini::default()),
            "file_insecure_permissions" => Err(FILE_INSECURE),
            "file_insecure_owner" | "file_insecure_directory" => Err(error),
            _ => Err(CONFIG_UNREADABLE),
        },
    }
}
