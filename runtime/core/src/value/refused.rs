use crate::report::{Cipher, TextReason};

/// Why the text is no secret, whatever it was meant to be.
pub(crate) fn refused(text: &str) -> Option<TextReason> {
    if let Some(cipher) = cipher(text) {
        return Some(TextReason::Encrypted(cipher));
    }
    text.contains('\0').then_some(TextReason::Nul)
}

/// What the text is encrypted by.
fn cipher(text: &str) -> Option<Cipher> {
    let found = CIPHERS.iter().find(|(head, _)| text.starts_with(head));
    let (_, cipher) = found.or_else(|| {
        // A whole file of values that sops encrypted one by one.
        let is_document = text.starts_with('{') || text.contains('\n');
        CIPHERS.first().filter(|(head, _)| is_document && text.contains(head))
    })?;
    Some(*cipher)
}

/// How ciphertext begins, by the documentation of each.
pub(super) static CIPHERS: &[(&str, Cipher)] = &[
    ("ENC[AES256_GCM,", Cipher::Sops),
    ("age-encryption.org/v1", Cipher::Age),
    ("YWdlLWVuY3J5cHRpb24ub3JnL3Yx", Cipher::Age),
    ("-----BEGIN AGE ENCRYPTED FILE-----", Cipher::Age),
    ("-----BEGIN PGP MESSAGE-----", Cipher::Pgp),
    ("$ANSIBLE_VAULT;", Cipher::Ansible),
    ("vault:v1:", Cipher::Transit),
    ("ENC(", Cipher::Jasypt),
    ("ENC[PKCS7,", Cipher::Eyaml),
    ("{cipher}", Cipher::Spring),
    ("AQICAH", Cipher::AwsKms),
    ("U2FsdGVkX1", Cipher::OpenSsl),
    ("EJ[1:", Cipher::Ejson),
    ("encrypted:B", Cipher::Dotenvx),
    ("k8s:enc:", Cipher::Kubernetes),
    ("01000000d08c9ddf0115d1118c7a00c04fc297eb", Cipher::Dpapi),
    ("76492d1116743f0423413b16050a5345", Cipher::Dpapi),
];
