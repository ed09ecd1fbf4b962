//! The ways in which a text is written character by character, so that a piece of it is a piece of what is written.

use std::fmt::Write as _;

/// Writes a text in another way.
type Rewrite = fn(&str) -> Vec<u8>;

/// By name. What is the same as an earlier one for some text is found by the earlier name.
pub(crate) const REWRITES: &[(&str, Rewrite)] = &[
    ("as it is", |text| text.as_bytes().to_vec()),
    ("reversed", |text| text.chars().rev().collect::<String>().into_bytes()),
    ("in upper case", |text| text.to_uppercase().into_bytes()),
    ("in lower case", |text| text.to_lowercase().into_bytes()),
    ("in JSON", |text| json(text, false, false)),
    ("in JSON as ASCII", |text| json(text, true, false)),
    ("in JSON, all escaped", |text| units(text, |unit| format!("\\u{unit:04x}"))),
    ("in JSON, all escaped, upper case", |text| units(text, |unit| format!("\\u{unit:04X}"))),
    ("in JSON for HTML", |text| json(text, false, true)),
    ("as Debug of a text", |text| format!("{text:?}").trim_matches('"').into()),
    ("as Debug of bytes", |text| text.as_bytes().escape_ascii().to_string().into_bytes()),
    ("as escape_default", |text| text.escape_default().to_string().into_bytes()),
    ("as escape_unicode", |text| text.escape_unicode().to_string().into_bytes()),
    ("as a list of numbers", |text| listed(text, ", ", |byte| byte.to_string())),
    ("as a list of numbers, one a line", |text| indented(text, 4)),
    ("as a list of numbers, one a line, deeper", |text| indented(text, 8)),
    ("as a list of numbers, one a line, deep", |text| indented(text, 12)),
    ("as a list without spaces", |text| listed(text, ",", |byte| byte.to_string())),
    ("as a list in hex", |text| listed(text, ", ", |byte| format!("{byte:x}"))),
    ("as a list with 0x", |text| listed(text, ", ", |byte| format!("{byte:#04x}"))),
    ("in hex", |text| bytes(text, |byte| format!("{byte:02x}"))),
    ("in hex, upper case", |text| bytes(text, |byte| format!("{byte:02X}"))),
    ("in hex with colons", |text| listed(text, ":", |byte| format!("{byte:02x}"))),
    ("in hex with spaces", |text| listed(text, " ", |byte| format!("{byte:02x}"))),
    ("percent-encoded", |text| percent(text, |byte| format!("%{byte:02X}"))),
    ("percent-encoded, lower case", |text| percent(text, |byte| format!("%{byte:02x}"))),
    ("percent-encoded, all", |text| bytes(text, |byte| format!("%{byte:02X}"))),
    ("percent-encoded, all, lower case", |text| bytes(text, |byte| format!("%{byte:02x}"))),
    ("in a form", form),
    ("in HTML", html),
    ("quoted for a shell", |text| text.replace('\'', "'\\''").into_bytes()),
    ("in UTF-16, little endian", |text| utf16(text, u16::to_le_bytes)),
    ("in UTF-16, big endian", |text| utf16(text, u16::to_be_bytes)),
];

fn bytes(text: &str, write: fn(u8) -> String) -> Vec<u8> {
    text.bytes().map(write).collect::<String>().into_bytes()
}

fn units(text: &str, write: fn(u16) -> String) -> Vec<u8> {
    text.encode_utf16().map(write).collect::<String>().into_bytes()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

fn listed(text: &str, between: &str, write: fn(u8) -> String) -> Vec<u8> {
    text.bytes().map(write).collect::<Vec<_>>().join(between).into_bytes()
}

/// As `{:#?}` writes it.
fn indented(text: &str, spaces: usize) -> Vec<u8> {
    let lines: Vec<String> = text.bytes().map(|byte| byte.to_string()).collect();
    lines.join(&format!(",\n{:spaces$}", "")).into_bytes()
}

fn json(text: &str, is_ascii: bool, is_for_html: bool) -> Vec<u8> {
    let mut json = String::new();
    for sign in text.chars() {
        match sign {
            '"' => json += "\\\"",
            '\\' => json += "\\\\",
            '\n' => json += "\\n",
            '\r' => json += "\\r",
            '\t' => json += "\\t",
            '/' if is_for_html => json += "\\/",
            '<' | '>' | '&' | '\'' if is_for_html => {
                let _ = write!(json, "\\u{:04x}", u32::from(sign));
            }
            sign if is_ascii && !sign.is_ascii() => {
                let mut units = [0; 2];
                for unit in sign.encode_utf16(&mut units) {
                    let _ = write!(json, "\\u{unit:04x}");
                }
            }
            sign => json.push(sign),
        }
    }
    json.into_bytes()
}

fn percent(text: &str, write: fn(u8) -> String) -> Vec<u8> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let byte = |byte: u8| if plain(byte) { char::from(byte).into() } else { write(byte) };
    text.bytes().map(byte).collect::<String>().into_bytes()
}

fn form(text: &str) -> Vec<u8> {
    let parts: Vec<Vec<u8>> =
        text.split(' ').map(|part| percent(part, |byte| format!("%{byte:02X}"))).collect();
    parts.join(&b'+')
}

fn html(text: &str) -> Vec<u8> {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;").into_bytes()
}
