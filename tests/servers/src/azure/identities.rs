//! Managed identities: of a virtual machine, App Service, Azure Arc and Cloud Shell.

use std::fs;

use serde_json::{Value, json};

use super::known::{IDENTITY, IDENTITY_HEADER, TENANT};
use super::message::{Reply, Request, of};
use super::state::{State, lock, now};

fn granted(state: &State, resource: &str) -> Value {
    let (token, seconds) = state.issue(resource, TENANT);
    json!({
        "access_token": token, "client_id": IDENTITY, "expires_in": seconds.to_string(),
        "expires_on": (now() + seconds).to_string(), "resource": resource, "token_type": "Bearer"
    })
}

fn refused(status: u16, message: &str) -> Reply {
    Reply::new(status, json!({"error": "invalid_request", "error_description": message}))
}

pub(super) fn answer(state: &State, request: &Request) -> Reply {
    let is_asked = request.header("Metadata") == Some("true");
    let (version, resource) = (request.asked("api-version"), request.asked("resource"));
    if request.asked("client_id").is_some_and(|id| id != IDENTITY) {
        return refused(400, "Identity not found");
    }
    match (request.path.as_str(), version, resource) {
        ("/metadata/identity/oauth2/token", Some("2018-02-01"), Some(resource)) if is_asked => {
            Reply::new(200, granted(state, resource))
        }
        // A machine without an identity.
        ("/none/metadata/identity/oauth2/token", ..) => refused(400, "Identity not found"),
        ("/msi/token", Some("2019-08-01"), Some(resource)) => {
            if request.header("X-IDENTITY-HEADER") != Some(IDENTITY_HEADER) {
                return refused(401, "wrong header");
            }
            let mut body = granted(state, resource);
            body.as_object_mut().unwrap().remove("expires_in");
            Reply::new(200, body)
        }
        ("/arc/token", Some("2020-06-01"), Some(resource)) if is_asked => {
            let path = lock(&state.arc_key).clone();
            let expected = fs::read_to_string(&path).map(|key| format!("Basic {key}"));
            if expected.is_ok_and(|key| request.header("Authorization") == Some(&key)) {
                return Reply::new(200, granted(state, resource));
            }
            let header = Some(format!("WWW-Authenticate: Basic realm={path}\r\n"));
            Reply { header, ..refused(401, "Unauthorized") }
        }
        ("/shell/token", ..) if is_asked && request.method == "POST" => {
            match of(&request.form(), "resource") {
                Some(resource) => Reply::new(200, granted(state, resource)),
                None => refused(400, "no resource"),
            }
        }
        _ => refused(400, "not understood"),
    }
}
