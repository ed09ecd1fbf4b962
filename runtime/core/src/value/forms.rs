//! What people copied whole where one text was meant: files, commands, what commands print, and masked copies.

use super::about::About;
use super::alphabet::{ANGLE, Alphabet, COLON, CONTROL, EQUALS, OTHER, SPACE};
use super::browser::{self, is_address};
use super::command;
use super::google;
use super::mail::{has_soft_breaks, is_encoded_word};
use super::markup::is_element;
use super::masked::is_masked;
use super::misplaced;
use super::misread::is_misread;
use super::nothing::is_encoded_nothing;
use super::output;
use super::printed::is_of_nothing;
use super::webhook;
use crate::report::Doubt;

/// What the text is instead, by rules that are only asked where it has a sign that they need.
pub(super) fn told(text: &str, signs: Alphabet, about: &About) -> Option<Doubt> {
    if signs.has(SPACE | CONTROL | COLON) {
        if let Some(doubt) = google::told(text, about).or_else(|| misplaced::told(text, about)) {
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
    if is_of_nothing(text) {
        return Some(Doubt::Placeholder);
    }
    if is_masked(text, signs) {
        return Some(Doubt::Masked);
    }
    if signs.has(COLON) && webhook::is_misplaced(text, about) {
        return Some(Doubt::OtherKind("the URL of a webhook, a secret of its own"));
    }
    if signs.has(ANGLE) && is_element(text, about) {
        return Some(Doubt::Within("an element of HTML or XML"));
    }
    if signs.has(EQUALS) && signs.has(CONTROL) && has_soft_breaks(text) {
        return Some(Doubt::SoftBreak);
    }
    if signs.has(COLON) && is_address(text) {
        return Some(Doubt::Name);
    }
    if is_encoded_nothing(text, signs) {
        return Some(Doubt::EncodedPlaceholder);
    }
    if signs.has(EQUALS) && is_encoded_word(text) {
        return Some(Doubt::Escaped);
    }
    if signs.has(OTHER) && is_misread(text) {
        return Some(Doubt::Misread);
    }
    matches!(text.trim(), "{" | "[" | "[{").then_some(Doubt::FirstLine)
}
