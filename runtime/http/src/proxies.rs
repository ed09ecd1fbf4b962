use core::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::failure::{Failure, Kind};
use crate::no_proxy::NoProxy;
use crate::url::{Url, host_and_port, strip_scheme};

/// By which proxy servers are reached.
///
/// A proxy is asked to connect (`CONNECT`) and sees host and port alone: TLS is with the server. Hosts of this machine
/// and servers without TLS are always reached directly.
///
/// ```
/// use provider_credentials_http::{Client, Proxies};
///
/// # fn main() -> Result<(), provider_credentials_http::Failure> {
/// let proxies = Proxies::from_variables(|name| std::env::var(name).ok());
/// let client = Client::builder().proxies(proxies).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    proxy: Option<Proxy>,
    exceptions: NoProxy,
}

/// One, or that it cannot be used.
#[derive(Clone)]
pub(crate) enum Proxy {
    Usable(Usable),
    Unsupported,
}

#[derive(Clone)]
pub(crate) struct Usable {
    pub(crate) is_tls: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The value of `Proxy-Authorization`.
    pub(crate) authorization: Option<Zeroizing<Vec<u8>>>,
}

impl Proxies {
    /// The variables that [`from_variables`](Self::from_variables) reads.
    pub const VARIABLES: &'static [&'static str] =
        &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

    /// The variables of something else, and then [those of proxies](Self::VARIABLES): `N` in all.
    ///
    /// # Panics
    ///
    /// If `N` is another number; while it compiles, where it makes a constant.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "to be evaluated while it compiles")]
    pub const fn variables_after<const N: usize>(own: &[&'static str]) -> [&'static str; N] {
        assert!(N == own.len() + Self::VARIABLES.len(), "`N` is the number of all variables");
        let mut names = [""; N];
        let mut at = 0;
        while at < N {
            names[at] = if at < own.len() { own[at] } else { Self::VARIABLES[at - own.len()] };
            at += 1;
        }
        names
    }

    /// None: all servers are reached directly.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One proxy for all, such as `http://user:password@proxy.example:3128`. A URL of another kind, such as SOCKS,
    /// makes requests fail with [`Kind::ProxyUnsupported`].
    #[must_use]
    pub fn all(url: &str) -> Self {
        Self { proxy: Some(Proxy::parse(url)), exceptions: NoProxy::default() }
    }

    /// As the environment says: the first of `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY` and `all_proxy` that is not
    /// empty, but not for what `NO_PROXY` or `no_proxy` lists. A proxy is `http://` or `https://`, with `http://` if it
    /// has no scheme; its user and password may be percent-encoded.
    ///
    /// The list is read as Go's `httpproxy` does, and also takes spaces for commas as curl does. Its entries are `*`
    /// for all hosts, an IP address, a network (`10.0.0.0/8`), a name (`example.com`, with all below it), or a suffix
    /// (`.example.com` or `*.example.com`, for all below it alone); each but a network may end in a port (`:8200`).
    /// Names are not resolved, so addresses and networks match only URLs that have an address.
    #[must_use]
    pub fn from_variables<T: AsRef<str>>(
        mut variable: impl FnMut(&'static str) -> Option<T>,
    ) -> Self {
        let mut first = |names: &[&'static str]| {
            let mut all = names.iter().filter_map(|name| variable(name));
            all.find(|value| !value.as_ref().trim().is_empty())
        };
        let proxy = first(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]);
        let exceptions = first(&["NO_PROXY", "no_proxy"]);
        Self {
            proxy: proxy.map(|url| Proxy::parse(url.as_ref().trim())),
            exceptions: exceptions.map(|list| NoProxy::parse(list.as_ref())).unwrap_or_default(),
        }
    }

    /// The one for this URL.
    pub(crate) fn of(&self, url: &Url) -> Result<Option<&Usable>, Failure> {
        match &self.proxy {
            Some(proxy)
                if url.is_https() && !url.is_this_machine() && !self.exceptions.has(url) =>
            {
                match proxy {
                    Proxy::Usable(usable) => Ok(Some(usable)),
                    Proxy::Unsupported => Err(Kind::ProxyUnsupported.into()),
                }
            }
            _ => Ok(None),
        }
    }
}

impl Proxy {
    fn parse(url: &str) -> Self {
        usable(url).map_or(Self::Unsupported, Self::Usable)
    }
}

fn usable(url: &str) -> Option<Usable> {
    let (is_tls, rest) = match (strip_scheme(url, "https://"), strip_scheme(url, "http://")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) if !url.contains("://") => (false, url),
        (None, None) => return None,
    };
    let (authority, _) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
    // A password may have an `@` that is not encoded.
    let (user, place) = match authority.rsplit_once('@') {
        Some((user, place)) => (Some(user), place),
        None => (None, authority),
    };
    let (host, port) = host_and_port(place, if is_tls { 443 } else { 80 })?;
    let authorization = match user {
        Some(user) => Some(basic(user)?),
        None => None,
    };
    Some(Usable { is_tls, host: host.to_owned(), port, authorization })
}

/// RFC 7617, of the user's part of a URL.
fn basic(user: &str) -> Option<Zeroizing<Vec<u8>>> {
    const SCHEME: &[u8] = b"Basic ";

    let mut pair = Zeroizing::new(Vec::with_capacity(user.len() + 1));
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    decode(name, &mut pair)?;
    pair.push(b':');
    decode(password, &mut pair)?;
    let mut value = Zeroizing::new(vec![0; SCHEME.len() + pair.len().div_ceil(3) * 4]);
    let (scheme, digits) = value.split_at_mut_checked(SCHEME.len())?;
    scheme.copy_from_slice(SCHEME);
    STANDARD.encode_slice(&pair[..], digits).ok()?;
    Some(value)
}

/// Percent-decoded (RFC 3986, section 2.1).
fn decode(text: &str, to: &mut Vec<u8>) -> Option<()> {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            let value = digit()? * 16 + digit()?;
            to.push(u8::try_from(value).ok()?);
        } else {
            to.push(byte);
        }
    }
    Some(())
}

/// Without user and password.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usable(Usable { is_tls, host, port, .. }) => {
                let scheme = if *is_tls { "https" } else { "http" };
                write!(f, "Proxy({scheme}://{host}:{port})")
            }
            Self::Unsupported => f.write_str("Proxy(unsupported)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)], url: &str) -> Result<Option<String>, Kind> {
        let value = |name: &str| {
            assert!(Proxies::VARIABLES.contains(&name));
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
        };
        let proxies = Proxies::from_variables(value);
        assert!(!format!("{proxies:?}").contains("s3ntinel"));
        let url = Url::parse(url).unwrap();
        let found = proxies.of(&url).map_err(|failure| failure.kind())?;
        Ok(found.map(|found| format!("{}:{} {}", found.host, found.port, found.is_tls)))
    }

    #[test]
    fn variables() {
        let url = "https://a.example";
        let found = |proxy: &str| Ok(Some(proxy.to_owned()));
        assert_eq!(of(&[], url), Ok(None));
        assert_eq!(of(&[("HTTPS_PROXY", "")], url), Ok(None));
        let both = [("https_proxy", "http://low:1"), ("HTTPS_PROXY", "http://up:1")];
        assert_eq!(of(&both, url), found("up:1 false"));
        let all = [("all_proxy", "https://all"), ("HTTPS_PROXY", " ")];
        assert_eq!(of(&all, url), found("all:443 true"));
        assert_eq!(of(&[("HTTPS_PROXY", "p.example:3128")], url), found("p.example:3128 false"));
        assert_eq!(of(&[("HTTPS_PROXY", "http://[::2]:1/")], url), found("::2:1 false"));
        let some = [("HTTPS_PROXY", "http://p"), ("no_proxy", "b.example,a.example")];
        assert_eq!(of(&some, url), Ok(None));
        assert_eq!(of(&some, "https://c.example"), found("p:80 false"));
        for direct in ["http://c.example", "https://localhost", "https://127.0.0.2", "http://[::1]"]
        {
            assert_eq!(of(&some, direct), Ok(None), "{direct}");
        }
        for bad in
            ["socks5://s3ntinel:s3ntinel@p:1", "http://", "http://p:x", "http://s3ntinel%4@p"]
        {
            assert_eq!(of(&[("HTTPS_PROXY", bad)], url), Err(Kind::ProxyUnsupported), "{bad}");
            let except = [("HTTPS_PROXY", bad), ("NO_PROXY", "*")];
            assert_eq!(of(&except, url), Ok(None));
        }
    }

    #[test]
    fn users() {
        for (user, pair) in [
            ("Aladdin:open%20sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ("a", "Basic YTo="),
            ("a:b@c:d", "Basic YTpiQGM6ZA=="),
        ] {
            let found = usable(&format!("http://{user}@p:1")).unwrap();
            assert_eq!(found.authorization.unwrap().as_slice(), pair.as_bytes(), "{user}");
            assert_eq!((&*found.host, found.port), ("p", 1));
        }
    }
}
