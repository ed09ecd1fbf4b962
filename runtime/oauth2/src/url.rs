//! Which URLs a secret may be sent to.

/// What a URL says about a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target<'u> {
    pub(crate) is_tls: bool,
    /// Without the brackets of an IPv6 address.
    pub(crate) host: &'u str,
    pub(crate) port: u16,
    /// Host and port as they are written.
    pub(crate) authority: &'u str,
    /// With the query; may be empty.
    pub(crate) path: &'u str,
}

impl<'u> Target<'u> {
    /// `None` if a secret must not be sent there: it is https, or http to this machine alone.
    pub(crate) fn of(url: &'u str) -> Option<Self> {
        let (is_tls, rest) = match strip_scheme(url, "https://") {
            Some(rest) => (true, rest),
            None => (false, strip_scheme(url, "http://")?),
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end)?;
        let path = rest.split('#').next()?;
        // Line breaks would end the head of a request.
        if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, rest)) => (host, rest.strip_prefix(':')),
            None => match authority.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (authority, None),
            },
        };
        // User names and passwords have no place there, and hide which host is meant.
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
        if host.is_empty() || !host.bytes().all(is_host) {
            return None;
        }
        let port = match port {
            Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => port.parse().ok()?,
            Some(_) => return None,
            None => 443 - 363 * u16::from(!is_tls),
        };
        let target = Self { is_tls, host, port, authority, path };
        (is_tls || target.is_here()).then_some(target)
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
            ("https://a.example:8443?a=%20#b", "a.example", 8443, "?a=%20"),
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
        ] {
            assert_eq!(Target::of(url), None, "{url}");
        }
        assert!(is_plain("http://localhost") && !is_plain("https://localhost"));
        assert_eq!(split_path("https://a/b/c"), Some(("https://a", "/b/c")));
        assert_eq!(split_path("https://a"), Some(("https://a", "")));
    }
}
