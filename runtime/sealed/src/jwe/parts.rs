//! What a file has, of either form (RFC 7516, section 7).

use provider_credentials_core::{SourceError, json_items};

use super::failures::{DAMAGED, HEADER, NOT_ENCRYPTED, SIGNED, TOO_MANY};
use super::object::Object;

/// The parts of a file as they are written: base64url, and headers that are JSON.
pub(super) struct Parts<'t> {
    /// Base64url of JSON; empty if there is none.
    pub(super) protected: &'t str,
    pub(super) unprotected: Option<&'t str>,
    pub(super) recipients: Vec<Recipient<'t>>,
    /// Authenticated besides.
    pub(super) aad: Option<&'t str>,
    pub(super) iv: &'t str,
    pub(super) ciphertext: &'t str,
    pub(super) tag: &'t str,
}

/// A private key may be tried for each of them.
pub(super) const MOST_RECIPIENTS: usize = 256;

#[derive(Default)]
pub(super) struct Recipient<'t> {
    pub(super) header: Option<&'t str>,
    pub(super) key: &'t str,
}

impl<'t> Parts<'t> {
    /// The parts of a text, which white space may surround.
    pub(super) fn new(text: &'t str) -> Result<Self, SourceError> {
        let text = text.trim_ascii();
        if text.starts_with('{') { of_json(text) } else { of_compact(text) }
    }

    /// The additional data of the content (section 5.1, step 14).
    pub(super) fn additional_data(&self) -> String {
        match self.aad {
            Some(aad) => format!("{}.{aad}", self.protected),
            None => self.protected.to_owned(),
        }
    }
}

fn of_compact(text: &str) -> Result<Parts<'_>, SourceError> {
    let parts: Vec<&str> = text.split('.').collect();
    // What every header in base64url begins with: `{"`.
    let is_meant = text.starts_with("eyJ");
    match *parts.as_slice() {
        [protected, key, iv, ciphertext, tag] => Ok(Parts {
            protected,
            unprotected: None,
            recipients: vec![Recipient { header: None, key }],
            aad: None,
            iv,
            ciphertext,
            tag,
        }),
        [_, _, _] if is_meant => Err(SIGNED),
        _ if is_meant => Err(DAMAGED),
        _ => Err(NOT_ENCRYPTED),
    }
}

fn of_json(text: &str) -> Result<Parts<'_>, SourceError> {
    let Some(object) = Object::new(text) else {
        // Of a file that is cut off, no member can be had.
        let is_meant = text.contains("\"ciphertext\"") || text.contains("\"protected\"");
        return Err(if is_meant { DAMAGED } else { NOT_ENCRYPTED });
    };
    if !object.has("ciphertext") {
        return Err(if object.has("signature") || object.has("signatures") {
            SIGNED
        } else if object.has("protected") {
            DAMAGED
        } else {
            NOT_ENCRYPTED
        });
    }
    let needed = |name| object.plain(name).ok_or(DAMAGED);
    let optional = |name| optional(&object, name);
    Ok(Parts {
        protected: optional("protected")?.unwrap_or_default(),
        unprotected: object.get("unprotected"),
        recipients: recipients(&object)?,
        aad: optional("aad")?,
        iv: needed("iv")?,
        ciphertext: needed("ciphertext")?,
        tag: needed("tag")?,
    })
}

/// A text that may be left out, but not be empty (section 7.2.1).
fn optional<'t>(object: &Object<'t>, name: &str) -> Result<Option<&'t str>, SourceError> {
    match object.get(name) {
        None => Ok(None),
        Some(_) => object.plain(name).filter(|text| !text.is_empty()).map(Some).ok_or(DAMAGED),
    }
}

fn recipients<'t>(object: &Object<'t>) -> Result<Vec<Recipient<'t>>, SourceError> {
    let Some(list) = object.get("recipients") else {
        return Ok(vec![recipient(object)?]);
    };
    if object.has("header") || object.has("encrypted_key") {
        return Err(HEADER);
    }
    let items = json_items(list).ok_or(DAMAGED)?;
    if items.len() > MOST_RECIPIENTS {
        return Err(TOO_MANY);
    }
    let mut recipients = Vec::with_capacity(items.len());
    for item in items {
        recipients.push(recipient(&Object::new(item).ok_or(HEADER)?)?);
    }
    if recipients.is_empty() { Err(DAMAGED) } else { Ok(recipients) }
}

fn recipient<'t>(object: &Object<'t>) -> Result<Recipient<'t>, SourceError> {
    // `jose` writes an empty one where there is none.
    let key = match object.get("encrypted_key") {
        Some(_) => object.plain("encrypted_key").ok_or(DAMAGED)?,
        None => "",
    };
    Ok(Recipient { header: object.get("header"), key })
}
