//! A private or symmetric key, and what it may be used for.

use aws_lc_rs::agreement::PrivateKey;
use aws_lc_rs::rsa::{OaepPrivateDecryptingKey, PrivateDecryptingKey};
use zeroize::Zeroizing;

use super::agreement::Curve;

pub(super) struct Key {
    pub(super) material: Material,
    pub(super) id: Option<String>,
    /// The only algorithm that it is for, or the only `enc` if it is a file's key itself.
    pub(super) algorithm: Option<String>,
}

pub(super) enum Material {
    Symmetric(Zeroizing<Vec<u8>>),
    Rsa(OaepPrivateDecryptingKey),
    OnCurve(&'static Curve, PrivateKey),
}

impl From<Material> for Key {
    fn from(material: Material) -> Self {
        Self { material, id: None, algorithm: None }
    }
}

impl Material {
    /// An RSA key in PKCS#8.
    pub(super) fn rsa(pkcs8: &[u8]) -> Option<Self> {
        let key = PrivateDecryptingKey::from_pkcs8(pkcs8).ok()?;
        Some(Self::Rsa(OaepPrivateDecryptingKey::new(key).ok()?))
    }

    /// The bytes of a private key of a curve.
    pub(super) fn on_curve(curve: &'static Curve, bytes: &[u8]) -> Option<Self> {
        let key = PrivateKey::from_private_key(curve.algorithm, bytes).ok()?;
        Some(Self::OnCurve(curve, key))
    }

    /// A key of a curve of SEC 1, in PKCS#8 or as SEC 1 has it.
    pub(super) fn on_curve_of_sec1(der: &[u8]) -> Option<Self> {
        let on = |curve: &'static Curve| {
            let key = PrivateKey::from_private_key_der(curve.algorithm, der).ok()?;
            Some(Self::OnCurve(curve, key))
        };
        Curve::of_sec1().find_map(on)
    }
}
