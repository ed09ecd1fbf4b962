//! One request, however many threads ask.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use provider_credentials_core::ExposeSecret;
use provider_credentials_oauth2::{AccessToken, TokenError};
use serde_json::json;

use crate::support::{Reply, Server, TOKEN, basic_client, granted};

const THREADS: usize = 1000;

/// What each thread gets of what `ask` gives, all at the same time.
fn together(
    ask: impl Fn() -> Result<AccessToken, TokenError> + Sync,
) -> Vec<Result<AccessToken, TokenError>> {
    let barrier = Barrier::new(THREADS);
    thread::scope(|scope| {
        let mut threads = Vec::with_capacity(THREADS);
        for _ in 0..THREADS {
            let start = || {
                barrier.wait();
                ask()
            };
            let builder = thread::Builder::new().stack_size(256 * 1024);
            threads.push(builder.spawn_scoped(scope, start).unwrap());
        }
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn later(reply: Reply) -> Reply {
    Reply::Later(Duration::from_millis(700), Box::new(reply))
}

#[test]
fn a_thousand_threads_without_a_token_make_one_request() {
    let server = Server::start(|_, _| later(granted(&json!(3600))));
    let api = basic_client(&server.url);
    for token in together(|| api.token()) {
        assert_eq!(token.unwrap().expose_secret(), TOKEN);
    }
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_thousand_threads_on_an_expired_token_make_one_request() {
    let server = Server::start(|_, number| match number {
        0 => granted(&json!(1)),
        _ => later(granted(&json!(3600))),
    });
    let api = basic_client(&server.url);
    let expired = api.token().unwrap();
    thread::sleep(Duration::from_millis(1100));
    for token in together(|| api.token()) {
        assert!(token.unwrap().expires_at() > expired.expires_at());
    }
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn a_failure_is_that_of_all_who_waited() {
    let server = Server::start(|_, _| later(Reply::Answer(503, "text/plain", String::new())));
    let api = basic_client(&server.url);
    for token in together(|| api.token()) {
        assert_eq!(token.unwrap_err().code(), "oauth2_server_error");
    }
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_thousand_threads_with_a_refused_token_make_one_request() {
    let server = Server::start(|_, number| {
        let body = json!({ "access_token": format!("t{number}"), "expires_in": 3600 });
        let reply = Reply::Answer(200, "application/json", body.to_string());
        if number == 0 { reply } else { later(reply) }
    });
    let api = basic_client(&server.url);
    let refused = api.token().unwrap();
    for token in together(|| api.renew(&refused)) {
        assert_eq!(token.unwrap().expose_secret(), "t1");
    }
    assert_eq!(server.seen().len(), 2);
}

/// A token that is good for no time at all is good for those who waited for it.
#[test]
fn nobody_waits_twice() {
    let server = Server::start(|_, _| later(granted(&json!(0))));
    let api = basic_client(&server.url);
    for token in together(|| api.token()) {
        token.unwrap();
    }
    assert!(server.seen().len() <= 2, "{}", server.seen().len());
}
