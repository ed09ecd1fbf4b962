//! Random letters without a beginning that tells whose they are.

use super::look::is_of_many_kinds;
use super::plain::is_told_but_for_digits;
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::copied::forms;
use crate::value::copied::placeholder::is_placeholder_of;
use crate::value::encoded::{base64, hex, login};
use crate::value::letters::alphabet::{
    Alphabet, DIGIT, EQUALS, LOWER, OF_KEYS, PLUS, SLASH, UPPER,
};
use crate::value::letters::table::table;
use crate::value::provider::digits;
use crate::value::provider::ids;
use crate::value::provider::kinds;
use crate::value::provider::lengths;
use crate::value::provider::nearly;
use crate::value::provider::providers;
use crate::value::provider::public;

/// Whether neither the ends of a text nor its provider and its names tell of it. What other checks tell of has other signs, or
/// ends that are looked up.
pub(super) fn is_right(text: &str, signs: Alphabet, about: &About) -> bool {
    /// `=` at the end of a shorter text may be a letter too many.
    const LONG: usize = 40;

    // Of base64.
    let random = text.strip_suffix("==").or(text.strip_suffix('=')).unwrap_or(text);
    let Some(first) = random.as_bytes().first_chunk() else { return false };
    let is_padded = random.len() < text.len();
    is_random(signs)
        && (!signs.has(EQUALS) || is_padded && text.len() >= LONG && is_of_one_piece(random))
        && !is_told_but_for_digits(random.as_bytes(), first)
        && !is_in_digits(text)
        && !providers::is_of_provider(text)
        && !(signs.has(PLUS | SLASH) && may_have_key(text, about.provider))
        && !is_of_many_kinds(text.as_bytes(), about.provider, about.called())
        && !is_placeholder_of(text, signs)
        && !(is_padded
            && (forms::told(text, signs, about).is_some() || about.ends_in(table!("hex"))))
        && told(text, about).is_none()
        && digits::lacks_digit(text, about).is_none()
        && !login::lacks_password(text)
        && nearly::told(about, text, signs).is_none()
}

/// Whether letters are of three kinds, or of two with no sign between, as in digits of sixteen.
fn is_random(signs: Alphabet) -> bool {
    signs.has_all(LOWER | UPPER | DIGIT) && signs.is_within(OF_KEYS | PLUS | SLASH | EQUALS)
        || signs.has_all(LOWER | DIGIT) && signs.is_within(LOWER | DIGIT)
        || signs.has_all(UPPER | DIGIT) && signs.is_within(UPPER | DIGIT)
}

/// Whether it is a key in the digits of another, or one that was encoded once more.
fn is_in_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    hex::may_hold_key(bytes) && hex::holds_key(text)
        || base64::may_be_plain_login(bytes) && base64::is_plain_login(text)
        || base64::may_hold_key(bytes) && (base64::holds_key(text) || base64::holds_login(text))
}

/// Of what Rails encrypts, there are three.
fn is_of_one_piece(random: &str) -> bool {
    !random.contains('=') && !random.contains("--")
}

/// Whether a key may stand behind a sign that keys do not have.
fn may_have_key(text: &str, provider: &str) -> bool {
    let mut parts = text.split(['+', '/']);
    parts.next();
    parts.any(providers::is_of_provider) || ids::has_inside(provider, text)
}

/// What the provider and the names tell of it.
pub(super) fn told(text: &str, about: &About) -> Option<Doubt> {
    let other = || kinds::other(text, about).or_else(|| kinds::by_form(text, about));
    ids::told(text, about)
        .or_else(|| other().map(Doubt::OtherKind))
        .or_else(|| public::kind(text, *about).map(Doubt::Beside))
        .or_else(|| lengths::doubt(text, about))
        .or_else(|| ids::near(text, about))
}
