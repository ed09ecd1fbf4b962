//! What the records of a place have in common, so that it is written once and not at each access.

use std::time::SystemTime;

use provider_credentials_core::Access;

use crate::place::Place;
use crate::text::{push_number, push_string, push_time, shortened};

/// A place has one row; two that have the same take turns in it.
pub(crate) struct Texts(Vec<Option<(Place, Vec<u8>)>>);

/// More places than a program's hot ones.
const ROWS: usize = 64;

impl Default for Texts {
    fn default() -> Self {
        Self(vec![None; ROWS])
    }
}

impl Texts {
    /// Event and keys of an access, up to how many there were.
    pub(crate) fn of(&mut self, access: &Access) -> &[u8] {
        let place = Place::of(access);
        let Some(row) = self.0.get_mut(place.row(ROWS)) else { return b"" };
        let (is_of, text) = row.get_or_insert_with(|| (place, written(access)));
        if *is_of != place {
            (*is_of, *text) = (place, written(access));
        }
        text
    }
}

/// The event of an access and its keys: first those that its place always has.
pub(crate) fn push(out: &mut Vec<u8>, text: &[u8], count: u64, since: Option<SystemTime>) {
    out.extend_from_slice(text);
    out.extend_from_slice(b",\"count\":");
    push_number(out, count);
    out.extend_from_slice(b",\"since\":");
    match since {
        Some(since) => push_time(out, since),
        None => out.extend_from_slice(b"null"),
    }
}

fn written(access: &Access) -> Vec<u8> {
    let mut text = b"\"credential_accessed\"".to_vec();
    let out = &mut text;
    for (key, text) in [
        (&b",\"credential_id\":"[..], access.credential_id()),
        (b",\"provider\":", access.provider()),
        (b",\"kind\":", access.kind()),
        (b",\"part\":", access.part()),
    ] {
        out.extend_from_slice(key);
        push_string(out, shortened(text));
    }
    out.extend_from_slice(b",\"generation\":");
    push_number(out, access.generation());
    let place = access.place();
    out.extend_from_slice(b",\"file\":");
    push_string(out, shortened(place.file()));
    out.extend_from_slice(b",\"line\":");
    push_number(out, place.line().into());
    out.extend_from_slice(b",\"column\":");
    push_number(out, place.column().into());
    out.extend_from_slice(b",\"reason\":");
    match access.reason() {
        Some(reason) => push_string(out, shortened(reason)),
        None => out.extend_from_slice(b"null"),
    }
    text
}
