//! What is there, by each way to name it: set by Microsoft's own client, and read by it too.

use provider_credentials_core::LoadWarning;
use provider_credentials_test_servers::{Azure, Client};
use serde_json::json;

use crate::support::{application, code, load, secret};

const HOST: &str = "agent.vault.azure.net";

#[test]
fn what_microsofts_client_sets_is_read_by_both() {
    let Some(client) = Client::for_test("Azure Key Vault", env!("CARGO_TARGET_TMPDIR")) else {
        return;
    };
    let azure = Azure::start();
    let variables = application(azure.environment());
    let made = client.python(
        &variables,
        "from datetime import datetime, timezone
vault = SecretClient('https://agent.vault.azure.net', DefaultAzureCredential())
first = vault.set_secret('app', json.dumps({'key': 'of-the-app-1'}))
second = vault.set_secret('app', json.dumps({'key': 'of-the-app-2'}), expires_on=datetime(2099, 1, 1, tzinfo=timezone.utc))
off = vault.set_secret('off', 'of-nobody', enabled=False)
refusals = []
for name, version in (('off', None), ('gone', None), ('app', '0' * 32)):
    try:
        vault.get_secret(name, version)
    except Exception as error:
        refusals.append([type(error).__name__, error.status_code])
read = vault.get_secret('app')
result = [first.properties.version, second.properties.version, read.value, read.properties.version, refusals]",
    );
    let made = made.unwrap();
    let word = |at: usize| -> &'static str { made[at].as_str().unwrap().to_owned().leak() };
    let (first, second) = (word(0), word(1));
    assert_eq!((word(2), word(3)), (r#"{"key": "of-the-app-2"}"#, second));
    let refused = json!([
        ["HttpResponseError", 403],
        ["ResourceNotFoundError", 404],
        ["ResourceNotFoundError", 404]
    ]);
    assert_eq!(made[4], refused);
    let loader = load(&variables);
    for vault in ["agent", "https://agent.vault.azure.net", "https://agent.vault.azure.net/"] {
        let found = secret(&loader, &[("vault", vault), ("secret", "app")], &["key"]);
        assert_eq!(code(&found).unwrap(), "of-the-app-2", "{vault}");
        assert_eq!(found.metadata().version(), Some(second));
        let until = found.metadata().good_until().unwrap();
        let until = until.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        assert_eq!(until, 4_070_908_800);
        assert!(found.metadata().warnings().is_empty());
    }
    let of = |name, version| {
        secret(&loader, &[("vault", "agent"), ("secret", name), ("version", version)], &["key"])
    };
    assert_eq!(code(&of("app", first)).unwrap(), "of-the-app-1");
    assert_eq!(of("app", first).metadata().version(), Some(first));
    assert_eq!(of("app", first).metadata().good_until(), None);
    assert_eq!(
        code(&of("app", "00000000000000000000000000000000")),
        Err("azure_version_not_found")
    );
    let whole = |name| code(&secret(&loader, &[("vault", "agent"), ("secret", name)], &[]));
    assert_eq!(whole("app").unwrap(), r#"{"key": "of-the-app-2"}"#);
    assert_eq!(whole("off"), Err("azure_secret_disabled"));
    assert_eq!(whole("gone"), Err("azure_not_found"));
}

#[test]
fn times_and_contents_of_other_kinds() {
    let azure = Azure::start();
    let loader = load(&application(azure.environment()));
    let set = |name: &str, bundle| azure.set_with(HOST, name, &bundle);
    let _ = set("over", json!({"value": "of-the-past", "attributes": {"exp": 1_500_000_000}}));
    let _ =
        set("early", json!({"value": "of-the-future", "attributes": {"nbf": 4_000_000_000_u64}}));
    let _ = azure.set_pkcs12(HOST, "store", b"of-the-store");
    let _ = set("text", json!({"value": "of-\"the\"-é"}));
    let read = |name| secret(&loader, &[("vault", "agent"), ("secret", name)], &[]);
    for (name, value, warning) in [
        ("over", "of-the-past", Some("azure_secret_expired")),
        ("early", "of-the-future", Some("azure_secret_not_yet_valid")),
        ("store", "of-the-store", None),
        ("text", "of-\"the\"-é", None),
    ] {
        let found = read(name);
        assert_eq!(code(&found).unwrap(), value);
        let codes: Vec<_> = found.metadata().warnings().iter().map(LoadWarning::code).collect();
        assert_eq!(codes, Vec::from_iter(warning), "{name}");
    }
    assert!(read("over").metadata().good_until().is_some());
    let _ = set("empty", json!({"value": ""}));
    assert_eq!(code(&read("empty")), Err("value_empty"));
}

#[test]
fn other_clouds_have_their_own_servers() {
    let azure = Azure::start();
    for (host, authority) in [
        ("agent.vault.azure.cn", "login.chinacloudapi.cn"),
        ("agent.vault.usgovcloudapi.net", "login.microsoftonline.us"),
    ] {
        let _ = azure.set(host, "app", "of-the-cloud");
        let mut variables = application(azure.environment());
        let url: &'static str = format!("https://{host}").leak();
        let params = [("vault", url), ("secret", "app")];
        // By its URL, the vault says which cloud it is.
        assert_eq!(code(&secret(&load(&variables), &params, &[])).unwrap(), "of-the-cloud");
        // By its name, the server that gives tokens does.
        let before = azure.seen().len();
        variables.push(("AZURE_AUTHORITY_HOST", format!("https://{authority}/")));
        let params = [("vault", "agent"), ("secret", "app")];
        assert_eq!(code(&secret(&load(&variables), &params, &[])).unwrap(), "of-the-cloud");
        let hosts: Vec<String> =
            azure.seen().split_off(before).into_iter().map(|s| s.host).collect();
        assert_eq!(hosts, [host, authority, host]);
    }
}

#[test]
fn a_token_goes_to_vaults_of_its_domain_alone() {
    let azure = Azure::start();
    let loader = load(&application(azure.environment()));
    let read =
        |vault: &'static str| code(&secret(&loader, &[("vault", vault), ("secret", "app")], &[]));
    assert_eq!(read("hostile"), Err("azure_challenge_resource"));
    assert_eq!(read("mute"), Err("azure_challenge_invalid"));
    assert_eq!(read("https://agent.vault.azure.net.example"), Err("azure_vault_invalid"));
    assert_eq!((azure.issued(), azure.seen().iter().filter(|seen| seen.has_token).count()), (0, 0));
    // Of another tenant, none is asked for.
    assert_eq!(read("elsewhere"), Err("azure_other_tenant"));
    assert_eq!(azure.issued(), 0);
}
