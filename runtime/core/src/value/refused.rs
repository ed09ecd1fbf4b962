use crate::report::{Cipher, TextReason};
use crate::value::encoded::encoding::sextet;
use crate::value::encoded::json;
use crate::value::encoded::jwe;
use crate::value::letters::signs::has;
use crate::value::letters::table::table;
use crate::value::letters::text::{all, inside, is_digit, without_start};

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
    // As a file of YAML has it.
    let text = match text.strip_prefix("!vault") {
        Some(rest) => without_start(rest, |c| c == '|' || c.is_whitespace()),
        None => text,
    };
    if let Some(cipher) = of_manager(text) {
        return Some(cipher);
    }
    if is_of_transit(text) {
        return Some(Cipher::Transit);
    }
    if is_of_pulumi(text) {
        return Some(Cipher::Pulumi);
    }
    let first = text.bytes().next().unwrap_or_default();
    for row in CIPHERS {
        if row.first == first
            && text.starts_with(row.head)
            && text.ends_with(row.end)
            && text.len() >= row.least
        {
            return Some(row.cipher);
        }
    }
    // Some of the above are in brackets, too.
    if is_of_maven(text) {
        return Some(Cipher::Maven);
    }
    if jwe::is_compact(text) {
        return Some(Cipher::Jwe);
    }
    if let Some(cipher) = json::cipher(text) {
        return Some(cipher);
    }
    // A whole file of values that sops encrypted one by one.
    let is_document = text.starts_with('{') || text.contains('\n');
    if is_document && has(text, SOPS) { Some(Cipher::Sops) } else { None }
}

/// `2.…|…|…` of Bitwarden: how it is encrypted, the first block, the data and mostly a checksum. `LastPass` has `!…|…`.
fn of_manager(text: &str) -> Option<Cipher> {
    /// Sixteen bytes, 32, and the 256 of RSA.
    const BLOCK: usize = 24;
    const CHECKSUM: usize = 44;
    const RSA: usize = 344;

    let (cipher, rest) = match text.strip_prefix('!') {
        Some(rest) => (Cipher::LastPass, rest),
        None => match text.split_at_checked(2)? {
            ("0." | "1." | "2." | "3." | "4." | "5." | "6.", rest) => (Cipher::Bitwarden, rest),
            _ => return None,
        },
    };
    let mut pieces = rest.split('|');
    let is_one = match (pieces.next(), pieces.next(), pieces.next(), pieces.next()) {
        (Some(data), None, ..) => {
            cipher == Cipher::Bitwarden && data.len() == RSA && is_base64(data)
        }
        (Some(block), Some(data), None, _) => {
            matches!(block.len(), BLOCK | RSA) && is_base64(block) && is_base64(data)
        }
        (Some(block), Some(data), Some(checksum), None) => {
            block.len() == BLOCK
                && checksum.len() == CHECKSUM
                && is_base64(block)
                && is_base64(data)
        }
        _ => false,
    };
    if is_one { Some(cipher) } else { None }
}

/// `vault:v7:…`, with the number of the key.
fn is_of_transit(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("vault:v") else { return false };
    let Some((version, data)) = rest.split_once(':') else { return false };
    !version.is_empty() && all(version, is_digit) && !data.is_empty()
}

/// `v1:…:…`, of which the first is twelve bytes.
fn is_of_pulumi(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("v1:") else { return false };
    let Some((start, data)) = rest.split_once(':') else { return false };
    start.len() == 16 && data.len() >= 24 && is_base64(start) && is_base64(data)
}

/// `{…=}`, whose bytes begin with a block of eight.
fn is_of_maven(text: &str) -> bool {
    const SHORTEST: usize = 44;

    let Some(data) = inside(text, "{", "}") else { return false };
    data.len() >= SHORTEST && data.ends_with('=') && is_base64(data)
}

const SOPS: &str = "ENC[AES256_GCM,";

/// `credentials.yml.enc`: three pieces of base64, of which the second is twelve bytes, and the third sixteen.
fn is_of_rails(text: &str) -> bool {
    if !text.ends_with("==") {
        return false;
    }
    let mut pieces = text.split("--");
    let (Some(data), Some(start), Some(tag), None) =
        (pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return false;
    };
    start.len() == 16
        && tag.len() == 24
        && tag.ends_with("==")
        && data.len() >= 24
        && is_base64(data)
        && is_base64(start)
        && is_base64(tag)
}

fn is_base64(piece: &str) -> bool {
    let is_digit = |c| u8::try_from(c).is_ok_and(|byte| sextet(byte).is_some());
    piece.len() % 4 == 0 && all(piece.trim_end_matches('='), is_digit)
}

/// How what is told by more than its beginning begins, for the fast look.
pub(super) static HEADS: &[u8] = table!("vault:v v1:");

/// How ciphertext looks, by the documentation of each.
pub(super) struct Row {
    pub(super) head: &'static str,
    /// Its first letter.
    first: u8,
    end: &'static str,
    least: usize,
    cipher: Cipher,
}

#[allow(clippy::panic, reason = "evaluated while it compiles")]
const fn row(head: &'static str, end: &'static str, least: usize, cipher: Cipher) -> Row {
    let [first, ..] = head.as_bytes() else { panic!("a head has a letter") };
    Row { head, first: *first, end, least, cipher }
}

pub(super) static CIPHERS: &[Row] = &[
    row(SOPS, "", 0, Cipher::Sops),
    row("age-encryption.org/v1", "", 0, Cipher::Age),
    row("YWdlLWVuY3J5cHRpb24ub3JnL3Yx", "", 0, Cipher::Age),
    row("-----BEGIN AGE ENCRYPTED FILE-----", "", 0, Cipher::Age),
    row("-----BEGIN PGP MESSAGE-----", "", 0, Cipher::Pgp),
    // Packets in base64: for a key of RSA (1024, 2048, 3072 and 4096 bits) or of a curve, old and new, and for a
    // passphrase (RFC 9580, sections 4.2, 5.1 and 5.3).
    row("hIwD", "", 100, Cipher::Pgp),
    row("hQEMA", "", 100, Cipher::Pgp),
    row("hQGMA", "", 100, Cipher::Pgp),
    row("hQIMA", "", 100, Cipher::Pgp),
    row("hF4D", "", 100, Cipher::Pgp),
    row("wcBMA", "", 100, Cipher::Pgp),
    row("wcDMA", "", 100, Cipher::Pgp),
    row("wcFMA", "", 100, Cipher::Pgp),
    row("wV4D", "", 100, Cipher::Pgp),
    row("jA0E", "", 60, Cipher::Pgp),
    row("$ANSIBLE_VAULT;", "", 0, Cipher::Ansible),
    row("ENC(", ")", 24, Cipher::Jasypt),
    row("ENC[PKCS7,", "]", 64, Cipher::Eyaml),
    row("ENC[GPG,", "]", 64, Cipher::Eyaml),
    row("ENC[KMS,", "]", 64, Cipher::Eyaml),
    row("{cipher}", "", 32, Cipher::Spring),
    row("{AES}", "=", 24, Cipher::WebLogic),
    row("{AES256}", "=", 24, Cipher::WebLogic),
    row("{xor}", "=", 12, Cipher::WebSphere),
    row("![", "=]", 24, Cipher::Mule),
    row("AQICAH", "", 100, Cipher::AwsKms),
    row("U2FsdGVkX1", "", 24, Cipher::OpenSsl),
    row("Salted__", "", 24, Cipher::OpenSsl),
    row("EJ[1:", "]", 64, Cipher::Ejson),
    row("EV[1:", "]", 32, Cipher::DigitalOcean),
    row("$encrypted$UTF8$", "", 32, Cipher::Awx),
    row("$encrypted$AES", "", 32, Cipher::Awx),
    row("OBF:1", "", 16, Cipher::Jetty),
    row("ENCRYPTED[", "]", 48, Cipher::Cirrus),
    // The first block, `:` and the others.
    row("AES:", "", 48, Cipher::GoCd),
    row("BAMSCRT@", "", 24, Cipher::Bamboo),
    // The name of its key, 36 bytes, in a message of Protocol Buffers.
    row("CiQA", "", 100, Cipher::GoogleKms),
    row("encrypted:B", "", 64, Cipher::Dotenvx),
    row("k8s:enc:", "", 16, Cipher::Kubernetes),
    row("AQAAANCMnd8BFdERjHoAwE/Cl+", "", 0, Cipher::Dpapi),
    row("JEFOU0lCTEVfVkFVTFQ7", "", 0, Cipher::Ansible),
    row("AgA", "", 500, Cipher::SealedSecrets),
    row("AgB", "", 500, Cipher::SealedSecrets),
    row("AgC", "", 500, Cipher::SealedSecrets),
    row("AgD", "", 500, Cipher::SealedSecrets),
    row("CfDJ8", "", 64, Cipher::AspNet),
    row("eyJpdiI6I", "", 64, Cipher::Laravel),
    row("{AQAAABAAAA", "}", 24, Cipher::Jenkins),
    // The ID of each way to seal one (creds-util.h).
    row("Whxqht+dQJax1aZeCGLx", "", 48, Cipher::Systemd),
    row("VbntHThZTUOoMZ0uuzMq", "", 48, Cipher::Systemd),
    row("DHzAexF2RZGcSwvqCLwg", "", 48, Cipher::Systemd),
    row("+vfrk0HjQSyhpDb5Wik2", "", 48, Cipher::Systemd),
    row("k6iUCUh0RJCQyvL8k8q1", "", 48, Cipher::Systemd),
    row("70rBNnmpSA6n22iJf58W", "", 48, Cipher::Systemd),
    row("r0lQqEkTTrGnOEYwT/MM", "", 48, Cipher::Systemd),
    row("rbxMo++2QgG6iBtvLkCV", "", 48, Cipher::Systemd),
    row("BYRp2vb1QySABUnaD46i", "", 48, Cipher::Systemd),
    row("01000000d08c9ddf0115d1118c7a00c04fc297eb", "", 0, Cipher::Dpapi),
    row("76492d1116743f0423413b16050a5345", "", 0, Cipher::Dpapi),
];
