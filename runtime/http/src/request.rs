use core::fmt;

use zeroize::Zeroizing;

use crate::failure::{Failure, Kind};
use crate::url::Url;

/// A request: borrowed until it is sent, then written once into a buffer of its final size, which is wiped.
///
/// ```
/// use provider_credentials_http::{Request, Url, Value};
///
/// # fn main() -> Result<(), provider_credentials_http::Failure> {
/// let url = Url::parse("https://vault.example:8200/v1/auth/token/lookup-self")?;
/// let request = Request::get(&url)
///     .header("X-Vault-Token", Value::secret("hvs.of-the-example"))
///     .header("Accept", Value::plain("application/json"));
/// assert!(!format!("{request:?}").contains("hvs"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a Url,
    headers: Vec<(&'a str, Value<'a>)>,
    body: Option<(&'a str, &'a [u8])>,
    pub(crate) kept: &'a [&'a str],
    is_repeatable: bool,
}

/// The value of a header.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    bytes: &'a [u8],
    is_secret: bool,
}

impl<'a> Value<'a> {
    /// One that no `Debug` shows.
    #[must_use]
    pub fn secret<T: AsRef<[u8]> + ?Sized>(value: &'a T) -> Self {
        Self { bytes: value.as_ref(), is_secret: true }
    }

    /// One that may be shown.
    #[must_use]
    pub fn plain(value: &'a str) -> Self {
        Self { bytes: value.as_bytes(), is_secret: false }
    }
}

/// A plain value as it is, a secret one as `[secret]`.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_secret {
            return f.write_str("[secret]");
        }
        fmt::Debug::fmt(&String::from_utf8_lossy(self.bytes), f)
    }
}

/// What the client says by itself, and what would change where a message ends.
const RESERVED: [&str; 12] = [
    "Connection",
    "Content-Length",
    "Content-Type",
    "Expect",
    "Host",
    "Keep-Alive",
    "Proxy-Authorization",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "User-Agent",
];

impl<'a> Request<'a> {
    /// With any method but `HEAD` and `CONNECT`, whose answers have no body: `PUT`, or Vault's `LIST`.
    #[must_use]
    pub fn new(method: &'a str, url: &'a Url) -> Self {
        let is_repeatable = matches!(method, "GET" | "PUT" | "DELETE" | "LIST" | "OPTIONS");
        Self { method, url, headers: Vec::new(), body: None, kept: &[], is_repeatable }
    }

    /// `GET`.
    #[must_use]
    pub fn get(url: &'a Url) -> Self {
        Self::new("GET", url)
    }

    /// `POST`.
    #[must_use]
    pub fn post(url: &'a Url) -> Self {
        Self::new("POST", url)
    }

    /// With a header. Sending fails with [`Kind::InvalidRequest`] if its name is no token, if its value has bytes other
    /// than visible ASCII and single spaces within, or if the client sets it by itself (`Host`, `Content-Length` …).
    #[must_use]
    pub fn header(mut self, name: &'a str, value: Value<'a>) -> Self {
        self.headers.push((name, value));
        self
    }

    /// With a body of this content type.
    #[must_use]
    pub fn body<T: AsRef<[u8]> + ?Sized>(mut self, content_type: &'a str, body: &'a T) -> Self {
        self.body = Some((content_type, body.as_ref()));
        self
    }

    /// The headers of the answer that [`Answer::header`](crate::Answer::header) will give. All others are wiped
    /// unread. Name no header here whose value may be secret.
    #[must_use]
    pub fn keep(mut self, headers: &'a [&'a str]) -> Self {
        self.kept = headers;
        self
    }

    /// Says that sending it twice does no more than sending it once, though its method does not say so: a `POST` that
    /// only reads. `GET`, `PUT`, `DELETE`, `LIST` and `OPTIONS` are so already (RFC 9110, section 9.2.2).
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.is_repeatable = true;
        self
    }

    /// The opposite, though its method says otherwise: a `GET` that makes something, as Vault's for a database user
    /// does.
    #[must_use]
    pub fn not_repeatable(mut self) -> Self {
        self.is_repeatable = false;
        self
    }

    /// Whether it may be sent again when it is not known if it was received.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.is_repeatable
    }

    /// As it is sent to that URL, which may be that of a redirect.
    pub(crate) fn bytes(
        &self,
        url: &Url,
        agent: &str,
        is_kept: bool,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.check()?;
        let method = self.method;
        let connection = if is_kept { "" } else { "Connection: close\r\n" };
        let start = format!(
            "{method} {}{} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {agent}\r\n{connection}",
            url.path(),
            url.query(),
            url.authority()
        );
        let mut pieces: Vec<&[u8]> = vec![start.as_bytes()];
        for (name, value) in &self.headers {
            pieces.extend([name.as_bytes(), b": ", value.bytes, b"\r\n"]);
        }
        let length = self.body.map_or(0, |(_, body)| body.len()).to_string();
        match self.body {
            Some((content_type, body)) => pieces.extend([
                &b"Content-Type: "[..],
                content_type.as_bytes(),
                b"\r\nContent-Length: ",
                length.as_bytes(),
                b"\r\n\r\n",
                body,
            ]),
            // RFC 9110, section 8.6: whoever expects a body is told that there is none.
            None if matches!(method, "POST" | "PUT" | "PATCH") => {
                pieces.push(b"Content-Length: 0\r\n\r\n");
            }
            None => pieces.push(b"\r\n"),
        }
        let mut bytes =
            Zeroizing::new(Vec::with_capacity(pieces.iter().map(|piece| piece.len()).sum()));
        for piece in pieces {
            bytes.extend_from_slice(piece);
        }
        Ok(bytes)
    }

    fn check(&self) -> Result<(), Failure> {
        let is_method = is_token(self.method) && !matches!(self.method, "HEAD" | "CONNECT");
        let is_reserved =
            |name: &str| RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name));
        let are_headers = self
            .headers
            .iter()
            .all(|(name, value)| is_token(name) && !is_reserved(name) && is_value(value.bytes));
        let is_body = self.body.is_none_or(|(content_type, _)| is_value(content_type.as_bytes()));
        if is_method && are_headers && is_body { Ok(()) } else { Err(Kind::InvalidRequest.into()) }
    }
}

/// Method, URL without its query, and the names of headers.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// RFC 9110, section 5.6.2.
pub(crate) fn is_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}

/// Visible ASCII, with spaces within.
fn is_value(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
}
