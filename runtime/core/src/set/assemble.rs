//! From the parts of a credential to what its kind makes of them.

use std::time::SystemTime;

use super::any::Parts;
use crate::contract::{Assembly, Kind};
use crate::report::{Failure, LoadError, LoadWarning, Place, Reason};
use crate::secret::Secret;
use crate::spec::Spec;

/// The places are those of the parts, in order.
pub(super) fn assemble(
    spec: &'static Spec,
    kind: &'static Kind,
    places: &[Place],
    now: SystemTime,
    parts: &mut Parts,
) -> Result<(), LoadError> {
    let Some(make) = kind.assemble() else { return Ok(()) };
    let mut named: Vec<(&'static str, &Secret)> = Vec::with_capacity(spec.parts.len());
    for (row, found) in spec.parts.iter().zip(parts.iter()) {
        named.push((row.name, &found.secret));
    }
    let mut assembly = Assembly::new(&named, now);
    let result = make(&mut assembly);
    let Assembly { warnings, attributes, good_until, .. } = assembly;
    match result {
        Ok(assembled) => {
            let origin = &mut parts.first.origin;
            origin.warn(
                warnings.into_iter().map(|(part, warning)| LoadWarning::of_kind(part, warning)),
            );
            if let Some(time) = good_until {
                origin.set_good_until(time);
            }
            origin.set_attributes(attributes);
            parts.assembled = Some(assembled);
            Ok(())
        }
        Err(error) => {
            let number = spec.parts.iter().position(|part| part.name == error.part).unwrap_or(0);
            let place = places.get(number).copied().unwrap_or(Place::Given);
            let part = spec.parts.get(number).unwrap_or(&Spec::NO_PART);
            Err(LoadError::new(spec, part, Failure { place, reason: Reason::Kind(error.error) }))
        }
    }
}
