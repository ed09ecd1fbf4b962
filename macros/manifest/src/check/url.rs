//! `config.*_url`.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::chars::{all, any, leading, without};
use crate::names;
use crate::secrets::{self, is_curly_quote, shown};
use crate::suggest;

/// What a key's URL may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// What a program sends requests to: http, https, ws or wss.
    Endpoint,
    /// Any URL, or an absolute path.
    Anything,
}

/// By the name of its key. `None` if a key says nothing of URLs.
pub(super) fn takes(key: &str) -> Option<Takes> {
    let words = names::words(key);
    match words.join("_").as_str() {
        "base_url" | "api_url" | "endpoint" | "endpoint_url" => Some(Takes::Endpoint),
        _ if words.last().is_some_and(|last| last == "url") => Some(Takes::Anything),
        _ => None,
    }
}

/// What is wrong with a URL, where `{key}` stands for its key, and the fix.
pub(super) fn mistake(url: &str, takes: Takes) -> Option<(&'static str, String)> {
    if url.is_empty() {
        return Some(("{key} is empty", "write one, or remove the key".to_owned()));
    }
    let unquoted = without(url, is_curly_quote);
    if unquoted.len() < url.len() {
        let message = "{key} has curly quotes in it";
        let (_, rest) = unquoted.split_once("://").unwrap_or_default();
        let fixed = if is_absolute(rest) { rest } else { unquoted.as_str() };
        return Some((message, format!("write `{}`", shown(fixed))));
    }
    if any(url, |c| c.is_whitespace() || c.is_control()) {
        return Some((
            "{key} has whitespace in it",
            "remove it, or write `%20` for a space".to_owned(),
        ));
    }
    if url.contains("${") || url.contains("{{") {
        let help = "write the URL out, or a variable as in `${API_HOST:-api.example.com}`";
        return Some(("{key} has a variable that is none", help.to_owned()));
    }
    if let Some(mistake) = placeholder_mistake(url) {
        return Some(mistake);
    }
    if let Some((_, rest)) = split_scheme(url) {
        return web_mistake(rest);
    }
    if let Some((message, help)) = misspelled(url) {
        return Some((message, help));
    }
    match takes {
        Takes::Endpoint => {
            let (host, _) = url.split_once('/').unwrap_or((url, ""));
            let is_host = host.contains('.') || !url.contains([':', '/']);
            let help = if is_host && !url.contains("://") {
                "begin it with `https://`"
            } else {
                "begin it with `https://`, `http://`, `wss://` or `ws://`"
            };
            Some(("{key} must be an absolute http, https, ws or wss URL", help.to_owned()))
        }
        Takes::Anything => {
            let is_path = url.starts_with('/') && !url.starts_with("//");
            if is_path || is_other_url(url) {
                return secrets::password_in_url(url).map(|_| {
                    let help = "remove it; a credential of its own can hold it";
                    ("the URL in {key} holds a password", help.to_owned())
                });
            }
            let help = "begin it with a scheme as in `https://`, or a path with `/`";
            Some(("{key} must be an absolute URL or path", help.to_owned()))
        }
    }
}

/// A URL that is filled in has no other braces.
fn placeholder_mistake(url: &str) -> Option<(&'static str, String)> {
    let [username, password] = secrets::PLACEHOLDERS;
    if !url.contains(username) && !url.contains(password) {
        return None;
    }
    let rest = url.replace(username, "").replace(password, "");
    rest.contains('{').then(|| {
        let message =
            "the URL in {key} has a `{` that begins neither `{username}` nor `{password}`";
        (message, "write one of these, or `%7B` for the brace".to_owned())
    })
}

/// What stands behind a scheme that can be called.
fn web_mistake(rest: &str) -> Option<(&'static str, String)> {
    if is_absolute(rest) {
        return Some(("the URL in {key} begins twice", format!("write `{}`", shown(rest))));
    }
    let authority = authority(rest);
    let user = authority.rsplit_once('@').map(|(user, _)| user);
    if user.is_some_and(|user| user.split_once(':') != Some(secrets::PLACEHOLDERS.into())) {
        return Some((
            "the URL in {key} holds a user name or a token",
            "remove what stands before `@`".to_owned(),
        ));
    }
    host_mistake(authority.rsplit_once('@').map_or(authority, |(_, host)| host))
}

/// A scheme like one that is often written: `htps`.
fn misspelled(url: &str) -> Option<(&'static str, String)> {
    // The second half is right, and near to one of the first.
    const OFTEN: [&str; 10] = [
        "https",
        "http",
        "redis",
        "rediss",
        "postgres",
        "postgresql",
        "mysql",
        "mongodb",
        "amqp",
        "amqps",
    ];
    const RIGHT: [&str; 1] = ["mysqlx"];

    let (scheme, rest) = url.split_once(':')?;
    if !rest.starts_with("//") {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    // With fewer letters nearly all are near to one.
    if scheme.len() < 3 || RIGHT.contains(&scheme.as_str()) {
        return None;
    }
    let near = suggest::nearest(&scheme, &OFTEN)?;
    (near != scheme)
        .then(|| ("the URL in {key} has an unknown scheme", format!("write `{near}://`")))
}

/// One of a scheme that only the program knows (RFC 3986, 3.1), `postgres://`, `unix:/run/socket`; not
/// `host:80`, which reads like one.
fn is_other_url(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && all(scheme, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_web = WEB.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_port = rest.starts_with(|c: char| c.is_ascii_digit());
    let behind = rest.strip_prefix("//").unwrap_or(rest);
    is_scheme && !is_web && !is_port && !behind.is_empty()
}

/// The schemes of what a program sends requests to.
const WEB: [&str; 4] = ["http", "https", "ws", "wss"];

/// A scheme that can be called, and the rest.
fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let is_known = WEB.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_known.then_some((scheme, rest))
}

fn is_absolute(url: &str) -> bool {
    split_scheme(url).is_some()
}

/// User, host and port, of what stands behind the scheme.
fn authority(rest: &str) -> &str {
    leading(rest, |c| !matches!(c, '/' | '?' | '#')).0
}

/// What a valid URL should begin with, if it sends in clear text to a host that is not near.
pub(super) fn insecure(url: &str) -> Option<&'static str> {
    let (scheme, rest) = url.split_once("://")?;
    let better = match scheme.to_ascii_lowercase().as_str() {
        "http" => "https://",
        "ws" => "wss://",
        _ => return None,
    };
    is_far(authority(rest)).then_some(better)
}

fn is_far(authority: &str) -> bool {
    const NEAR: [&str; 6] = [".localhost", ".local", ".internal", ".svc", ".lan", ".test"];
    if let Some(v6) = authority.strip_prefix('[') {
        let address = v6.split(']').next().unwrap_or_default().parse::<Ipv6Addr>();
        return address.is_ok_and(|ip| !ip.is_loopback() && !ip.is_unique_local());
    }
    let host = authority.split(':').next().unwrap_or_default().to_ascii_lowercase();
    match host.parse::<Ipv4Addr>() {
        Ok(ip) => !ip.is_loopback() && !ip.is_private() && !ip.is_link_local(),
        // A name without a dot is of the same network: a container, a service.
        Err(_) => host.contains('.') && !NEAR.iter().any(|near| host.ends_with(near)),
    }
}

fn host_mistake(authority: &str) -> Option<(&'static str, String)> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((host, port)) => (host, port),
            None => {
                return Some((
                    "`[` is not closed in {key}",
                    "write an IPv6 address as `[::1]`".to_owned(),
                ));
            }
        },
        None => leading(authority, |c| c != ':'),
    };
    if host.is_empty() {
        return Some((
            "the URL in {key} has no host",
            "write one: `https://api.example.com`".to_owned(),
        ));
    }
    // Containers have names with `_`. A colon is left in an IPv6 address alone, whose brackets have
    // been taken off.
    let (_, odd) = leading(host, |c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | ':'));
    if let Some(c) = odd.chars().next() {
        if let Some(name) = variable(odd) {
            let help = format!("write `{}`", shown(&format!("${{{name}}}")));
            return Some(("a variable in {key} is written `${NAME}`", help));
        }
        let message = "the host in {key} has a character that no host has";
        return Some((message, format!("remove the `{}`", shown(&c.to_string()))));
    }
    let port_is_valid = port.is_empty()
        || port.strip_prefix(':').is_some_and(|port| {
            port.is_empty()
                || all(port, |c| c.is_ascii_digit())
                    && matches!(port.parse::<u64>(), Ok(0..=0xffff))
        });
    if !port_is_valid {
        return Some((
            "the port in {key} must be a number up to 65535",
            "correct the port".to_owned(),
        ));
    }
    None
}

/// The name in `$NAME`, `%NAME%` or `{NAME}`, as other programs write variables.
fn variable(text: &str) -> Option<&str> {
    let (sign, rest) = text.split_at_checked(1)?;
    let (name, behind) = leading(rest, |c| c.is_ascii_alphanumeric() || c == '_');
    let is_closed = match sign {
        "$" => true,
        "%" => behind.starts_with('%'),
        "{" => behind.starts_with('}'),
        _ => false,
    };
    (is_closed && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_as_others_write_them() {
        for (host, help) in [
            ("$API_HOST", "write `${API_HOST}`"),
            ("api.$REGION.example.com:80", "write `${REGION}`"),
            ("{API_HOST}", "write `${API_HOST}`"),
            ("%API_HOST%", "write `${API_HOST}`"),
            ("$1.example.com", "remove the `$`"),
            ("{API HOST}", "remove the `{`"),
        ] {
            let fix = host_mistake(host).unwrap().1.replace(['\u{fdd0}', '\u{fdd1}'], "");
            assert_eq!(fix, help, "{host}");
        }
    }

    #[test]
    fn insecure_urls() {
        for url in ["http://api.openai.com/v1", "HTTP://8.8.8.8:80", "ws://[2001:db8::1]/"] {
            assert!(mistake(url, Takes::Endpoint).is_none() && insecure(url).is_some(), "{url}");
        }
        for url in [
            "https://api.openai.com",
            "wss://x.com",
            "http://localhost:8080",
            "http://ollama:11434/v1",
            "http://127.0.0.1",
            "http://192.168.1.2:80/x",
            "http://[::1]:80",
            "http://[fd00::1]/",
            "http://vllm.models.svc/",
            "http://api.svc.cluster.local",
        ] {
            assert!(mistake(url, Takes::Endpoint).is_none() && insecure(url).is_none(), "{url}");
        }
    }

    #[test]
    fn absolute_urls() {
        for url in [
            "https://api.openai.com/v1",
            "HTTP://localhost:8080",
            "wss://x/y?z=@",
            "ws://[::1]:9000/a",
            "https://é.example",
            "https://h:",
        ] {
            assert_eq!(mistake(url, Takes::Endpoint), None, "{url}");
            assert_eq!(mistake(url, Takes::Anything), None, "{url}");
        }
        for url in [
            "",
            "api.openai.com",
            "https:/x",
            "https://",
            "https:///x",
            "//x",
            "https://u@x",
            "https://x y",
            "https://x\n",
            "https://[::1",
            "https://x:99999",
            "https://x:a",
            "https://${H}/",
            "https://{host}/",
            "https://:80",
        ] {
            assert!(mistake(url, Takes::Endpoint).is_some(), "{url}");
            assert!(mistake(url, Takes::Anything).is_some(), "{url}");
        }
    }

    #[test]
    fn urls_that_no_request_is_sent_to() {
        for url in [
            "redis://cache:6379/0",
            "postgres://app@db1:5432,db2:5432/app",
            "amqps://mq/vhost",
            "s3://bucket/key",
            "nats://n",
            "unix:///run/x.sock",
            "unix:/run/x.sock",
            "file:///etc/x",
            "/callback",
            "mailto:x@example.com",
            "ftp://x",
            "mysqlx://db",
            "jdbc:postgresql://db/app",
            "com.example.app:/oauth",
        ] {
            assert_eq!(mistake(url, Takes::Anything), None, "{url}");
            assert!(mistake(url, Takes::Endpoint).is_some(), "{url}");
        }
        for url in [
            "htps://x",
            "htp://x",
            "HTTPSS://x",
            "postgre://db",
            "localhost:8080",
            "x.example:80/a",
            "callback",
            "./callback",
            "redis:",
            "redis://",
            ":x",
            "1x://a",
        ] {
            assert!(mistake(url, Takes::Anything).is_some(), "{url}");
        }
    }

    #[test]
    fn keys_of_urls() {
        for key in ["base_url", "baseUrl", "api-url", "endpoint", "endpoint_url"] {
            assert!(takes(key) == Some(Takes::Endpoint), "{key}");
        }
        for key in ["url", "callback_url", "database_url", "old_base_url"] {
            assert!(takes(key) == Some(Takes::Anything), "{key}");
        }
        for key in ["base_urls", "curl", "endpoints", "model"] {
            assert!(takes(key).is_none(), "{key}");
        }
    }
}
