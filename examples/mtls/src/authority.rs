//! A certificate authority in the memory of the program.

use std::error::Error;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// In PEM.
pub(crate) struct Issued {
    pub(crate) key: String,
    pub(crate) certificate: String,
}

impl Authority {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        let key = KeyPair::generate()?;
        let mut params = params("authority of the example", &[], 365)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key)?.pem();
        Ok(Self { issuer: Issuer::new(params, key), pem })
    }

    /// A client's certificate for so many days.
    pub(crate) fn issue(&self, name: &str, days: u32) -> Result<Issued, Box<dyn Error>> {
        let mut params = params(name, &[], days)?;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.sign(&params)
    }

    pub(crate) fn issue_for_server(&self, host: &str) -> Result<Issued, Box<dyn Error>> {
        let mut params = params(host, &[host], 90)?;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.sign(&params)
    }

    fn sign(&self, params: &CertificateParams) -> Result<Issued, Box<dyn Error>> {
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        Ok(Issued { key: key.serialize_pem(), certificate: certificate.pem() })
    }

    pub(crate) fn root_pem(&self) -> &str {
        &self.pem
    }

    /// Whom both sides trust.
    pub(crate) fn roots(&self) -> Result<RootCertStore, Box<dyn Error>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.pem.as_bytes())?)?;
        Ok(roots)
    }
}

fn params(name: &str, hosts: &[&str], days: u32) -> Result<CertificateParams, rcgen::Error> {
    const HOUR: Duration = Duration::from_secs(60 * 60);

    let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
    let mut params = CertificateParams::new(hosts)?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    params.not_before = (SystemTime::now() - HOUR).into();
    params.not_after = (SystemTime::now() + 24 * days * HOUR + HOUR).into();
    Ok(params)
}
