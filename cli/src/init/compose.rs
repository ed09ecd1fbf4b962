//! `--from docker-compose.yml`: secrets that are mounted, and variables that services get.

use std::path::Path;

use provider_credentials_manifest::known;

use super::dotenv::is_name;
use super::found::{Finding, Import, Looks, Place};
use super::text::read;
use crate::end::Failure;
use crate::plain::plain;
use crate::yaml::{self, Yaml};

/// Where Compose mounts a secret unless a service says otherwise.
const MOUNT: &str = "/run/secrets/";

pub(super) fn import(path: &Path) -> Result<Import, Failure> {
    let shown = plain(&path.display().to_string());
    let text = read(path)?;
    let root = yaml::read(&text).map_err(|line| Failure(format!("{shown}:{line} is no YAML")))?;
    let services = root.get("services").map(Yaml::entries).unwrap_or_default();
    let secrets = root.get("secrets").map(Yaml::entries).unwrap_or_default();
    if services.is_empty() && secrets.is_empty() {
        return Err(Failure(format!(
            "{shown} has no `services` and no `secrets`, as files of Compose have"
        )));
    }
    let mut import = Import::default();
    let mut read_through = Vec::new();
    for (_, service, _) in services {
        for (name, value, line) in variables(service.get("environment")) {
            variable(&name, value, &format!("{shown}:{line}"), &mut read_through, &mut import);
        }
        if service.get("env_file").is_some() {
            import.told.push(format!(
                "{shown}: `env_file` is not followed; give those files as `--from` too"
            ));
        }
    }
    import.told.dedup();
    for (name, secret, line) in secrets {
        mounted(name, secret, &format!("{shown}:{line}"), services, &read_through, &mut import);
    }
    Ok(import)
}

/// Of a mapping and of a list of `NAME=value`, which have no lines of their own.
fn variables(environment: Option<&Yaml>) -> Vec<(String, &str, String)> {
    let mut found = Vec::new();
    for (name, value, line) in environment.map(Yaml::entries).unwrap_or_default() {
        found.push((name.clone(), value.text().unwrap_or_default(), line.to_string()));
    }
    for item in environment.map(Yaml::items).unwrap_or_default() {
        let (name, value) = item
            .text()
            .unwrap_or_default()
            .split_once('=')
            .unwrap_or((item.text().unwrap_or_default(), ""));
        found.push((name.to_owned(), value, "`environment`".to_owned()));
    }
    found
}

fn variable(
    name: &str,
    value: &str,
    origin: &str,
    read_through: &mut Vec<String>,
    import: &mut Import,
) {
    if !is_name(name) {
        import.told.push(format!("{origin}: a name that no variable can have is skipped"));
        return;
    }
    if name.ends_with("_FILE") && value.starts_with('/') {
        read_through.push(value.to_owned());
    }
    let is_written = !value.is_empty() && !value.contains('$');
    let looks = if is_written && known::is_secret(value) { Looks::Secret } else { Looks::AsNamed };
    let is_secret = looks == Looks::Secret || super::names::is_secret(name);
    if is_secret && is_written && !name.ends_with("_FILE") {
        import.told.push(format!(
            "{origin}: the value of `{name}` is written there; use `secrets:`, or `${{{name}}}`"
        ));
    }
    import.findings.push(Finding {
        place: Place::Env(name.to_owned()),
        origin: origin.to_owned(),
        required: None,
        description: None,
        looks,
    });
}

fn mounted(
    name: &str,
    secret: &Yaml,
    origin: &str,
    services: &[(String, Yaml, usize)],
    read_through: &[String],
    import: &mut Import,
) {
    if known::is_secret(name) {
        import.told.push(format!("{origin}: a secret whose name cannot be shown is skipped"));
        return;
    }
    let from =
        ["file", "environment", "external"].into_iter().find(|key| secret.get(key).is_some());
    let mut paths: Vec<String> = Vec::new();
    for (_, service, _) in services {
        for used in service.get("secrets").map(Yaml::items).unwrap_or_default() {
            let target = match used.text() {
                Some(short) if short == name => Some(name),
                Some(_) => None,
                None => {
                    let is_it = used.get("source").and_then(Yaml::text) == Some(name);
                    is_it.then(|| used.get("target").and_then(Yaml::text).unwrap_or(name))
                }
            };
            let path = target.map(|target| {
                if target.starts_with('/') { target.to_owned() } else { format!("{MOUNT}{target}") }
            });
            paths.extend(path.filter(|path| !paths.contains(path)));
        }
    }
    if paths.is_empty() {
        import.told.push(format!(
            "{origin}: no service uses the secret `{}`; it is taken as mounted in `{MOUNT}`",
            plain(name)
        ));
        paths.push(format!("{MOUNT}{name}"));
    }
    // `X_FILE` leads to it: the variable `X` stands for both.
    paths.retain(|path| !read_through.contains(path));
    for path in paths {
        import.findings.push(Finding {
            place: Place::File(path),
            origin: from.map_or(origin.to_owned(), |from| format!("{origin}, `{from}`")),
            required: None,
            description: None,
            looks: Looks::Secret,
        });
    }
}
