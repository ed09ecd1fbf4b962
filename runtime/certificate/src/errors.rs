//! All that can be wrong with a part. Each text is said of the part, so it begins with a verb.

use provider_credentials_core::SourceError;

const fn error(code: &'static str, problem: &'static str, fix: &'static str) -> SourceError {
    SourceError::new(code, problem, fix)
}

pub(crate) const NOT_PEM: SourceError = error(
    "certificate_not_pem",
    "is no PEM text: there is no `-----BEGIN` in it",
    "give it the text from `-----BEGIN` to `-----END`; for a file in DER, write `format: binary`",
);
pub(crate) const CUT: SourceError = error(
    "certificate_cut",
    "is cut: a `-----BEGIN` and its `-----END` do not belong together",
    "copy the whole file again, both of these lines included",
);
pub(crate) const NOT_BASE64: SourceError = error(
    "certificate_not_base64",
    "is damaged: what is between `-----BEGIN` and `-----END` is no base64",
    "copy the whole file again",
);
pub(crate) const KEY_DAMAGED: SourceError = error(
    "certificate_key_damaged",
    "holds a private key that is damaged",
    "copy the key again from where it was made; `openssl pkey -in KEY -check` tests it",
);
pub(crate) const CERTIFICATE_DAMAGED: SourceError = error(
    "certificate_damaged",
    "holds a certificate that is damaged",
    "copy it again from its issuer; `openssl x509 -in CERTIFICATE -text` tests it",
);
pub(crate) const KEY_IS_CERTIFICATE: SourceError = error(
    "certificate_in_place_of_key",
    "is a certificate, and a private key is needed",
    "give it the file with `PRIVATE KEY` in its first line",
);
pub(crate) const CERTIFICATE_IS_KEY: SourceError = error(
    "certificate_key_in_place_of_certificate",
    "is a private key, and a certificate is needed",
    "give it the file with `BEGIN CERTIFICATE` in it",
);
pub(crate) const KEY_MISSING: SourceError = error(
    "certificate_key_missing",
    "holds no private key",
    "give it the key by which the certificate was requested",
);
pub(crate) const CERTIFICATE_MISSING: SourceError = error(
    "certificate_missing",
    "holds no certificate",
    "give it the file with `BEGIN CERTIFICATE` in it",
);
pub(crate) const REQUEST: SourceError = error(
    "certificate_is_request",
    "is a request for a certificate, which nobody has signed",
    "send it to your certificate authority, and give what comes back",
);
pub(crate) const PUBLIC_KEY: SourceError = error(
    "certificate_is_public_key",
    "is a public key alone",
    "give the private key as `private_key`, and the certificate as `certificate`",
);
pub(crate) const PKCS7: SourceError = error(
    "certificate_is_pkcs7",
    "is PKCS#7",
    "convert it: `openssl pkcs7 -print_certs -in FILE -out chain.pem`",
);
pub(crate) const OPENSSH: SourceError = error(
    "certificate_is_openssh",
    "is a key in the format of OpenSSH",
    "convert a copy of it: `ssh-keygen -p -m PKCS8 -f COPY`",
);
pub(crate) const IS_PKCS12: SourceError = error(
    "certificate_is_pkcs12",
    "is PKCS#12, which holds key and certificate together",
    "write `pkcs12` in place of `private_key` and `certificate`",
);
pub(crate) const JAVA_KEYSTORE: SourceError = error(
    "certificate_is_java_keystore",
    "is a key store of Java",
    "convert it: `keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype pkcs12`, and \
     write `pkcs12`",
);
pub(crate) const TRUSTED: SourceError = error(
    "certificate_is_trusted_format",
    "is in OpenSSL's own format of trusted certificates",
    "convert it: `openssl x509 -in FILE -out certificate.pem`",
);
pub(crate) const SEVERAL_KEYS: SourceError = error(
    "certificate_several_keys",
    "holds several private keys",
    "leave the one that belongs to the certificate",
);
pub(crate) const LEGACY_ENCRYPTION: SourceError = error(
    "certificate_key_legacy_encryption",
    "is encrypted in the old way of OpenSSL (`Proc-Type: 4,ENCRYPTED`), which is weak",
    "convert it: `openssl pkcs8 -topk8 -in KEY -out key.pem`, which asks for both passphrases",
);
pub(crate) const ENCRYPTED: SourceError =
    error("certificate_key_encrypted", "is encrypted", "give its `passphrase`");
pub(crate) const WRONG_PASSPHRASE: SourceError = error(
    "certificate_wrong_passphrase",
    "does not open the private key",
    "give the one with which the key was encrypted",
);
pub(crate) const ENCRYPTION_UNKNOWN: SourceError = error(
    "certificate_key_encryption_unknown",
    "is encrypted in a way that is not known here",
    "encrypt it with AES: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out key.pem`",
);
pub(crate) const ENCRYPTION_TOO_COSTLY: SourceError = error(
    "certificate_key_encryption_too_costly",
    "is encrypted such that to open it takes more than 2,000,000 rounds or 256 MiB",
    "encrypt it again: `openssl pkcs8 -topk8 -in KEY -out key.pem`",
);
pub(crate) const KEY_UNKNOWN: SourceError = error(
    "certificate_key_unknown",
    "is of an algorithm that is not known here",
    "use a key of RSA, ECDSA or Ed25519",
);
pub(crate) const KEY_EXPLICIT_CURVE: SourceError = error(
    "certificate_key_explicit_curve",
    "writes out the parameters of its curve and does not name it, which TLS does not take",
    "convert it: `openssl pkey -in KEY -ec_param_enc named_curve -out key.pem`",
);
pub(crate) const EXPLICIT_CURVE: SourceError = error(
    "certificate_explicit_curve",
    "holds a certificate that writes out the parameters of its curve and does not name it, which TLS does not take",
    "convert its key (`openssl pkey -in KEY -ec_param_enc named_curve -out key.pem`), and have it issued for that",
);
pub(crate) const NO_PUBLIC_KEY: SourceError = error(
    "certificate_key_without_public_key",
    "is of a curve where nothing shows whether it belongs to the certificate",
    "write it with its public key: `openssl pkey -in KEY -out key.pem`",
);
pub(crate) const MISMATCH: SourceError = error(
    "certificate_key_mismatch",
    "does not belong to the certificate",
    "give the key by which the certificate was requested, or the certificate that was issued for this key",
);
pub(crate) const SIGNER_PUBLIC_KEY: SourceError = error(
    "certificate_signer_public_key",
    "signs where it is, and its source does not tell its public key",
    "correct the source: `KeySigner::public_key` must give a `SubjectPublicKeyInfo` in DER",
);
pub(crate) const NOT_LEAF_FIRST: SourceError = error(
    "certificate_chain_order",
    "is in the wrong order: the certificate of the private key is not the first",
    "put that one first, and after each certificate that of its issuer",
);
pub(crate) const CHAIN_ORDER: SourceError = error(
    "certificate_chain_order",
    "is in the wrong order: a certificate is not followed by that of its issuer",
    "put the certificate of the private key first, and after each certificate that of its issuer",
);
pub(crate) const CHAIN_BROKEN: SourceError = error(
    "certificate_chain_broken",
    "holds a certificate that did not issue the one before it",
    "remove it, or put the issuer's in its place",
);
pub(crate) const CHAIN_NAMES: SourceError = error(
    "certificate_chain_broken",
    "holds an issuer's certificate with the right key and another name than that of the issuer",
    "put the one in its place that was issued for that name",
);
pub(crate) const ISSUER_NOT_CA: SourceError = error(
    "certificate_issuer_not_ca",
    "holds an issuer's certificate that is not for issuers: it lacks `CA:TRUE` in its basic constraints",
    "have yours issued by a certificate authority",
);
pub(crate) const ISSUER_NOT_FOR_CERTIFICATES: SourceError = error(
    "certificate_issuer_not_for_certificates",
    "holds an issuer's certificate that must not sign others: its key usage lacks `keyCertSign`",
    "have yours issued by a certificate authority whose own has `keyCertSign`",
);
pub(crate) const EXPIRED: SourceError =
    error("certificate_expired", "expired", "renew it, and load it again");
pub(crate) const NOT_YET_VALID: SourceError = error(
    "certificate_not_yet_valid",
    "is not valid yet",
    "wait for its first day, or set this machine's clock",
);
pub(crate) const ISSUER_EXPIRED: SourceError = error(
    "certificate_issuer_expired",
    "holds an issuer's certificate that expired",
    "get the issuer's new certificate, and perhaps your own from it",
);
pub(crate) const ISSUER_NOT_YET_VALID: SourceError = error(
    "certificate_issuer_not_yet_valid",
    "holds an issuer's certificate that is not valid yet",
    "wait for its first day, or set this machine's clock",
);
pub(crate) const NOT_A_NUMBER: SourceError = error(
    "certificate_days_not_a_number",
    "is no whole number from 0 to 3650",
    "write digits alone",
);
