//! The data plane of Key Vault: secrets are set and read.

use std::time::Duration;

use serde_json::{Value, json};

use super::keys;
use super::known::{OTHER_TENANT, TENANT};
use super::message::{Reply, Request, error};
use super::state::{Secret, State, lock, now};

/// What a vault wants a token for, and of which tenant; some are not what they should be.
fn challenge(host: &str) -> (Option<String>, String, &'static str) {
    let (name, domain) = host.split_once('.').unwrap_or((host, ""));
    let tenant = if name == "elsewhere" { OTHER_TENANT } else { TENANT };
    let login = match domain {
        "vault.azure.cn" => "login.chinacloudapi.cn",
        "vault.usgovcloudapi.net" => "login.microsoftonline.us",
        _ => "login.microsoftonline.com",
    };
    let resource = match name {
        "hostile" => "https://management.azure.com".to_owned(),
        _ => format!("https://{domain}"),
    };
    let header = format!(
        "WWW-Authenticate: Bearer authorization=\"https://{login}/{tenant}\", resource=\"{resource}\"\r\n"
    );
    ((name != "mute").then_some(header), resource, tenant)
}

pub(super) fn answer(state: &State, request: &Request) -> Reply {
    let (header, resource, tenant) = challenge(&request.host);
    let token = request.header("Authorization").and_then(|value| value.strip_prefix("Bearer "));
    let of_token = token.and_then(|token| state.tenant_of(token, &resource));
    let refused =
        |message| Reply { header: header.clone(), ..error(401, "Unauthorized", message, None) };
    match of_token {
        None => return refused("AKV10000: Request is missing a Bearer or PoP token."),
        Some(known) if known != tenant => return refused("AKV10032: Invalid issuer."),
        Some(_) => {}
    }
    if request.asked("api-version").is_none() {
        return error(400, "BadParameter", "api-version must be specified", None);
    }
    let inner = match request.host.split('.').next() {
        Some("locked") => Some("ForbiddenByRbac"),
        Some("policies") => Some("AccessDenied"),
        Some("walled") => Some("ForbiddenByFirewall"),
        _ => None,
    };
    if inner.is_some() {
        return error(
            403,
            "Forbidden",
            "Caller is not authorized to perform action on resource.",
            inner,
        );
    }
    if request.path.starts_with("/keys/") {
        return keys::answer(state, request);
    }
    let mut parts = request.path.trim_start_matches('/').split('/');
    let (Some("secrets"), Some(name)) = (parts.next(), parts.next()) else {
        return error(404, "NotFound", "no such resource", None);
    };
    if request.method == "PUT" {
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let version = set(state, &request.host, name, body);
        let secrets = lock(&state.secrets);
        let made = secrets.iter().find(|secret| secret.version == version);
        return Reply::new(200, made.map(|secret| secret.bundle.clone()).unwrap_or_default());
    }
    // Long enough for others to come meanwhile.
    state.enter();
    std::thread::sleep(Duration::from_millis(5));
    let version = parts.next().filter(|part| !part.is_empty());
    let reply = get(state, &request.host, name, version);
    state.leave();
    reply
}

/// Keeps it as the newest version.
pub(super) fn set(state: &State, host: &str, name: &str, mut bundle: Value) -> String {
    let mut secrets = lock(&state.secrets);
    let version = format!("{:032x}", 0x5eed_0000_0000_u64 + secrets.len() as u64);
    bundle["id"] = json!(format!("https://{host}/secrets/{name}/{version}"));
    let mut attributes = json!({
        "enabled": true, "created": now(), "updated": now(), "recoveryLevel": "Recoverable+Purgeable",
        "recoverableDays": 90
    });
    if let Some(given) = bundle["attributes"].as_object() {
        for (name, value) in given {
            attributes[name] = value.clone();
        }
    }
    bundle["attributes"] = attributes;
    let (host, name) = (host.to_owned(), name.to_ascii_lowercase());
    secrets.push(Secret { host, name, version: version.clone(), bundle });
    version
}

fn get(state: &State, host: &str, name: &str, version: Option<&str>) -> Reply {
    let secrets = lock(&state.secrets);
    let is_it = |secret: &&Secret| {
        secret.host == host
            && secret.name == name.to_ascii_lowercase()
            && version.is_none_or(|version| secret.version == version)
    };
    let Some(secret) = secrets.iter().rev().find(is_it) else {
        let message = format!("A secret with (name/id) {name} was not found in this key vault.");
        return error(404, "SecretNotFound", &message, None);
    };
    if secret.bundle["attributes"]["enabled"] == json!(false) {
        let message = "Operation get is not allowed on a disabled secret.";
        return error(403, "Forbidden", message, Some("SecretDisabled"));
    }
    Reply::new(200, secret.bundle.clone())
}
