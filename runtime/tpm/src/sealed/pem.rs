//! `TSS2 PRIVATE KEY`: the ASN.1 that OpenSSL's engines and providers, and `tpm2_encodeobject`, write
//! (draft-bottomley-tpm2-keys).

use base64ct::{Base64, Encoding as _};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::object::{Object, Parent};
use super::policy::Policy;
use super::tools;
use crate::der::Elements;
use crate::failures::{NOT_SEALED, PEM_INVALID, POLICY_UNSUPPORTED};
use crate::pcrs::Pcrs;
use crate::wire::Reader;

const BEGIN: &str = "-----BEGIN TSS2 PRIVATE KEY-----";
const END: &str = "-----END TSS2 PRIVATE KEY-----";

/// 2.23.133.10.1, behind which 3 is a key, 4 one to import, and 5 sealed data.
const KINDS: [u8; 5] = [0x67, 0x81, 0x05, 0x0A, 0x01];
const KEY: u8 = 3;
const SEALED: u8 = 5;

const OWNER: u32 = 0x4000_0001;
const PERSISTENT: u32 = 0x81;

const POLICY_PCR: u32 = 0x017F;
const POLICY_AUTH_VALUE: u32 = 0x016B;

/// Whether a file is meant to be PEM.
pub(super) fn is_meant(content: &[u8]) -> bool {
    content.trim_ascii_start().starts_with(b"-----BEGIN ")
}

pub(super) fn object(content: &[u8]) -> Result<Object, SourceError> {
    let text = core::str::from_utf8(content).map_err(|_| PEM_INVALID)?;
    let (_, text) = text.split_once(BEGIN).ok_or(PEM_INVALID)?;
    let (lines, _) = text.split_once(END).ok_or(PEM_INVALID)?;
    of_der(&bytes(lines).ok_or(PEM_INVALID)?)
}

fn bytes(lines: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut digits = Zeroizing::new(Vec::with_capacity(lines.len()));
    digits.extend(lines.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    let mut der = Zeroizing::new(vec![0; digits.len() / 4 * 3 + 3]);
    let length = Base64::decode(&*digits, &mut der).ok()?.len();
    der.truncate(length);
    Some(der)
}

fn of_der(der: &[u8]) -> Result<Object, SourceError> {
    let mut members = Elements::of_sequence(der).ok_or(PEM_INVALID)?;
    match members.oid().and_then(|oid| oid.strip_prefix(&KINDS)) {
        // `tpm2_encodeobject` calls all that it writes a key.
        Some([KEY | SEALED]) => {}
        Some(_) => return Err(NOT_SEALED),
        None => return Err(PEM_INVALID),
    }
    // Whether there is no password. `tpm2_encodeobject` 5.4 writes the reverse, so nobody can rely on it.
    _ = members.tagged(0);
    let policy = match members.tagged(1) {
        Some(inner) => Some(policy(inner)?),
        None => None,
    };
    // The secret is of objects to import, and `authPolicy` offers policies that others signed.
    if members.tagged(2).is_some() || members.tagged(3).is_some() {
        return Err(POLICY_UNSUPPORTED);
    }
    _ = members.tagged(4);
    let rsa = match members.tagged(5) {
        Some(mut inner) => inner.boolean().ok_or(PEM_INVALID)?,
        None => false,
    };
    let parent = members.number().ok_or(PEM_INVALID)?;
    let public = members.octets().and_then(tools::public).ok_or(PEM_INVALID)?;
    let private = members.octets().and_then(tools::private).ok_or(PEM_INVALID)?;
    let parent = match parent {
        OWNER => Parent::OfPem { rsa },
        handle if handle >> 24 == PERSISTENT => Parent::Persistent(handle),
        _ => return Err(PEM_INVALID),
    };
    Ok(Object { public, private: private.to_vec(), parent, policy })
}

fn policy(mut sequence: Elements<'_>) -> Result<Policy, SourceError> {
    let mut steps = sequence.sequence().ok_or(PEM_INVALID)?;
    let mut policy = Policy::default();
    while !steps.is_empty() {
        let mut step = steps.sequence().ok_or(PEM_INVALID)?;
        let code = step.tagged(0).and_then(|mut it| it.number()).ok_or(PEM_INVALID)?;
        let content = step.tagged(1).and_then(|mut it| it.octets()).ok_or(PEM_INVALID)?;
        match code {
            POLICY_PCR if policy == Policy::default() => {
                let mut content = Reader::new(content);
                let pcrs = content.sized().and_then(|_| Pcrs::read(&mut content));
                policy.pcrs = Some(pcrs.ok_or(PEM_INVALID)?);
            }
            POLICY_AUTH_VALUE if !policy.needs_password => policy.needs_password = true,
            _ => return Err(POLICY_UNSUPPORTED),
        }
    }
    Ok(policy)
}
