use super::any::AnyCredential;
use super::assemble::assemble;
use super::handles::Handles;
use super::parts::Parts;
use super::slots::Set;
use super::table::Table;
use super::tell::tell;
use super::tracing::LoadSpan;
use crate::contract::Kind;
use crate::load::{Judge, Loader, Search};
use crate::report::{LoadError, LoadTimes};
use crate::secret::wipe_stack;
use crate::spec::Spec;

/// Loads the credentials of a table.
#[must_use]
pub fn load(table: &'static Table, loader: &Loader) -> Handles {
    let span = LoadSpan::new(table.specs().len());
    let _in_span = span.enter();
    let Slots { slots, times } = load_slots(table, loader);
    tell(loader.observers(), &slots, times, &span);
    Handles::new(Set { table: Some(table), slots })
}

/// Every credential of a load, in the order of the manifest.
pub(crate) struct Slots {
    pub(crate) slots: Vec<AnyCredential>,
    pub(crate) times: LoadTimes,
}

/// Loads them, and notifies nobody.
pub(crate) fn load_slots(table: &'static Table, loader: &Loader) -> Slots {
    let specs = table.specs();
    let run = loader.run(specs, table.reach());
    wipe_stack();
    let mut slots = Vec::with_capacity(specs.len());
    let mut searches = run.searches.into_iter();
    let mut kinds = table.reach().kinds;
    let judge = loader.judge(table.reach(), run.times.started());
    #[cfg(feature = "access")]
    let accesses = loader.accesses();
    let mut has_kinds = false;
    for spec in specs {
        let kind = kinds.next_of(spec);
        has_kinds |= kind.is_some();
        let slot = slot(spec, kind, &judge, run.times, &mut searches);
        #[cfg(feature = "access")]
        let slot = slot.observed_by(accesses.as_ref());
        slots.push(slot);
    }
    // What they made of the parts.
    if has_kinds {
        wipe_stack();
    }
    Slots { slots, times: run.times }
}

/// One credential, from the searches of its parts: all of them, or why the first that failed did.
fn slot(
    spec: &'static Spec,
    kind: Option<&'static Kind>,
    judge: &Judge,
    times: LoadTimes,
    searches: &mut impl Iterator<Item = Search>,
) -> AnyCredential {
    let mut places = Vec::new();
    let mut state = match searches.next() {
        Some(search) => search.into_result().map(|(first, place)| {
            if kind.is_some() {
                places.push(place);
            }
            Parts { first, others: Vec::new(), assembled: None }
        }),
        None => Err(LoadError::absent(spec, &Spec::NO_PART, Vec::new())),
    };
    for search in searches.take(spec.parts.len().saturating_sub(1)) {
        if let Ok(parts) = &mut state {
            match search.into_result() {
                Ok((other, place)) => {
                    parts.others.push(other);
                    places.push(place);
                }
                Err(error) => state = Err(error),
            }
        }
    }
    if let (Some(kind), Ok(parts)) = (kind, &mut state) {
        if let Err(error) = assemble(spec, kind, &places, judge, parts) {
            state = Err(error);
        }
    }
    AnyCredential::new(spec, kind, times, state)
}
