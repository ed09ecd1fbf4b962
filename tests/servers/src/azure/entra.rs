//! Entra ID: tokens of applications, and where its clients find them.

use serde_json::json;

use super::known::{CLIENT_ID, CLIENT_SECRET, FEDERATED, OTHER_TENANT, TENANT};
use super::message::{Reply, Request, of};
use super::state::{State, lock, now};

fn error(status: u16, code: &str, number: u32, message: &str) -> Reply {
    let description = format!("AADSTS{number}: {message} Trace ID: x");
    let body = json!({"error": code, "error_description": description, "error_codes": [number]});
    Reply::new(status, body)
}

pub(super) fn answer(state: &State, request: &Request) -> Reply {
    let mut parts = request.path.trim_start_matches('/').splitn(2, '/');
    let (tenant, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let base = format!("https://{}/{tenant}", request.host);
    match rest {
        "discovery/instance" => Reply::new(
            200,
            json!({
                "tenant_discovery_endpoint": format!("{base}/v2.0/.well-known/openid-configuration"),
                "metadata": [{"preferred_network": request.host, "preferred_cache": request.host, "aliases": [request.host]}],
            }),
        ),
        "v2.0/.well-known/openid-configuration" => Reply::new(
            200,
            json!({
                "token_endpoint": format!("{base}/oauth2/v2.0/token"),
                "authorization_endpoint": format!("{base}/oauth2/v2.0/authorize"),
                "issuer": format!("{base}/v2.0"),
            }),
        ),
        "oauth2/v2.0/token" if request.method == "POST" => token(state, request, tenant, &base),
        _ => Reply::new(404, json!({})),
    }
}

fn token(state: &State, request: &Request, tenant: &str, base: &str) -> Reply {
    let form = request.form();
    let field = |name| of(&form, name);
    if ![TENANT, OTHER_TENANT].contains(&tenant) {
        return error(400, "invalid_request", 90002, "Tenant not found.");
    }
    if field("grant_type") != Some("client_credentials") {
        return error(400, "unsupported_grant_type", 70003, "The grant is not supported.");
    }
    if field("client_id") != Some(CLIENT_ID) {
        return error(400, "unauthorized_client", 700_016, "Application not found.");
    }
    // Some ask for who they are too.
    let mut scopes = field("scope").unwrap_or_default().split(' ');
    let Some(resource) = scopes.find_map(|scope| scope.strip_suffix("/.default")) else {
        return error(400, "invalid_scope", 1_002_012, "The scope is not valid.");
    };
    let is_signed = field("client_assertion_type")
        == Some("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    match (field("client_secret"), field("client_assertion").filter(|_| is_signed)) {
        (Some("expired"), _) => {
            return error(401, "invalid_client", 7_000_222, "The client secret keys are expired.");
        }
        (Some(secret), _) if secret != CLIENT_SECRET => {
            return error(401, "invalid_client", 7_000_215, "Invalid client secret provided.");
        }
        (None, Some(text)) if text.matches('.').count() == 2 => {
            let audience = format!("{base}/oauth2/v2.0/token");
            let all = lock(&state.certificates);
            if !all.iter().any(|known| known.has_signed(text, &audience, CLIENT_ID, now())) {
                return error(401, "invalid_client", 700_027, "The certificate is not registered.");
            }
        }
        (None, Some(text)) if text != FEDERATED => {
            return error(401, "invalid_client", 700_213, "No matching federated identity record.");
        }
        (Some(_), _) | (None, Some(_)) => {}
        (None, None) => return error(401, "invalid_client", 7_000_218, "There is no assertion."),
    }
    let (token, seconds) = state.issue(resource, tenant);
    let body = json!({
        "token_type": "Bearer", "expires_in": seconds, "ext_expires_in": seconds, "access_token": token
    });
    Reply::new(200, body)
}
