use core::fmt;
use core::net::{IpAddr, Ipv6Addr};

use crate::failure::{Failure, Kind};

/// An http or https URL.
///
/// It has no user name, fragment, or character other than visible ASCII, so nothing in it can end the head of a
/// request or hide which host is meant.
///
/// ```
/// use provider_credentials_http::Url;
///
/// # fn main() -> Result<(), provider_credentials_http::Failure> {
/// let server = Url::parse("https://vault.example:8200/base/")?;
/// let url = server.join("/v1/secret/data/api?version=2")?;
/// assert_eq!(url.to_string(), "https://vault.example:8200/base/v1/secret/data/api?version=2");
/// assert_eq!(url.authority(), "vault.example:8200");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Url {
    is_tls: bool,
    host: String,
    port: u16,
    /// Begins with `/`.
    path: String,
    /// With `?`; may be empty.
    query: String,
}

impl Url {
    /// Reads an absolute URL.
    ///
    /// # Errors
    ///
    /// [`Kind::InvalidUrl`].
    pub fn parse(text: &str) -> Result<Self, Failure> {
        parsed(text).ok_or_else(|| Kind::InvalidUrl.into())
    }

    /// This URL with a path, and perhaps a query, behind its own path. Its own query is dropped.
    ///
    /// # Errors
    ///
    /// [`Kind::InvalidUrl`] if the text does not begin with `/`, or has characters other than visible ASCII, or `#`.
    pub fn join(&self, path_and_query: &str) -> Result<Self, Failure> {
        if !path_and_query.starts_with('/') {
            return Err(Kind::InvalidUrl.into());
        }
        self.replaced(self.path.trim_end_matches('/'), path_and_query)
    }

    /// This server with another path, which begins with `/`.
    pub(crate) fn with_path(&self, path_and_query: &str) -> Result<Self, Failure> {
        self.replaced("", path_and_query)
    }

    fn replaced(&self, base: &str, path_and_query: &str) -> Result<Self, Failure> {
        if !is_clean(path_and_query) {
            return Err(Kind::InvalidUrl.into());
        }
        let (path, query) = split_query(path_and_query);
        Ok(Self {
            path: format!("{base}{path}"),
            query: query.to_owned(),
            host: self.host.clone(),
            ..*self
        })
    }

    /// Whether it is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.is_tls
    }

    /// Whether a secret may be sent there: https, or http to this machine.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.is_tls || self.is_this_machine()
    }

    /// Whether the host is `localhost` or a loopback address.
    #[must_use]
    pub fn is_this_machine(&self) -> bool {
        self.host.eq_ignore_ascii_case("localhost")
            || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// The host, without the brackets of an IPv6 address.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The path, which begins with `/`, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query, with its `?`; may be empty.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// What the `Host` header says: the host, and the port if it is not the scheme's own.
    #[must_use]
    pub fn authority(&self) -> String {
        let Self { host, port, .. } = self;
        match (host.contains(':'), self.is_tls, port) {
            (false, true, 443) | (false, false, 80) => host.clone(),
            (true, true, 443) | (true, false, 80) => format!("[{host}]"),
            (false, ..) => format!("{host}:{port}"),
            (true, ..) => format!("[{host}]:{port}"),
        }
    }

    /// Scheme and authority: `https://vault.example:8200`.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.is_tls { "https" } else { "http" };
        format!("{scheme}://{}", self.authority())
    }

    /// Whether both are on one server.
    pub(crate) fn is_same_origin(&self, other: &Self) -> bool {
        self.is_tls == other.is_tls
            && self.port == other.port
            && self.host.eq_ignore_ascii_case(&other.host)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.origin(), self.path, self.query)
    }
}

/// Without the query.
impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url({}{})", self.origin(), self.path)
    }
}

/// Line breaks would end the head of a request.
fn is_clean(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#')
}

fn parsed(text: &str) -> Option<Url> {
    if !is_clean(text) {
        return None;
    }
    let (is_tls, rest) = match strip_scheme(text, "https://") {
        Some(rest) => (true, rest),
        None => (false, strip_scheme(text, "http://")?),
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end)?;
    let default = if is_tls { 443 } else { 80 };
    let (host, port) = host_and_port(authority, default)?;
    let (path, query) = split_query(rest);
    let path = if path.is_empty() { "/" } else { path };
    Some(Url {
        is_tls,
        host: host.to_owned(),
        port,
        path: path.to_owned(),
        query: query.to_owned(),
    })
}

/// The host without brackets.
pub(crate) fn host_and_port(authority: &str, default: u16) -> Option<(&str, u16)> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']')?;
            host.parse::<Ipv6Addr>().ok()?;
            (host, port)
        }
        None => authority.split_at_checked(authority.find(':').unwrap_or(authority.len()))?,
    };
    // User names and passwords have no place there, and hide which host is meant.
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
    if host.is_empty() || !host.bytes().all(is_host) {
        return None;
    }
    let port = match port.strip_prefix(':') {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
        None if port.is_empty() => default,
        _ => return None,
    };
    Some((host, port))
}

fn split_query(text: &str) -> (&str, &str) {
    text.split_at_checked(text.find('?').unwrap_or(text.len())).unwrap_or((text, ""))
}

pub(crate) fn strip_scheme<'u>(url: &'u str, scheme: &str) -> Option<&'u str> {
    let (head, rest) = url.split_at_checked(scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_or_this_machine() {
        for (url, host, port, path) in [
            ("https://a.example/token", "a.example", 443, "/token"),
            ("HTTPS://a.example", "a.example", 443, "/"),
            ("https://a.example:8443?a=%20", "a.example", 8443, "/?a=%20"),
            ("http://localhost/x", "localhost", 80, "/x"),
            ("http://127.8.0.1:1?a", "127.8.0.1", 1, "/?a"),
            ("http://[::1]:1/", "::1", 1, "/"),
            ("https://[::2]/", "::2", 443, "/"),
        ] {
            let target = Url::parse(url).unwrap();
            let shown = format!("{}{}", target.path(), target.query());
            assert_eq!((target.host(), target.port(), &*shown), (host, port, path), "{url}");
            assert!(target.is_secure(), "{url}");
        }
        for url in [
            "http://a.example/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://[::2]/",
        ] {
            assert!(!Url::parse(url).unwrap().is_secure(), "{url}");
        }
        for url in [
            "http://127.0.0.1@a.example/",
            "https://user:pw@a.example/",
            "https:///x",
            "ftp://localhost/",
            "",
            "https://a\r\n.example",
            "https://a.example/\r\nX: y",
            "https://a.example/ b",
            "https://a.example:99999/",
            "https://a.example:+1/",
            "https://a.example:/",
            "https://a.example/#b",
            "https://é.example/",
            "https://a.example/é",
            "https://a.example\\@b.example/",
            "http://[::1]\r\nX-Injected: yes\r\nX:",
            "http://[::1]\r\nX-Injected: yes\r\nX:80/",
            "http://[::1]@evil.example",
            "http://[::1]@evil.example:80/",
            "http://[::1]evil/t",
            "http://[::1]evil:1/t",
            "http://[127.0.0.1]/",
            "http://[localhost]/",
            "https://[a.example]/",
            "https://[::1%25eth0]/",
            "https://[::1",
            "https://::1/",
        ] {
            assert_eq!(Url::parse(url).unwrap_err().kind(), Kind::InvalidUrl, "{url}");
        }
        for (url, authority) in [
            ("HTTPS://a.example/x", "a.example"),
            ("https://a.example:443", "a.example"),
            ("https://a.example:80", "a.example:80"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("http://[::1]", "[::1]"),
            ("https://[::2]:8443/", "[::2]:8443"),
        ] {
            assert_eq!(Url::parse(url).unwrap().authority(), authority, "{url}");
        }
    }

    #[test]
    fn a_path_behind_that_of_the_server() {
        let url = Url::parse("https://a.example/base/?x=y").unwrap();
        assert_eq!(url.join("/v1/a?b=c").unwrap().to_string(), "https://a.example/base/v1/a?b=c");
        assert_eq!(url.with_path("/v1").unwrap().to_string(), "https://a.example/v1");
        for bad in ["v1", "", "/a b", "/a\r\nX: y", "/a#b", "/é"] {
            assert_eq!(url.join(bad).unwrap_err().kind(), Kind::InvalidUrl, "{bad}");
        }
        assert_eq!(format!("{url:?}"), "Url(https://a.example/base/)");
    }
}
