//! Tokens that end, and those that a vault refuses before.

use std::time::Duration;

use provider_credentials_test_servers::{Azure, Fault, answer};

use crate::support::{application, code, load, secret};

#[test]
fn tokens_are_replaced_before_they_end_and_when_they_are_refused() {
    let azure = Azure::start();
    let _ = azure.set("agent.vault.azure.net", "app", "of-the-app");
    azure.issue_for(3);
    let loader = load(&application(azure.environment()));
    let read = || code(&secret(&loader, &[("vault", "agent"), ("secret", "app")], &[]));
    assert_eq!(read().unwrap(), "of-the-app");
    assert_eq!(read().unwrap(), "of-the-app");
    assert_eq!(azure.issued(), 1);
    // When two thirds of so short a time are over.
    std::thread::sleep(Duration::from_millis(2200));
    azure.issue_for(3600);
    assert_eq!(read().unwrap(), "of-the-app");
    assert_eq!(azure.issued(), 2);
    azure.revoke();
    assert_eq!(read().unwrap(), "of-the-app");
    assert_eq!(azure.issued(), 3);
    // What is good no longer at once is tried once more, and no further.
    azure.issue_for(1);
    azure.revoke();
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(read().unwrap(), "of-the-app");
    assert_eq!(azure.issued(), 4);
}

/// A vault only says that the last token is no good.
#[test]
fn why_there_is_no_other_token_is_told() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    for (status, body, expected) in [
        (
            "401 No",
            "{\"error\": \"invalid_client\", \"error_codes\": [7000222]}",
            "azure_client_secret",
        ),
        // It was refused all the same, so that nobody takes it for a vault that is down.
        ("503 Busy", "", "azure_token_refused"),
    ] {
        let azure = Azure::start();
        let _ = azure.set("agent.vault.azure.net", "app", "of-the-app");
        let later = answer(status, "", body);
        let issued = AtomicUsize::new(0);
        let front = azure.front(move |request, _| {
            let is_token = request.contains("/oauth2/v2.0/token");
            if is_token && issued.fetch_add(1, Ordering::SeqCst) > 0 {
                later.clone()
            } else {
                Fault::None
            }
        });
        let loader = load(&application(azure.environment_through(&front)));
        let read = || code(&secret(&loader, &[("vault", "agent"), ("secret", "app")], &[]));
        assert_eq!(read().unwrap(), "of-the-app");
        azure.revoke();
        assert_eq!(read(), Err(expected));
    }
}
