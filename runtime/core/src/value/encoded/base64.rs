//! Base64 of a text that is itself a key, as where something was encoded once more than it is decoded.

use core::str;

use super::encoding::{decode, sextet};
use crate::spec::Encoding;
use crate::value::letters::signs::has;
use crate::value::letters::table::{exact_head, is_one, table};
use crate::value::letters::text::{all, all_of, any, has_word, is_digit};
use crate::value::provider::kinds::PREFIXES;
use crate::value::provider::providers::is_of_key_alone;

/// `-----BEGIN` in base64, `{"type":`, with which a service account's key begins, `{"auths":` of Docker, and users in
/// front of the token in a header that Git or Docker sends: `x-access-token:`, `$oauthtoken:`, `oauth2:` and `__token__:`.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    LS0tLS1CRUdJTi eyJ0eXBlIjoi eyJ0eXBlIjogI ewogICJ0eXBl ewogICAgInR5cGUi \
    eyJhdXRocyI6 eyJhdXRocyI6IH ewoJImF1dGhzIjog ewogICJhdXRocyI6 ewogICAgImF1dGhzIjog \
    eC1hY2Nlc3MtdG9rZW46 JG9hdXRodG9rZW46 b2F1dGgyO X190b2tlbl9fO \
    QmFzaWMg QmVhcmVyI"
);

/// What is written in front of base64, for the fast look.
pub(in crate::value) static LABELS: &[u8] = table!("base64: data:");

/// The mark of UTF-16 in front of a letter.
pub(in crate::value) static WIDE: &[u8] = table!("//4 //5");

/// Whether the text is base64 of letters in UTF-16, as PowerShell's `[Text.Encoding]::Unicode` makes it.
pub(in crate::value) fn holds_wide(text: &str) -> bool {
    const SHORTEST: usize = 24;

    let mark = exact_head(text, WIDE);
    let digits = text.trim_end_matches('=').as_bytes();
    if digits.len() < SHORTEST {
        return false;
    }
    let mut count = 0_usize;
    each_byte(digits, |byte| {
        let at = count;
        count += 1;
        match (at, at % 2) {
            (0 | 1, _) if mark.is_some() => byte >= 0xfe,
            (_, 0) => matches!(byte, b'!'..=b'~' | b'\r' | b'\n'),
            _ => byte == 0,
        }
    })
}

/// Whether all of these are digits, of either alphabet, and each byte that they stand for is as it is to be.
fn each_byte(digits: &[u8], mut is_so: impl FnMut(u8) -> bool) -> bool {
    let (mut bits, mut held) = (0_u32, 0_u32);
    for digit in digits {
        let Some(sextet) = sextet_of_any(*digit) else { return false };
        bits = bits << 6 | u32::from(sextet);
        held += 6;
        if held < 8 {
            continue;
        }
        held -= 8;
        if !is_so((bits >> held & 0xff) as u8) {
            return false;
        }
    }
    true
}

/// Whether the text may be base64 of a key: so many texts are not, that their first letters tell.
pub(in crate::value) fn may_hold_key(bytes: &[u8]) -> bool {
    let Some([a, b, c, d]) = bytes.first_chunk::<4>() else { return false };
    let Some(first) = pair(*a, *b) else { return false };
    let is_letter = is_of_key((first >> 4).to_le_bytes()[0]);
    match group([*a, *b, *c, *d]) {
        Some([a, b, c]) => is_letter && is_of_key(a) && is_of_key(b) && is_of_key(c),
        None => false,
    }
}

fn pair(a: u8, b: u8) -> Option<u16> {
    Some(u16::from(sextet(a)?) << 6 | u16::from(sextet(b)?))
}

/// Whether it is base64 of a text that looks like a key: long enough, and of its letters alone.
pub(in crate::value) fn holds_key(text: &str) -> bool {
    /// No shorter text decodes to letters alone by chance.
    const SHORTEST: usize = 16;

    // As Laravel and Spring write it, and a URL of data.
    let text = text.strip_prefix("base64:").unwrap_or(text);
    if text.starts_with("data:") && has(text, ";base64,") {
        return true;
    }
    if exact_head(text, HEADS).is_some() {
        return !text.contains('.');
    }
    if !may_hold_key(text.as_bytes()) {
        return false;
    }
    let digits = text.trim_end_matches('=').as_bytes();
    let (data, padding) = (digits.len(), text.len() - digits.len());
    // Some leave the padding out.
    let is_whole = data % 4 != 1 && (padding == 0 || text.len() % 4 == 0);
    is_whole && data * 3 / 4 >= SHORTEST && is_of_letters(digits)
}

/// Whether it is base64 of a text that is so.
pub(in crate::value) fn holds_that(text: &str, is: &dyn Fn(&str) -> bool) -> bool {
    let bytes = if may_hold_key(text.as_bytes()) { decode(text, Encoding::Base64) } else { None };
    bytes.is_some_and(|bytes| str::from_utf8(&bytes).is_ok_and(is))
}

/// Whether it is base64 of a user and a key of a known kind, as Docker keeps the two.
pub(in crate::value) fn holds_login(text: &str) -> bool {
    holds_pair(text, &|user, key| {
        /// What programs send as the password where the key is the user, by the documentation of Freshdesk and Toggl.
        const NONE: &[u8] = table!("x api_token");
        const SHORTEST: usize = 20;

        is_of_key_alone(key)
            || exact_head(key, PREFIXES).is_some()
            || (key.is_empty() || is_one(key, NONE)) && user.len() >= SHORTEST && is_mixed_key(user)
    })
}

/// Whether it is base64 of any user and key, at a provider that takes both so in a header, and whose keys are no base64.
pub(in crate::value) fn holds_login_of(text: &str, provider: &str) -> bool {
    const SHORTEST: usize = 12;
    const PROVIDERS: &[u8] = table!(
        "\
        avalara mailgun mailjet twilio plivo vonage razorpay zendesk freshdesk freshservice bamboohr greenhouse chargebee \
        recurly xendit midtrans toggl woocommerce jira atlassian confluence bitbucket mailchimp paypal braintree plaid fedex \
        ups spotify reddit zoom twitter dwolla lob shipstation sumologic servicenow"
    );

    // The text is asked first: it tells of most.
    holds_pair(text, &|user, key| {
        !user.is_empty()
            && key.len() >= SHORTEST
            && has_word(provider, |word| is_one(word, PROVIDERS))
    })
}

/// Whether it is base64 of two texts with `:` between, which are so.
fn holds_pair(text: &str, are: &dyn Fn(&str, &str) -> bool) -> bool {
    let bytes = if may_hold_key(text.as_bytes()) { decode(text, Encoding::Base64) } else { None };
    let Some(bytes) = bytes else { return false };
    let pair = str::from_utf8(&bytes).ok().and_then(|text| text.split_once(':'));
    pair.is_some_and(|(user, key)| {
        all(user, |c| c.is_ascii_graphic()) && all(key, |c| c.is_ascii_graphic()) && are(user, key)
    })
}

/// Whether it may be base64 of a NUL and a letter, by its first two digits.
pub(in crate::value) fn may_be_plain_login(bytes: &[u8]) -> bool {
    matches!(bytes, [b'A', b'D'..=b'H', ..])
}

/// Whether it is base64 of what a mail program sends to log in with `AUTH PLAIN` (RFC 4616, section 2): a NUL, the user, a
/// NUL and the password.
pub(in crate::value) fn is_plain_login(text: &str) -> bool {
    const SHORTEST: usize = 4;

    let may_be = may_be_plain_login(text.as_bytes());
    let bytes = if may_be { decode(text, Encoding::Base64) } else { None };
    let Some(bytes) = bytes else { return false };
    let mut parts = bytes.split(|byte| *byte == 0);
    let (Some([]), Some(user), Some(password), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    user.len() >= SHORTEST
        && password.len() >= SHORTEST
        && user.iter().chain(password).all(u8::is_ascii_graphic)
}

/// Whether it is base64 of a certificate in PEM.
pub(in crate::value) fn holds_certificate(text: &str) -> bool {
    // `-----BEGIN CERT`
    text.starts_with("LS0tLS1CRUdJTiBDRVJU")
}

/// Whether it is base64 of one line with its line break, as `echo` without `-n` makes it.
pub(in crate::value) fn holds_line(text: &str) -> bool {
    const LONGEST: usize = 200;

    let is_short = text.len() <= LONGEST;
    let bytes = if is_short { decode(text, Encoding::Base64) } else { None };
    let line = bytes.as_deref().map(Vec::as_slice).and_then(|bytes| bytes.strip_suffix(b"\n"));
    matches!(line, Some(line) if line.len() > 7 && line.iter().all(u8::is_ascii_graphic))
}

fn is_mixed_key(text: &str) -> bool {
    all_of(text, "-_") && any(text, is_digit)
}

/// Whether these digits stand for letters of a key, and perhaps the line break that `echo` leaves. A URL, and what has
/// that line break, may have other signs.
fn is_of_letters(digits: &[u8]) -> bool {
    let (mut has_ended, mut has_others) = (false, false);
    let (mut last, mut is_url) = ([0; 3], false);
    let is_text = each_byte(digits, |byte| {
        let is_break = matches!(byte, b'\r' | b'\n');
        has_ended |= is_break;
        has_others |= !is_break && !is_of_key(byte);
        let [_, a, b] = last;
        last = [a, b, byte];
        is_url |= last == *b"://";
        has_ended == is_break && (is_break || byte.is_ascii_graphic())
    });
    is_text && (!has_others || has_ended || is_url)
}

fn sextet_of_any(digit: u8) -> Option<u8> {
    match digit {
        b'-' => Some(62),
        b'_' => Some(63),
        digit => sextet(digit),
    }
}

fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'/' | b'=')
}

/// The three bytes that four digits stand for.
pub(in crate::value) fn group(four: [u8; 4]) -> Option<[u8; 3]> {
    let mut bits = 0_u32;
    for byte in four {
        bits = bits << 6 | u32::from(sextet(byte)?);
    }
    let [_, a, b, c] = bits.to_be_bytes();
    Some([a, b, c])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn utf_16_is_told_from_keys() {
        for text in [
            "YQBuAC0AZQB4AGEAbQBwAGwAZQA=",
            "YQBuAC0AZQB4AGEAbQBwAGwAZQA",
            "//5hAG4ALQBlAHgAYQBtAHAAbABlAA==",
        ] {
            assert!(holds_wide(text), "{text}");
        }
        for text in ["YQBuAC0AZQB4AGEAbQBwAGwAZWE=", "YQBu", "//5k9qZm77xR3vT5yW8k9qZm77xR3vT5"] {
            assert!(!holds_wide(text), "{text}");
        }
    }

    #[test]
    fn a_user_with_a_key_is_told_from_one_with_a_password() {
        // `deploy:dckr_pat_example-7` and `deploy:ghp_example-not-a-key`.
        for text in
            ["ZGVwbG95OmRja3JfcGF0X2V4YW1wbGUtNw==", "ZGVwbG95OmdocF9leGFtcGxlLW5vdC1hLWtleQ=="]
        {
            assert!(holds_login(text) && !holds_key(text), "{text}");
        }
        // `exampleNotAKey9exampleNot:X` and `2000708192:7D1F0A93C5E84264`.
        let (freshdesk, avalara) =
            ("ZXhhbXBsZU5vdEFLZXk5ZXhhbXBsZU5vdDpY", "MjAwMDcwODE5Mjo3RDFGMEE5M0M1RTg0MjY0");
        assert!(holds_login(freshdesk) && !holds_login(avalara));
        assert!(holds_login_of(avalara, "avalara") && !holds_login_of(avalara, "elastic"));
        assert!(!holds_login_of("exampleNotAKey9exampleNotAKey9", "avalara"));
        // `user:password-of-a-user`, and `dckr_pat_example-7`.
        for text in ["dXNlcjpwYXNzd29yZC1vZi1hLXVzZXI=", "ZGNrcl9wYXRfZXhhbXBsZS03", "bWU6"] {
            assert!(!holds_login(text), "{text}");
        }
    }

    #[test]
    fn a_login_of_a_mail_program_is_no_password() {
        // `\0app@acme.example\0k9qZm77xR3vT5yW8`
        let text = "AGFwcEBhY21lLmV4YW1wbGUAazlxWm03N3hSM3ZUNXlXOA==";
        for provider in ["smtp", "mailcow"] {
            let doubts = judged_as_it_is(provider, "SMTP_PASSWORD", text);
            assert!(matches!(*doubts, [Doubt::Within(_)]), "{provider} {doubts:?}");
        }
        assert_eq!(judged_as_it_is("smtp", "SMTP_BASIC_AUTH", text), []);
        // Of a user alone, of bytes, and with a third part.
        for text in [
            "AGFwcEBhY21lLmV4YW1wbGUAAA==",
            "AGFwcEBhY21lLmV4YW1wbGUBazlxWm03N3hSM3ZUNXlXOA==",
            "AGFwcGFwcABhcHBhcHAAazlxWm03",
            "AGk9qZm77xR3vT5yW8LdPqNs8HbXcVtY6uGaJ4wEoRk9",
        ] {
            assert_eq!(judged_as_it_is("smtp", "SMTP_PASSWORD", text), [], "{text}");
        }
    }

    #[test]
    fn a_certificate_is_no_container_of_a_key() {
        // `-----BEGIN CERTIFICATE-----`, and `-----BEGIN PRIVATE KEY-----`
        let certificate = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUM0RENDQWNpZw==";
        let key = "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUM0RENDQWNpZw==";
        let of = |variable, text| judged_as_it_is("acme", variable, text);
        assert_eq!(of("WINDOWS_CERTIFICATE_PFX_BASE64", certificate), [Doubt::Public]);
        assert_eq!(of("APPLE_P12_BASE64", certificate), [Doubt::Public]);
        assert_eq!(of("APPLE_CERTIFICATE_BASE64", certificate), []);
        assert_eq!(of("APPLE_P12_BASE64", key), []);
    }

    #[test]
    fn who_calls_it_base64_decodes_it() {
        let text = "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDE=";
        assert_eq!(judged_as_it_is("acme", "ACME_KEY", text), [Doubt::Base64]);
        for variable in ["ACME_KEY_BASE64", "ACME_B64_KEY", "acme_key_base64"] {
            assert_eq!(judged_as_it_is("acme", variable, text), [], "{variable}");
        }
        // The same with the line break that `echo` writes.
        let line = "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDEK";
        assert_eq!(judged_as_it_is("acme", "ACME_KEY_BASE64", line), [Doubt::EscapedBreak]);
    }

    #[test]
    fn what_is_encoded_once_too_often_is_found() {
        for text in [
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbA==",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDE=",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDEy",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDE",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbAo=",
            "base64:ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDE=",
            "data:text/plain;base64,azlx",
            "cG9zdGdyZXM6Ly9hcHA6azlxQGRiL29yZGVycw==",
            "dXNlcjprOXFabTc3eFIzdlQ1eVc4Cg==",
        ] {
            assert!(holds_key(text), "{text}");
        }
        for text in [
            // `user:password-of-a-user`, as Elasticsearch gives out.
            "dXNlcjpwYXNzd29yZC1vZi1hLXVzZXI=",
            "example-secret-of-a-usual-length",
            "ZXhhbXBsZQ==",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbA=",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3V=bDEy",
            "====================",
            "",
        ] {
            assert!(!holds_key(text), "{text}");
        }
    }
}
