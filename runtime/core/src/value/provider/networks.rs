//! URLs of nodes of a network, in which the key or the network is not what the name asks for.

use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::table::{any_word, has_end, is_one, table};
use crate::value::letters::text::{holds, is_alphanumeric};

/// Networks to try programs with, whose coins are worth nothing.
const TESTS: &[u8] = table!(
    "\
    testnet devnet sepolia goerli holesky hoodi kovan ropsten rinkeby mumbai amoy fuji chapel preprod alfajores signet regtest"
);
const LIVE: &[u8] = table!("mainnet");

pub(in crate::value) fn told(text: &str, about: &About) -> Option<Doubt> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("wss://"))
        .or_else(|| text.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(owner) = without_key(host, path) {
        // Where a program puts both together, the address is called otherwise.
        let is_whole = about.has_word(table!("rpc")) && !about.has_word(table!("base prefix host"));
        return is_whole.then_some(Doubt::CutKey(owner));
    }
    let is_asked = about.has_word(LIVE) && !about.has_word(TESTS);
    (is_asked && has_part(rest, TESTS) && !has_part(rest, LIVE))
        .then_some(Doubt::OtherKind("the URL of a network for tests"))
}

/// Whose URL it is that ends where the key stands.
fn without_key(host: &str, path: &str) -> Option<&'static str> {
    const OF_INFURA: &[u8] = table!(".infura.io");
    const OF_ALCHEMY: &[u8] = table!(".g.alchemy.com .alchemyapi.io");

    let path = path.strip_suffix('/').unwrap_or(path);
    if has_end(host, OF_ALCHEMY) && is_one(path, table!("v2 nft/v2 nft/v3")) {
        return Some("Alchemy");
    }
    (has_end(host, OF_INFURA) && is_one(path, table!("v3 ws/v3"))).then_some("Infura")
}

/// Whether a word between the signs of a URL is one of these.
fn has_part(url: &str, table: &[u8]) -> bool {
    // Of most, the letters tell.
    any_word(table, &|word| holds(url, word))
        && url.split(|c| !is_alphanumeric(c)).any(|part| is_one(part, table))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::judged::judged;

    #[test]
    fn a_url_of_a_node_has_its_key() {
        for (text, owner) in [
            ("https://eth-mainnet.g.alchemy.com/v2/", "Alchemy"),
            ("https://mainnet.infura.io/v3/", "Infura"),
            ("wss://mainnet.infura.io/ws/v3", "Infura"),
        ] {
            assert_eq!(judged("acme", "ETH_RPC_URL", text), [Doubt::CutKey(owner)], "{text}");
            for variable in ["ETH_BASE_URL", "ETH_RPC_BASE_URL"] {
                assert_eq!(judged("acme", variable, text), [], "{text}");
            }
        }
        for text in [
            "https://eth-mainnet.g.alchemy.com/v2/k9qZm77xR3vT5yW8",
            "https://mainnet.infura.io/v3/7d1f0a93c5e84264a0917ac3d5be8246",
            "https://rpc.acme.example/v3/",
        ] {
            assert_eq!(judged("acme", "ETH_RPC_URL", text), [], "{text}");
        }
    }

    #[test]
    fn a_name_says_which_network_it_asks_for() {
        for (variable, text) in [
            ("ETH_MAINNET_RPC_URL", "https://eth-sepolia.g.alchemy.com/v2/k9qZm77xR3vT5yW8"),
            ("SOLANA_MAINNET_RPC_URL", "https://devnet.helius.example/?api-key=k9qZm77x"),
        ] {
            let doubts = judged("acme", variable, text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {doubts:?}");
        }
        for (variable, text) in [
            ("ETH_MAINNET_RPC_URL", "https://mainnet.infura.io/v3/7d1f0a93c5e84264a0917ac3"),
            ("ETH_SEPOLIA_RPC_URL", "https://sepolia.infura.io/v3/7d1f0a93c5e84264a0917ac3"),
            // As of a copy of the main network.
            ("ETH_TESTNET_RPC_URL", "https://virtual.mainnet.example/7d1f0a93c5e84264a0917ac3"),
            ("ETH_RPC_URL", "https://sepolia.infura.io/v3/7d1f0a93c5e84264a0917ac3"),
            ("ETH_MAINNET_RPC_URL", "https://fujitsu.example/v3/7d1f0a93c5e84264a0917ac3"),
        ] {
            assert_eq!(judged("acme", variable, text), [], "{variable} {text}");
        }
    }
}
