//! From the parts of a credential to what its kind makes of them.

use super::parts::Parts;
use crate::contract::{Assembly, Kind, PartError, PartValue, SourceError, shielded};
use crate::load::Judge;
use crate::report::{Failure, LoadError, LoadWarning, Place, Reason};
use crate::spec::Spec;

const PANICKED: SourceError = SourceError::new(
    "kind_panicked",
    "made the code of its kind panic",
    "look for the panic in the program's output",
);

/// The places are those of the parts, in order.
pub(super) fn assemble(
    spec: &'static Spec,
    kind: &'static Kind,
    places: &[Place],
    judge: &Judge,
    parts: &mut Parts,
) -> Result<(), LoadError> {
    let Some(make) = kind.assemble() else { return Ok(()) };
    let mut named: Vec<(&'static str, PartValue<'_>)> = Vec::with_capacity(spec.parts.len());
    for (number, row) in spec.parts.iter().enumerate() {
        if let Some(found) = parts.get(number) {
            let value = match &found.signer {
                Some(signer) => PartValue::Signer(signer),
                None => PartValue::Secret(&found.secret),
            };
            named.push((row.name, value));
        }
    }
    let mut assembly = Assembly::new(&named, judge.now, judge.source_timeout);
    // A panic in the reader of some format fails the credential, and not the load.
    let result = shielded(|| make(&mut assembly));
    let result = result.unwrap_or(Err(PartError::new("", PANICKED)));
    let Assembly { warnings, attributes, good_until, .. } = assembly;
    let (mut told, mut doubt) = (Vec::new(), None);
    for (part, warning) in warnings {
        if judge.allows(spec, warning.code()) {
            continue;
        }
        if let (true, None, Some(error)) = (judge.is_strict, &doubt, warning.as_doubt()) {
            doubt = Some(PartError::new(part, error));
        }
        told.push(LoadWarning::of_kind(part, warning));
    }
    let result = match (result, doubt) {
        (Ok(_), Some(doubt)) => Err(doubt),
        (result, _) => result,
    };
    match result {
        Ok(assembled) => {
            let origin = &mut parts.first.origin;
            for warning in told {
                origin.warn(warning);
            }
            if let Some(time) = good_until {
                origin.limit_good_until(time);
            }
            origin.set_attributes(attributes);
            parts.assembled = Some(assembled);
            Ok(())
        }
        Err(error) => {
            let number = spec.part_number(error.part).unwrap_or(0);
            let place = places.get(number).copied().unwrap_or(Place::Given);
            let part = spec.parts.get(number).unwrap_or(&Spec::NO_PART);
            Err(LoadError::new(spec, part, Failure { place, reason: Reason::Kind(error.error) }))
        }
    }
}
