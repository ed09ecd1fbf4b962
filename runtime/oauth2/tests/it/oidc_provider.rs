//! A server that others wrote: `oidc-provider`, a certified one, behind TLS and found by its metadata.
//!
//! It is installed with npm, once, below cargo's target directory.

use std::path::{Path, PathBuf};
use std::process::Command;

use provider_credentials_core::ExposeSecret;

use crate::support::{Directory, Process, SECRET, assert_silent, client, not_run};

const VERSION: &str = "9.13.3";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/oidc_provider.mjs");

/// Where it is installed.
fn installed() -> Option<PathBuf> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("oidc-provider-{VERSION}"));
    if place.join("node_modules/oidc-provider").exists() {
        return Some(place);
    }
    let output = Command::new("npm")
        .args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(&place)
        .arg(format!("oidc-provider@{VERSION}"))
        .output()
        .ok()?;
    output.status.success().then_some(place)
}

#[test]
fn all_ways_of_saying_who_one_is() {
    let Some(keys) = Directory::with_authority() else {
        return not_run("oidc-provider", "there is no openssl");
    };
    let Some(place) = installed() else {
        return not_run("oidc-provider", "npm cannot install it");
    };
    keys.rsa("rsa");
    keys.p256("ec");
    let mut node = Command::new("node");
    node.arg(SCRIPT).arg(place).current_dir(keys.path());
    let Some(mut server) = Process::start(&mut node) else {
        return not_run("oidc-provider", "there is no node");
    };
    let port = server.line();
    if port.is_empty() {
        return not_run("oidc-provider", "this node does not run it");
    }
    let issuer = format!("https://localhost:{port}");
    let (ca, certificate) = (keys.read("ca.pem"), keys.read("client.pem"));
    let (rsa, ec, tls) = (keys.read("rsa.key"), keys.read("ec.key"), keys.read("client.key"));
    let secret = ("client_secret", SECRET);
    let way = |way: &'static str| ("client_authentication", way);
    let certificate = ("certificate", certificate.as_str());
    for (id, parts) in [
        ("by basic", vec![secret]),
        ("post", vec![secret, way("client_secret_post")]),
        ("rs256", vec![("private_key", rsa.as_str()), ("key_id", "1")]),
        ("es256", vec![("private_key", ec.as_str())]),
        ("tls", vec![("private_key", tls.as_str()), certificate]),
        (
            "self",
            vec![("private_key", tls.as_str()), certificate, way("self_signed_tls_client_auth")],
        ),
    ] {
        let mut all = parts;
        all.extend([("client_id", id), ("issuer", &issuer), ("ca_certificate", &ca)]);
        all.push(("scopes", "read write"));
        let api = client(&all);
        let token = api.token().unwrap_or_else(|error| panic!("{id}: {error}"));
        // What the server says that it gave, and to whom.
        assert_eq!(server.line(), format!("{id}|read write|{}", token.expose_secret()));
        assert!(token.expires_at().is_some());
        assert_silent(&(&api, &token));
    }

    // And what it refuses.
    let refused = |more: &[(&'static str, &str)]| {
        let mut all = more.to_vec();
        all.extend([("issuer", issuer.as_str()), ("ca_certificate", &ca)]);
        let error = client(&all).token().unwrap_err();
        assert_silent(&(&error, error.to_string()));
        error.code()
    };
    let wrong = [("client_secret", "s3ntinel-of-another"), ("client_id", "post")];
    assert_eq!(refused(&wrong), "oauth2_invalid_client");
    let scope = [secret, ("client_id", "narrow"), ("scopes", "write")];
    assert_eq!(refused(&scope), "oauth2_invalid_scope");
    let other = [("private_key", rsa.as_str()), ("client_id", "es256")];
    assert_eq!(refused(&other), "oauth2_invalid_client");
}
