//! The digest of a policy (part 3, chapter 23).

use crate::hash::Hash;
use crate::pcrs::Pcrs;

const POLICY_PCR: u32 = 0x017F;
const POLICY_AUTH_VALUE: u32 = 0x016B;

/// Of PCRs with their values, and of a password if it asks for one.
pub(crate) fn of(hash: Hash, pcrs: Option<(&Pcrs, &[&[u8]])>, needs_password: bool) -> Vec<u8> {
    let mut policy = vec![0; hash.length()];
    if let Some((pcrs, values)) = pcrs {
        let values = hash.digest(values);
        let parts = [&*policy, &POLICY_PCR.to_be_bytes(), &pcrs.bytes(), values.as_ref()];
        policy = hash.digest(&parts).as_ref().to_vec();
    }
    if needs_password {
        policy = hash.digest(&[&policy, &POLICY_AUTH_VALUE.to_be_bytes()]).as_ref().to_vec();
    }
    policy
}
