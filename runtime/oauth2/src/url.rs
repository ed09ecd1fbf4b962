//! Which URLs a secret may be sent to.

use core::net::Ipv6Addr;

/// What a URL says about a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target<'u> {
    pub(crate) is_tls: bool,
    /// Without the brackets of an IPv6 address.
    pub(crate) host: &'u str,
    pub(crate) port: u16,
    /// With the query; may be empty.
    pub(crate) path: &'u str,
}

impl<'u> Target<'u> {
    /// `None` if a secret must not be sent there: it is https, or http to this machine alone. The manifest's checks
    /// have the same rule (`check/endpoint.rs` there).
    pub(crate) fn of(url: &'u str) -> Option<Self> {
        // Line breaks would end the head of a request, and a token endpoint has no fragment (RFC 6749, section 3.2).
        if !url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#') {
            return None;
        }
        let (is_tls, rest) = match strip_scheme(url, "https://") {
            Some(rest) => (true, rest),
            None => (false, strip_scheme(url, "http://")?),
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end)?;
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
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().ok()?
            }
            None if port.is_empty() => 443 - 363 * u16::from(!is_tls),
            _ => return None,
        };
        let target = Self { is_tls, host, port, path };
        (is_tls || target.is_here()).then_some(target)
    }

    /// Host and port for a head, out of what was understood.
    pub(crate) fn authority(&self) -> String {
        let Self { host, port, .. } = self;
        match (host.contains(':'), self.is_tls, port) {
            (false, true, 443) | (false, false, 80) => (*host).to_owned(),
            (true, true, 443) | (true, false, 80) => format!("[{host}]"),
            (false, ..) => format!("{host}:{port}"),
            (true, ..) => format!("[{host}]:{port}"),
        }
    }

    /// Whether nothing but this machine is behind it.
    fn is_here(&self) -> bool {
        let address = self.host.parse::<core::net::IpAddr>();
        self.host.eq_ignore_ascii_case("localhost")
            || address.is_ok_and(|address| address.is_loopback())
    }
}

/// Whether it is http, to this machine.
pub(crate) fn is_plain(url: &str) -> bool {
    Target::of(url).is_some_and(|target| !target.is_tls)
}

/// Behind scheme and authority.
pub(crate) fn split_path(url: &str) -> Option<(&str, &str)> {
    let from = url.find("://")? + 3;
    let at = url.get(from..)?.find('/').map_or(url.len(), |at| from + at);
    url.split_at_checked(at)
}

fn strip_scheme<'u>(url: &'u str, scheme: &str) -> Option<&'u str> {
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
            ("HTTPS://a.example", "a.example", 443, ""),
            ("https://a.example:8443?a=%20", "a.example", 8443, "?a=%20"),
            ("http://localhost/x", "localhost", 80, "/x"),
            ("http://127.8.0.1:1?a", "127.8.0.1", 1, "?a"),
            ("http://[::1]:1/", "::1", 1, "/"),
            ("https://[::2]/", "::2", 443, "/"),
        ] {
            let target = Target::of(url).unwrap();
            assert_eq!((target.host, target.port, target.path), (host, port, path), "{url}");
        }
        for url in [
            "http://a.example/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://127.0.0.1@a.example/",
            "https://user:pw@a.example/",
            "https:///x",
            "ftp://localhost/",
            "",
            "http://[::2]/",
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
            assert_eq!(Target::of(url), None, "{url}");
        }
        for (url, authority) in [
            ("HTTPS://a.example/x", "a.example"),
            ("https://a.example:443", "a.example"),
            ("https://a.example:80", "a.example:80"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("http://[::1]", "[::1]"),
            ("https://[::2]:8443/", "[::2]:8443"),
        ] {
            assert_eq!(Target::of(url).unwrap().authority(), authority, "{url}");
        }
        assert!(is_plain("http://localhost") && !is_plain("https://localhost"));
        assert_eq!(split_path("https://a/b/c"), Some(("https://a", "/b/c")));
        assert_eq!(split_path("https://a"), Some(("https://a", "")));
    }
}
