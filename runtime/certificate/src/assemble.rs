//! From the parts to an identity.

use std::time::{Duration, SystemTime};

use provider_credentials_core::{
    Assembled, Assembly, ExposeSecret, PartError, SourceError, SourceWarning,
};
use rustls_pki_types::CertificateDer;

use crate::found::Found;
use crate::identity::Identity;
use crate::own_key::OwnKey;
use crate::pair::Proof;
use crate::x509::{self, Certificate, Lasts};
use crate::{errors, parts, store};

const SOON: u32 = 30;

const EXPIRES_SOON: SourceWarning =
    SourceWarning::new("certificate_expires_soon", "expires soon", "renew it, and load it again");
const ISSUER_EXPIRES_SOON: SourceWarning = SourceWarning::new(
    "certificate_expires_soon",
    "holds an issuer's certificate that expires soon",
    "get the issuer's new certificate",
);
const ROOT_EXPIRED: SourceWarning = SourceWarning::new(
    "certificate_root_expired",
    "ends in a root's certificate that expired, which servers do not need",
    "leave it out, or put the root's new one in its place",
);
const KEY_UNPROVEN: SourceWarning = SourceWarning::new(
    "certificate_key_unproven",
    "is of a kind that is not signed with here, so that nothing shows whether it works",
    "try it (`openssl pkey -in KEY -check`), or use RSA of 2048, 3072 or 4096 bits, ECDSA of P-256 or P-384, or Ed25519",
);

pub(crate) fn assemble(assembly: &mut Assembly<'_>) -> Result<Assembled, PartError> {
    let soon = soon(assembly)?;
    let found = match assembly.part("pkcs12") {
        Some(store) => store::read(store, assembly.part("passphrase"))?,
        None => parts::read(assembly)?,
    };
    let Found { key, key_part, certificates, certificate_part } = &found;
    let key = OwnKey::read(key).map_err(|error| PartError::new(key_part, error))?;
    let of_certificate = |error| PartError::new(certificate_part, error);
    let mut chain = Vec::with_capacity(certificates.len());
    for der in certificates {
        let read = Certificate::read(der);
        let read = read.ok_or(of_certificate(errors::CERTIFICATE_DAMAGED))?;
        if read.is_of_unnamed_curve() {
            return Err(of_certificate(errors::EXPLICIT_CURVE));
        }
        chain.push(read);
    }
    let (leaf, proof) = leaf(&key, &chain).map_err(|error| PartError::new(key_part, error))?;
    if certificate_part == key_part {
        // A store has no order.
        chain = x509::sort(leaf, chain);
    } else if leaf > 0 {
        return Err(of_certificate(errors::NOT_LEAF_FIRST));
    }
    x509::check_chain(&chain).map_err(of_certificate)?;
    let Lasts { end, is_root_expired } =
        x509::check_time(&chain, assembly.now()).map_err(of_certificate)?;
    if is_root_expired {
        assembly.warn(certificate_part, ROOT_EXPIRED);
    }
    if proof == Proof::Numbers {
        assembly.warn(key_part, KEY_UNPROVEN);
    }
    tell(certificate_part, &chain, end, soon, assembly);
    Ok(Box::new(identity(key, &chain)))
}

/// From how many days before its end on a certificate is warned of.
fn soon(assembly: &Assembly<'_>) -> Result<u32, PartError> {
    let Some(days) = assembly.part("expires_soon_days") else { return Ok(SOON) };
    let days = days.expose_secret().parse().ok().filter(|days| *days <= 3650);
    days.ok_or(PartError::new("expires_soon_days", errors::NOT_A_NUMBER))
}

/// The number of the certificate that the key belongs to, and how that is known.
fn leaf(key: &OwnKey<'_>, chain: &[Certificate<'_>]) -> Result<(usize, Proof), SourceError> {
    let mut first = Err(errors::CERTIFICATE_MISSING);
    for (number, certificate) in chain.iter().enumerate() {
        match key.check(&certificate.public_key()) {
            Ok(proof) => return Ok((number, proof)),
            Err(error) if number == 0 => first = Err(error),
            Err(_) => {}
        }
    }
    first
}

fn tell(
    part: &'static str,
    chain: &[Certificate<'_>],
    end: Duration,
    soon: u32,
    assembly: &mut Assembly<'_>,
) {
    let Some(leaf) = chain.first() else { return };
    let days = x509::days_left(end, assembly.now());
    if days < soon {
        let is_own = leaf.span().until == end;
        let warning = if is_own { EXPIRES_SOON } else { ISSUER_EXPIRES_SOON };
        assembly.warn(part, warning.days_left(days));
    }
    for doubt in x509::doubts(chain) {
        assembly.warn(part, doubt);
    }
    x509::describe(leaf, assembly);
    if let Some(end) = SystemTime::UNIX_EPOCH.checked_add(end) {
        assembly.set_good_until(end);
    }
}

fn identity(key: OwnKey<'_>, chain: &[Certificate<'_>]) -> Identity {
    let Some(leaf) = chain.first() else { return Identity::none() };
    let key = key.into_private(&leaf.public_key());
    let chain = chain.iter().map(|one| CertificateDer::from(one.der.to_vec())).collect();
    Identity { chain, key }
}
