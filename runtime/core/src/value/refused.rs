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
    /// How ciphertext begins, by the documentation of each.
    const HEADS: [(&str, Cipher); 6] = [
        ("ENC[AES256_GCM,", Cipher::Sops),
        ("age-encryption.org/v1", Cipher::Age),
        ("-----BEGIN AGE ENCRYPTED FILE-----", Cipher::Age),
        ("-----BEGIN PGP MESSAGE-----", Cipher::Pgp),
        ("$ANSIBLE_VAULT;", Cipher::Ansible),
        ("vault:v1:", Cipher::Transit),
    ];

    let found = HEADS.iter().find(|(head, _)| text.starts_with(head));
    let (_, cipher) = found.or_else(|| {
        // A whole file of values that sops encrypted one by one.
        let is_document = text.starts_with('{') || text.contains('\n');
        HEADS.first().filter(|(head, _)| is_document && text.contains(head))
    })?;
    Some(*cipher)
}
