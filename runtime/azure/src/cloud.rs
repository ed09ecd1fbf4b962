//! The clouds that have vaults.

/// Azure, or one that is run apart from it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cloud {
    /// The domain of its vaults, which is what tokens for them are for.
    pub(crate) vaults: &'static str,
    /// Which gives tokens.
    pub(crate) authority: &'static str,
}

/// That of Germany ended in 2021.
pub(crate) static CLOUDS: [Cloud; 3] = [
    Cloud { vaults: "vault.azure.net", authority: "login.microsoftonline.com" },
    Cloud { vaults: "vault.azure.cn", authority: "login.chinacloudapi.cn" },
    Cloud { vaults: "vault.usgovcloudapi.net", authority: "login.microsoftonline.us" },
];

impl Cloud {
    /// That of a vault.
    pub(crate) fn of_vault(host: &str) -> Option<&'static Self> {
        CLOUDS.iter().find(|cloud| is_below(host, cloud.vaults))
    }

    /// The one whose tokens come from there; `None` if that is no such server.
    pub(crate) fn of_authority(host: &str) -> Option<&'static Self> {
        CLOUDS.iter().find(|cloud| cloud.authority.eq_ignore_ascii_case(host))
    }
}

/// Whether a host belongs to a domain, and is not the domain itself.
fn is_below(host: &str, domain: &str) -> bool {
    let end = host.len().checked_sub(domain.len());
    let Some((name, end)) = end.and_then(|at| host.split_at_checked(at)) else { return false };
    end.eq_ignore_ascii_case(domain) && name.len() > 1 && name.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_domains() {
        let vaults = |host| Cloud::of_vault(host).map(|cloud| cloud.authority);
        assert_eq!(vaults("a.vault.azure.net"), Some("login.microsoftonline.com"));
        assert_eq!(vaults("A.VAULT.AZURE.CN"), Some("login.chinacloudapi.cn"));
        assert_eq!(vaults("a.vault.usgovcloudapi.net"), Some("login.microsoftonline.us"));
        for host in [
            "vault.azure.net",
            ".vault.azure.net",
            "avault.azure.net",
            "a.vault.azure.net.example",
            "a.vault.microsoftazure.de",
            "",
        ] {
            assert_eq!(vaults(host), None, "{host}");
        }
        assert!(Cloud::of_authority("login.microsoftonline.US").is_some());
        assert!(Cloud::of_authority("login.example").is_none());
    }
}
