//! One request and its answer, without TLS.

use std::io::Write;

use serde_json::{Value, json};

/// A request.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) host: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    head: String,
    pub(super) body: String,
}

impl Request {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut words = head.lines().next()?.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request = Self {
            method: method.to_owned(),
            host: String::new(),
            path: path.to_owned(),
            query: pairs(query),
            head: head.to_owned(),
            body: body.to_owned(),
        };
        request.host = request.header("Host")?.split(':').next()?.to_ascii_lowercase();
        Some(request)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(super) fn asked(&self, name: &str) -> Option<&str> {
        of(&self.query, name)
    }

    pub(super) fn form(&self) -> Vec<(String, String)> {
        pairs(&self.body)
    }
}

fn pairs(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

pub(super) fn of<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// An answer.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) header: Option<String>,
    pub(super) body: Value,
}

impl Reply {
    pub(super) fn new(status: u16, body: Value) -> Self {
        Self { status, header: None, body }
    }

    pub(super) fn write(&self, to: &mut impl Write) -> std::io::Result<()> {
        let Self { status, header, body } = self;
        let (body, header) = (body.to_string(), header.as_deref().unwrap_or_default());
        let length = body.len();
        write!(
            to,
            "HTTP/1.1 {status} Of-The-Fake\r\n{header}Content-Type: application/json; charset=utf-8\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    }
}

/// As Key Vault refuses something.
pub(super) fn error(status: u16, code: &str, message: &str, inner: Option<&str>) -> Reply {
    let mut body = json!({"error": {"code": code, "message": message}});
    if let Some(inner) = inner {
        body["error"]["innererror"] = json!({ "code": inner });
    }
    Reply::new(status, body)
}
