//! Of wallets and the networks that they are on: addresses beside private keys.

use super::row::{Row, SECRET, is_large, is_of_base64url, is_padded, is_small, row};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, any, is_alphanumeric, is_digit, is_hex_digit, is_mixed, is_small_hex,
};
use crate::value::provider::checksum::{
    BITCOIN, RIPPLE, has_wrong_sum, is_wrong_of_nats, is_wrong_of_stellar, sum_fits,
};

pub(super) static ROWS: &[Row] = &[
    row(b"algorand", &[], is_large, [58, 58], ADDRESS).named(OF_KEYS),
    row(b"bitcoin", table!("bc1 tb1"), is_alphanumeric, [39, 87], ADDRESS).named(SECRET),
    row(b"bitcoin", &[], is_alphanumeric, [26, 35], ADDRESS).that(is_address).asked(OF_WIF),
    encrypted(b"bitcoin"),
    row(b"bitcoin", &[], is_alphanumeric, [51, 52], "Bitcoin")
        .that(is_wrong_wif)
        .named(OF_WALLETS)
        .asked(OF_WIF)
        .misspelt(),
    row(b"btc", table!("bc1 tb1"), is_alphanumeric, [39, 87], ADDRESS).named(SECRET),
    row(b"btc", &[], is_alphanumeric, [26, 35], ADDRESS).that(is_address).asked(OF_WIF),
    encrypted(b"btc"),
    row(b"btc", &[], is_alphanumeric, [51, 52], "Bitcoin")
        .that(is_wrong_wif)
        .named(OF_WALLETS)
        .asked(OF_WIF)
        .misspelt(),
    row(b"cardano", table!("addr1 addr_test1 stake1"), is_small, [50, 120], ADDRESS).named(OF_KEYS),
    row(b"cosmos", table!("cosmos1"), is_small, [45, 65], ADDRESS).named(OF_KEYS),
    private_key(b"arbitrum"),
    private_key(b"eth"),
    private_key(b"ethereum"),
    private_key(b"evm"),
    private_key(b"foundry"),
    private_key(b"hardhat"),
    private_key(b"optimism"),
    private_key(b"polygon"),
    row(b"aptos", table!("ed25519-priv-0x"), is_hex_digit, [24, 78], "Aptos").cut(),
    row(b"hedera", table!("302e020100300506032b657004220420"), is_hex_digit, [40, 95], "Hedera")
        .cut(),
    row(b"hedera", table!("0.0."), is_digit, [6, 14], ADDRESS).named(SECRET),
    row(b"kusama", &[], is_alphanumeric, [46, 48], ADDRESS)
        .that(has_capital)
        .named(OF_SEEDS)
        .asked(OF_SEED),
    row(b"lnd", table!("AgEDbG5k"), is_padded, [60, 900], "a macaroon in base64")
        .asked(table!("hex"))
        .other()
        .whole(),
    row(b"lnd", table!("0201036c6e64"), is_small_hex, [90, 1300], "a macaroon in digits")
        .asked(table!("base64 b64"))
        .other()
        .whole(),
    row(b"near", table!("ed25519:"), is_alphanumeric, [51, 52], "a public key of NEAR")
        .named(SECRET)
        .whole(),
    row(b"near", table!("ed25519:"), is_alphanumeric, [60, 93], "NEAR").named(SECRET).whole().cut(),
    row(b"nostr", table!("npub1"), is_alphanumeric, [63, 63], "a public key of Nostr")
        .asked(table!("nsec key secret")),
    // For the fast look: of every provider, the checksum is asked under such a name.
    row(b"nats", &[], is_large, [58, 58], "NATS")
        .that(is_wrong_of_nats)
        .asked(table!("seed key secret"))
        .misspelt(),
    row(b"stellar", &[], is_large, [56, 56], "Stellar")
        .that(is_wrong_of_stellar)
        .named(SECRET)
        .asked(table!("seed key secret"))
        .misspelt(),
    row(b"polkadot", &[], is_alphanumeric, [46, 48], ADDRESS)
        .that(has_capital)
        .named(OF_SEEDS)
        .asked(OF_SEED),
    row(b"ripple", table!("r"), is_alphanumeric, [25, 35], ADDRESS).named(OF_SEEDS).asked(OF_SEED),
    row(b"ripple", &[], is_alphanumeric, [29, 31], "the XRP Ledger")
        .that(is_wrong_seed)
        .asked(OF_SEED)
        .misspelt(),
    row(b"solana", &[], is_alphanumeric, [50, 83], "Solana").that(is_mixed).named(OF_PRIVATE).cut(),
    row(b"solana", &[], is_alphanumeric, [87, 88], "Solana")
        .that(|text| any(text, |c| matches!(c, '0' | 'O' | 'I' | 'l')))
        .named(SECRET)
        .lookalike(),
    row(b"stellar", table!("G"), is_large, [56, 56], ADDRESS)
        .named(SECRET)
        .asked(table!("seed key secret")),
    row(b"substrate", &[], is_alphanumeric, [46, 48], ADDRESS)
        .that(has_capital)
        .named(OF_SEEDS)
        .asked(OF_SEED),
    row(b"tezos", table!("tz1 tz2 tz3 KT1"), is_alphanumeric, [36, 36], ADDRESS).named(SECRET),
    row(b"tezos", table!("edpk"), is_alphanumeric, [54, 54], "a public key of Tezos").named(SECRET),
    row(b"ton", table!("EQ UQ kQ 0Q"), is_of_base64url, [48, 48], ADDRESS).named(SECRET).whole(),
    row(b"tron", table!("T"), is_alphanumeric, [34, 34], ADDRESS).named(SECRET).whole(),
    row(b"xrp", table!("r"), is_alphanumeric, [25, 35], ADDRESS)
        .named(OF_SEEDS)
        .asked(OF_SEED)
        .whole(),
    row(b"xrp", &[], is_alphanumeric, [29, 31], "the XRP Ledger")
        .that(is_wrong_seed)
        .asked(OF_SEED)
        .misspelt()
        .whole(),
    row(b"xrpl", table!("r"), is_alphanumeric, [25, 35], ADDRESS).named(OF_SEEDS).asked(OF_SEED),
    row(b"xrpl", &[], is_alphanumeric, [29, 31], "the XRP Ledger")
        .that(is_wrong_seed)
        .asked(OF_SEED)
        .misspelt(),
];

const ADDRESS: &str = "the address of an account";
const OF_KEYS: &[u8] = table!("secret private mnemonic signing");
const OF_WIF: &[u8] = table!("wif key secret");
const OF_SEEDS: &[u8] = table!("seed secret private suri mnemonic wallet");
const OF_PRIVATE: &[u8] = table!("private_key keypair");
const OF_WALLETS: &[u8] = table!("wif private wallet");
const OF_SEED: &[u8] = table!("seed key secret uri suri");

/// As BIP 38 has it.
const fn encrypted(provider: &'static [u8]) -> Row {
    row(provider, table!("6P"), is_alphanumeric, [58, 58], "a key that a passphrase encrypts")
        .named(table!("wif private_key"))
        .asked(OF_WIF)
        .other()
}

/// 64 digits are one of Ethereum and of networks like it.
const fn private_key(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_digits, [48, 65], "Ethereum")
        .that(is_cut_digits)
        .named(table!("private_key"))
        .whole()
        .cut()
}

fn is_of_digits(c: char) -> bool {
    is_hex_digit(c) || c == 'x'
}

fn is_cut_digits(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    digits.len() < 64 && all(digits, is_hex_digit)
}

/// Of a private key in the format of wallets.
fn is_wrong_wif(text: &str) -> bool {
    let bytes = match (text.as_bytes().first(), text.len()) {
        (Some(b'5' | b'9'), 51) => 37,
        (Some(b'K' | b'L' | b'c'), 52) => 38,
        _ => return false,
    };
    has_wrong_sum(text, BITCOIN, bytes)
}

/// `s…`, or `sEd…` of Ed25519.
fn is_wrong_seed(text: &str) -> bool {
    let bytes = match text.len() {
        29 => 21,
        31 if text.starts_with("sEd") => 23,
        _ => return false,
    };
    text.starts_with('s') && has_wrong_sum(text, RIPPLE, bytes)
}

/// A number of a version, a hash of twenty bytes, and a sum that fits.
fn is_address(text: &str) -> bool {
    sum_fits(text, BITCOIN, 25) == Some(true)
}

fn has_capital(text: &str) -> bool {
    !all(text, is_small)
}
