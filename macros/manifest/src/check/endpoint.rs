//! A URL that a secret is sent to. The program's rule (`Target::of` in `runtime/oauth2`) is the same, so that a manifest
//! that builds is one that loads.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::url::{self, Takes};
use crate::chars::{all, leading};

type Mistake = (String, String);

/// What is wrong, and the fix.
pub(super) fn mistake(name: &str, url: &str) -> Option<Mistake> {
    let key = format!("`{name}`");
    let Some((scheme, rest)) = url.split_once("://") else {
        let message = format!("{key} must be an absolute https URL");
        return Some((message, "begin it with `https://`".to_owned()));
    };
    if let Some((message, help)) = url::mistake(url, Takes::Endpoint) {
        return Some((message.replace("{key}", &key), help));
    }
    let (authority, path) = leading(rest, |c| !matches!(c, '/' | '?' | '#'));
    // RFC 6749, section 3.2: the client's secret must not travel in plain text.
    let is_tls = scheme.eq_ignore_ascii_case("https");
    let is_here = scheme.eq_ignore_ascii_case("http") && is_this_machine(authority);
    if !is_tls && !is_here {
        let message = format!("{key} must be an https URL: secrets are sent there");
        return Some((message, "begin it with `https://`".to_owned()));
    }
    let (message, help) = host_mistake(authority).or_else(|| path_mistake(path))?;
    Some((message.replace("{key}", &key), help.to_owned()))
}

/// What is wrong with the URL of a server itself, and the fix.
pub(super) fn issuer_mistake(name: &str, url: &str) -> Option<Mistake> {
    mistake(name, url).or_else(|| {
        // RFC 8414, section 2.
        url.contains('?').then(|| {
            let message = format!("`{name}` has a query, which no issuer has");
            (message, "remove it, from `?` on".to_owned())
        })
    })
}

fn is_this_machine(authority: &str) -> bool {
    if let Some((address, _)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback());
    }
    let host = leading(authority, |c| c != ':').0;
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

// What is left to say of a host after the rules for all URLs.
fn host_mistake(authority: &str) -> Option<(&'static str, &'static str)> {
    if authority.contains('@') {
        return Some(("the URL in {key} holds a user name", "remove what stands before `@`"));
    }
    let address = authority.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    if address.is_some_and(|(address, _)| address.parse::<Ipv6Addr>().is_err()) {
        let message = "what is in brackets in {key} is no IPv6 address";
        return Some((message, "write it as in `[::1]`, or a name without brackets"));
    }
    if !authority.is_ascii() {
        let message = "the host in {key} is not in ASCII";
        return Some((message, "write it as the DNS has it, beginning with `xn--`"));
    }
    let message = "the port in {key} is left out behind its colon";
    authority.ends_with(':').then_some((message, "write the port, or remove the colon"))
}

fn path_mistake(path: &str) -> Option<(&'static str, &'static str)> {
    // RFC 6749, section 3.2.
    if path.contains('#') {
        return Some(("{key} has a fragment, and no server sees it", "remove it, from `#` on"));
    }
    let message = "the path in {key} is not in ASCII";
    (!all(path, |c| c.is_ascii_graphic()))
        .then_some((message, "write it in percent signs, as `%C3%A9` for `é`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The URLs of the test of `Target::of`.
    #[test]
    fn what_the_program_takes() {
        for url in [
            "https://a.example/token",
            "HTTPS://a.example",
            "https://a.example:8443?a=%20",
            "http://localhost/x",
            "http://LOCALHOST:80/x",
            "http://127.8.0.1:1?a",
            "http://[::1]:1/",
            "https://[::2]/",
            "https://my_service-1/",
        ] {
            assert_eq!(mistake("token_url", url), None, "{url}");
        }
        for url in [
            "http://a.example/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://127.0.0.1@a.example/",
            "https://user:pw@a.example/",
            "https://{username}:{password}@a.example/",
            "https:///x",
            "ftp://localhost/",
            "ws://localhost/",
            "wss://a.example/",
            "",
            "http://[::2]/",
            "http://[fd00::1]/",
            "http://keycloak:8080/",
            "http://10.0.0.5/",
            "http://api.localhost/",
            "https://a\r\n.example",
            "https://a.example/\r\nX: y",
            "https://a.example/ b",
            "https://a.example:99999/",
            "https://a.example:+1/",
            "https://a.example:/",
            "https://a.example/#b",
            "https://a.example#b",
            "https://é.example/",
            "https://a.example/é",
            "https://a.example\\@b.example/",
            "https://a.example\\b/",
            "http://[::1]\r\nX-Injected: yes\r\nX:",
            "http://[::1]@evil.example",
            "http://[::1]evil/t",
            "http://[127.0.0.1]/",
            "http://[localhost]/",
            "https://[a.example]/",
            "https://[::1%25eth0]/",
            "https://[::1",
            "https://::1/",
            "https://a.example/\u{7f}",
            "https://a.example/\u{200b}",
        ] {
            let (message, _) = mistake("token_url", url).unwrap_or_else(|| panic!("{url}"));
            assert!(message.contains("`token_url`"), "{message}");
            assert!(issuer_mistake("issuer", url).is_some());
        }
        assert_eq!(issuer_mistake("issuer", "https://a.example/tenant"), None);
        assert!(issuer_mistake("issuer", "https://a.example/?a").is_some());
    }
}
