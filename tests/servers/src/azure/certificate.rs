use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use ring::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};
use serde_json::Value;

/// A client certificate, as the fake knows it.
#[derive(Debug, Clone)]
pub struct CertificateOfClient {
    thumbprint: String,
    /// Of the older kind, which Microsoft's client still sends.
    older: String,
    public_key: Vec<u8>,
}

fn openssl(arguments: &[&str]) -> Option<Vec<u8>> {
    let out = Command::new("openssl").args(arguments).output().ok()?;
    out.status.success().then_some(out.stdout)
}

impl CertificateOfClient {
    /// Makes one with an RSA key, both in one file of the directory; `None` without `openssl`.
    ///
    /// # Panics
    ///
    /// If the directory has a name that is no text.
    #[must_use]
    pub fn make(directory: &Path) -> Option<(Self, PathBuf)> {
        let path = |name: &str| directory.join(name).to_str().unwrap().to_owned();
        let (key, certificate, file) =
            (path("key.pem"), path("certificate.pem"), path("client.pem"));
        openssl(&[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=client",
            "-keyout",
            &key,
            "-out",
            &certificate,
        ])?;
        let both = fs::read_to_string(&key).ok()? + &fs::read_to_string(&certificate).ok()?;
        fs::write(&file, both).ok()?;
        let public_key = openssl(&["rsa", "-in", &key, "-RSAPublicKey_out", "-outform", "DER"])?;
        let der = openssl(&["x509", "-in", &certificate, "-outform", "DER"])?;
        let thumbprint = URL_SAFE_NO_PAD.encode(digest(&SHA256, &der));
        let older = URL_SAFE_NO_PAD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, &der));
        Some((Self { thumbprint, older, public_key }, PathBuf::from(file)))
    }

    /// Whether a text is signed by its key, for that audience, by that client, now.
    pub(super) fn has_signed(&self, text: &str, audience: &str, client: &str, now: u64) -> bool {
        let Some((signed, signature)) = text.rsplit_once('.') else { return false };
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let json = |part: Option<&str>| -> Value {
            let bytes = part.and_then(decoded).unwrap_or_default();
            serde_json::from_slice(&bytes).unwrap_or_default()
        };
        let mut parts = signed.split('.');
        let (head, claims) = (json(parts.next()), json(parts.next()));
        let (print, expected, algorithm): (_, _, &'static dyn VerificationAlgorithm) =
            match head["alg"].as_str() {
                Some("PS256") => ("x5t#S256", &self.thumbprint, &RSA_PSS_2048_8192_SHA256),
                Some("RS256") => ("x5t", &self.older, &RSA_PKCS1_2048_8192_SHA256),
                _ => return false,
            };
        let print = head[print].as_str().map(|print| print.trim_end_matches('='));
        let key = UnparsedPublicKey::new(algorithm, &self.public_key);
        let signature = decoded(signature).unwrap_or_default();
        print == Some(expected.as_str())
            && claims["aud"] == audience
            && claims["iss"] == client
            && claims["sub"] == client
            && claims["jti"].is_string()
            && claims["exp"]
                .as_f64()
                .is_some_and(|end| end > f64::from(u32::try_from(now).unwrap()))
            && key.verify(signed.as_bytes(), &signature).is_ok()
    }
}
