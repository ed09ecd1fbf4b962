//! What is wrong, where the TPM only says that something is.

use provider_credentials_core::SourceError;

use crate::digest;
use crate::failures::{
    FOREIGN, OTHER_PCRS, PASSWORD_IN_POLICY, PASSWORD_NOT_IN_POLICY, PCRS_CHANGED, WRONG_PARENT,
};
use crate::fault::Fault;
use crate::hash::Hash;
use crate::object::Public;
use crate::pcrs::Pcrs;
use crate::sealed::{Object, Policy};
use crate::template::Template;
use crate::tpm::Tpm;

/// Why a policy is not satisfied: which one of the PCRs as they are now would be.
pub(crate) fn of_policy(tpm: &mut Tpm, public: &Public, policy: &Policy) -> SourceError {
    match_policies(tpm, public, policy).unwrap_or_else(Fault::error)
}

fn match_policies(tpm: &mut Tpm, public: &Public, policy: &Policy) -> Result<SourceError, Fault> {
    let is_that = |pcrs: Option<(&Pcrs, &[&[u8]])>, needs_password| {
        digest::of(public.hash(), pcrs, needs_password) == public.policy()
    };
    if let Some(pcrs) = &policy.pcrs {
        if let Some(values) = tpm.pcr_values(pcrs)? {
            let values: Vec<&[u8]> = values.iter().map(Vec::as_slice).collect();
            if is_that(Some((pcrs, &values)), !policy.needs_password) {
                return Ok(if policy.needs_password {
                    PASSWORD_NOT_IN_POLICY
                } else {
                    PASSWORD_IN_POLICY
                });
            }
        }
        for hash in Hash::ALL {
            let Some(other) = pcrs.in_bank(hash) else { break };
            let Some(values) = tpm.pcr_values(&other)? else { continue };
            let values: Vec<&[u8]> = values.iter().map(Vec::as_slice).collect();
            if [false, true].iter().any(|needs| is_that(Some((&other, &values)), *needs)) {
                return Ok(OTHER_PCRS);
            }
        }
    }
    for hash in Hash::ALL {
        if is_of_few(tpm, hash, &is_that)? {
            return Ok(OTHER_PCRS);
        }
    }
    Ok(PCRS_CHANGED)
}

/// Whether it is a policy of at most three PCRs of a bank.
fn is_of_few(
    tpm: &mut Tpm,
    bank: Hash,
    is_that: &impl Fn(Option<(&Pcrs, &[&[u8]])>, bool) -> bool,
) -> Result<bool, Fault> {
    let mut all = Vec::new();
    for number in 0..24 {
        let Some(values) = tpm.pcr_values(&Pcrs::one(bank, number))? else { return Ok(false) };
        all.extend(values.into_iter().map(|value| (number, value)));
    }
    for (one, _) in &all {
        for (two, _) in all.iter().filter(|(two, _)| two >= one) {
            for (three, _) in all.iter().filter(|(three, _)| three >= two) {
                let numbers = format!("{one},{two},{three}");
                let Some(pcrs) = Pcrs::of_bank(bank, &numbers) else { continue };
                let chosen = all.iter().filter(|(number, _)| [one, two, three].contains(&number));
                let values: Vec<&[u8]> = chosen.map(|(_, value)| value.as_slice()).collect();
                if [false, true].iter().any(|needs| is_that(Some((&pcrs, &values)), *needs)) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// Why an object cannot be loaded under its parent: another key of the TPM may be its parent.
pub(crate) fn of_parent(tpm: &mut Tpm, object: &Object) -> SourceError {
    match find_parent(tpm, object) {
        Ok(true) => WRONG_PARENT,
        Ok(false) => FOREIGN,
        Err(fault) => fault.error(),
    }
}

fn find_parent(tpm: &mut Tpm, object: &Object) -> Result<bool, Fault> {
    for handle in tpm.persistent_handles()? {
        let Ok(parent) = tpm.persistent(handle) else { continue };
        // A parent with a password is not tried.
        if parent.public.is_parent() && !parent.public.counts_failures() {
            if let Ok(loaded) = tpm.load(&parent, &object.private, &object.public) {
                tpm.flush(loaded);
                return Ok(true);
            }
        }
    }
    for template in Template::OF_PEM.into_iter().filter(|template| template.is_quick()) {
        let Ok(parent) = tpm.primary(template) else { continue };
        let loaded = tpm.load(&parent, &object.private, &object.public);
        if let Ok(loaded) = loaded {
            tpm.flush(loaded);
        }
        tpm.flush(parent.handle);
        if loaded.is_ok() {
            return Ok(true);
        }
    }
    Ok(false)
}
