use zeroize::Zeroizing;

use super::der;
use super::encoding::{decode, sextet};
use crate::spec::Encoding;
use crate::value::letters::signs::{begins_with, has};
use crate::value::letters::table::{exact_head, table};
use crate::value::letters::text::{all, any_of, is_upper};

/// What the first line of PEM begins with (RFC 7468), and the last.
pub(in crate::value) const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

/// PEM with its line breaks, where they are written as `\n`, as in a variable that can have none. `None` for what is
/// not that.
pub(crate) fn unescape(text: &str) -> Option<Zeroizing<String>> {
    if !text.starts_with(BEGIN) || text.contains('\n') || !has(text, "\\n") {
        return None;
    }
    // It gets shorter, so the buffer never grows.
    let mut unescaped = Zeroizing::new(String::with_capacity(text.len()));
    let mut lines = text.split("\\n");
    unescaped.push_str(without_return(lines.next().unwrap_or_default()));
    for line in lines {
        unescaped.push('\n');
        unescaped.push_str(without_return(line));
    }
    Some(unescaped)
}

/// What labels of blocks with nothing secret in them have.
const PUBLIC: [&str; 7] =
    ["CERTIFICATE", "PUBLIC KEY", "PARAMETERS", "X509 CRL", "PKCS7", "CMS", "SIGNATURE"];

/// How the second word of a public key of OpenSSH begins, and base64 of minisign's.
pub(in crate::value) static PUBLIC_HEADS: &[u8] = table!(
    "AAAAC3NzaC1lZDI1NTE5 AAAAB3NzaC1yc2E AAAAE2VjZHNhLXNoYTIt dW50cnVzdGVkIGNvbW1lbnQ6IG1pbmlzaWduIHB1YmxpYyBr"
);

/// How the lines between begin that no program takes without the others: OpenSSH's.
pub(in crate::value) static BODIES: &[u8] = table!("b3BlbnNzaC1rZXktdjE");

/// Whether it is PEM that is not whole: its end or its line breaks are missing, or what stands between is not what
/// stood there (RFC 7468, section 3).
pub(in crate::value) fn is_cut(text: &str) -> bool {
    exact_head(text, BODIES).is_some()
        || text.starts_with(BEGIN) && (!text.contains('\n') || has_block(text, is_cut_block))
}

/// Whether it is whole but for its line breaks, of which a form made spaces, or nothing.
pub(in crate::value) fn lacks_breaks(text: &str) -> bool {
    text.starts_with(BEGIN) && !text.contains('\n') && !has_block(text, is_cut_block)
}

/// Whether all of its spaces are missing, those of its first line, too.
pub(in crate::value) fn lacks_spaces(text: &str) -> bool {
    let Some(label) = text.strip_prefix("-----BEGIN") else { return false };
    matches!(label.split_once("-----"), Some((label, _)) if label.ends_with("KEY") && all(label, is_upper))
}

/// Whether the first line or the first of its dashes is missing.
pub(in crate::value) fn lacks_beginning(text: &str) -> bool {
    let start = text.trim_start_matches('-');
    let is_label = |label: &str| label.ends_with("KEY") && all(label, |c| is_upper(c) || c == ' ');
    let behind = if text.len() - start.len() < 5 { start.strip_prefix("BEGIN ") } else { None };
    let is_headless = matches!(behind.and_then(|behind| behind.split_once("-----")), Some((label, _)) if is_label(label));
    let end = text.trim_end().strip_suffix("-----").and_then(|text| text.rsplit_once("-----END "));
    is_headless || matches!(end, Some((before, label)) if is_label(label) && !has(before, "BEGIN "))
}

/// Whether what stands behind a `-----BEGIN ` is so.
fn has_block(text: &str, is: fn(&str) -> bool) -> bool {
    let mut blocks = text.split(BEGIN);
    blocks.next();
    for block in blocks {
        if is(block) {
            return true;
        }
    }
    false
}

/// Of what stands behind `-----BEGIN `.
fn is_cut_block(block: &str) -> bool {
    let Some((label, rest)) = block.split_once("-----") else { return true };
    let Some((body, end)) = rest.split_once(END) else { return true };
    if !end.starts_with(label) {
        return true;
    }
    // The armour of PGP has a checksum behind it, and its own headers. What NATS writes is no base64.
    if label.starts_with("PGP") || label.starts_with("NATS ") || label.ends_with("NKEY SEED") {
        return false;
    }
    // Programs read each by its label.
    let is_labelled = label == "OPENSSH PRIVATE KEY";
    if is_labelled != exact_head(body.trim_start(), BODIES).is_some()
        && label.ends_with("PRIVATE KEY")
    {
        return true;
    }
    let (mut letters, mut padding) = (0_usize, 0_usize);
    let mut head = [0_u8; 8];
    let mut is_encrypted = false;
    // Then spaces stand for its breaks.
    let is_of_one_line = !body.contains('\n');
    for line in body.lines() {
        let line = line.trim();
        // A header (RFC 1421), of old keys that a passphrase opens.
        if has(line, ": ") {
            is_encrypted |= has(line, "ENCRYPTED");
            continue;
        }
        for byte in line.bytes() {
            if byte == b'=' {
                padding += 1;
                continue;
            }
            if is_of_one_line && matches!(byte, b' ' | b'\t' | b'\r') {
                continue;
            }
            if padding > 0 || sextet(byte).is_none() {
                return true;
            }
            if let Some(slot) = head.get_mut(letters) {
                *slot = byte;
            }
            letters += 1;
        }
    }
    letters == 0
        || (letters + padding) % 4 != 0
        || padding > 2
        || !is_encrypted && (is_short_der(head, letters * 3 / 4) || is_cut_key(label, body))
}

/// Whether the values in a private key do not fit into each other.
fn is_cut_key(label: &str, body: &str) -> bool {
    if !label.ends_with("PRIVATE KEY") {
        return false;
    }
    let der = decode(body, Encoding::Base64);
    der.is_some_and(|der| {
        der.first() == Some(&0x30) && !der::is_whole(&der, label == "PRIVATE KEY")
    })
}

/// Whether a sequence of DER (X.690, 8.1.3) says that it is longer or shorter than it is.
fn is_short_der(head: [u8; 8], length: usize) -> bool {
    let mut bits = 0_u64;
    for letter in head {
        let Some(sextet) = sextet(letter) else { return false };
        bits = bits << 6 | u64::from(sextet);
    }
    let [_, _, tag, first, high, low, ..] = bits.to_be_bytes();
    let [high, low] = [usize::from(high), usize::from(low)];
    match (tag, first) {
        (0x30, 0x82) => length != (high << 8 | low) + 4,
        (0x30, 0x81) => length != high + 3,
        (0x30, 0..=0x7f) => length != usize::from(first) + 2,
        _ => false,
    }
}

/// Whether it is a certificate or a public key alone, in PEM or as OpenSSH writes it.
pub(in crate::value) fn is_public(text: &str) -> bool {
    // The last is RFC 4716's.
    let of_ssh = [
        "ssh-rsa ",
        "ssh-ed25519 ",
        "ecdsa-sha2-",
        "sk-ssh-",
        "sk-ecdsa-",
        "---- BEGIN SSH2 PUBLIC KEY ----",
    ];
    if begins_with(text, &of_ssh) || exact_head(text, PUBLIC_HEADS).is_some() {
        return true;
    }
    // An age recipient.
    let is_recipient = text.strip_prefix("age1").is_some_and(|rest| {
        rest.len() == 58 && all(rest, |c| c.is_ascii_lowercase() || c.is_ascii_digit())
    });
    // OpenSSL writes what it is about before it.
    let at = if text.contains(' ') { text.find(BEGIN) } else { None };
    let at = at.and_then(|at| text.get(..at));
    let is_pem = matches!(at, Some(before) if before.is_empty() || before.ends_with('\n'));
    is_recipient || is_pem && !has_block(text, is_block_of_a_secret)
}

/// Whether it is a file in base64 as `certutil -encode` writes any: it calls all of them certificates, which begin as a
/// sequence of DER (X.690, 8.1.3) that is longer than 127 bytes.
pub(in crate::value) fn is_of_certutil(text: &str) -> bool {
    const FEWEST: usize = 12;

    let Some(block) = text.strip_prefix("-----BEGIN CERTIFICATE-----") else { return false };
    let Some((body, _)) = block.split_once(END) else { return false };
    let body = body.trim();
    body.len() >= FEWEST
        && !body.starts_with("MI")
        && all(body, |c| c.is_ascii_whitespace() || c == '=' || is_of_base64(c))
        && decode(body, Encoding::Base64).is_some()
}

fn is_of_base64(c: char) -> bool {
    u8::try_from(c).is_ok_and(|byte| sextet(byte).is_some())
}

/// Whether it asks for a certificate (RFC 2986).
pub(in crate::value) fn is_request(text: &str) -> bool {
    begins_with(
        text,
        &["-----BEGIN CERTIFICATE REQUEST-----", "-----BEGIN NEW CERTIFICATE REQUEST-----"],
    )
}

fn is_block_of_a_secret(block: &str) -> bool {
    let label = block.split("-----").next().unwrap_or_default();
    !any_of(&PUBLIC, &|public| has(label, public))
}

fn without_return(line: &str) -> &str {
    // Where somebody escaped twice, a backslash more is left.
    line.trim_end_matches('\\').strip_suffix("\\r").unwrap_or(line).trim_end_matches('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_certificate_makes_it_no_secret() {
        let certificate = "-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----";
        let key = "-----BEGIN PRIVATE KEY-----\nYQ==\n-----END PRIVATE KEY-----";
        for before in ["", "Bag Attributes\n    localKeyID: 01\n", "Certificate:\n    Data:\n"] {
            assert!(is_public(&format!("{before}{certificate}")), "{before}");
            assert!(!is_public(&format!("{before}{certificate}\n{key}")), "{before}");
            assert!(!is_public(&format!("{before}{key}")), "{before}");
        }
        assert!(!is_public(&format!("k9q{certificate}")));
    }

    #[test]
    fn a_private_key_whose_lengths_do_not_fit_is_cut() {
        // Sequences of a number and octets that hold a sequence; in the second, the octets say that they are longer.
        let pem = |label: &str, body: &str| {
            format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
        };
        let (whole, cut) = ("MAkCAQAEBDACBQA=", "MAkCAQAEBTACBQA=");
        for label in ["PRIVATE KEY", "EC PRIVATE KEY"] {
            assert!(!is_cut(&pem(label, whole)) && is_cut(&pem(label, cut)), "{label}");
        }
        assert!(!is_cut(&pem("EXAMPLE", cut)));
        let of_openssh = "b3BlbnNzaC1rZXktdjEAAAA=";
        assert!(!is_cut(&pem("OPENSSH PRIVATE KEY", of_openssh)));
        assert!(is_cut(&pem("OPENSSH PRIVATE KEY", whole)));
        assert!(is_cut(&pem("RSA PRIVATE KEY", of_openssh)));
        let header = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n";
        assert!(!is_cut(&pem("RSA PRIVATE KEY", &format!("{header}{cut}"))));
    }

    #[test]
    fn what_is_missing_is_told() {
        let whole = "-----BEGIN EXAMPLE KEY-----\nYWEa\nYQ==\n-----END EXAMPLE KEY-----";
        for sign in [" ", "", "\r", "  "] {
            assert!(lacks_breaks(&whole.replace('\n', sign)), "{sign:?}");
        }
        for text in [whole, "-----BEGIN A----- YQ== -----END B-----", "-----BEGIN A----- YQ=="] {
            assert!(!lacks_breaks(text), "{text}");
        }
        assert!(lacks_spaces("-----BEGINEXAMPLEKEY-----YWEaYQ==-----ENDEXAMPLEKEY-----"));
        assert!(!lacks_spaces(whole) && !lacks_spaces("-----BEGINk9q-----"));
        assert!(is_cut("-----BEGIN A-----\nYW Ea\n-----END A-----"));
        let (first, rest) = whole.split_once('\n').unwrap();
        for text in
            [rest, whole.get(1..).unwrap(), whole.get(5..).unwrap(), first.get(2..).unwrap()]
        {
            assert!(lacks_beginning(text), "{text}");
        }
        for text in [
            whole,
            "BEGIN k9qZm77x-----",
            "-- k9qZm77x --",
            "---- BEGIN SSH2 PUBLIC KEY ----",
            "----- k9q -----",
        ] {
            assert!(!lacks_beginning(text), "{text}");
        }
        assert!(!lacks_beginning(&format!("a comment\n{whole}")));
    }

    #[test]
    fn line_breaks_are_put_where_they_were() {
        let plain = "-----BEGIN EXAMPLE-----\nYQ==\n-----END EXAMPLE-----";
        for escaped in [plain.replace('\n', "\\n"), plain.replace('\n', "\\r\\n")] {
            assert_eq!(unescape(&escaped).unwrap().as_str(), plain);
        }
        for other in [plain, "a\\nb", "-----BEGIN EXAMPLE----- YQ==", ""] {
            assert!(unescape(other).is_none(), "{other}");
        }
    }
}
