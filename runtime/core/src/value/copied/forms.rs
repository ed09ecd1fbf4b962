//! What people copied whole where one text was meant: files, commands, what commands print, and masked copies.

use super::browser::{self, is_address};
use super::command;
use super::mail::{has_soft_breaks, is_encoded_word};
use super::markup::is_element;
use super::masked::{is_dotted_password, is_masked};
use super::misplaced;
use super::misread::is_misread;
use super::nothing::is_encoded_nothing;
use super::output;
use super::printed::is_of_nothing;
use super::reference::is_in_braces;
use super::seed_phrase::has_odd_count;
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::encoded::json;
use crate::value::encoded::pem::is_of_certutil;
use crate::value::letters::alphabet::{
    ANGLE, Alphabet, BRACE, BRACKET, COLON, CONTROL, DASH, DOT, EQUALS, OF_KEYS, OTHER, PLUS,
    QUESTION, SLASH, SPACE,
};
use crate::value::letters::signs::has;
use crate::value::letters::spaces::may_have_words;
use crate::value::provider::google;
use crate::value::provider::webhook;

/// What the text is instead, by rules that are only asked where it has a sign that they need. Most keys have none.
pub(in crate::value) fn told(text: &str, signs: Alphabet, about: &About) -> Option<Doubt> {
    /// Of keys that are no base64 of less than that.
    const SHORT: usize = 16;

    if signs.is_within(OF_KEYS) && text.len() >= SHORT {
        return None;
    }
    if is_of_nothing(text, signs) {
        return Some(Doubt::Placeholder);
    }
    if is_encoded_nothing(text, signs) {
        return Some(Doubt::EncodedPlaceholder);
    }
    if !signs.is_within(OF_KEYS | PLUS | SLASH | EQUALS | DOT) {
        if let Some(doubt) = odd(text, signs, about) {
            return Some(doubt);
        }
    }
    let is_masked = is_masked(text, signs) && !is_dotted_password(text, about);
    is_masked.then_some(Doubt::Masked)
}

/// What the text is by its signs, of which keys have few.
fn odd(text: &str, signs: Alphabet, about: &About) -> Option<Doubt> {
    if signs.has(BRACE | ANGLE) {
        if let Some(doubt) = google::told(text, about) {
            return Some(doubt);
        }
    }
    if signs.has(BRACE) {
        // Before the placeholders in two braces.
        if is_in_braces(text) {
            return Some(Doubt::Reference);
        }
        if json::is_empty_login_of_docker(text) {
            return Some(Doubt::Beside("a configuration of Docker without credentials"));
        }
        if about.has_words(b"client_secret") && json::is_answer_to_login(text) {
            return Some(Doubt::AnswerToLogin);
        }
    }
    if signs.has_all(DASH | SPACE) && is_of_certutil(text) {
        return Some(Doubt::Certutil);
    }
    if signs.has(SPACE | CONTROL) && has_odd_count(text, about) {
        return Some(Doubt::SeedPhrase);
    }
    if signs.has(SPACE) {
        if let Some(doubt) = misplaced::told(text, about) {
            return Some(doubt);
        }
    }
    let in_link = if signs.has(COLON) { browser::kind(text, about) } else { None };
    if let Some(kind) = output::kind(text, signs, about).or(in_link) {
        return Some(Doubt::Within(kind));
    }
    if signs.has(SPACE) {
        if let Some(doubt) = command::told(text, about) {
            return Some(doubt);
        }
    }
    if signs.has_all(COLON | SLASH) && webhook::is_misplaced(text, about) {
        return Some(Doubt::OtherKind("the URL of a webhook, a secret of its own"));
    }
    if signs.has_all(COLON | SLASH) && webhook::has_key(text, about) {
        return Some(Doubt::Within("a URL with the key in it"));
    }
    if signs.has(ANGLE) && is_element(text, about) {
        return Some(Doubt::Within("an element of HTML or XML"));
    }
    if signs.has_all(PLUS | COLON) && has(text, "key-data: DATA+OMITTED") {
        return Some(Doubt::Masked);
    }
    if signs.has_all(EQUALS | CONTROL) && has_soft_breaks(text) {
        return Some(Doubt::SoftBreak);
    }
    if signs.has(COLON) && is_address(text) {
        return Some(Doubt::Name);
    }
    if signs.has_all(EQUALS | QUESTION) && is_encoded_word(text) {
        return Some(Doubt::Escaped);
    }
    if signs.has(OTHER) && is_misread(text) && !may_have_words(text, about) {
        return Some(Doubt::Misread);
    }
    let is_first = signs.has(BRACE | BRACKET) && matches!(text.trim(), "{" | "[" | "[{");
    is_first.then_some(Doubt::FirstLine)
}
