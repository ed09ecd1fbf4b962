//! Secrets, and how texts show them. Nothing here is shared with what is tested.

use std::fmt::Write;

/// They look like nothing that anybody issues.
pub(crate) const SECRETS: [&str; 9] = [
    "correct-horse-battery-staple",
    "8 chars!",
    "a/b+c=d&e%f?g#h i~j",
    "quote\"back\\slash'tab\tnul\0end",
    "[a-z]+(.*)\\d{3}$^|x",
    "žluťoučký kůň 🐎 übung",
    "🐎🐎 horses",
    "aaaaaaaaaaaaaaaa",
    "Zz0+/Zz0+/??>>~~Zz0+/",
];

/// Every way in which `secret` may stand in a text; what a check would call it.
pub(crate) fn disguised(secret: &str) -> Vec<(&'static str, String)> {
    let bytes = secret.as_bytes();
    let quoted = serde_json::to_string(secret).unwrap();
    let debug = format!("{secret:?}");
    let json_in = &quoted.as_bytes()[1..quoted.len() - 1];
    let mut all = vec![
        ("plain", secret.to_owned()),
        ("percent, what must be", percent(bytes, |byte| !byte.is_ascii_alphanumeric(), true)),
        ("percent, lower case", percent(bytes, |byte| !byte.is_ascii_alphanumeric(), false)),
        ("percent, all", percent(bytes, |_| true, true)),
        (
            "percent, little",
            percent(bytes, |byte| b"%&#\" \\\0\t".contains(&byte) || byte > 126, false),
        ),
        (
            "form",
            percent(bytes, |byte| !byte.is_ascii_alphanumeric() && byte != b' ', true)
                .replace(' ', "+"),
        ),
        ("json", quoted[1..quoted.len() - 1].to_owned()),
        ("json, slashes", quoted[1..quoted.len() - 1].replace('/', "\\/")),
        ("json, not ascii", json(secret, |c| !c.is_ascii(), false)),
        ("json, all", json(secret, |_| true, false)),
        ("json, upper case", json(secret, |_| true, true)),
        ("json, first", json(secret, first_only(), false)),
        ("Debug", debug[1..debug.len() - 1].to_owned()),
        ("json in base64", base64(json_in, STANDARD, false)),
        ("base64 in a URL", in_url(&base64(bytes, STANDARD, false), true)),
        ("base64 in a URL, lower case", in_url(&base64(bytes, STANDARD, false), false)),
        ("json in base64 in a URL", in_url(&base64(json_in, STANDARD, false), true)),
        ("escape_debug", secret.escape_debug().to_string()),
        ("escape_default", secret.escape_default().to_string()),
        ("escape_unicode", secret.escape_unicode().to_string()),
        ("escape_ascii", bytes.escape_ascii().to_string()),
        ("hex", hex(bytes)),
        ("HEX", hex(bytes).to_uppercase()),
        ("numbers", {
            let list = format!("{bytes:?}");
            list[1..list.len() - 1].to_owned()
        }),
        ("numbers, close", {
            let list = format!("{bytes:?}").replace(' ', "");
            list[1..list.len() - 1].to_owned()
        }),
    ];
    for (place, byte) in bytes.iter().enumerate().take(4) {
        let mut text = String::from_utf8_lossy(&bytes[..place]).into_owned();
        write!(text, "%{byte:02x}").unwrap();
        if let Ok(rest) = std::str::from_utf8(&bytes[place + 1..]) {
            if secret.is_ascii() && !secret.contains('%') {
                all.push(("percent, one", text + rest));
            }
        }
    }
    all
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |all, byte| all + &format!("{byte:02x}"))
}

fn first_only() -> impl FnMut(char) -> bool {
    let mut is_first = true;
    move |c| std::mem::replace(&mut is_first, false) || c == '"' || c == '\\' || c < ' '
}

fn percent(bytes: &[u8], is_encoded: impl Fn(u8) -> bool, is_upper: bool) -> String {
    let mut text = Vec::new();
    for byte in bytes {
        match (is_encoded(*byte), is_upper) {
            (false, _) => text.push(*byte),
            (true, true) => text.extend(format!("%{byte:02X}").bytes()),
            (true, false) => text.extend(format!("%{byte:02x}").bytes()),
        }
    }
    String::from_utf8(text).unwrap()
}

fn in_url(base64: &str, is_upper: bool) -> String {
    percent(base64.as_bytes(), |digit| !digit.is_ascii_alphanumeric(), is_upper)
}

fn json(text: &str, mut is_escaped: impl FnMut(char) -> bool, is_upper: bool) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if !is_escaped(c) && c != '"' && c != '\\' && c >= ' ' {
            escaped.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            if is_upper {
                write!(escaped, "\\u{unit:04X}").unwrap();
            } else {
                write!(escaped, "\\u{unit:04x}").unwrap();
            }
        }
    }
    escaped
}

/// By the alphabet's last two digits.
pub(crate) fn base64(bytes: &[u8], last: [u8; 2], is_padded: bool) -> String {
    let mut digits: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    digits.extend(last);
    let bits = bytes.iter().fold(String::new(), |bits, byte| bits + &format!("{byte:08b}"));
    let mut text = String::new();
    for group in bits.as_bytes().chunks(6) {
        let group = format!("{:0<6}", std::str::from_utf8(group).unwrap());
        text.push(char::from(digits[usize::from_str_radix(&group, 2).unwrap()]));
    }
    while is_padded && text.len() % 4 != 0 {
        text.push('=');
    }
    text
}

pub(crate) const STANDARD: [u8; 2] = *b"+/";
pub(crate) const URL_SAFE: [u8; 2] = *b"-_";
