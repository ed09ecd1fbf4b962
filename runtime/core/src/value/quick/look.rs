//! Of which providers keys are looked at more closely, though nothing of them is odd but their length or a sign.

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

/// Whether keys of this provider are looked at more closely, of which a length or a sign tells; `name` is what the manifest
/// calls the value.
pub(in crate::value) fn is_worth_a_look(text: &[u8], provider: &str, name: &str) -> bool {
    may_be_worth_a_look(provider) && is_of_a_kind(text, provider, name)
}

/// Whether they may be: by the provider's first letters.
#[inline(always)]
#[allow(clippy::inline_always, reason = "the call costs as much as the look")]
pub(in crate::value) fn may_be_worth_a_look(provider: &str) -> bool {
    matches!(provider.as_bytes().first_chunk(), Some(first) if is_in(&LOOKED_AT, *first))
}

/// How providers begin whose keys are looked at, by a bit of [`place_of`] for each.
static LOOKED_AT: [u64; SIZE] = {
    let mut bits = [0; SIZE];
    let mut rest = body(table!("aws str dis dat twi mai sen her clo pos azu air tel"));
    while let Some((word, behind)) = split(rest) {
        bits = with(bits, word);
        rest = behind;
    }
    let mut tables = ids::TABLES.as_slice();
    while let [table, behind @ ..] = tables {
        let mut rows = *table;
        while let [row, others @ ..] = rows {
            if row.is_short() && !is_of_words(row.provider) {
                bits = with(bits, row.provider);
            }
            rows = others;
        }
        tables = behind;
    }
    let mut forms = ids::FORMS;
    while let [form, behind @ ..] = forms {
        if !is_of_words(form.row.provider) {
            bits = with(bits, form.row.provider);
        }
        forms = behind;
    }
    bits
};
const SIZE: usize = 256;

/// Whether many other names begin so, such as `example`: of the keys of this one, the length tells.
const fn is_of_words(provider: &[u8]) -> bool {
    matches!(provider, b"exa")
}

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn with(mut bits: [u64; SIZE], provider: &[u8]) -> [u64; SIZE] {
    if let [a, b, c, ..] = *provider {
        let thirds = [c.to_ascii_lowercase(), c.to_ascii_uppercase()];
        let mut at = 0;
        while at < thirds.len() {
            let [word, bit] = place_of([a, b, thirds[at]]);
            bits[word] |= 1 << bit;
            at += 1;
        }
    }
    bits
}

#[inline]
fn is_in(bits: &[u64; SIZE], first: [u8; 3]) -> bool {
    let [word, bit] = place_of(first);
    matches!(bits.get(word), Some(word) if word >> bit & 1 == 1)
}

/// The word and the bit of three letters: of the first two, whatever their size.
#[inline]
const fn place_of([a, b, c]: [u8; 3]) -> [usize; 2] {
    [(a & 0x1f | b << 5) as usize, (c % 64) as usize]
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

    let is = match provider.as_bytes().first_chunk() {
        Some(b"aws") => text.len() != OF_AWS || !is_secret_of_aws(name),
        Some(b"dis") => text.len() > OF_BOT && (is_secret(name) || is_url(name)),
        Some(b"dro") => text.starts_with(b"sl."),
        Some(b"fac" | b"ins" | b"wha") => text.starts_with(b"EAA") && is_secret(name),
        Some(b"tel") => text.starts_with(b"bot"),
        Some(b"str") => !matches!(text.first_chunk(), Some(b"sk_" | b"rk_" | b"whs")),
        _ => false,
    };
    if is {
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
