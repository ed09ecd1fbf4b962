//! The order of a chain: each certificate is followed by that of its issuer.

use provider_credentials_core::SourceError;
use x509_cert::certificate::Version;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

use super::certificate::Certificate;
use super::signature::{Signature, verify};
use crate::errors;

/// Nothing if each is issued by the next, which is one that may issue.
pub(crate) fn check(chain: &[Certificate<'_>]) -> Result<(), SourceError> {
    for (number, pair) in chain.windows(2).enumerate() {
        let [one, next] = pair else { continue };
        if issued(one, next) {
            may_issue(next)?;
            continue;
        }
        if verify(one, next) == Signature::Good {
            return Err(errors::CHAIN_NAMES);
        }
        let others = chain.iter().enumerate().filter(|(other, _)| *other != number);
        let mut others = others.map(|(_, other)| other);
        let is_elsewhere = others.any(|other| issued(one, other) && !is_self_signed(one));
        // One that is out of place may also be an issuer's of which another comes first.
        let is_of_another = chain.iter().any(|other| issued(other, next) && other.der != next.der);
        let is_order = is_elsewhere || is_of_another;
        return Err(if is_order { errors::CHAIN_ORDER } else { errors::CHAIN_BROKEN });
    }
    Ok(())
}

/// Whether `next` issued `one`: by its name, and by its signature where that can be verified.
fn issued(one: &Certificate<'_>, next: &Certificate<'_>) -> bool {
    one.names_as_issuer(next) && verify(one, next) != Signature::Bad
}

/// Whether it is a root's: whoever trusts it has it, and does not look at it.
pub(super) fn is_self_signed(one: &Certificate<'_>) -> bool {
    issued(one, one)
}

/// RFC 5280, sections 4.2.1.9 and 4.2.1.3.
fn may_issue(issuer: &Certificate<'_>) -> Result<(), SourceError> {
    let signed = issuer.parsed.tbs_certificate();
    // Roots from before there were extensions are still trusted.
    if signed.version() == Version::V1 && is_self_signed(issuer) {
        return Ok(());
    }
    match signed.get_extension::<BasicConstraints>() {
        Ok(Some((_, constraints))) if constraints.ca => {}
        _ => return Err(errors::ISSUER_NOT_CA),
    }
    match signed.get_extension::<KeyUsage>() {
        Ok(Some((_, usage))) if !usage.key_cert_sign() => Err(errors::ISSUER_NOT_FOR_CERTIFICATES),
        _ => Ok(()),
    }
}

/// Whether more issuers stand between one and the leaf than it allows (RFC 5280, section 4.2.1.9).
pub(super) fn is_too_long(chain: &[Certificate<'_>]) -> bool {
    let mut between = 0_usize;
    for issuer in chain.iter().skip(1) {
        let constraints = issuer.parsed.tbs_certificate().get_extension::<BasicConstraints>();
        let most = constraints.ok().flatten().and_then(|(_, found)| found.path_len_constraint);
        if most.is_some_and(|most| between > usize::from(most)) {
            return true;
        }
        // One that renews its own key counts for nothing.
        between += usize::from(!issuer.names_as_issuer(issuer));
    }
    false
}

/// In order from `leaf` on, of a store that has none. What does not belong to the chain is left out.
pub(crate) fn sort<'c>(leaf: usize, store: Vec<Certificate<'c>>) -> Vec<Certificate<'c>> {
    let mut rest: Vec<Option<Certificate<'c>>> = store.into_iter().map(Some).collect();
    let mut chain = Vec::new();
    let mut next = rest.get_mut(leaf).and_then(Option::take);
    while let Some(one) = next {
        next = if is_self_signed(&one) {
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
