//! What is found is decoded and looked at, before it counts as the secret.

use core::str;
use std::time::{Duration, SystemTime};

use secrecy::ExposeSecret;

use crate::format::{broken_json, finish};
use crate::report::{Doubt, LoadWarning, Place, TextReason, ValueReason};
use crate::secret::Secret;
use crate::source::Found;
use crate::spec::{Encoding, PartSpec, Spec};
use crate::value::{About, decode, doubts, is_issued, is_plain, is_replaced, refused, unescape};

/// What a program and its manifest say about values.
#[derive(Clone, Copy)]
pub(crate) struct Judge {
    /// Whether a doubt is an error.
    pub(crate) is_strict: bool,
    /// The codes that the manifest allows, by the ID of the credential.
    pub(super) allowed: &'static [(&'static str, &'static [&'static str])],
    /// When the load began.
    pub(crate) now: SystemTime,
    /// How long the program waits for a source.
    pub(crate) source_timeout: Duration,
}

impl Judge {
    /// Decodes a value of `spec` that was found at `place`, and adds warnings to it; or why it is no secret. Of what
    /// is public, only ciphertext is none. Of most it is not asked.
    #[inline(never)]
    pub(super) fn judge(
        &self,
        is_public: bool,
        spec: &'static Spec,
        part: &'static PartSpec,
        encoding: Option<Encoding>,
        place: Place,
        found: &mut Found,
    ) -> Result<(), ValueReason> {
        if let Some(encoding) = encoding {
            found.secret = decoded(&found.secret, encoding)?;
            // What people write in digits is no text.
            if encoding == Encoding::Hex {
                return Ok(());
            }
        }
        if encoding.is_some() && needs_no_judge(spec, place, found) {
            return Ok(());
        }
        if !found.secret.is_text() {
            return self.look_at_bytes(is_public, spec, place, found);
        }
        if is_public {
            let reason = refused(found.secret.expose_secret());
            return reason.map_or(Ok(()), |reason| Err(ValueReason::Text(reason)));
        }
        let key = place.key().map_or("", |key| key.text);
        let about = About::new(spec.provider, variable_at(place), [spec.id, part.name, key]);
        self.look(spec, about, place, found)
    }

    /// At what is no text.
    #[cold]
    fn look_at_bytes(
        &self,
        is_public: bool,
        spec: &'static Spec,
        place: Place,
        found: &mut Found,
    ) -> Result<(), ValueReason> {
        let Ok(text) = str::from_utf8(found.secret.expose_bytes()) else { return Ok(()) };
        if let Some(reason @ TextReason::Encrypted(_)) = refused(text) {
            return Err(ValueReason::Text(reason));
        }
        if is_public || !is_replaced(text) {
            return Ok(());
        }
        self.tell(spec, place, Doubt::Replaced, found)
    }

    /// At what is not plain.
    #[cold]
    fn look(
        &self,
        spec: &'static Spec,
        about: About,
        place: Place,
        found: &mut Found,
    ) -> Result<(), ValueReason> {
        let text = found.secret.expose_secret();
        if is_issued(text, about, self.now) {
            return Ok(());
        }
        if let Some(reason) = refused(text).map(ValueReason::Text).or_else(|| broken_json(text)) {
            return Err(reason);
        }
        let mut all = Vec::new();
        if let Some(pem) = unescape(text) {
            found.secret = finish(&pem)?;
            all.push(Doubt::EscapedPem);
        }
        all.append(&mut doubts(found.secret.expose_secret(), about, self.now));
        for doubt in all {
            self.tell(spec, place, doubt, found)?;
        }
        Ok(())
    }

    /// As a warning or an error, unless the manifest allows it.
    fn tell(
        &self,
        spec: &'static Spec,
        place: Place,
        doubt: Doubt,
        found: &mut Found,
    ) -> Result<(), ValueReason> {
        if self.allows(spec, doubt.code()) {
            return Ok(());
        }
        if self.is_strict {
            return Err(ValueReason::Text(TextReason::Doubtful(doubt)));
        }
        found.origin.warn(LoadWarning::of_value(place, doubt));
        Ok(())
    }

    /// Whether the manifest allows what a warning of this code says.
    pub(crate) fn allows(&self, spec: &'static Spec, code: &str) -> bool {
        let allowed = self.allowed.iter().find(|(id, _)| *id == spec.id);
        allowed.is_some_and(|(_, codes)| codes.contains(&code))
    }
}

/// Whether what was found, and is not encoded, is the secret as it is: so are nearly all.
#[inline]
pub(super) fn needs_no_judge(spec: &'static Spec, place: Place, found: &Found) -> bool {
    let text = found.secret.expose_simple();
    text.is_some_and(|text| is_plain(text, spec, variable_at(place)))
}

#[inline]
fn variable_at(place: Place) -> Option<&'static str> {
    match place {
        Place::Env(env) => Some(env.var),
        _ => None,
    }
}

fn decoded(secret: &Secret, encoding: Encoding) -> Result<Secret, ValueReason> {
    let bytes = decode(secret.expose_secret(), encoding);
    let bytes = bytes.ok_or(ValueReason::Text(TextReason::NotEncoded(encoding)))?;
    if bytes.is_empty() {
        return Err(ValueReason::Empty);
    }
    if is_wide(&bytes) {
        return Err(ValueReason::Text(TextReason::Nul));
    }
    match str::from_utf8(&bytes) {
        Ok(text) if text.chars().any(is_binary) => Ok(Secret::copy_of_bytes(&bytes)),
        Ok(text) if encoding == Encoding::Hex => Ok(Secret::copy_of(text)),
        Ok(text) => finish(text),
        Err(_) => Ok(Secret::copy_of_bytes(&bytes)),
    }
}

/// Whether it is text in UTF-16, as PowerShell encodes it.
fn is_wide(bytes: &[u8]) -> bool {
    let mut pairs = bytes.chunks(2);
    bytes.len() >= 8 && pairs.all(|pair| matches!(pair, [low, 0] if *low != 0))
}

/// Whether it is in no text: then the bytes are a key, and a line break at their end is one of them.
fn is_binary(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}
