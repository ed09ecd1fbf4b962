//! Certificates of `rcgen`: an authority, those below it, and what they issue.

use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SignatureAlgorithm,
};

/// As long as certificates are counted.
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) pem: String,
}

/// A key and its certificate.
pub(crate) struct Made {
    pub(crate) key: String,
    pub(crate) certificate: String,
}

pub(crate) const ALGORITHMS: [&SignatureAlgorithm; 3] =
    [&rcgen::PKCS_ECDSA_P256_SHA256, &rcgen::PKCS_ECDSA_P384_SHA384, &rcgen::PKCS_ED25519];

impl Authority {
    pub(crate) fn root(name: &str) -> Self {
        Self::new(name, None, span(-30, 3650))
    }

    pub(crate) fn below(&self, name: &str) -> Self {
        Self::new(name, Some(self), span(-30, 1000))
    }

    pub(crate) fn new(name: &str, above: Option<&Self>, valid: (SystemTime, SystemTime)) -> Self {
        Self::with(name, above, valid, |_| {})
    }

    pub(crate) fn with(
        name: &str,
        above: Option<&Self>,
        valid: (SystemTime, SystemTime),
        change: impl FnOnce(&mut CertificateParams),
    ) -> Self {
        let mut params = params(name, valid);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = match above {
            None => params.self_signed(&key).unwrap(),
            Some(above) => params.signed_by(&key, &above.issuer).unwrap(),
        };
        Self { pem: certificate.pem(), issuer: Issuer::new(params, key) }
    }

    /// What it is, under another name in the certificates that it issues from now on.
    pub(crate) fn renamed(self, name: &str) -> Self {
        let key = KeyPair::from_pem(&self.issuer.key().serialize_pem()).unwrap();
        let issuer = Issuer::new(params(name, span(-30, 3650)), key);
        Self { issuer, pem: self.pem }
    }

    /// Issues a certificate for a client.
    pub(crate) fn issue(&self, algorithm: &'static SignatureAlgorithm) -> Made {
        self.issue_with(algorithm, span(-1, 90), |_| {})
    }

    pub(crate) fn issue_with(
        &self,
        algorithm: &'static SignatureAlgorithm,
        valid: (SystemTime, SystemTime),
        change: impl FnOnce(&mut CertificateParams),
    ) -> Made {
        let key = KeyPair::generate_for(algorithm).unwrap();
        let mut params = params("client", valid);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Made { key: key.serialize_pem(), certificate: certificate.pem() }
    }
}

/// From and until so many days from now.
pub(crate) fn span(from: i64, until: i64) -> (SystemTime, SystemTime) {
    (days(from), days(until))
}

/// With an hour to spare, so that no test depends on how long it takes.
fn days(days: i64) -> SystemTime {
    let away = DAY * u32::try_from(days.unsigned_abs()).unwrap();
    let hour = Duration::from_secs(3600);
    let now = SystemTime::now() + hour;
    if days < 0 { now - away } else { now + away }
}

fn params(name: &str, (from, until): (SystemTime, SystemTime)) -> CertificateParams {
    let mut params = CertificateParams::new(vec!["client.example".to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = from.into();
    params.not_after = until.into();
    params
}
