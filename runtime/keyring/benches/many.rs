//! What a load of 100 passwords from GNOME Keyring costs, beside `secret-tool search`, which reads the same ones by one
//! connection and one session of libsecret (at most 1.2 times as much), and beside 100 runs of `secret-tool lookup`.
//!
//! `cargo bench -p provider-credentials-keyring`

#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, reason = "a program")]

use std::time::{Duration, Instant};

use provider_credentials_core::Loader;
use provider_credentials_core::testing::load_all_from;
use provider_credentials_keyring::OPENER;
use provider_credentials_test_servers::Session;

const PASSWORDS: usize = 100;
const ROUNDS: usize = 15;

/// The best of many: what else runs on the machine only adds.
fn best(rounds: usize, mut run: impl FnMut()) -> Duration {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn main() {
    let Some(session) = Session::for_test("many") else { return };
    let user = |number: usize| format!("key-{number}");
    let mut all = Vec::new();
    for number in 0..PASSWORDS {
        session.store("my-agent", &user(number), &format!("example-{number}"));
        all.push(vec![("service", "my-agent"), ("user", &*user(number).leak())]);
    }
    let loader = Loader::new().with_environment(session.variables());
    let ours = best(ROUNDS, || {
        let all = load_all_from(&OPENER, &all, &loader);
        assert!(all.iter().all(provider_credentials_core::AnyCredential::is_loaded));
    });
    let searched = best(ROUNDS, || {
        let found = session.secret_tool(&["search", "--all", "service", "my-agent"], "");
        let count = String::from_utf8_lossy(&found.stdout).matches("secret = example-").count();
        assert_eq!(count, PASSWORDS);
    });
    let looked_up = best(3, || {
        for number in 0..PASSWORDS {
            assert!(!session.lookup("my-agent", &user(number)).is_empty());
        }
    });
    println!("a load of {PASSWORDS} passwords: {ours:?}");
    println!("`secret-tool search --all`: {searched:?}");
    println!("{PASSWORDS} times `secret-tool lookup`: {looked_up:?}");
    let ratio = ours.as_secs_f64() / searched.as_secs_f64();
    println!("{ratio:.2} times as much as the search");
    assert!(ratio <= 1.2, "more than 1.2 times as much");
}
