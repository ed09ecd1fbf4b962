//! Of wallets and the networks that they are on: addresses beside private keys.

use super::row::{Row, SECRET, is_large, row};
use crate::value::letters::table::table;
use crate::value::letters::text::{is_alphanumeric, is_hex_digit};

pub(super) static ROWS: &[Row] = &[
    row(b"bitcoin", table!("bc1 tb1"), is_alphanumeric, [39, 87], ADDRESS).named(SECRET),
    of_ethereum(b"ethereum"),
    of_ethereum(b"eth").whole(),
    of_ethereum(b"evm").whole(),
    of_ethereum(b"web3").whole(),
    of_ethereum(b"wallet"),
    row(b"stellar", table!("G"), is_large, [56, 56], ADDRESS)
        .named(SECRET)
        .asked(table!("seed key secret")),
];

const ADDRESS: &str = "the address of an account";

/// Twenty bytes, where a private key is 32 (Ethereum's yellow paper, section 4 and appendix F).
const fn of_ethereum(provider: &'static [u8]) -> Row {
    row(provider, table!("0x"), is_hex_digit, [42, 42], ADDRESS).named(SECRET)
}
