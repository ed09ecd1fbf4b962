//! The salt of a session, encrypted for a key of the TPM (part 1, annexes B.10.2 and C.6.3).

use aws_lc_rs::agreement::{self, ECDH_P256, ECDH_P384, ECDH_P521, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::rand;
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512,
    OaepPublicEncryptingKey, PublicEncryptingKey,
};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::der;
use crate::failures::{INTERNAL, PARENT_UNFIT};
use crate::hash::Hash;
use crate::kdf;
use crate::object::{Key, Public};
use crate::wire::Writer;

pub(crate) struct Salt {
    pub(crate) plain: Zeroizing<Vec<u8>>,
    pub(crate) encrypted: Vec<u8>,
}

const LABEL: &str = "SECRET";

/// How the library writes a point whose coordinates follow (SEC 1, section 2.3.3).
const UNCOMPRESSED: u8 = 4;

pub(crate) fn encrypted(public: &Public) -> Result<Salt, SourceError> {
    let hash = public.hash();
    match public.key() {
        Key::Ecc { curve, x, y } => agreed(hash, *curve, x, y),
        Key::Rsa { modulus, exponent } => by_rsa(hash, modulus, *exponent),
        Key::Sealed | Key::Other => Err(PARENT_UNFIT),
    }
}

/// By a key of our own that is used once: what it and that of the TPM agree on.
fn agreed(hash: Hash, curve: u16, x: &[u8], y: &[u8]) -> Result<Salt, SourceError> {
    let (algorithm, length) = match curve {
        0x0003 => (&ECDH_P256, 32),
        0x0004 => (&ECDH_P384, 48),
        0x0005 => (&ECDH_P521, 66),
        _ => return Err(PARENT_UNFIT),
    };
    let ours = PrivateKey::generate(algorithm).map_err(|_| INTERNAL)?;
    let point = ours.compute_public_key().map_err(|_| INTERNAL)?;
    let coordinates = point.as_ref().get(1..).and_then(|it| it.split_at_checked(length));
    let (our_x, our_y) = coordinates.ok_or(INTERNAL)?;
    let mut theirs = vec![UNCOMPRESSED];
    for coordinate in [x, y] {
        let zeros = length.checked_sub(coordinate.len()).ok_or(PARENT_UNFIT)?;
        theirs.extend(core::iter::repeat_n(0, zeros));
        theirs.extend(coordinate);
    }
    let theirs = UnparsedPublicKey::new(algorithm, theirs);
    let plain = agreement::agree(&ours, theirs, PARENT_UNFIT, |shared| {
        Ok(kdf::agreed(hash, shared, LABEL, [our_x, x]))
    })?;
    Ok(Salt { plain, encrypted: Writer::default().sized(our_x).sized(our_y).into_bytes() })
}

fn by_rsa(hash: Hash, modulus: &[u8], exponent: u32) -> Result<Salt, SourceError> {
    let padding = match hash {
        Hash::Sha1 => &OAEP_SHA1_MGF1SHA1,
        Hash::Sha256 => &OAEP_SHA256_MGF1SHA256,
        Hash::Sha384 => &OAEP_SHA384_MGF1SHA384,
        Hash::Sha512 => &OAEP_SHA512_MGF1SHA512,
    };
    let mut plain = Zeroizing::new(vec![0; hash.length()]);
    rand::fill(&mut plain).map_err(|_| INTERNAL)?;
    let key = der::rsa_public_key(modulus, &exponent.to_be_bytes()).ok_or(PARENT_UNFIT)?;
    let key = PublicEncryptingKey::from_der(&key).map_err(|_| PARENT_UNFIT)?;
    let key = OaepPublicEncryptingKey::new(key).map_err(|_| PARENT_UNFIT)?;
    let mut encrypted = vec![0; key.ciphertext_size()];
    let label = [LABEL.as_bytes(), &[0]].concat();
    key.encrypt(padding, &plain, &mut encrypted, Some(&label)).map_err(|_| PARENT_UNFIT)?;
    Ok(Salt { plain, encrypted })
}
