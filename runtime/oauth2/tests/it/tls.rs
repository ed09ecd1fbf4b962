//! A server behind TLS: OpenSSL, by Python.

use std::process::Command;

use provider_credentials_core::ExposeSecret;

use crate::support::{Directory, Process, SECRET, TOKEN, assert_silent, client, not_run};

/// Shows the certificate that the client has, and says its subject in the token.
const SERVER: &str = r#"
import http.server, json, ssl, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        peer = self.connection.getpeercert() or {}
        names = [v for part in peer.get("subject", ()) for k, v in part if k == "commonName"]
        body = json.dumps({"access_token": "-".join(["s3ntinel-of-the-access-token"] + names)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args): pass
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.pem", "server.key")
if sys.argv[1] == "mutual":
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations("ca.pem")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
"#;

/// And its URL.
fn start(keys: &Directory, mode: &str) -> Option<(Process, String)> {
    let mut command = Command::new("python3");
    let mut process = Process::start(command.args(["-c", SERVER, mode]).current_dir(keys.path()))?;
    let url = format!("https://localhost:{}/token", process.line());
    Some((process, url))
}

#[test]
fn a_server_is_trusted_by_the_authority_that_is_given() {
    let Some(keys) = Directory::with_authority() else {
        return not_run("tls", "there is no openssl");
    };
    let Some((_server, url)) = start(&keys, "plain") else { return not_run("tls", "no python3") };
    let base = [("client_secret", SECRET), ("client_id", "app"), ("token_url", url.as_str())];
    let ca = keys.read("ca.pem");
    let with = |more: (&'static str, &str)| {
        let parts: Vec<(&'static str, &str)> = base.iter().copied().chain([more]).collect();
        client(&parts).token()
    };
    assert_eq!(with(("ca_certificate", &ca)).unwrap().expose_secret(), TOKEN);
    let untrusted = client(&base).token().unwrap_err();
    assert_eq!((untrusted.code(), untrusted.is_retryable()), ("oauth2_tls", false));
    let other = keys.read("client.pem");
    assert_eq!(with(("ca_certificate", &other)).unwrap_err().code(), "oauth2_tls");

    // Trusted, but for another name.
    let url = url.replace("localhost", "127.0.0.1");
    let parts = [base[0], base[1], ("token_url", url.as_str()), ("ca_certificate", ca.as_str())];
    let error = client(&parts).token().unwrap_err();
    assert_eq!(error.code(), "oauth2_tls");
    assert_silent(&(error.to_string(), untrusted.to_string()));
}

/// RFC 8705, section 2.
#[test]
fn a_client_is_known_by_its_certificate() {
    let Some(keys) = Directory::with_authority() else {
        return not_run("mutual tls", "there is no openssl");
    };
    let Some((_server, url)) = start(&keys, "mutual") else {
        return not_run("mutual tls", "no python3");
    };
    let (key, certificate, ca) =
        (keys.read("client.key"), keys.read("client.pem"), keys.read("ca.pem"));
    let parts = [
        ("private_key", key.as_str()),
        ("client_id", "app"),
        ("certificate", &certificate),
        ("ca_certificate", &ca),
        ("token_url", &url),
    ];
    let token = client(&parts).token().unwrap();
    assert_eq!(token.expose_secret(), format!("{TOKEN}-client"));

    let without = [("client_secret", SECRET), parts[1], parts[3], parts[4]];
    let error = client(&without).token().unwrap_err();
    assert_eq!(error.code(), "oauth2_tls");
    assert_silent(&error.to_string());
}
