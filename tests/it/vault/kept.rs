use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use provider_credentials::{Event, ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::Mode;

use super::{app_role, count, server, vault};

credentials!("it/manifests/vault.yaml", struct Kept);

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < Duration::from_secs(20), "{what}");
        sleep(Duration::from_millis(20));
    }
}

pub(crate) fn live_renews_the_token_and_keeps_the_last_good_value() {
    let Some(mut bao) = server("live", Mode::Raft) else { return };
    bao.bao("kv put -mount=secret staging/openai api_key=first");
    let variables = app_role(&bao, "token_ttl=4s token_max_ttl=1h");
    let events = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&events);
    let loader = Loader::new()
        .with_environment(variables)
        .with_source("vault", vault(&bao))
        .with_observer(move |event: &Event<'_>| seen.lock().unwrap().push(event.to_string()));
    let options = LiveOptions::new().interval(Duration::from_secs(1));
    let live = Live::<Kept>::start_with(loader, options);
    let key = || live.current().openai.secret().unwrap().expose_secret().to_owned();
    assert_eq!(key(), "first");
    bao.bao("kv put -mount=secret staging/openai api_key=second");
    wait_until("the second key", || key() == "second");
    assert_eq!(live.current().openai.metadata().version(), Some("2"));
    // Well beyond the token's time there was one login.
    wait_until("renewals", || count(&bao, "auth/token/renew-self") >= 2);
    assert_eq!(count(&bao, "auth/approle/login"), 1);
    // A server that goes away takes nothing with it.
    bao.down();
    wait_until("a failed reload", || {
        events
            .lock()
            .unwrap()
            .iter()
            .any(|event| event.starts_with("credential_reload_failed: openai"))
    });
    assert_eq!(key(), "second");
    bao.up().unwrap();
    bao.unseal();
    bao.bao("kv put -mount=secret staging/openai api_key=third");
    wait_until("the third key", || key() == "third");
}
