//! Another server that others wrote: the provider of `OpenBao`, in its development mode.

use provider_credentials_core::ExposeSecret;
use provider_credentials_test_servers::{Bao, Mode};

use crate::support::{assert_silent, client, not_run};

const PROVIDER: &str = "v1/identity/oidc/provider/test";

#[test]
fn its_clients_get_tokens() {
    let Some(bao) = Bao::for_test("openbao", env!("CARGO_TARGET_TMPDIR"), Mode::Plain) else {
        return;
    };
    let write = |words: &[&str]| bao.run(&[&["write"], words].concat());
    write(&["identity/oidc/key/test", "allowed_client_ids=*"]);
    let made = ["identity/oidc/client/app", "key=test", "client_credentials=true"];
    if bao.try_run(&[&["write"][..], &made].concat()).is_err() {
        return not_run("openbao", "this version has no such clients");
    }
    write(&["identity/oidc/provider/test", "allowed_client_ids=*"]);
    let app = bao.run(&["read", "identity/oidc/client/app"]);
    let data = |name: &str| app["data"][name].as_str().unwrap().to_owned();
    let (id, secret) = (data("client_id"), data("client_secret"));
    let issuer = format!("{}/{PROVIDER}", bao.address());
    let url = format!("{issuer}/token");
    for way in ["client_secret_basic", "client_secret_post"] {
        for server in [("issuer", issuer.as_str()), ("token_url", url.as_str())] {
            let api = client(&[
                ("client_secret", &secret),
                ("client_id", &id),
                server,
                ("scopes", "openid"),
                ("client_authentication", way),
            ]);
            let token = api.token().unwrap_or_else(|error| panic!("{way}: {error}"));
            assert!(token.expose_secret().len() > 8 && token.expires_at().is_some());
            let shown = format!("{api:?} {token:?} {:?}", api.metadata());
            assert!(!shown.contains(&secret) && !shown.contains(token.expose_secret()));
        }
    }
    let parts = [("client_secret", "s3ntinel-of-another"), ("client_id", id.as_str())];
    let error = client(&[parts[0], parts[1], ("token_url", &url)]).token().unwrap_err();
    assert_eq!(error.code(), "oauth2_invalid_client");
    assert_silent(&(&error, error.to_string()));
}
