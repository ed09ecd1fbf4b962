use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::json;
use tiny_http::{Header, Request, Response};

use super::client::TOKEN;

/// A request as the server got it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn form(&self) -> HashMap<String, String> {
        form_urlencoded::parse(self.body.as_bytes()).into_owned().collect()
    }

    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.form().remove(name)
    }
}

pub(crate) enum Reply {
    /// Status, content type, body.
    Answer(u16, &'static str, String),
    /// To there.
    Redirect(u16, String),
    /// Bytes as they are, and the end of the connection.
    Raw(String),
    /// Nothing for so long.
    Silence(Duration),
    /// After so long.
    Later(Duration, Box<Reply>),
}

/// A token that is good for so long.
pub(crate) fn granted(expires_in: &serde_json::Value) -> Reply {
    let body = json!({ "access_token": TOKEN, "token_type": "Bearer", "expires_in": expires_in });
    Reply::Answer(200, "application/json", body.to_string())
}

type Answer = dyn Fn(&Seen, usize) -> Reply + Send + Sync;

/// Answers on this machine, until the test program ends.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// `answer` gets each request and its number.
    pub(crate) fn start(answer: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static) -> Self {
        let server = tiny_http::Server::http("127.0.0.1:0").unwrap();
        let url = format!("http://{}", server.server_addr());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer): (_, Arc<Answer>) = (Arc::clone(&seen), Arc::new(answer));
        thread::spawn(move || {
            for request in server.incoming_requests() {
                let (kept, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                thread::spawn(move || serve(request, &kept, &*answer));
            }
        });
        Self { url, seen }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

fn serve(mut request: Request, kept: &Mutex<Vec<Seen>>, answer: &Answer) {
    let mut body = String::new();
    request.as_reader().read_to_string(&mut body).unwrap();
    let headers = request.headers().iter();
    let headers =
        headers.map(|h| (h.field.to_string().to_ascii_lowercase(), h.value.to_string())).collect();
    let seen = Seen { path: request.url().to_owned(), headers, body };
    let number = {
        let mut kept = kept.lock().unwrap();
        kept.push(seen.clone());
        kept.len() - 1
    };
    send(request, answer(&seen, number));
}

/// The client may have gone: that is no matter of the server.
fn send(request: Request, reply: Reply) {
    let header = |name: &str, value: &str| Header::from_bytes(name, value).unwrap();
    match reply {
        Reply::Answer(status, kind, body) => {
            let response = Response::from_string(body).with_status_code(status);
            let _ = request.respond(response.with_header(header("Content-Type", kind)));
        }
        Reply::Redirect(status, to) => {
            let response = Response::empty(status).with_header(header("Location", &to));
            let _ = request.respond(response);
        }
        Reply::Raw(bytes) => {
            let mut writer = request.into_writer();
            let _ = writer.write_all(bytes.as_bytes()).and_then(|()| writer.flush());
        }
        Reply::Silence(time) => {
            thread::sleep(time);
            drop(request);
        }
        Reply::Later(time, reply) => {
            thread::sleep(time);
            send(request, *reply);
        }
    }
}
