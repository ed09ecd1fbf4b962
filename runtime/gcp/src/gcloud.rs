//! Where the command line of Google Cloud keeps its files, and which project it is set to.

use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::ground::Ground;
use crate::name::is_project;

/// What `gcloud auth application-default login` writes.
const CREDENTIALS: &str = "application_default_credentials.json";

/// `~/.config/gcloud`, and on Windows `%APPDATA%\gcloud`.
fn directory(ground: &Ground) -> Option<PathBuf> {
    let variable = |name| ground.environment.get(name).map(PathBuf::from);
    if let Some(directory) = variable("CLOUDSDK_CONFIG") {
        return Some(directory);
    }
    if cfg!(windows) {
        return Some(variable("APPDATA")?.join("gcloud"));
    }
    Some(variable("HOME")?.join(".config").join("gcloud"))
}

/// The file of the login, whether it is there or not.
pub(crate) fn credentials(ground: &Ground) -> Option<PathBuf> {
    Some(directory(ground)?.join(CREDENTIALS))
}

/// The project of the configuration that is active (`gcloud config set project`).
pub(crate) fn project(ground: &Ground) -> Option<String> {
    if let Some(project) = ground.environment.get("CLOUDSDK_CORE_PROJECT") {
        return Some(project.to_owned());
    }
    let directory = directory(ground)?;
    let read = |path: PathBuf| {
        let bytes = ground.files.read_public(&path).ok()?;
        core::str::from_utf8(&bytes).ok().map(|text| Zeroizing::new(text.to_owned()))
    };
    let active = match ground.environment.get("CLOUDSDK_ACTIVE_CONFIG_NAME") {
        Some(name) => name.to_owned(),
        None => read(directory.join("active_config"))
            .map_or_else(|| "default".to_owned(), |name| name.trim().to_owned()),
    };
    // It is a name, and no way to another directory.
    if !active.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return None;
    }
    let text = read(directory.join("configurations").join(format!("config_{active}")))?;
    of_core(&text).filter(|project| is_project(project)).map(str::to_owned)
}

/// `project` in the section `[core]`.
fn of_core(text: &str) -> Option<&str> {
    let mut is_core = false;
    let mut found = None;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            is_core = line == "[core]";
        } else if let Some((name, value)) = line.split_once('=').filter(|_| is_core) {
            if name.trim() == "project" {
                found = Some(value.trim());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_of_a_configuration() {
        let text = "[compute]\nproject = other\n# project = none\n[core]\naccount = a@b\nproject = agents \n[x]\nproject = no\n";
        assert_eq!(of_core(text), Some("agents"));
        assert_eq!(of_core("project = a\n[core]\n"), None);
    }
}
