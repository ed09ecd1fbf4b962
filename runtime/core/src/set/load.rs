use super::credential::{AnyCredential, Parts};
use super::handles::Handles;
use super::slots::Set;
use super::table::Table;
use super::tell::tell;
use crate::load::{Loader, Search};
use crate::report::{LoadError, LoadTimes};
use crate::secret::wipe_stack;
use crate::spec::{PartSpec, Spec};

/// Loads the credentials of a table.
#[must_use]
pub fn load(table: &'static Table, loader: &Loader) -> Handles {
    let specs = table.specs();
    let run = loader.run(specs, table.reach());
    wipe_stack();
    let mut slots = Vec::with_capacity(specs.len());
    let mut searches = run.searches.into_iter();
    for spec in specs {
        slots.push(slot(spec, run.times, &mut searches));
    }
    tell(loader.observers(), &slots, run.times);
    Handles::new(Set { table: Some(table), slots })
}

/// One credential, from the searches of its parts: all of them, or why the first that failed did.
fn slot(
    spec: &'static Spec,
    times: LoadTimes,
    searches: &mut impl Iterator<Item = Search>,
) -> AnyCredential {
    let mut state = match searches.next() {
        Some(search) => search.into_result().map(|first| Parts { first, others: Vec::new() }),
        None => Err(LoadError::absent(spec, &NO_PART, Vec::new())),
    };
    for search in searches.take(spec.parts.len().saturating_sub(1)) {
        if let Ok(parts) = &mut state {
            match search.into_result() {
                Ok(other) => parts.others.push(other),
                Err(error) => state = Err(error),
            }
        }
    }
    AnyCredential::new(spec, times, state)
}

/// No kind is without parts.
static NO_PART: PartSpec = PartSpec { name: "", sources: &[] };
