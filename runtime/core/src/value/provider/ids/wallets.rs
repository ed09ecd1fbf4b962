//! Of wallets and the networks that they are on: addresses beside private keys.

use super::row::{Row, SECRET, is_large, row};
use crate::value::letters::table::table;
use crate::value::letters::text::is_alphanumeric;
use crate::value::provider::checksum::{is_wrong_of_nats, is_wrong_of_stellar};

pub(super) static ROWS: &[Row] = &[
    row(b"bitcoin", table!("bc1 tb1"), is_alphanumeric, [39, 87], ADDRESS).named(SECRET),
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
