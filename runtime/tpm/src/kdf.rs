//! The two key derivations of the specification (part 1, section 11.4.10), for keys of at most a digest.

use zeroize::Zeroizing;

use crate::hash::Hash;

/// One round is enough.
const FIRST: [u8; 4] = 1_u32.to_be_bytes();

/// `KDFa`: a key out of another one.
pub(crate) fn derived(
    hash: Hash,
    key: &[u8],
    label: &str,
    parties: [&[u8]; 2],
    length: usize,
) -> Option<Zeroizing<Vec<u8>>> {
    let bits = u32::try_from(length * 8).ok()?.to_be_bytes();
    let [u, v] = parties;
    let tag = hash.hmac(key, &[&FIRST, label.as_bytes(), &[0], u, v, &bits]);
    Some(Zeroizing::new(tag.as_ref().get(..length)?.to_vec()))
}

/// `KDFe`: a key out of what two keys agree on.
pub(crate) fn agreed(
    hash: Hash,
    shared: &[u8],
    label: &str,
    parties: [&[u8]; 2],
) -> Zeroizing<Vec<u8>> {
    let [u, v] = parties;
    let digest = hash.digest(&[&FIRST, shared, label.as_bytes(), &[0], u, v]);
    Zeroizing::new(digest.as_ref().to_vec())
}
