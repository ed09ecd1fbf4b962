//! `source: azure_key_vault` as a program has it, with a fake that is reached by the names of the real servers.

use std::time::{Duration, Instant};

use provider_credentials::{ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::Azure;

credentials!("it/manifests/azure.yaml", struct Vaults);

const AGENTS: &str = "staging-agents.vault.azure.net";

fn loader(way: Vec<(&'static str, String)>, pinned: &str) -> Loader {
    let mut variables = way;
    for (name, value) in [
        ("AZURE_TENANT_ID", Azure::TENANT),
        ("AZURE_CLIENT_ID", Azure::CLIENT_ID),
        ("AZURE_CLIENT_SECRET", Azure::CLIENT_SECRET),
        ("STAGE", "staging"),
        ("PINNED", pinned),
        ("FROM_THE_ENVIRONMENT", "of-the-environment"),
    ] {
        variables.push((name, value.to_owned()));
    }
    Loader::new().with_environment(variables)
}

#[test]
fn vaults_in_one_program_and_a_rotation() {
    let azure = Azure::start();
    let _ =
        azure.set(AGENTS, "orders", r#"{"username": "ada", "password": "of-ada", "port": 5432}"#);
    let first = azure.set(AGENTS, "rotated", "value-1");
    let second = azure.set(AGENTS, "rotated", "value-2");
    let _ = azure.set("shared.vault.azure.net", "openai", r#"{"keys": ["of-openai"]}"#);
    let options = LiveOptions::new().interval(Duration::from_millis(300));
    let live = Live::<Vaults>::start_with(loader(azure.environment(), &first), options);
    let now = live.current();
    assert_eq!(now.orders.username().unwrap(), "ada");
    assert_eq!(now.orders.password().unwrap().expose_secret(), "of-ada");
    assert_eq!(now.openai.secret().unwrap().expose_secret(), "of-openai");
    assert_eq!(now.rotated.secret().unwrap().expose_secret(), "value-2");
    assert_eq!(now.rotated.metadata().version(), Some(&*second));
    assert_eq!(now.pinned.secret().unwrap().expose_secret(), "value-1");
    assert_eq!(now.pinned.metadata().version(), Some(&*first));
    // What is not there falls through to the next.
    assert_eq!(now.fallback.secret().unwrap().expose_secret(), "of-the-environment");
    let third = azure.set(AGENTS, "rotated", "value-3");
    let since = Instant::now();
    loop {
        let now = live.current();
        if now.rotated.secret().unwrap().expose_secret() == "value-3" {
            assert_eq!(now.rotated.metadata().version(), Some(&*third));
            break;
        }
        assert!(since.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(live.current().pinned.secret().unwrap().expose_secret(), "value-1");
    // One token for two vaults and all loads.
    assert_eq!(azure.issued(), 1);
}

#[test]
fn live_replaces_tokens_between_loads() {
    let azure = Azure::start();
    azure.issue_for(3);
    let options = LiveOptions::new().interval(Duration::from_secs(3600));
    let live = Live::<Vaults>::start_with(loader(azure.environment(), ""), options);
    assert_eq!(live.current().rotated.secret().unwrap_err().code(), "azure_not_found");
    assert_eq!(azure.issued(), 1);
    azure.issue_for(3600);
    let since = Instant::now();
    while azure.issued() < 2 {
        assert!(since.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Nothing listens there.
#[test]
fn with_azure_down_all_else_is_there() {
    let since = Instant::now();
    let way = vec![("HTTPS_PROXY", "http://127.0.0.1:1".to_owned())];
    let creds: Vaults = loader(way, "").load();
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
    assert_eq!(creds.local.secret().unwrap().expose_secret(), "of-the-environment");
    for error in [creds.openai.secret().unwrap_err(), creds.rotated.secret().unwrap_err()] {
        assert_eq!(error.code(), "azure_unreachable");
    }
    let shown = creds.rotated.metadata().to_string();
    let noun = "Azure secret `rotated` of `${STAGE}-agents`";
    assert!(shown.contains(noun), "{shown}");
}
