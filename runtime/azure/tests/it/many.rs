//! Many at once: at most eight requests, and one token.

use provider_credentials_azure::azure_key_vault;
use provider_credentials_core::testing::load_all_from;
use provider_credentials_test_servers::Azure;

use crate::support::{application, code, load};

#[test]
fn a_hundred_secrets_of_two_vaults_take_one_token_and_eight_requests_at_once() {
    let azure = Azure::start();
    let mut all = Vec::new();
    for at in 0..100 {
        let (vault, host) = match at % 2 {
            0 => ("agent", "agent.vault.azure.net"),
            _ => ("other", "other.vault.azure.net"),
        };
        let name: &'static str = format!("many-{at}").leak();
        let _ = azure.set(host, name, &format!("of-the-many-{at}"));
        all.push(vec![("vault", vault), ("secret", name)]);
    }
    // Asked for twice, read once; and one that is not there.
    all.push(all[0].clone());
    all.push(vec![("vault", "agent"), ("secret", "gone")]);
    let loader = load(&application(azure.environment()));
    let found: Vec<_> =
        load_all_from(&azure_key_vault::OPENER, &all, &loader).iter().map(code).collect();
    for (at, found) in found.iter().take(100).enumerate() {
        assert_eq!(found.as_deref(), Ok(&*format!("of-the-many-{at}")));
    }
    assert_eq!(found[100].as_deref(), Ok("of-the-many-0"));
    assert_eq!(found[101], Err("azure_not_found"));
    assert_eq!(azure.issued(), 1);
    let (most, seen) = (azure.most_at_once(), azure.seen());
    assert!((2..=8).contains(&most), "{most}");
    let count = |has_token| {
        let of_vaults = seen.iter().filter(|seen| seen.host.contains(".vault."));
        of_vaults.filter(|seen| seen.has_token == has_token).count()
    };
    // Each vault says once for what it wants a token.
    assert_eq!((count(true), count(false)), (101, 2));
}

#[test]
fn what_no_token_is_given_for_is_asked_for_once() {
    let azure = Azure::start();
    let mut variables = application(azure.environment());
    crate::support::set(&mut variables, "AZURE_CLIENT_SECRET", "of-nobody");
    let all = ["agent", "other", "third"].map(|vault| vec![("vault", vault), ("secret", "app")]);
    let found = load_all_from(&azure_key_vault::OPENER, &all, &load(&variables));
    assert!(found.iter().all(|found| code(found) == Err("azure_client_secret")));
    let asked = azure.seen().iter().filter(|seen| seen.host.starts_with("login.")).count();
    assert_eq!(asked, 1);
}

#[test]
fn a_vault_that_is_down_takes_no_other_with_it() {
    let azure = Azure::start();
    let _ = azure.set("agent.vault.azure.net", "app", "of-the-app");
    let front = azure.front(|request, _| {
        use provider_credentials_test_servers::Fault;
        if request.contains("down.vault") { Fault::Cut(0) } else { Fault::None }
    });
    let loader = load(&application(azure.environment_through(&front)));
    let all = ["agent", "down", "locked"].map(|vault| vec![("vault", vault), ("secret", "app")]);
    let found = load_all_from(&azure_key_vault::OPENER, &all, &loader);
    let found: Vec<_> = found.iter().map(code).collect();
    assert_eq!(found[0].as_deref(), Ok("of-the-app"));
    assert_eq!((&found[1], &found[2]), (&Err("azure_unreachable"), &Err("azure_access_denied")));
}
