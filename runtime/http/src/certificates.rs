use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::trust_problem::TrustProblem;

/// All in a text, which has at least one.
pub(crate) fn certificates(text: &str) -> Result<Vec<CertificateDer<'static>>, TrustProblem> {
    let mut all = Vec::new();
    for certificate in CertificateDer::pem_slice_iter(text.as_bytes()) {
        all.push(certificate.map_err(|_| TrustProblem::NoCertificate)?);
    }
    if all.is_empty() { Err(TrustProblem::NoCertificate) } else { Ok(all) }
}
