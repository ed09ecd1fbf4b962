//! Credentials from everywhere: what this crate takes, Microsoft's own client takes in the same surroundings.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex};

use provider_credentials_test_servers::{
    Azure, CertificateOfClient, Client, Fault, Front, not_run,
};

use crate::support::{Variables, agent, application, set};

const VALUE: &str = "of-the-chain";

fn azure() -> Azure {
    let azure = Azure::start();
    let _ = azure.set("agent.vault.azure.net", "chain", VALUE);
    azure
}

fn ours(variables: &Variables) -> Result<String, &'static str> {
    agent(variables, "chain")
}

fn with(base: &Variables, pairs: &[(&'static str, &str)]) -> Variables {
    let mut variables = base.clone();
    for (name, value) in pairs {
        set(&mut variables, name, *value);
    }
    variables
}

fn write(path: &Path, content: &str) {
    fs::write(path, content).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// What Microsoft's own client reads in each of these surroundings, or the kind of its error.
fn official(client: &Client, all: &[&Variables]) -> Vec<Result<String, String>> {
    let all: Vec<std::collections::HashMap<&str, &str>> = all
        .iter()
        .map(|all| all.iter().map(|(name, value)| (*name, value.as_str())).collect())
        .collect();
    let script = "result = []
for variables in json.loads(os.environ['ALL']):
    os.environ.clear()
    os.environ.update(variables)
    try:
        vault = SecretClient('https://agent.vault.azure.net', DefaultAzureCredential())
        result.append([vault.get_secret('chain').value, None])
    except Exception as error:
        result.append([None, repr(error)[:2000]])";
    let all = [("ALL", serde_json::to_string(&all).unwrap())];
    let found: Vec<(Option<String>, Option<String>)> =
        serde_json::from_value(client.python(&all, script).unwrap()).unwrap();
    found.into_iter().map(|(value, error)| value.ok_or(error.unwrap_or_default())).collect()
}

fn names(variables: &Variables) -> Vec<&str> {
    variables.iter().map(|(name, _)| *name).collect()
}

#[test]
fn applications_identities_and_logins() {
    let azure = azure();
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    // Nothing listens there.
    let nowhere = [("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1")];
    let bare = with(&azure.environment(), &nowhere);
    let at = |path: &str| format!("{}{path}", azure.address());
    let mut good = vec![with(&application(azure.environment()), &nowhere)];
    // Microsoft's client takes it as it is, ours without a line break at its end.
    write(Path::new(&file("token")), Azure::FEDERATED);
    write(Path::new(&file("line")), &format!("{}\n", Azure::FEDERATED));
    let cluster = with(
        &bare,
        &[
            ("AZURE_TENANT_ID", Azure::TENANT),
            ("AZURE_CLIENT_ID", Azure::CLIENT_ID),
            ("AZURE_FEDERATED_TOKEN_FILE", &file("token")),
        ],
    );
    let machine = with(&bare, &[("AZURE_POD_IDENTITY_AUTHORITY_HOST", &azure.address())]);
    let app = with(
        &bare,
        &[("IDENTITY_ENDPOINT", &at("/msi/token")), ("IDENTITY_HEADER", Azure::IDENTITY_HEADER)],
    );
    let assigned = with(&app, &[("AZURE_CLIENT_ID", Azure::IDENTITY)]);
    let shell = with(&bare, &[("MSI_ENDPOINT", &at("/shell/token"))]);
    good.extend([cluster, machine, app, assigned, shell]);
    match CertificateOfClient::make(directory.path()) {
        Some((certificate, path)) => {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            let signed = with(
                &bare,
                &[
                    ("AZURE_TENANT_ID", Azure::TENANT),
                    ("AZURE_CLIENT_ID", Azure::CLIENT_ID),
                    ("AZURE_CLIENT_CERTIFICATE_PATH", path.to_str().unwrap()),
                ],
            );
            assert_eq!(ours(&signed), Err("azure_certificate"));
            azure.trust(certificate);
            good.push(signed);
        }
        None => not_run("certificates of clients of Entra ID", "there is no openssl"),
    }
    let programs = crate::logins::programs(directory.path());
    for path in [&programs.az, &programs.azd] {
        assert_eq!(ours(&with(&good[0], &[("PATH", path)])).as_deref(), Ok(VALUE));
        assert_eq!(ours(&with(&bare, &[("PATH", path)])).as_deref(), Ok(VALUE));
        // Else Microsoft's client asks for half a minute whether this is a virtual machine.
        good.push(with(&bare, &[("PATH", path), ("AZURE_TOKEN_CREDENTIALS", "dev")]));
    }
    let line = with(&good[1], &[("AZURE_FEDERATED_TOKEN_FILE", &file("line"))]);
    for variables in good.iter().chain([&line]) {
        assert_eq!(ours(variables).as_deref(), Ok(VALUE), "{:?}", names(variables));
    }
    let prod = with(&good[2], &[("AZURE_TOKEN_CREDENTIALS", "prod")]);
    let dev = with(&good[0], &[("AZURE_TOKEN_CREDENTIALS", "dev")]);
    let one = with(&good[2], &[("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential")]);
    assert_eq!(ours(&prod).as_deref(), Ok(VALUE));
    assert_eq!(ours(&dev), Err("azure_no_credentials"));
    assert_eq!(ours(&one), Err("azure_no_credentials"));
    assert_eq!(ours(&bare), Err("azure_no_credentials"));
    let Some(client) = Client::for_test("Azure's chain", env!("CARGO_TARGET_TMPDIR")) else {
        return;
    };
    good.push(prod);
    let found = official(&client, &good.iter().collect::<Vec<_>>());
    for (variables, found) in good.iter().zip(found) {
        assert_eq!(found.as_deref(), Ok(VALUE), "{:?}", names(variables));
    }
    for found in official(&client, &[&dev, &one]) {
        assert!(found.is_err(), "{found:?}");
    }
}

#[test]
fn no_proxy_sees_who_asks_for_an_identity() {
    let azure = azure();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    // It is every server that it is asked for.
    let front = Front::start(&["*.vault.azure.net", "identity.invalid"], "127.0.0.1:1", {
        move |request, _| {
            seen.lock().unwrap().push(request.to_owned());
            Fault::Answer(
                "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer authorization=\"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47\", \
                 resource=\"https://vault.azure.net\"\r\nContent-Length: 0\r\n\r\n"
                    .to_owned(),
            )
        }
    });
    let endpoint =
        [("IDENTITY_ENDPOINT", "https://identity.invalid/token"), ("IDENTITY_HEADER", "s3ntinel")];
    let variables = with(&azure.environment_through(&front), &endpoint);
    assert_eq!(ours(&variables), Err("azure_identity_unreachable"));
    let asked = asked.lock().unwrap();
    assert!(!asked.is_empty(), "the vault is asked through it");
    assert!(asked.iter().all(|request| !request.contains("s3ntinel")), "{asked:?}");
}

#[test]
fn what_comes_first_is_taken_and_what_is_broken_is_told() {
    let azure = azure();
    let machine =
        with(&azure.environment(), &[("AZURE_POD_IDENTITY_AUTHORITY_HOST", &azure.address())]);
    let wrong = with(&application(machine.clone()), &[("AZURE_CLIENT_SECRET", "of-nobody")]);
    // The machine has an identity, which does not take its place.
    assert_eq!(ours(&wrong), Err("azure_client_secret"));
    let selected = with(&wrong, &[("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential")]);
    let selected = with(&selected, &[("AZURE_CLIENT_ID", Azure::IDENTITY)]);
    assert_eq!(ours(&selected).as_deref(), Ok(VALUE));
    for (pairs, code) in [
        (&[("AZURE_CLIENT_SECRET", "x")][..], "azure_credentials_incomplete"),
        (
            &[("AZURE_FEDERATED_TOKEN_FILE", "/x"), ("AZURE_TENANT_ID", "y")],
            "azure_federation_incomplete",
        ),
        (
            &[
                ("AZURE_FEDERATED_TOKEN_FILE", "/nowhere"),
                ("AZURE_TENANT_ID", "y"),
                ("AZURE_CLIENT_ID", "z"),
            ],
            "azure_federated_token_file",
        ),
        (
            &[("IDENTITY_ENDPOINT", "http://identity.example/x"), ("IDENTITY_HEADER", "x")],
            "azure_identity_endpoint",
        ),
        (
            &[("IDENTITY_ENDPOINT", "http://127.0.0.1:1/x"), ("IDENTITY_HEADER", "x")],
            "azure_identity_unreachable",
        ),
        (
            &[
                ("IDENTITY_ENDPOINT", "https://x"),
                ("IDENTITY_HEADER", "x"),
                ("IDENTITY_SERVER_THUMBPRINT", "x"),
            ],
            "azure_identity_unsupported",
        ),
        (
            &[("MSI_ENDPOINT", "http://127.0.0.1:1"), ("MSI_SECRET", "x")],
            "azure_identity_unsupported",
        ),
        (&[("AZURE_CLIENT_ID", "of-nobody")], "azure_identity_missing"),
        (
            &[("MSI_ENDPOINT", "http://127.0.0.1:1"), ("AZURE_CLIENT_ID", "x")],
            "azure_identity_missing",
        ),
        (
            &[
                ("IDENTITY_ENDPOINT", "http://127.0.0.1:1"),
                ("IMDS_ENDPOINT", "x"),
                ("AZURE_CLIENT_ID", "x"),
            ],
            "azure_identity_missing",
        ),
        (
            &[("AZURE_USERNAME", "ada"), ("AZURE_PASSWORD", "x"), ("AZURE_CLIENT_ID", "y")],
            "azure_identity_unsupported",
        ),
        (&[("AZURE_TOKEN_CREDENTIALS", "AzurePowerShellCredential")], "azure_token_credentials"),
        (
            &[
                ("AZURE_AUTHORITY_HOST", "http://login.example"),
                ("AZURE_CLIENT_SECRET", "x"),
                ("AZURE_TENANT_ID", "y"),
                ("AZURE_CLIENT_ID", "z"),
            ],
            "azure_authority_host",
        ),
    ] {
        assert_eq!(ours(&with(&machine, pairs)), Err(code), "{pairs:?}");
    }
    // A machine without an identity may be a developer's.
    let without = format!("{}/none", azure.address());
    let directory = tempfile::tempdir().unwrap();
    let programs = crate::logins::programs(directory.path());
    let lacking = with(&machine, &[("AZURE_POD_IDENTITY_AUTHORITY_HOST", &without)]);
    assert_eq!(ours(&lacking), Err("azure_identity_missing"));
    let logged_in = with(&lacking, &[("PATH", &programs.az)]);
    assert_eq!(ours(&logged_in).as_deref(), Ok(VALUE));
    // Who chose an identity does not get the developer's in its place.
    let chosen = with(&logged_in, &[("AZURE_CLIENT_ID", Azure::IDENTITY)]);
    assert_eq!(ours(&chosen), Err("azure_identity_missing"));
    // Without a client ID, Microsoft's client does not take it either.
    let user = with(&logged_in, &[("AZURE_USERNAME", "ada"), ("AZURE_PASSWORD", "x")]);
    assert_eq!(ours(&user).as_deref(), Ok(VALUE));
}
