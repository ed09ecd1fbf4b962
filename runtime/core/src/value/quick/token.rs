//! Whole JSON Web Tokens.

use std::time::SystemTime;

use super::bare;
use crate::value::about::About;
use crate::value::copied::placeholder::is_placeholder_of;
use crate::value::encoded::token;
use crate::value::letters::alphabet::{Alphabet, DIGIT, DOT, LOWER, OF_KEYS, UPPER};
use crate::value::provider::nearly;

/// Whether the text is a token that has not ended, and no provider or name tells of it.
pub(super) fn is_right(text: &str, signs: Alphabet, about: &About, now: SystemTime) -> bool {
    signs.has_all(DOT | LOWER | UPPER | DIGIT)
        && signs.is_within(OF_KEYS | DOT)
        && token::is_right(text, signs, now)
        && token::too_long(text, about).is_none()
        // It has two dots, and no three in a row.
        && !is_placeholder_of(text, signs.without(DOT))
        && bare::told(text, about).is_none()
        && nearly::told(about, text, signs).is_none()
}
