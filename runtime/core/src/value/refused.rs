use super::encoding::sextet;
use super::signs::has;
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
    if is_of_rails(text) {
        return Some(Cipher::Rails);
    }
    let found = CIPHERS.iter().find(|row| {
        text.starts_with(row.head) && text.ends_with(row.end) && text.len() >= row.least
    });
    let row = found.or_else(|| {
        // A whole file of values that sops encrypted one by one.
        let is_document = text.starts_with('{') || text.contains('\n');
        CIPHERS.first().filter(|row| is_document && has(text, row.head))
    })?;
    Some(row.cipher)
}

/// `credentials.yml.enc`: three pieces of base64, of which the second is twelve bytes, and the third sixteen.
fn is_of_rails(text: &str) -> bool {
    let mut pieces = text.split("--");
    let (Some(data), Some(start), Some(tag), None) =
        (pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return false;
    };
    let is_base64 = |piece: &str| {
        piece.trim_end_matches('=').bytes().all(|byte| sextet(byte).is_some())
            && piece.len() % 4 == 0
    };
    start.len() == 16
        && tag.len() == 24
        && tag.ends_with("==")
        && data.len() >= 24
        && [data, start, tag].into_iter().all(is_base64)
}

/// How ciphertext looks, by the documentation of each.
pub(super) struct Row {
    pub(super) head: &'static str,
    end: &'static str,
    least: usize,
    cipher: Cipher,
}

const fn row(head: &'static str, end: &'static str, least: usize, cipher: Cipher) -> Row {
    Row { head, end, least, cipher }
}

pub(super) static CIPHERS: &[Row] = &[
    row("ENC[AES256_GCM,", "", 0, Cipher::Sops),
    row("age-encryption.org/v1", "", 0, Cipher::Age),
    row("YWdlLWVuY3J5cHRpb24ub3JnL3Yx", "", 0, Cipher::Age),
    row("-----BEGIN AGE ENCRYPTED FILE-----", "", 0, Cipher::Age),
    row("-----BEGIN PGP MESSAGE-----", "", 0, Cipher::Pgp),
    row("$ANSIBLE_VAULT;", "", 0, Cipher::Ansible),
    row("vault:v1:", "", 0, Cipher::Transit),
    row("ENC(", ")", 24, Cipher::Jasypt),
    row("ENC[PKCS7,", "]", 64, Cipher::Eyaml),
    row("{cipher}", "", 32, Cipher::Spring),
    row("{AES}", "=", 24, Cipher::WebLogic),
    row("{AES256}", "=", 24, Cipher::WebLogic),
    row("{xor}", "=", 12, Cipher::WebSphere),
    row("![", "=]", 24, Cipher::Mule),
    row("AQICAH", "", 100, Cipher::AwsKms),
    row("U2FsdGVkX1", "", 24, Cipher::OpenSsl),
    row("EJ[1:", "]", 64, Cipher::Ejson),
    row("encrypted:B", "", 64, Cipher::Dotenvx),
    row("k8s:enc:", "", 16, Cipher::Kubernetes),
    row("01000000d08c9ddf0115d1118c7a00c04fc297eb", "", 0, Cipher::Dpapi),
    row("76492d1116743f0423413b16050a5345", "", 0, Cipher::Dpapi),
];
