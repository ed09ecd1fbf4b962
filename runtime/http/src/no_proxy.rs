//! Which hosts are reached without a proxy: the grammar of Go's `httpproxy`.

use core::net::IpAddr;

use crate::url::Url;

/// The entries of `NO_PROXY`.
#[derive(Debug, Clone, Default)]
pub(crate) struct NoProxy(Vec<Entry>);

#[derive(Debug, Clone)]
struct Entry {
    matcher: Matcher,
    port: Option<u16>,
}

#[derive(Debug, Clone)]
enum Matcher {
    All,
    Address(IpAddr),
    /// All addresses whose first bits are these.
    Network(IpAddr, u8),
    /// A name in lower case, and all below it; with a dot at the beginning, those below it alone.
    Name(String),
}

impl NoProxy {
    /// What is no entry matches nothing.
    pub(crate) fn parse(text: &str) -> Self {
        let words = text.split(|c: char| c == ',' || c.is_ascii_whitespace());
        Self(words.filter(|word| !word.is_empty()).filter_map(entry).collect())
    }

    pub(crate) fn has(&self, url: &Url) -> bool {
        let host = url.host().to_ascii_lowercase();
        let host = host.trim_end_matches('.');
        let address = host.parse::<IpAddr>().ok();
        self.0.iter().any(|entry| {
            entry.port.is_none_or(|port| port == url.port()) && entry.matcher.has(host, address)
        })
    }
}

fn entry(word: &str) -> Option<Entry> {
    if word == "*" {
        return Some(Entry { matcher: Matcher::All, port: None });
    }
    if let Some((address, bits)) = word.split_once('/') {
        let (address, bits) = (address.parse::<IpAddr>().ok()?, bits.parse::<u8>().ok()?);
        let most = if address.is_ipv4() { 32 } else { 128 };
        let matcher = Matcher::Network(address, bits);
        return (bits <= most).then_some(Entry { matcher, port: None });
    }
    if let Ok(address) = word.parse() {
        return Some(Entry { matcher: Matcher::Address(address), port: None });
    }
    let (host, port) = match word.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().ok()?)),
        None => (word, None),
    };
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let matcher = match (inner, host.parse()) {
        (Some(inner), _) => Matcher::Address(inner.parse().ok()?),
        (None, Ok(address)) => Matcher::Address(address),
        (None, Err(_)) => {
            let name = host.strip_prefix("*.").map_or(host.to_owned(), |rest| format!(".{rest}"));
            Matcher::Name(name.to_ascii_lowercase())
        }
    };
    Some(Entry { matcher, port })
}

impl Matcher {
    fn has(&self, host: &str, address: Option<IpAddr>) -> bool {
        match self {
            Self::All => true,
            Self::Address(own) => address.is_some_and(|address| address == *own),
            Self::Network(network, bits) => {
                address.is_some_and(|address| is_in(address, *network, *bits))
            }
            Self::Name(name) => {
                let is_below_alone = name.starts_with('.');
                host.strip_suffix(&**name).is_some_and(|above| match above {
                    "" => !is_below_alone,
                    above => is_below_alone || above.ends_with('.'),
                })
            }
        }
    }
}

fn is_in(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    let (address, network, width) = match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            (u128::from(u32::from(address)), u128::from(u32::from(network)), 32)
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            (u128::from(address), u128::from(network), 128)
        }
        _ => return false,
    };
    let shift = u32::from(width - bits.min(width));
    address.checked_shr(shift).unwrap_or(0) == network.checked_shr(shift).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries() {
        for (entries, yes, no) in [
            ("*", &["https://a.example", "https://10.0.0.1"][..], &[][..]),
            (
                "a.example",
                &["https://a.example", "https://A.Example:8443", "https://b.a.example"],
                &["https://ba.example", "https://example", "https://a.example.b"],
            ),
            (".a.example", &["https://b.a.example"], &["https://a.example", "https://ba.example"]),
            ("*.a.example", &["https://b.a.example"], &["https://a.example"]),
            ("b.example, a.example:8200", &["https://a.example:8200"], &["https://a.example"]),
            ("10.1.2.3", &["https://10.1.2.3:8200"], &["https://10.1.2.4"]),
            ("10.1.2.3:8200", &["https://10.1.2.3:8200"], &["https://10.1.2.3"]),
            ("10.0.0.0/8", &["https://10.255.0.1"], &["https://11.0.0.1", "https://a.example"]),
            ("0.0.0.0/0", &["https://10.255.0.1"], &["https://[::2]", "https://a.example"]),
            ("::/0", &["https://[::2]"], &["https://10.0.0.1"]),
            ("fd00::/8", &["https://[fdab::1]"], &["https://[fe80::1]", "https://10.0.0.1"]),
            ("fd00::1", &["https://[fd00::1]:8200"], &["https://[fd00::2]"]),
            ("[fd00::1]:8200", &["https://[fd00::1]:8200"], &["https://[fd00::1]"]),
            ("", &[], &["https://a.example"]),
            ("10.0.0.0/33 a.example:x 1.2.3/8", &[], &["https://a.example", "https://10.0.0.1"]),
        ] {
            let all = NoProxy::parse(entries);
            let has = |url: &&str| all.has(&Url::parse(url).unwrap());
            assert_eq!(yes.iter().find(|url| !has(url)), None, "{entries}");
            assert_eq!(no.iter().find(|url| has(url)), None, "{entries}");
        }
    }
}
