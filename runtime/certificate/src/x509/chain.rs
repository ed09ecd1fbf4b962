//! The order of a chain: each certificate is followed by that of its issuer.

use provider_credentials_core::SourceError;

use super::certificate::Certificate;
use super::signature::{Signature, verify};
use crate::errors;

/// Nothing if each is issued by the next.
pub(crate) fn check(chain: &[Certificate<'_>]) -> Result<(), SourceError> {
    for (number, pair) in chain.windows(2).enumerate() {
        let [one, next] = pair else { continue };
        if issued(one, next) {
            continue;
        }
        let others = chain.iter().enumerate().filter(|(other, _)| *other != number);
        let mut others = others.map(|(_, other)| other);
        let is_elsewhere = others.any(|other| issued(one, other) && !one.is_own_issuer());
        // One that is out of place may also be an issuer's of which another comes first.
        let is_of_another = chain.iter().any(|other| issued(other, next) && other.der != next.der);
        let is_order = is_elsewhere || is_of_another;
        return Err(if is_order { errors::CHAIN_ORDER } else { errors::CHAIN_BROKEN });
    }
    Ok(())
}

/// Whether `next` issued `one`: by its signature, or by name where that cannot be verified.
fn issued(one: &Certificate<'_>, next: &Certificate<'_>) -> bool {
    match verify(one, next) {
        Signature::Good => true,
        Signature::Bad => false,
        Signature::Unknown => {
            one.parsed.tbs_certificate().issuer() == next.parsed.tbs_certificate().subject()
        }
    }
}

/// In order from `leaf` on, of a store that has none. What does not belong to the chain is left out.
pub(crate) fn sort<'c>(leaf: usize, store: Vec<Certificate<'c>>) -> Vec<Certificate<'c>> {
    let mut rest: Vec<Option<Certificate<'c>>> = store.into_iter().map(Some).collect();
    let mut chain = Vec::new();
    let mut next = rest.get_mut(leaf).and_then(Option::take);
    while let Some(one) = next {
        next = if one.is_own_issuer() {
            None
        } else {
            let issuer = |other: &&mut Option<Certificate<'c>>| {
                other.as_ref().is_some_and(|other| issued(&one, other))
            };
            rest.iter_mut().find(issuer).and_then(Option::take)
        };
        chain.push(one);
    }
    chain
}
