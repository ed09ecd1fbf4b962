use super::credential::{AnyCredential, Parts, State};
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
    let run = loader.run(specs);
    wipe_stack();
    let mut slots = Vec::with_capacity(specs.len());
    let mut searches = run.searches.into_iter();
    for spec in specs {
        slots.push(slot(spec, run.times, &mut searches));
    }
    tell(loader.observers(), &slots, run.times);
    Handles::new(Set { table: Some(table), slots })
}

static NO_PART: PartSpec = PartSpec { name: "", sources: &[] };

/// One credential, from the searches of its parts.
fn slot(
    spec: &'static Spec,
    times: LoadTimes,
    searches: &mut impl Iterator<Item = Search>,
) -> AnyCredential {
    let mut parts = searches.by_ref().take(spec.parts.len());
    let state = match parts.next() {
        Some(first) => whole(first, &mut parts),
        // No kind is without parts.
        None => Err(LoadError::absent(spec, &NO_PART, Vec::new())),
    };
    // Those behind a part that failed.
    parts.for_each(drop);
    AnyCredential::new(spec, times, state)
}

/// All parts, or why the first that failed did.
fn whole(first: Search, others: &mut dyn Iterator<Item = Search>) -> State {
    let first = first.into_result()?;
    let mut found = Vec::new();
    for other in others {
        found.push(other.into_result()?);
    }
    Ok(Parts { first, others: found.into_boxed_slice() })
}
