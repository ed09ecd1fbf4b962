//! Many at once, and each once.

use provider_credentials_core::Loader;
use provider_credentials_gcp::{GcpBuilder, GcpSecretManager};
use serde_json::Value;

use crate::support::{Fault, Gcp, Proxy, answer, code, environment, load, load_all, server, set};

fn with_secrets() -> Option<&'static Gcp> {
    static MADE: std::sync::Once = std::sync::Once::new();
    let gcp = server()?;
    MADE.call_once(|| {
        gcp.python("for at in range(100):\n    create(f'slow-{at}', f'value-{at}')");
    });
    Some(gcp)
}

/// So many, from the first on, and again from there.
fn named(count: usize, different: usize) -> Vec<Vec<(&'static str, &'static str)>> {
    let name = |at: usize| -> &'static str { format!("slow-{}", at % different).leak() };
    (0..count).map(|at| vec![("secret", name(at))]).collect()
}

/// How many requests were counted for the project, and the most at once.
fn counted(gcp: &Gcp, quota_project: &str) -> (usize, u64) {
    let all = gcp.requests();
    let mine = || all.iter().filter(|one| one["quota_project"] == quota_project);
    let at_once = |one: &Value| one["at_once"].as_u64().unwrap();
    (mine().count(), mine().map(at_once).max().unwrap_or_default())
}

#[test]
fn a_hundred_secrets_by_eight_requests_at_once_and_one_token() {
    let Some(gcp) = with_secrets() else { return };
    let metadata = Proxy::start(gcp.listens_at(), |_, _| Fault::None);
    let mut variables = environment(gcp, &gcp.address());
    set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", "");
    set(&mut variables, "NO_GCE_CHECK", "");
    set(&mut variables, "GCE_METADATA_HOST", metadata.address().trim_start_matches("http://"));
    set(&mut variables, "GOOGLE_CLOUD_PROJECT", "agents-prod");
    set(&mut variables, "GOOGLE_CLOUD_QUOTA_PROJECT", "quota-of-hundred");
    // Each of them twice.
    for (at, found) in load_all(&load(&variables), &named(200, 100)).iter().enumerate() {
        assert_eq!(code(found), Ok(format!("value-{}", at % 100)));
    }
    assert_eq!(counted(gcp, "quota-of-hundred"), (100, 8));
    assert_eq!(metadata.asked(), 1);
}

#[test]
fn a_project_that_is_not_found_is_looked_for_once() {
    let Some(gcp) = with_secrets() else { return };
    let none = answer("404 None", "Metadata-Flavor: Google\r\n", "");
    let metadata = Proxy::start("127.0.0.1:1", move |_, _| none.clone());
    let mut variables = environment(gcp, &gcp.address());
    set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", "");
    set(&mut variables, "NO_GCE_CHECK", "");
    set(&mut variables, "GCE_METADATA_HOST", metadata.address().trim_start_matches("http://"));
    for found in load_all(&load(&variables), &named(20, 20)) {
        assert_eq!(code(&found), Err("gcp_project_missing"));
    }
    assert_eq!(metadata.asked(), 1);
}

#[test]
fn as_many_at_once_as_the_program_says() {
    let Some(gcp) = with_secrets() else { return };
    for (most, quota_project, expected) in [(2, "quota-of-two", 2), (0, "quota-of-none", 1)] {
        let source: GcpSecretManager = GcpBuilder::new()
            .credentials_file(gcp.key_file())
            .endpoint(gcp.address())
            .project("agents-prod")
            .quota_project(quota_project)
            .connections(most)
            .build()
            .unwrap();
        let loader = Loader::new().with_source("gcp_secret_manager", source);
        for (at, found) in load_all(&loader, &named(12, 12)).iter().enumerate() {
            assert_eq!(code(found), Ok(format!("value-{at}")));
        }
        assert_eq!(counted(gcp, quota_project), (12, expected));
    }
}
