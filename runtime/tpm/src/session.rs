//! A salted session: what proves commands and responses, and encrypts a response (part 1, sections 17 to 21).

use aws_lc_rs::cipher::{AES_128, DecryptingKey, DecryptionContext, UnboundCipherKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac::Tag;
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rand;
use zeroize::Zeroizing;

use crate::failures::INTERNAL;
use crate::fault::Fault;
use crate::hash::Hash;
use crate::kdf;
use crate::name::Name;

/// `continueSession`.
pub(crate) const CONTINUE: u8 = 0x01;
/// The first parameter of the response is encrypted.
const ENCRYPT: u8 = 0x40;

/// Of a nonce of ours; with a shorter hash, as long as a digest.
pub(crate) const NONCE: usize = 32;
const KEY: usize = 16;

pub(crate) struct Session {
    handle: u32,
    hash: Hash,
    /// Out of the salt, which only the TPM can decrypt.
    key: Zeroizing<Vec<u8>>,
    ours: [u8; NONCE],
    theirs: Vec<u8>,
    attributes: u8,
    /// The name of the key of the TPM that the salt was encrypted for.
    salted_by: Vec<u8>,
}

impl Session {
    /// One that a TPM has started: its handle, the salt with the name of the key that it was encrypted for, the nonce that
    /// it was started with, and the TPM's.
    pub(crate) fn new(
        handle: u32,
        hash: Hash,
        (salt, salted_by): (&[u8], &Name),
        (ours, theirs): ([u8; NONCE], &[u8]),
    ) -> Option<Self> {
        let sent = ours.get(..hash.length().min(NONCE))?;
        let key = kdf::derived(hash, salt, "ATH", [theirs, sent], hash.length())?;
        let (theirs, salted_by) = (theirs.to_vec(), salted_by.bytes().to_vec());
        Some(Self { handle, hash, key, ours, theirs, attributes: CONTINUE, salted_by })
    }

    /// Has the TPM encrypt the first parameter of each response.
    pub(crate) fn encrypting(mut self) -> Self {
        self.attributes |= ENCRYPT;
        self
    }

    pub(crate) fn handle(&self) -> u32 {
        self.handle
    }

    pub(crate) fn hash(&self) -> Hash {
        self.hash
    }

    pub(crate) fn is_salted_by(&self, name: &Name) -> bool {
        self.salted_by == name.bytes()
    }

    pub(crate) fn attributes(&self) -> u8 {
        self.attributes
    }

    pub(crate) fn encrypts(&self) -> bool {
        self.attributes & ENCRYPT != 0
    }

    /// Our nonce for the next command.
    pub(crate) fn ours(&self) -> &[u8] {
        self.ours.get(..self.hash.length().min(NONCE)).unwrap_or_default()
    }

    pub(crate) fn theirs(&self) -> &[u8] {
        &self.theirs
    }

    /// Before a command: another nonce of ours.
    pub(crate) fn renew(&mut self) -> Result<(), Fault> {
        self.ours = nonce()?;
        Ok(())
    }

    /// After a response: the nonce in it.
    pub(crate) fn accept(&mut self, nonce: &[u8]) {
        self.theirs.clear();
        self.theirs.extend(nonce);
    }

    /// The HMAC of a command, which proves the authorization value too.
    pub(crate) fn sign(&self, value: &[u8], digest: &[u8], encrypting: &[u8]) -> Tag {
        let parts = [digest, self.ours(), &self.theirs, encrypting, &[self.attributes]];
        self.hash.hmac(&self.key_with(value), &parts)
    }

    /// Whether that is the HMAC of a response.
    pub(crate) fn is_signed(
        &self,
        value: &[u8],
        digest: &[u8],
        attributes: u8,
        hmac: &[u8],
    ) -> bool {
        let parts = [digest, &self.theirs, self.ours(), &[attributes]];
        let tag = self.hash.hmac(&self.key_with(value), &parts);
        verify_slices_are_equal(tag.as_ref(), hmac).is_ok()
    }

    /// Decrypts the first parameter of a response in place.
    pub(crate) fn decrypt(&self, value: &[u8], parameters: &mut [u8]) -> Option<()> {
        let (length, rest) = parameters.split_at_mut_checked(2)?;
        let length = u16::from_be_bytes((&*length).try_into().ok()?);
        let secret = rest.get_mut(..length.into())?;
        let key = self.key_with(value);
        let parties = [&*self.theirs, self.ours()];
        // A key and an initialization vector: more than a digest only if the hash is SHA-1, which is not used.
        let derived = kdf::derived(self.hash, &key, "CFB", parties, KEY + KEY)?;
        let (key, iv) = derived.split_at_checked(KEY)?;
        let key = DecryptingKey::cfb128(UnboundCipherKey::new(&AES_128, key).ok()?).ok()?;
        let iv = DecryptionContext::Iv128(FixedLength::try_from(iv).ok()?);
        key.decrypt(secret, iv).ok()?;
        Some(())
    }

    /// The key of the session, and the authorization value if it proves one.
    fn key_with(&self, value: &[u8]) -> Zeroizing<Vec<u8>> {
        let mut key = Zeroizing::new(Vec::with_capacity(self.key.len() + value.len()));
        key.extend_from_slice(&self.key);
        key.extend_from_slice(value);
        key
    }
}

/// Another nonce.
pub(crate) fn nonce() -> Result<[u8; NONCE], Fault> {
    let mut nonce = [0; NONCE];
    rand::fill(&mut nonce).map_err(|_| INTERNAL)?;
    Ok(nonce)
}
