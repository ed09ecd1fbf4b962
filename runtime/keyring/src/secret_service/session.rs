//! The key that passwords are encrypted with on the bus: `dh-ietf1024-sha256-aes128-cbc-pkcs7` of the Secret Service's
//! specification. It keeps them out of the buffers of sockets and of the bus; a program that can read the keyring itself
//! it keeps nothing from.

use aes::Aes128;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, KeyIvInit as _};
use crypto_bigint::modular::runtime_mod::{DynResidue, DynResidueParams};
use crypto_bigint::{Encoding as _, U1024};
use hkdf::Hkdf;
use provider_credentials_core::SourceError;
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::failures::FAILED;

pub(super) const ALGORITHM: &str = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

/// The second Oakley group, RFC 2409, section 6.2.
const PRIME: U1024 = U1024::from_be_hex(
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74\
     020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437\
     4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed\
     ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff",
);

const SIZE: usize = 128;
const BLOCK: usize = 16;

/// Our half of the exchange.
pub(super) struct Offer {
    private: U1024,
    pub(super) public: [u8; SIZE],
}

impl Offer {
    pub(super) fn new() -> Result<Self, SourceError> {
        let mut random = Zeroizing::new([0; SIZE]);
        getrandom::fill(&mut *random).map_err(|_| FAILED)?;
        let private = U1024::from_be_slice(&*random);
        let public = power(&U1024::from(2_u8), &private).to_be_bytes();
        Ok(Self { private, public })
    }

    /// With the other half. `None` if that is no number whose power is a secret.
    pub(super) fn agree(&self, theirs: &[u8]) -> Option<Key> {
        let mut padded = [0; SIZE];
        padded.get_mut(SIZE.checked_sub(theirs.len())?..)?.copy_from_slice(theirs);
        let theirs = U1024::from_be_slice(&padded);
        if theirs <= U1024::ONE || theirs >= PRIME.wrapping_sub(&U1024::ONE) {
            return None;
        }
        let mut shared = power(&theirs, &self.private);
        let mut bytes = Zeroizing::new(shared.to_be_bytes());
        shared.zeroize();
        let mut key = Zeroizing::new([0; BLOCK]);
        Hkdf::<Sha256>::new(None, &*bytes).expand(&[], &mut *key).ok()?;
        bytes.zeroize();
        Some(Key(key))
    }
}

impl Drop for Offer {
    fn drop(&mut self) {
        self.private.zeroize();
    }
}

fn power(base: &U1024, exponent: &U1024) -> U1024 {
    DynResidue::new(base, DynResidueParams::new(&PRIME)).pow(exponent).retrieve()
}

/// What both sides have.
pub(super) struct Key(Zeroizing<[u8; BLOCK]>);

impl Key {
    /// In the buffer itself, which is cut to the password.
    pub(super) fn decrypt(&self, vector: &[u8], value: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut buffer = Zeroizing::new(value.to_vec());
        let decryptor = cbc::Decryptor::<Aes128>::new_from_slices(&*self.0, vector).ok()?;
        let length = decryptor.decrypt_padded_mut::<Pkcs7>(&mut buffer).ok()?.len();
        buffer.truncate(length);
        Some(buffer)
    }

    /// The initialization vector, and what the password is then.
    pub(super) fn encrypt(&self, password: &[u8]) -> Option<([u8; BLOCK], Vec<u8>)> {
        let mut vector = [0; BLOCK];
        getrandom::fill(&mut vector).ok()?;
        let mut buffer = Zeroizing::new(Vec::with_capacity(password.len() + BLOCK));
        buffer.extend_from_slice(password);
        buffer.resize(password.len() + BLOCK, 0);
        let encryptor = cbc::Encryptor::<Aes128>::new_from_slices(&*self.0, &vector).ok()?;
        let encrypted = encryptor.encrypt_padded_mut::<Pkcs7>(&mut buffer, password.len()).ok()?;
        Some((vector, encrypted.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests state what must hold")]

    use super::*;

    #[test]
    fn both_sides_have_one_key() {
        let (one, other) = (Offer::new().unwrap(), Offer::new().unwrap());
        let (ours, theirs) = (one.agree(&other.public).unwrap(), other.agree(&one.public).unwrap());
        for length in [0, 1, 15, 16, 17, 1000] {
            let password = vec![b'x'; length];
            let (vector, encrypted) = ours.encrypt(&password).unwrap();
            assert_eq!(**theirs.decrypt(&vector, &encrypted).unwrap(), *password);
            assert!(encrypted.len() > length);
        }
        let (vector, encrypted) = ours.encrypt(b"password").unwrap();
        for end in 0..encrypted.len() {
            assert!(theirs.decrypt(&vector, encrypted.get(..end).unwrap()).is_none(), "{end}");
        }
        assert!(theirs.decrypt(vector.get(1..).unwrap(), &encrypted).is_none());
    }

    #[test]
    fn numbers_that_give_the_key_away_are_refused() {
        let offer = Offer::new().unwrap();
        let last = PRIME.wrapping_sub(&U1024::ONE);
        for number in [U1024::ZERO, U1024::ONE, last, PRIME, U1024::MAX] {
            assert!(offer.agree(&number.to_be_bytes()).is_none());
        }
        assert!(offer.agree(&[]).is_none());
        assert!(offer.agree(&[2; SIZE + 1]).is_none());
        assert!(offer.agree(&[2]).is_some());
    }
}
