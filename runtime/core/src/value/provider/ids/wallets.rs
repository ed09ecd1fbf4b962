//! Of wallets and the networks that they are on: addresses beside private keys.

use super::row::{Row, SECRET, is_large, is_padded, row};
use crate::value::letters::table::table;
use crate::value::letters::text::{is_alphanumeric, is_mixed};
use crate::value::provider::checksum::{is_wrong_of_nats, is_wrong_of_stellar};

pub(super) static ROWS: &[Row] = &[
    row(b"bitcoin", table!("bc1 tb1"), is_alphanumeric, [39, 87], ADDRESS).named(SECRET),
    row(b"cardano", table!("addr1 stake1"), is_alphanumeric, [50, 110], ADDRESS).named(SECRET),
    row(b"cosmos", table!("cosmos1"), is_alphanumeric, [45, 45], ADDRESS).named(SECRET),
    row(b"tron", table!("T"), is_alphanumeric, [34, 34], ADDRESS).named(SECRET).whole(),
    row(b"ripple", table!("r"), is_alphanumeric, [25, 35], ADDRESS)
        .that(is_mixed)
        .named(SECRET)
        .asked(table!("seed key secret")),
    row(b"xrp", table!("r"), is_alphanumeric, [25, 35], ADDRESS)
        .that(is_mixed)
        .named(SECRET)
        .asked(table!("seed key secret")),
    row(
        b"lnd",
        table!("AgED"),
        is_padded,
        [60, 900],
        "base64, where hexadecimal digits are asked for",
    )
    .named(table!("hex"))
    .asked(table!("hex"))
    .whole(),
    row(b"nostr", table!("npub1"), is_alphanumeric, [63, 63], "a public key of Nostr")
        .asked(table!("nsec key secret")),
    // For the fast look: of every provider, the checksum is asked under such a name.
    row(b"stellar", &[], is_large, [56, 56], "Stellar")
        .that(is_wrong_of_stellar)
        .named(SECRET)
        .asked(table!("seed key secret"))
        .misspelt(),
    row(b"nats", &[], is_large, [58, 58], "NATS")
        .that(is_wrong_of_nats)
        .asked(table!("seed key secret"))
        .misspelt(),
    row(b"stellar", table!("G"), is_large, [56, 56], ADDRESS)
        .named(SECRET)
        .asked(table!("seed key secret")),
];

const ADDRESS: &str = "the address of an account";
