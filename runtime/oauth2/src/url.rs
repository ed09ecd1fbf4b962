//! Which URLs a secret may be sent to.

/// Whether it is https, or http to this machine alone.
pub(crate) fn is_safe(url: &str) -> bool {
    if let Some(rest) = strip_scheme(url, "https://") {
        return is_authority(authority(rest));
    }
    strip_scheme(url, "http://").is_some_and(|rest| is_authority(authority(rest)) && is_here(rest))
}

/// Whether nothing but this machine is behind it.
pub(crate) fn is_local(url: &str) -> bool {
    strip_scheme(url, "http://").is_some_and(is_here)
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

fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// User names and passwords have no place there, and hide which host is meant.
fn is_authority(authority: &str) -> bool {
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:[]%".contains(&byte);
    !authority.is_empty() && authority.bytes().all(is_host)
}

fn is_here(rest: &str) -> bool {
    let authority = authority(rest);
    let host = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, _)) => host,
        None => authority.split(':').next().unwrap_or_default(),
    };
    let address = host.parse::<core::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_or_this_machine() {
        for url in [
            "https://a.example/token",
            "HTTPS://a.example",
            "http://localhost:80/x",
            "http://127.8.0.1:1?a",
            "http://[::1]:1/",
        ] {
            assert!(is_safe(url), "{url}");
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
        ] {
            assert!(!is_safe(url), "{url}");
        }
        assert_eq!(split_path("https://a/b/c"), Some(("https://a", "/b/c")));
        assert_eq!(split_path("https://a"), Some(("https://a", "")));
    }
}
