//! What is asked of the keys in a vault.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::key::Key;
use super::message::{Reply, Request, error};
use super::state::{State, lock};

pub(super) fn answer(state: &State, request: &Request) -> Reply {
    let parts: Vec<&str> = request.path.trim_start_matches('/').split('/').skip(1).collect();
    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let (host, method) = (&request.host, request.method.as_str());
    match (method, &parts[..]) {
        ("POST", [name, "create"]) => create(state, host, name, &body),
        ("PATCH", [name, version]) => {
            let is_enabled = body["attributes"]["enabled"].as_bool().unwrap_or(true);
            with(state, host, name, version, |key| {
                key.is_enabled = is_enabled;
                Reply::new(200, key.bundle())
            })
        }
        ("GET", [name]) => with(state, host, name, "", |key| Reply::new(200, key.bundle())),
        ("GET", [name, version]) => {
            with(state, host, name, version, |key| Reply::new(200, key.bundle()))
        }
        ("POST", [name, version, operation]) => {
            with(state, host, name, version, |key| operate(key, operation, &body))
        }
        _ => error(404, "NotFound", "no such resource", None),
    }
}

fn create(state: &State, host: &str, name: &str, body: &Value) -> Reply {
    if body["kty"] != "RSA" {
        return error(400, "BadParameter", "Property kty has invalid value", None);
    }
    let mut keys = lock(&state.keys);
    let version = format!("{:032x}", 0x4e75_0000_0000_u64 + keys.len() as u64);
    let made = Key::new(host, name, version);
    let bundle = made.bundle();
    keys.push(made);
    Reply::new(200, bundle)
}

fn with(
    state: &State,
    host: &str,
    name: &str,
    version: &str,
    work: impl FnOnce(&mut Key) -> Reply,
) -> Reply {
    let mut keys = lock(&state.keys);
    let is_it = |key: &&mut Key| key.is(host, name, version);
    if let Some(key) = keys.iter_mut().rev().find(is_it) {
        return work(key);
    }
    let message = format!("A key with (name/id) {name}/{version} was not found in this key vault.");
    error(404, "KeyNotFound", &message, None)
}

fn operate(key: &Key, operation: &str, body: &Value) -> Reply {
    if !key.is_enabled {
        let message = "Operation is not allowed on a disabled key.";
        return error(403, "Forbidden", message, Some("KeyDisabled"));
    }
    let bytes = body["value"].as_str().and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    let (Some(bytes), Some("RSA-OAEP-256")) = (bytes, body["alg"].as_str()) else {
        return error(400, "BadParameter", "Key operation parameters are not supported.", None);
    };
    match key.work(operation, &bytes) {
        Some(done) => {
            Reply::new(200, json!({"kid": key.id(), "value": URL_SAFE_NO_PAD.encode(done)}))
        }
        None => error(400, "BadParameter", "The parameter is incorrect.", None),
    }
}
