//! A server that demands certificates of clients, and the authority that issues them.

use provider_credentials_test_servers::demand_certificates;
use rcgen::{
    BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    PublicKeyData,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{RootCertStore, SupportedProtocolVersion};

pub(crate) fn der(pem: &str) -> Vec<u8> {
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap().to_vec()
}

pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: Vec<u8>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = der(&params.self_signed(&key).unwrap().pem());
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// A key and its certificate.
    pub(crate) fn issue(&self, usage: ExtendedKeyUsagePurpose) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let certificate = self.issue_for(&key, usage);
        (key.serialize_pem(), certificate)
    }

    /// A certificate for a key of which the public part is known.
    pub(crate) fn issue_for(
        &self,
        key: &impl PublicKeyData,
        usage: ExtendedKeyUsagePurpose,
    ) -> String {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.extended_key_usages = vec![usage];
        params.signed_by(key, &self.issuer).unwrap().pem()
    }

    pub(crate) fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(self.certificate.clone())).unwrap();
        roots
    }

    /// Demands a certificate of each client, and answers with it.
    pub(crate) fn serve(&self, versions: &[&'static SupportedProtocolVersion]) -> u16 {
        let (key, certificate) = self.issue(ExtendedKeyUsagePurpose::ServerAuth);
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
        let certificate = CertificateDer::from(der(&certificate));
        demand_certificates(self.roots(), certificate, key, versions)
    }
}
