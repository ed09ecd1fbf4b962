//! Of wallets and the networks that they are on: addresses beside private keys.

use super::row::{Row, SECRET, is_large, row};
use crate::value::letters::table::table;
use crate::value::letters::text::is_alphanumeric;

pub(super) static ROWS: &[Row] = &[
    row(b"bitcoin", table!("bc1 tb1"), is_alphanumeric, [39, 87], ADDRESS).named(SECRET),
    row(b"nostr", table!("npub1"), is_alphanumeric, [63, 63], "a public key of Nostr")
        .asked(table!("nsec key secret")),
    row(b"stellar", table!("G"), is_large, [56, 56], ADDRESS)
        .named(SECRET)
        .asked(table!("seed key secret")),
];

const ADDRESS: &str = "the address of an account";
