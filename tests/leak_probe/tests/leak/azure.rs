//! Secrets from a fake of Azure, as an application with a secret of its own. All of it is over TLS.

use provider_credentials_disguises::letters as sentinel;
use provider_credentials_test_servers::Azure;

use crate::case::Case;

const HOST: &str = "agents.vault.azure.net";

/// Loads by a program: what is wrong, if anything stays.
pub(crate) fn check(probe: &str) -> Vec<String> {
    let azure = Azure::start();
    let [keyed, whole, store] = ["azure keyed", "azure whole", "azure store"].map(sentinel);
    let beside = sentinel("azure beside");
    let of_json = format!("{{\"a\": {{\"wanted\": \"{keyed}\"}}, \"other\": \"{beside}\"}}");
    let _ = azure.set(HOST, "keyed", &of_json);
    let _ = azure.set(HOST, "whole", &whole);
    let _ = azure.set_pkcs12(HOST, "store", store.as_bytes());
    let mut case = Case::new("azure", "azure", "loaded loaded loaded");
    for (_, value) in azure.environment() {
        case = case.text(&value);
    }
    let case = case
        .text(Azure::TENANT)
        .text(Azure::CLIENT_ID)
        .text(Azure::CLIENT_SECRET)
        .loads(&keyed)
        .loads(&whole)
        .loads(&store)
        // What was sent or read to get there goes too.
        .never(&beside)
        .never(Azure::CLIENT_SECRET)
        .never(format!("token-0-of-{}", Azure::TENANT));
    case.check(probe)
}
