//! A salted session: what proves commands and responses, and encrypts a response (part 1, sections 17 to 21).

use aws_lc_rs::cipher::{AES_128, DecryptingKey, DecryptionContext, UnboundCipherKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac::Tag;
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rand;
use zeroize::Zeroizing;

use crate::command::{Command, Handle};
use crate::connection::Connection;
use crate::failures::{ANSWER, INTERNAL};
use crate::fault::Fault;
use crate::hash::Hash;
use crate::kdf;
use crate::object::Public;
use crate::salt;
use crate::wire::Writer;

/// What a session is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// It proves an authorization value.
    Hmac,
    /// It satisfies a policy.
    Policy,
}

/// `continueSession`.
pub(crate) const CONTINUE: u8 = 0x01;
/// The first parameter of the response is encrypted.
const ENCRYPT: u8 = 0x40;

const NONCE: usize = 32;
const START: u32 = 0x0176;
const NULL: u32 = 0x4000_0007;
const AES: u16 = 0x0006;
const CFB: u16 = 0x0043;
const KEY: usize = 16;

pub(crate) struct Session {
    handle: u32,
    hash: Hash,
    /// Out of the salt, which only the TPM can decrypt.
    key: Zeroizing<Vec<u8>>,
    ours: [u8; NONCE],
    theirs: Vec<u8>,
    attributes: u8,
}

impl Session {
    /// Starts one whose salt only the TPM with that key knows.
    pub(crate) fn start(
        connection: &mut Connection,
        usage: Use,
        hash: Hash,
        (handle, public): (u32, &Public),
    ) -> Result<Self, Fault> {
        let salt = salt::encrypted(public)?;
        let ours = nonce()?;
        // The shortest and the longest nonce that a session of the hash may have are 16 bytes and a digest.
        let sent = ours.get(..hash.length().min(NONCE)).ok_or(INTERNAL)?;
        let kind = match usage {
            Use::Hmac => 0,
            Use::Policy => 1,
        };
        let parameters = Writer::default().sized(sent).sized(&salt.encrypted).u8(kind);
        let parameters = parameters.u16(AES).u16(128).u16(CFB).u16(hash.id());
        let handles = [Handle::of(handle), Handle::of(NULL)];
        let start = Command { code: START, handles: &handles, parameters, returns: 1 };
        let answer = start.run(connection, &mut [])?;
        let theirs = answer.parameters().sized().ok_or(ANSWER)?.to_vec();
        let key = kdf::derived(hash, &salt.plain, "ATH", [&theirs, sent], hash.length());
        Ok(Self {
            handle: answer.handle()?,
            hash,
            key: key.ok_or(INTERNAL)?,
            ours,
            theirs,
            attributes: CONTINUE,
        })
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

fn nonce() -> Result<[u8; NONCE], Fault> {
    let mut nonce = [0; NONCE];
    rand::fill(&mut nonce).map_err(|_| INTERNAL)?;
    Ok(nonce)
}
