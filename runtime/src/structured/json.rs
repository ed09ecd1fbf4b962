//! Values out of JSON text, by key path.
//!
//! `serde_json` is only asked for borrowed raw values. Its typed visitors keep strings in error
//! values and scratch space, which nobody wipes.

mod string;
#[cfg(test)]
mod tests;

use core::fmt;
use core::marker::PhantomData;

use serde_core::Deserializer as _;
use serde_core::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::paths::{Document, Hits, Wanted, follow};
use super::{Extracted, KeyError, Segments, SyntaxError, finish};
use crate::secret::Secret;

/// One answer for each path, from one walk over the document.
pub(crate) fn extract(text: &str, paths: &[Segments]) -> Result<Extracted, SyntaxError> {
    // Checks the syntax of the whole text, without recursion, before anything is looked up.
    let root: &RawValue = serde_json::from_str(text).map_err(|error| place(text, &error))?;
    follow(&Json(PhantomData), Some(root.get()), paths)
}

/// Counts the column in characters; `serde_json` counts bytes, and from 0 behind a line break.
fn place(text: &str, error: &serde_json::Error) -> SyntaxError {
    let line = text.split('\n').nth(error.line().saturating_sub(1));
    let column = line.map_or(0, |line| {
        let starts = line.char_indices();
        starts.take_while(|(at, _)| *at < error.column()).count()
    });
    SyntaxError {
        line: u32::try_from(error.line()).unwrap_or(u32::MAX).max(1),
        column: u32::try_from(column).unwrap_or(u32::MAX).max(1),
    }
}

/// JSON text that was checked. Its values are slices without white space around them.
struct Json<'a>(PhantomData<&'a str>);

impl<'a> Document for Json<'a> {
    type Value = &'a str;

    fn members(&self, value: &'a str, wanted: &Wanted) -> Result<Hits<&'a str>, SyntaxError> {
        let mut json = serde_json::Deserializer::from_str(value);
        let members = Members(wanted);
        let hits = match value.as_bytes().first() {
            Some(b'{') => json.deserialize_map(members),
            Some(b'[') => json.deserialize_seq(members),
            _ => return Ok(Hits::new()),
        };
        // The text was checked as a whole, so this error does not occur.
        hits.map_err(|error| place(value, &error))
    }

    fn secret(&self, value: &'a str) -> Result<Result<Secret, KeyError>, SyntaxError> {
        Ok(match value.as_bytes().first() {
            Some(b'{' | b'[') => Err(KeyError::NotScalar),
            Some(b'n') => Err(KeyError::Null),
            Some(b'"') => match string::decode(value) {
                Some(text) => finish(text.as_str()),
                None => Err(KeyError::NotText),
            },
            // Numbers and booleans stay as they are written.
            _ => finish(value),
        })
    }
}

/// Picks the wanted members of an object or an array; reads the others past.
struct Members<'w>(&'w Wanted);

impl<'de> Visitor<'de> for Members<'_> {
    type Value = Hits<&'de str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut hits = Hits::new();
        while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            // A key that stands for no text is no key that anyone can ask for.
            let key = string::decode(key.get());
            let step = key.and_then(|key| self.0.key(key.as_str()));
            if let Some(step) = step {
                hits.record(step, value.get());
            }
        }
        Ok(hits)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let wanted = self.0.elements();
        let mut hits = Hits::new();
        let mut index = 0;
        while let Some(value) = list.next_element::<&RawValue>()? {
            if let Some(&step) = wanted.get(&index) {
                hits.record(step, value.get());
            }
            index += 1;
        }
        Ok(hits)
    }
}
