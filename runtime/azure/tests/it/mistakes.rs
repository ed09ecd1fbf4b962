//! What people get wrong, and what they are told: each is mended from the message alone.

use provider_credentials_test_servers::{Azure, Fault, Front, Proxy};

use crate::support::{Variables, application, load, secret, set};

/// A change of the environment, the code that it leads to, and a piece of the fix.
type Mistake = (&'static [(&'static str, &'static str)], &'static str, &'static str);

/// An empty value takes the variable away.
const OF_SETTINGS: [Mistake; 20] = [
    (&[("AZURE_TENANT_ID", "")], "azure_credentials_incomplete", "set both"),
    (&[("AZURE_TENANT_ID", "not a tenant")], "azure_tenant_unknown", "directory (tenant) ID"),
    (
        &[("AZURE_TENANT_ID", "gone.onmicrosoft.com")],
        "azure_tenant_unknown",
        "`AZURE_AUTHORITY_HOST` to the server of its cloud",
    ),
    (&[("AZURE_TENANT_ID", Azure::OTHER_TENANT)], "azure_other_tenant", "properties.tenantId"),
    (
        &[("AZURE_CLIENT_ID", "99999999-aaaa-bbbb-cccc-222222222222")],
        "azure_client_unknown",
        "not to an object ID",
    ),
    (&[("AZURE_CLIENT_SECRET", "of-nobody")], "azure_client_secret", "not to the ID of the secret"),
    (&[("AZURE_CLIENT_SECRET", "expired")], "azure_client_secret", "az ad app credential reset"),
    (&[("AZURE_CLIENT_SECRET", "")], "azure_no_credentials", "set one of the three"),
    (&[("AZURE_CLIENT_SECRET", ""), ("AZURE_CLIENT_ID", "")], "azure_no_credentials", "az login"),
    (
        &[("AZURE_CLIENT_SECRET", ""), ("AZURE_USERNAME", "ada"), ("AZURE_PASSWORD", "x")],
        "azure_identity_unsupported",
        "az login",
    ),
    (
        &[("AZURE_CLIENT_SECRET", ""), ("MSI_ENDPOINT", "http://127.0.0.1:1")],
        "azure_identity_missing",
        "unset `AZURE_CLIENT_ID`",
    ),
    (
        &[("AZURE_CLIENT_SECRET", ""), ("AZURE_CLIENT_CERTIFICATE_PATH", "/nowhere/client.pem")],
        "azure_certificate",
        "in PEM",
    ),
    (
        &[("AZURE_CLIENT_SECRET", ""), ("AZURE_FEDERATED_TOKEN_FILE", "/nowhere/token")],
        "azure_federated_token_file",
        "azure.workload.identity/use",
    ),
    (&[("AZURE_TOKEN_CREDENTIALS", "ManagedIdentity")], "azure_token_credentials", "`prod`, `dev`"),
    (
        &[("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential")],
        "azure_no_credentials",
        "unset `AZURE_TOKEN_CREDENTIALS`",
    ),
    (
        &[("AZURE_TOKEN_CREDENTIALS", "AzureCliCredential"), ("PATH", "")],
        "azure_no_credentials",
        "install the Azure CLI and run `az login`",
    ),
    (
        &[("AZURE_TOKEN_CREDENTIALS", "AzureDeveloperCliCredential"), ("PATH", "")],
        "azure_no_credentials",
        "azd auth login",
    ),
    (&[("AZURE_AUTHORITY_HOST", "http://login.example")], "azure_authority_host", "unset it"),
    (&[("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")], "azure_ca_bundle", "`REQUESTS_CA_BUNDLE`"),
    (&[("HTTPS_PROXY", "socks5://127.0.0.1:1")], "azure_proxy", "`NO_PROXY`"),
];

type Params = &'static [(&'static str, &'static str)];

const APP: Params = &[("vault", "agent"), ("secret", "app")];

/// Of what is asked for: its name, a key, and the rest as above.
const OF_NAMES: [(Params, &[&str], &str, &str); 9] = [
    (
        &[("vault", "agent"), ("secret", "gone")],
        &[],
        "azure_not_found",
        "az keyvault secret recover",
    ),
    (APP, &["kee"], "key_not_found", "kee"),
    (
        &[("vault", "agent"), ("secret", "a_p")],
        &[],
        "azure_secret_invalid",
        "letters, digits and hyphens",
    ),
    (
        &[("vault", "a_g"), ("secret", "app")],
        &[],
        "azure_vault_invalid",
        "`https://NAME.vault.azure.net`",
    ),
    (
        &[("vault", "agent"), ("secret", "app"), ("version", "7")],
        &[],
        "azure_secret_invalid",
        "32 hexadecimal digits",
    ),
    (
        &[("vault", "agent"), ("secret", "app"), ("version", "00000000000000000000000000000007")],
        &[],
        "azure_version_not_found",
        "list-versions",
    ),
    (
        &[("vault", "locked"), ("secret", "app")],
        &[],
        "azure_access_denied",
        "`Key Vault Secrets User`",
    ),
    (
        &[("vault", "policies"), ("secret", "app")],
        &[],
        "azure_access_denied",
        "az keyvault set-policy",
    ),
    (&[("vault", "walled"), ("secret", "app")], &[], "azure_firewall", "private endpoint"),
];

/// The code and the whole message, which names no secret.
fn told(
    variables: &Variables,
    params: Params,
    key: &'static [&'static str],
) -> (&'static str, String) {
    let found = secret(&load(variables), params, key);
    let error = found.secret().unwrap_err();
    let message = error.to_string();
    assert!(!message.contains(Azure::CLIENT_SECRET), "{message}");
    (error.code(), message)
}

fn prepared() -> (Azure, Variables) {
    let azure = Azure::start();
    let _ = azure.set("agent.vault.azure.net", "app", "{\"key\": \"of-the-app\"}");
    let mut variables = application(azure.environment());
    set(&mut variables, "AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1");
    (azure, variables)
}

/// Nothing listens there: without a network, these are all that can be said.
#[test]
fn settings_are_checked_before_the_network() {
    const NO_PROXY: (&str, &str) = ("HTTPS_PROXY", "http://127.0.0.1:1");
    let mistakes: [(&[(&str, &str)], &str); 7] = [
        (&[("AZURE_TOKEN_CREDENTIALS", "cli")], "azure_token_credentials"),
        (&[("AZURE_TOKEN_CREDENTIALS", "AzurePowerShellCredential")], "azure_token_credentials"),
        (&[("AZURE_AUTHORITY_HOST", "http://login.example")], "azure_authority_host"),
        (&[("AZURE_CLIENT_SECRET", "x")], "azure_credentials_incomplete"),
        (
            &[("AZURE_CLIENT_CERTIFICATE_PATH", "/client.pem"), ("AZURE_CLIENT_ID", "a")],
            "azure_credentials_incomplete",
        ),
        (&[("AZURE_FEDERATED_TOKEN_FILE", "/token")], "azure_federation_incomplete"),
        (
            &[("AZURE_USERNAME", "ada"), ("AZURE_PASSWORD", "x"), ("AZURE_CLIENT_ID", "a")],
            "azure_identity_unsupported",
        ),
    ];
    for (changes, expected) in mistakes {
        let mut variables = Variables::new();
        for (name, value) in changes.iter().chain(&[NO_PROXY]) {
            set(&mut variables, name, *value);
        }
        assert_eq!(told(&variables, APP, &[]).0, expected, "{changes:?}");
    }
    // One that is not selected is nobody's mistake.
    let mut variables = Variables::new();
    for (name, value) in
        [NO_PROXY, ("AZURE_CLIENT_SECRET", "x"), ("AZURE_TOKEN_CREDENTIALS", "dev")]
    {
        set(&mut variables, name, value);
    }
    assert_eq!(told(&variables, APP, &[]).0, "azure_unreachable");
}

#[test]
fn each_setting_has_its_own_word() {
    let (_azure, good) = prepared();
    let mut each = Vec::new();
    for (changes, code, fix) in OF_SETTINGS {
        let mut variables = good.clone();
        for (name, value) in changes {
            set(&mut variables, name, *value);
        }
        let (found, message) = told(&variables, APP, &[]);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(fix), "{message}");
        each.push(message);
    }
    // What one is told differs from what every other one is told.
    each.sort();
    each.dedup();
    assert_eq!(each.len(), OF_SETTINGS.len(), "{each:#?}");
}

#[test]
fn each_name_has_its_own_word() {
    let (_azure, good) = prepared();
    for (params, key, code, fix) in OF_NAMES {
        let (found, message) = told(&good, params, key);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(fix), "{message}");
    }
}

#[test]
fn who_is_no_vault_is_told_where_to_look() {
    let (azure, good) = prepared();
    let mut unknown = good.clone();
    // Without the proxy, the name is asked of the network, which knows none that ends so.
    set(&mut unknown, "NO_PROXY", "*");
    let (found, message) =
        told(&unknown, &[("vault", "no-such-vault-here-xyz"), ("secret", "app")], &[]);
    assert!(["azure_unreachable", "azure_timed_out"].contains(&found), "{message}");
    for (status, fix) in [
        ("502 Bad Gateway", "check `azure_vault`"),
        ("407 Proxy Authentication Required", "`http://USER:PASSWORD@proxy.example:3128`"),
        ("403 Forbidden", "`NO_PROXY`"),
    ] {
        let refusal = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        let proxy = Proxy::start("127.0.0.1:1", move |_, _| Fault::Answer(refusal.clone()));
        let mut variables = good.clone();
        set(&mut variables, "HTTPS_PROXY", proxy.address());
        let (found, message) = told(&variables, APP, &[]);
        assert_eq!(found, "azure_proxy", "{message}");
        assert!(message.contains(fix), "{message}");
    }
    let plain = Front::start(&["other.example"], "127.0.0.1:1", |_, _| Fault::None);
    let (found, message) = told(&application(azure.environment_through(&plain)), APP, &[]);
    assert_eq!(found, "azure_tls", "{message}");
    assert!(message.contains("privatelink.vaultcore.azure.net"), "{message}");
}
