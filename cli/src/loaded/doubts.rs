//! What the engine says about a value that is yet to be written.

use std::sync::Mutex;

use provider_credentials::__private::{
    FallThrough, Loader, PartSpec, RemoteSpec, SourceSpec, Spec, Table, UNFILLED, load,
};
use provider_credentials::{Source, SourceAnswer, SourceError, SourceRequest};
use provider_credentials_manifest::checked::{Credential, Part};
use zeroize::Zeroizing;

use super::source::text;

const KIND: &str = "typed";

const TAKEN: SourceError = SourceError::new("typed_twice", "it is asked for once", "ask once");

/// Gives the value, once.
struct Typed(Mutex<Option<Zeroizing<Vec<u8>>>>);

impl Source for Typed {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            let value = self.0.lock().ok().and_then(|mut value| value.take());
            let answer = value
                .map(|mut value| SourceAnswer::content(std::mem::take(&mut *value)))
                .ok_or(TAKEN);
            request.answer_with(answer);
        }
    }
}

/// The warnings that a program would have, or why it would not load.
pub(crate) fn doubts(
    credential: &Credential,
    part: &Part,
    value: &[u8],
) -> Result<Vec<String>, String> {
    if !part.row.role.is_secret() || std::str::from_utf8(value).is_err() {
        return Ok(Vec::new());
    }
    let source = SourceSpec::Remote(RemoteSpec {
        kind: KIND,
        noun: "the value",
        opener: None,
        params: &[],
        key: None,
        fall_through: FallThrough::ABSENT,
    });
    let id = text(&credential.id);
    let parts = vec![PartSpec { name: "secret", sources: vec![source].leak() }];
    let spec = Spec::new(id, text(&credential.provider), true, parts.leak());
    let allowed = vec![(id, &*credential.allow.clone().leak())].leak();
    let table = Box::leak(Box::new(
        Table::new(vec![spec].leak()).asking().reading_yaml().allowing(allowed),
    ));
    let typed = Typed(Mutex::new(Some(Zeroizing::new(value.to_vec()))));
    let mut one = UNFILLED;
    load(table, &Loader::new().with_source(KIND, typed)).fill(&mut [&mut one]);
    let metadata = one.metadata();
    match metadata.error() {
        Some(error) => Err(format!("{}; {} [{}]", error.problem(), error.fix(), error.code())),
        None => Ok(metadata.warnings().iter().map(|warning| format!("{warning:?}")).collect()),
    }
}
