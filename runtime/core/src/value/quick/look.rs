//! Of which providers keys are looked at more closely, though nothing of them is odd but their length or a sign.

use crate::spec::{PartSpec, Spec};
use crate::value::encoded::base64::is_plain_login;
use crate::value::encoded::fernet::is_name_of_key;
use crate::value::encoded::hex::{is_misread, is_name_of_digits, is_padded};
use crate::value::letters::table::{body, exact_head, split, table};
use crate::value::provider::ids;

/// What IAM gives out.
pub(in crate::value) const OF_AWS: usize = 40;
const KEY_OF_DATADOG: usize = 32;
const APP_KEY_OF_DATADOG: usize = 40;
/// A key without `SG.`: its ID, a dot and the secret.
pub(in crate::value) const OF_SENDGRID: usize = 22 + 1 + 43;
/// The token of a bot at Discord, which is longer.
const OF_BOT: usize = 56;

impl Spec {
    /// What is known of its provider, and of its name, is looked up while the program compiles.
    #[must_use]
    pub const fn new(
        id: &'static str,
        provider: &'static str,
        required: bool,
        parts: &'static [PartSpec],
    ) -> Self {
        let is_looked_at = may_be_worth_a_look(provider) || is_name_of_digits(id);
        Self { id, provider, required, parts, is_looked_at }
    }
}

/// Whether keys of this provider are looked at more closely, of which a length or a sign tells; `name` is what the manifest
/// calls the value.
pub(in crate::value) fn is_worth_a_look(text: &[u8], spec: &Spec, name: &str) -> bool {
    spec.is_looked_at && is_of_a_kind(text, spec.provider, name)
}

/// Whether they may be: by the provider's first letters.
const fn may_be_worth_a_look(provider: &str) -> bool {
    match *provider.as_bytes() {
        [a, b, c, d, ..] => is_in(&LOOKED_AT, [a, b, c, d]),
        [a, b, c] => is_in(&LOOKED_AT, [a, b, c, END]),
        _ => false,
    }
}

/// In the place of a fourth letter that is none.
const END: u8 = b'-';

/// How providers begin whose keys are looked at, by the bit of [`place_of`] for each. A few others have one of these bits by
/// chance: their keys only take longer.
static LOOKED_AT: [u64; SIZE] = {
    let mut bits = [0; SIZE];
    let mut rest = body(table!(
        "aws stri disc data twil mail send hero clou post azur airf fern tele totp smtp"
    ));
    while let Some((word, behind)) = split(rest) {
        bits = with(bits, word);
        rest = behind;
    }
    let mut tables = ids::TABLES.as_slice();
    while let [table, behind @ ..] = tables {
        let mut rows = *table;
        while let [row, others @ ..] = rows {
            if row.is_short() {
                bits = with(bits, row.provider);
            }
            rows = others;
        }
        tables = behind;
    }
    let mut forms = ids::FORMS;
    while let [form, behind @ ..] = forms {
        bits = with(bits, form.row.provider);
        forms = behind;
    }
    bits
};
const BITS: u32 = 14;
const SIZE: usize = 1 << (BITS - 6);

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn with(mut bits: [u64; SIZE], provider: &[u8]) -> [u64; SIZE] {
    match *provider {
        [a, b, c, d, ..] => {
            let bit = place_of([a, b, c, d]);
            bits[bit / 64] |= 1 << (bit % 64);
        }
        // What stands behind such a name is no letter: of a longer word it is another's.
        [a, b, c] => {
            let mut next = b' ';
            while next <= b'_' {
                if !next.is_ascii_alphabetic() {
                    let bit = place_of([a, b, c, next]);
                    bits[bit / 64] |= 1 << (bit % 64);
                }
                next += 1;
            }
        }
        _ => {}
    }
    bits
}

#[allow(clippy::indexing_slicing, reason = "as many bits as `place_of` has")]
const fn is_in(bits: &[u64; SIZE], first: [u8; 4]) -> bool {
    let bit = place_of(first);
    bits[bit / 64] >> (bit % 64) & 1 == 1
}

/// The bit of four letters, whatever their size.
const fn place_of(four: [u8; 4]) -> usize {
    const SMALL: u32 = 0x2020_2020;
    const FACTOR: u32 = 0x9e37_79b1;

    ((u32::from_le_bytes(four) | SMALL).wrapping_mul(FACTOR) >> (u32::BITS - BITS)) as usize
}

/// Whether the provider's keys have signs or lengths of many kinds, so that this text may be anything of them.
pub(super) fn is_of_many_kinds(text: &[u8], provider: &str, name: &str) -> bool {
    match provider.as_bytes().first_chunk() {
        Some(b"aws") => text.len() != OF_AWS || !is_secret_of_aws(name),
        Some(b"dis") => text.len() > OF_BOT && (is_secret(name) || is_url(name)),
        Some(b"air" | b"fer") if is_name_of_key(name) => true,
        Some(b"dro") => text.starts_with(b"sl."),
        Some(b"fac" | b"ins" | b"wha") => text.starts_with(b"EAA") && is_secret(name),
        Some(b"tel") => text.starts_with(b"bot"),
        Some(b"tot") => true,
        Some(b"str") => !matches!(text.first_chunk(), Some(b"sk_" | b"rk_" | b"whs")),
        _ => false,
    }
}

fn is_of_a_kind(text: &[u8], provider: &str, name: &str) -> bool {
    /// How providers begin, and the lengths of what is looked at.
    const OF_LENGTHS: [(&[u8], &[usize]); 3] = [
        (table!("sen"), &[OF_SENDGRID]),
        (table!("dat twi mai"), &[KEY_OF_DATADOG, APP_KEY_OF_DATADOG]),
        (
            table!("her clo postm"),
            &[25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40],
        ),
    ];

    if is_of_many_kinds(text, provider, name) {
        return true;
    }
    for (providers, lengths) in OF_LENGTHS {
        if exact_head(provider, providers).is_some() && lengths.contains(&text.len()) {
            return true;
        }
    }
    core::str::from_utf8(text).is_ok_and(|text| {
        ids::has_length_of_short(text.len()) && ids::is_id(text, provider, name)
            || ids::is_near(text, provider, name)
            || is_misread(text)
            || is_plain_login(text)
            || is_name_of_digits(name) && is_padded(text)
    })
}

/// Whether the name ends as `SECRET` does.
fn is_secret(name: &str) -> bool {
    matches!(name.as_bytes(), [.., b'e' | b'E', b't' | b'T'])
}

/// Whether the name ends as `URL` does.
fn is_url(name: &str) -> bool {
    matches!(name.as_bytes(), [.., b'r' | b'R', b'l' | b'L'])
}

/// Whether the name ends as that of a key does, and not as that of an ID or a token.
fn is_secret_of_aws(name: &str) -> bool {
    matches!(name.as_bytes(), [.., b'y' | b'Y']) || is_secret(name)
}

#[cfg(test)]
mod tests {
    use super::may_be_worth_a_look;

    #[test]
    fn providers_are_known_by_their_first_letters() {
        for provider in
            ["aws", "AWS", "aws_prod", "aws-2", "exa", "Stripe", "datadog", "azure_storage"]
        {
            assert!(may_be_worth_a_look(provider), "{provider}");
        }
        for provider in ["example", "awsome", "initech", "ex", ""] {
            assert!(!may_be_worth_a_look(provider), "{provider}");
        }
    }
}
