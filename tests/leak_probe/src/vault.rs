//! A program whose secrets are in a Vault or `OpenBao` server, where it logs in by `AppRole`.

use provider_credentials::{AuthValue, Loader, VaultAuth, VaultBuilder, credentials};

use crate::held::Held;
use crate::masked::unmasked;

credentials!("manifests/vault.yaml", struct Stored);

/// Of the address of the server, the file with its authority if it has TLS, the role ID and the secret ID.
pub(crate) fn load(masked: &[String]) -> Held {
    let text = |at: usize| unmasked(masked.get(at).unwrap());
    let by = |id: &str| AuthValue::credential(id);
    let auth = VaultAuth::app_role(by("vault_role_id"), by("vault_secret_id"));
    let mut builder = VaultBuilder::new().address(text(0)).auth(auth).revoke_on_drop();
    if !text(1).is_empty() {
        builder = builder.ca_certificate_file(text(1));
    }
    let vault = builder.build().unwrap();
    let variables = [("LEAK_PROBE_ROLE_ID", text(2)), ("LEAK_PROBE_SECRET_ID", text(3))];
    let loader = Loader::new().with_environment(variables).with_source("vault", vault.clone());
    Held::of::<Stored>(&loader).with_source(vault)
}
