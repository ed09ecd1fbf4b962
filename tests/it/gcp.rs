//! `source: gcp_secret_manager` as a program has it, with a server that Google's own client takes for the real one.

use std::path::Path;
use std::time::{Duration, Instant};

use provider_credentials::{ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::Gcp;

credentials!("it/manifests/gcp.yaml", struct Secrets);

fn loader(address: &str, key: &Path) -> Loader {
    Loader::new().with_environment([
        ("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", address),
        ("GOOGLE_APPLICATION_CREDENTIALS", key.to_str().unwrap()),
        ("NO_GCE_CHECK", "true"),
        ("PROJECT", "agents-test"),
        ("STAGE", "staging"),
        ("OLD", "2"),
        ("FROM_THE_ENVIRONMENT", "of-the-environment"),
    ])
}

#[test]
fn all_in_one_program_and_a_rotation() {
    let target = env!("CARGO_TARGET_TMPDIR");
    let Some(gcp) = Gcp::for_test("Google Secret Manager", target) else { return };
    gcp.python(
        "create('staging-orders', json.dumps({'username': 'ada', 'password': 'of-ada', 'port': 5432}))
name = create('staging-rotated', 'value-1', 'value-2', 'value-3')
administrator().disable_secret_version(name=name + '/versions/2')
create('staging-openai', 'of-another-project', parent='projects/agents-test')",
    );
    let options = LiveOptions::new().interval(Duration::from_millis(300));
    let live = Live::<Secrets>::start_with(loader(&gcp.address(), &gcp.key_file()), options);
    let now = live.current();
    assert_eq!(now.orders.username().unwrap(), "ada");
    assert_eq!(now.orders.password().unwrap().expose_secret(), "of-ada");
    assert_eq!(now.openai.secret().unwrap().expose_secret(), "of-another-project");
    assert_eq!(now.rotated.secret().unwrap().expose_secret(), "value-3");
    assert_eq!(now.rotated.metadata().version(), Some("3"));
    assert_eq!(now.pinned.secret().unwrap().expose_secret(), "value-1");
    // What is not there falls through to the next. What somebody has disabled does not.
    assert_eq!(now.fallback.secret().unwrap().expose_secret(), "of-the-environment");
    assert_eq!(now.disabled.secret().unwrap_err().code(), "gcp_version_disabled");
    gcp.python(
        "parent = 'projects/agents-prod/secrets/staging-rotated'
administrator().add_secret_version(request={'parent': parent, 'payload': {'data': b'value-4'}})",
    );
    let since = Instant::now();
    loop {
        let now = live.current();
        let found = now.rotated.secret().unwrap().expose_secret().to_owned();
        if found == "value-4" {
            assert_eq!(now.rotated.metadata().version(), Some("4"));
            assert_eq!(now.pinned.secret().unwrap().expose_secret(), "value-1");
            break;
        }
        assert!(since.elapsed() < Duration::from_secs(20), "{found}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Nothing listens there.
#[test]
fn with_google_down_all_else_is_there() {
    let directory = tempfile::tempdir().unwrap();
    let login = directory.path().join("login.json");
    let content = r#"{"type": "authorized_user", "client_id": "a", "client_secret": "b", "refresh_token": "c",
        "token_uri": "http://127.0.0.1:1/token"}"#;
    crate::support::write_secret(&login, content);
    let since = Instant::now();
    let creds: Secrets = loader("http://127.0.0.1:1", &login).load();
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
    assert_eq!(creds.local.secret().unwrap().expose_secret(), "of-the-environment");
    assert_eq!(creds.openai.secret().unwrap_err().code(), "gcp_unreachable");
    assert_eq!(creds.rotated.secret().unwrap_err().code(), "gcp_project_missing");
    let shown = creds.rotated.metadata().to_string();
    assert!(shown.contains("Google secret `${STAGE}-rotated`"), "{shown}");
}
