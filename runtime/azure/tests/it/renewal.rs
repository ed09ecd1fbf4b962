//! Tokens that end, and those that a vault refuses before.

use std::time::Duration;

use provider_credentials_test_servers::Azure;

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
