//! What is sent, and what is not.

use provider_credentials_http::{Client, Kind, Request, Url, Value};

use crate::support::{Server, assert_silent, client, get, kind, ok, send};

#[test]
fn each_byte_of_a_request() {
    let server = Server::start(|_, _| ok(""));
    let client = client().user_agent("agent").build().unwrap();
    let base = Url::parse(&server.at("/base/")).unwrap();
    let url = base.join("/v1/x?list=true").unwrap();
    let request = Request::get(&url)
        .header("X-Vault-Token", Value::secret("s3ntinel"))
        .header("X-Bytes", Value::secret(b"s3ntinel 2"))
        .header("Accept", Value::plain("application/json"));
    assert_silent(&request);
    assert!(format!("{request:?}").contains("X-Vault-Token"));
    send(&client, &request).unwrap();
    send(&client, &Request::post(&url).body("application/json", "{}")).unwrap();
    send(&client, &Request::post(&url)).unwrap();
    send(&client, &Request::new("LIST", &url)).unwrap();
    let authority = url.authority();
    let heads: Vec<String> = server.seen().into_iter().map(|seen| seen.head).collect();
    let start = |method: &str| {
        format!(
            "{method} /base/v1/x?list=true HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: agent\r\n"
        )
    };
    assert_eq!(
        heads,
        [
            format!(
                "{}X-Vault-Token: s3ntinel\r\nX-Bytes: s3ntinel 2\r\nAccept: application/json\r\n\r\n",
                start("GET")
            ),
            format!("{}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n", start("POST")),
            format!("{}Content-Length: 0\r\n\r\n", start("POST")),
            format!("{}\r\n", start("LIST")),
        ]
    );
    assert_eq!(server.seen()[1].body, b"{}");
}

#[test]
fn what_would_break_out_of_a_head_is_not_sent() {
    let server = Server::start(|_, _| ok(""));
    let client = client().build().unwrap();
    let url = Url::parse(&server.url).unwrap();
    for value in ["s3ntinel\r\nX: y", "s3ntinel\n", "\0", "s3ntinel\u{7f}", "é", " a", "a ", "a\tb"]
    {
        for value in [Value::secret(value), Value::plain(value)] {
            let request = Request::get(&url).header("X-Token", value);
            assert_eq!(kind(send(&client, &request)), Kind::InvalidRequest);
        }
        let request = Request::post(&url).body(value, "x");
        assert_eq!(kind(send(&client, &request)), Kind::InvalidRequest);
        if value != "a " && value != " a" {
            assert_eq!(client_of(value).unwrap_err().kind(), Kind::InvalidRequest);
        }
    }
    for name in [
        "",
        "a b",
        "a:",
        "X\r\nY",
        "é",
        "Host",
        "content-length",
        "Transfer-Encoding",
        "CONNECTION",
        "User-Agent",
    ] {
        let request = Request::get(&url).header(name, Value::plain("x"));
        assert_eq!(kind(send(&client, &request)), Kind::InvalidRequest, "{name}");
    }
    for method in ["", "GET /", "GET\r\n", "HEAD", "CONNECT"] {
        let failure = send(&client, &Request::new(method, &url)).unwrap_err();
        assert_eq!((failure.kind(), failure.attempts()), (Kind::InvalidRequest, 0), "{method}");
    }
    assert_eq!(server.accepted(), 0);
}

fn client_of(agent: &str) -> Result<Client, provider_credentials_http::Failure> {
    Client::builder().user_agent(agent).build()
}

#[test]
fn without_tls_nothing_leaves_this_machine() {
    let client = client().build().unwrap();
    // Addresses that no one has (RFC 5737): nothing is sent there, so none is waited for.
    for url in ["http://192.0.2.1/", "http://vault.example/", "http://localhost.example/"] {
        let failure = get(&client, url).unwrap_err();
        assert_eq!((failure.kind(), failure.attempts()), (Kind::InsecureUrl, 0));
    }
    let limit = std::time::Duration::from_millis(200);
    let allowed = crate::support::client().allow_plain_http().connect_timeout(limit);
    let kind = get(&allowed.build().unwrap(), "http://192.0.2.1/").unwrap_err().kind();
    assert!(matches!(kind, Kind::TimedOut | Kind::Unreachable), "{kind:?}");
}

#[test]
fn who_asks_is_this_program() {
    let server = Server::start(|_, _| ok(""));
    get(&client().build().unwrap(), &server.url).unwrap();
    let agent = server.seen()[0].header("User-Agent").unwrap().to_owned();
    let (program, ours) = agent.split_once(' ').unwrap();
    assert!(program.starts_with("it-"), "{agent}");
    assert_eq!(ours, concat!("provider-credentials/", env!("CARGO_PKG_VERSION")));
}

#[test]
fn headers_that_are_kept_are_those_that_were_named() {
    let headers = "X-Request-Id: 7\r\nSet-Cookie: s3ntinel\r\nWWW-Authenticate: Bearer authorization=\"x\"\r\nRetry-After: 9\r\n";
    let server = Server::start(move |_, _| crate::support::Reply::status(401, headers, "s3ntinel"));
    let url = Url::parse(&server.url).unwrap();
    let client = client().build().unwrap();
    let request = Request::get(&url).keep(&["www-authenticate", "X-Request-Id", "X-None"]);
    let answer = send(&client, &request).unwrap();
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.header("WWW-Authenticate"), Some("Bearer authorization=\"x\""));
    assert_eq!(answer.header("x-request-id"), Some("7"));
    assert_eq!((answer.header("Set-Cookie"), answer.header("X-None")), (None, None));
    assert_eq!(answer.retry_after(), Some(std::time::Duration::from_secs(9)));
    assert_eq!(send(&client, &Request::get(&url)).unwrap().header("X-Request-Id"), None);
    assert_silent(&answer);
    assert_eq!(format!("{answer:?}"), "Answer { status: 401, .. }");
}
