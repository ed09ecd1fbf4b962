//! What `pkcs11_uri` needs beyond its shape. Of what a variable holds, nothing is said.

use std::ops::Range;

use super::holds::Holds;
use super::pkcs11_uri::{Attribute, PATH, QUERY, attributes, is_encoded};
use crate::chars;
use crate::code::Code;
use crate::model::{Field, Given, Text};
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest::nearest;

const EXAMPLE: &str = "pkcs11:token=agents;object=openai";

/// What is wrong with the value of a key, which has the key's shape.
pub(super) fn problem(
    given: &Given,
    holds: Holds,
    key: &Key,
    text: &Spanned<Text>,
) -> Option<Problem> {
    let written = text.text();
    if key.name != "pkcs11_uri" || written.starts_with("${") {
        return None;
    }
    let Some(all) = attributes(written) else {
        let message = "`pkcs11_uri` must begin with `pkcs11:`";
        let problem = Problem::at(Code::InvalidPkcs11Uri, text.span, message);
        return Some(problem.help(format!("write it as in `{EXAMPLE}`")));
    };
    pin(text, &all)
        .or_else(|| white_space(text))
        .or_else(|| all.iter().find_map(|one| known(text, one)))
        .or_else(|| twice(text, &all))
        .or_else(|| all.iter().find_map(|one| value(text, holds, one)))
        .or_else(|| object(text, &all))
        .or_else(|| two_pins(given, text, &all))
        .or_else(|| key_that_signs(given, text, &all))
}

fn at(text: &Spanned<Text>, place: Range<usize>, message: &str) -> Problem {
    Problem::at(Code::InvalidPkcs11Uri, text.part(place), message)
}

// A line break or a space is never part of a name: it came by pasting.
fn white_space(text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    let has_variable = written.contains("${");
    if has_variable || !chars::any(written, |c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let message = "`pkcs11_uri` has white space or a control character";
    Some(at(text, 0..written.len(), message).help("write a space as `%20`, and remove all else"))
}

// A PIN is a secret, whatever `not_secret` says. Where it is reported as one, this is not.
fn pin(text: &Spanned<Text>, all: &[Attribute<'_>]) -> Option<Problem> {
    let pin = all.iter().find(|one| one.name.eq_ignore_ascii_case("pin-value"))?;
    let message = "`pkcs11_uri` has `pin-value`, and a PIN is a secret";
    let help = "remove it, and name the credential with the PIN in `pkcs11_pin_with`";
    Some(at(text, pin.place.clone(), message).yielding_to(text.span).help(help))
}

// Those that are not known would be ignored, and another object be meant.
fn known(text: &Spanned<Text>, one: &Attribute<'_>) -> Option<Problem> {
    let name = one.name;
    let here = |message: &str| at(text, one.place.clone(), message);
    if one.value.is_none() {
        let message = format!("`pkcs11_uri` has `{}` without a value", shown(name));
        return Some(here(&message).help(format!("write it as in `{EXAMPLE}`")));
    }
    let (here_too, elsewhere): (&[&str], &[&str]) =
        if one.in_query { (&QUERY, &PATH) } else { (&PATH, &QUERY) };
    if here_too.contains(&name) {
        return None;
    }
    if elsewhere.contains(&name) {
        let (message, help) = if one.in_query {
            let message = format!("`{name}` stands behind the `?` of `pkcs11_uri`");
            (message, "move it before the `?`, with a `;` between it and others")
        } else {
            let message = format!("`{name}` stands before the `?` of `pkcs11_uri`");
            (message, "move it to the end, behind a `?`, or behind a `&` if one is there")
        };
        return Some(here(&message).help(help));
    }
    let message = format!("`pkcs11_uri` has `{}`, which no such URI has", shown(name));
    let help = match nearest(name, here_too) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("remove it; a `;` or `=` in a name is written as `%3B` or `%3D`: `{EXAMPLE}`")
        }
    };
    Some(here(&message).help(help))
}

fn twice(text: &Spanned<Text>, all: &[Attribute<'_>]) -> Option<Problem> {
    for (number, one) in all.iter().enumerate() {
        let mut before = all.iter().take(number);
        let Some(other) = before.find(|other| field(other) == field(one)) else { continue };
        let message = if other.name == one.name {
            format!("`pkcs11_uri` has `{}` twice", one.name)
        } else {
            "`pkcs11_uri` has both `module-path` and `module-name`".to_owned()
        };
        return Some(at(text, one.place.clone(), &message).help("remove one of the two"));
    }
    None
}

/// What an attribute says: two of them name the module.
fn field<'t>(one: &Attribute<'t>) -> &'t str {
    if one.name == "module-path" { "module-name" } else { one.name }
}

fn value(text: &Spanned<Text>, holds: Holds, one: &Attribute<'_>) -> Option<Problem> {
    let value = one.value?;
    let here = |message: &str| at(text, one.place.clone(), message);
    if !is_encoded(value) {
        let message =
            format!("`{}` in `pkcs11_uri` has a `%` without two hexadecimal digits", one.name);
        return Some(here(&message).help("write a `%` itself as `%25`"));
    }
    if one.is_open() {
        return None;
    }
    if one.in_query && value.contains(';') {
        let message = "`pkcs11_uri` has a `;` behind its `?`";
        return Some(here(message).help("write a `&` between the attributes there"));
    }
    let is_number = |text: &str| !text.is_empty() && chars::all(text, |c| c.is_ascii_digit());
    let (message, help) = match one.name {
        "type" => class(value, holds)?,
        "slot-id" if !is_number(value) => (
            "`slot-id` in `pkcs11_uri` must be a number",
            "write it as in `slot-id=0`, or use `token`",
        ),
        "library-version" if !value.split('.').all(is_number) => (
            "`library-version` in `pkcs11_uri` must be a version",
            "write it as in `3.1`, or remove it",
        ),
        "module-path"
            if !value.starts_with(['/', '\\'])
                && !value.get(1..).is_some_and(|rest| rest.starts_with(':')) =>
        {
            (
                "`module-path` in `pkcs11_uri` is a relative path",
                "write the whole path: `module-path=/usr/lib/softhsm/libsofthsm2.so`",
            )
        }
        "pin-source"
            if value.starts_with('|') || value.starts_with("%7C") || value.starts_with("%7c") =>
        {
            (
                "`pin-source` in `pkcs11_uri` is a program",
                "name a credential with `source: command` in `pkcs11_pin_with`, or a file",
            )
        }
        "pin-source" if !value.starts_with('/') && !value.starts_with("file:/") => (
            "`pin-source` in `pkcs11_uri` is not the whole path of a file",
            "write it as in `pin-source=file:/run/secrets/pin`",
        ),
        _ => return None,
    };
    Some(here(message).help(help))
}

/// What is wrong with `type`, and what to do.
fn class(class: &str, holds: Holds) -> Option<(&'static str, &'static str)> {
    Some(match (class, holds) {
        ("data", _) | ("secret-key", Holds::One | Holds::Parts) | ("private", Holds::OneOrKey) => {
            return None;
        }
        ("private", Holds::One) => (
            "`type=private` in `pkcs11_uri` is a key that signs in its token, and the bytes of this value are needed",
            "write `type=data`, or leave it out; a key that signs is for the `private_key` of a `client_certificate`",
        ),
        ("private", Holds::Parts) => (
            "`type=private` in `pkcs11_uri` is a key that signs in its token, and this source holds all parts",
            "give `private_key` and the other parts a source each",
        ),
        ("secret-key", Holds::OneOrKey) => (
            "`type=secret-key` in `pkcs11_uri` is no private key",
            "write `type=private` for a key that signs in its token; for a data object with the key in PEM, leave `type` out",
        ),
        (_, Holds::OneOrKey) => (
            "`type` in `pkcs11_uri` must be `private` or `data`: no other object is a private key",
            "write `type=private` for a key that signs in its token; for a data object with the key in PEM, leave `type` out",
        ),
        (_, Holds::One | Holds::Parts) => (
            "`type` in `pkcs11_uri` must be `data` or `secret-key`: no other object is a secret that may leave a token",
            "write `type=data`, or leave it out",
        ),
    })
}

fn object(text: &Spanned<Text>, all: &[Attribute<'_>]) -> Option<Problem> {
    let find = |name: &str| all.iter().find(|one| one.name == name);
    let is_key = find("type")
        .is_some_and(|one| matches!(one.value, Some("secret-key" | "private")) || one.is_open());
    if let (Some(id), false) = (find("id"), is_key) {
        let message = "`id` in `pkcs11_uri` is of keys, and a data object has none";
        let help = "name the object by its label: `object=openai`";
        return Some(at(text, id.place.clone(), message).help(help));
    }
    let named = find("object").or_else(|| find("id"));
    if named.is_none_or(|one| one.value == Some("")) {
        let message = "`pkcs11_uri` names no object";
        let help = format!("add the object's label, as in `{EXAMPLE}`");
        return Some(at(text, 0..text.text().len(), message).help(help));
    }
    None
}

// One of the two would be ignored.
fn two_pins(given: &Given, text: &Spanned<Text>, all: &[Attribute<'_>]) -> Option<Problem> {
    let source = all.iter().find(|one| one.name == "pin-source")?;
    let (_, named) = given.iter().find(|(key, _)| key.name == "pkcs11_pin_with")?;
    let named = named.text()?;
    let message = "`pkcs11_uri` has `pin-source`, and `pkcs11_pin_with` is given too";
    let problem = at(text, source.place.clone(), message)
        .related(named.span, "the credential with the PIN is named here")
        .help("remove one of the two");
    Some(problem)
}

// Nothing is read that these could be of.
fn key_that_signs(given: &Given, text: &Spanned<Text>, all: &[Attribute<'_>]) -> Option<Problem> {
    let key = all.iter().find(|one| one.name == "type" && one.value == Some("private"))?;
    let selects = given.iter().find(|(key, _)| key.name == "pkcs11_key");
    let selects = selects.and_then(|(_, value)| value.text()).map(|path| ("pkcs11_key", path.span));
    let (name, span) = match (selects, &given.encoding) {
        (Some(selects), _) => selects,
        (None, Field::Given(word)) => ("encoding", word.span),
        (None, Field::Missing | Field::Invalid) => return None,
    };
    let message = format!(
        "`type=private` in `pkcs11_uri` is a key that signs in its token, and `{name}` is given too"
    );
    let problem = at(text, key.place.clone(), &message)
        .related(span, "it is given here")
        .help(format!("remove `{name}`; for a data object with the key in PEM, remove `type`"));
    Some(problem)
}
