//! Whatever disguise a sentinel is planted in, by other encoders than those of the search, it is found.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests say plainly what must hold"
)]

use data_encoding::{
    BASE64, BASE64_MIME, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER, HEXUPPER,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use provider_credentials_disguises::{
    Found, Sentinels, aws_key_id, disguises, github_token, letters, odd,
};

type Make = fn(&str) -> String;

const MAKERS: [(&str, Make); 4] = [
    ("letters", letters),
    ("github_token", github_token),
    ("aws_key_id", aws_key_id),
    ("odd", odd),
];

fn sentinels() -> Sentinels {
    MAKERS.iter().fold(Sentinels::new(), |all, (name, make)| all.with(name, &make("planted")))
}

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

type Plant = fn(&str) -> Vec<u8>;

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// In JSON of ASCII alone, as other languages write it.
fn escaped(text: &str, write: fn(u16) -> String) -> Vec<u8> {
    text.encode_utf16().map(write).collect::<String>().into()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

fn in_pairs(text: &str, between: &str) -> Vec<u8> {
    let hex = HEXLOWER.encode(text.as_bytes());
    let pairs: Vec<&str> = (0..hex.len()).step_by(2).map(|at| &hex[at..at + 2]).collect();
    pairs.join(between).into()
}

/// The disguises by name, and who makes them.
const PLANTS: &[(&str, Plant)] = &[
    ("as it is", |text| text.into()),
    ("reversed", |text| text.chars().rev().collect::<String>().into()),
    ("in upper case", |text| text.to_uppercase().into()),
    ("in lower case", |text| text.to_lowercase().into()),
    ("in JSON", |text| json(text).into()),
    ("in JSON", |text| serde_json::to_vec_pretty(&[text, text]).unwrap()),
    ("in JSON, all escaped", |text| escaped(text, |unit| format!("\\u{unit:04x}"))),
    ("in JSON, all escaped, upper case", |text| escaped(text, |unit| format!("\\u{unit:04X}"))),
    ("as Debug of a text", |text| format!("{text:?}").into()),
    ("as Debug of a text", |text| format!("{:#?}", Some(text)).into()),
    ("as Debug of bytes", |text| text.as_bytes().escape_ascii().to_string().into()),
    ("in JSON as ASCII", |text| {
        let sign = |sign: char| {
            let units = || escaped(&sign.to_string(), |unit| format!("\\u{unit:04x}"));
            if sign.is_ascii() { sign.into() } else { String::from_utf8(units()).unwrap() }
        };
        json(text).chars().map(sign).collect::<String>().into()
    }),
    ("in JSON for HTML", |text| {
        let html =
            [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027"), ("/", "\\/")];
        html.iter().fold(json(text), |json, (from, to)| json.replace(from, to)).into()
    }),
    ("in HTML", |text| {
        let html = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")];
        html.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)).into()
    }),
    ("quoted for a shell", |text| format!("'{}'", text.replace('\'', r"'\''")).into()),
    ("in hex with colons", |text| in_pairs(text, ":")),
    ("in hex with spaces", |text| in_pairs(text, " ")),
    ("percent-encoded, lower case", |text| {
        let encoded = utf8_percent_encode(text, RESERVED);
        let lower =
            |part: &str| if part.len() == 3 { part.to_ascii_lowercase() } else { part.into() };
        encoded.map(lower).collect::<String>().into()
    }),
    ("percent-encoded, all, lower case", |text| {
        format!("%{}", in_pairs(text, "%").escape_ascii()).into()
    }),
    ("as escape_default", |text| text.escape_default().to_string().into()),
    ("as escape_unicode", |text| text.escape_unicode().to_string().into()),
    ("as a list of numbers", |text| format!("{:?}", text.as_bytes()).into()),
    ("as a list of numbers, one a line", |text| format!("{:#?}", text.as_bytes()).into()),
    ("as a list of numbers, one a line, deeper", |text| {
        format!("{:#?}", Some(text.as_bytes())).into()
    }),
    ("as a list of numbers, one a line, deep", |text| {
        format!("{:#?}", Some(Some(text.as_bytes()))).into()
    }),
    ("as a list without spaces", |text| serde_json::to_vec(text.as_bytes()).unwrap()),
    ("as a list in hex", |text| format!("{:x?}", text.as_bytes()).into()),
    ("as a list with 0x", |text| {
        format!("{:#04x?}", text.as_bytes()).replace(",\n    ", ", ").into()
    }),
    ("in hex", |text| HEXLOWER.encode(text.as_bytes()).into()),
    ("in hex, upper case", |text| HEXUPPER.encode(text.as_bytes()).into()),
    ("percent-encoded", |text| utf8_percent_encode(text, RESERVED).to_string().into()),
    ("percent-encoded, all", |text| {
        let one = |byte| percent_encode(&[byte], NON_ALPHANUMERIC).to_string();
        let all = |byte: u8| match one(byte) {
            plain if plain.len() == 1 => format!("%{byte:02X}"),
            encoded => encoded,
        };
        text.bytes().map(all).collect::<String>().into()
    }),
    ("in a form", |text| {
        form_urlencoded::Serializer::new(String::new()).append_pair("key", text).finish().into()
    }),
    ("in UTF-16, little endian", |text| utf16(text, u16::to_le_bytes)),
    ("in UTF-16, big endian", |text| utf16(text, u16::to_be_bytes)),
    ("in base64", |text| BASE64.encode(text.as_bytes()).into()),
    ("in base64", |text| BASE64_NOPAD.encode(text.as_bytes()).into()),
    ("in base64", |text| BASE64.encode(format!("x{text}").as_bytes()).into()),
    ("in base64", |text| BASE64_NOPAD.encode(format!("xy{text}z").as_bytes()).into()),
    ("in base64", |text| {
        format!("Basic {}", BASE64.encode(format!("user:{text}").as_bytes())).into()
    }),
    ("in base64", |text| {
        BASE64_MIME.encode(format!("{text}, and more than one line").as_bytes()).into()
    }),
    ("in base64 for URLs", |text| BASE64URL.encode(text.as_bytes()).into()),
    ("in base64 for URLs", |text| BASE64URL_NOPAD.encode(format!("x{text}").as_bytes()).into()),
    ("in base64 for URLs", |text| BASE64URL.encode(format!("xy{text}").as_bytes()).into()),
];

/// Among other bytes.
fn planted(bytes: &[u8]) -> Vec<u8> {
    [b"\xff\nsome text before |", bytes, b"| and after\n\0"].concat()
}

#[test]
fn each_disguise_of_each_kind_is_found() {
    let sentinels = sentinels();
    for (name, make) in MAKERS {
        for (disguise, plant) in PLANTS {
            let found = sentinels.find(&planted(&plant(&make("planted"))));
            assert!(!found.is_empty(), "{name} {disguise}");
            for found in &found {
                assert_eq!(found.name, name, "{disguise}");
                assert!(found.at >= 20 && found.line >= 2, "{name} {disguise}: {found}");
            }
        }
    }
}

#[test]
fn a_disguise_is_told_by_its_name() {
    for disguise in disguises() {
        assert!(PLANTS.iter().any(|(planted, _)| *planted == disguise), "{disguise} is not tested");
    }
    // Of the one that each way writes in another way.
    let sentinels = Sentinels::new().with("odd", &odd("planted"));
    for (disguise, plant) in PLANTS {
        let found = sentinels.find(&planted(&plant(&odd("planted"))));
        let plain = ["as it is", "in base64", "in lower case"];
        let is_told = found.iter().any(|found| found.disguise == *disguise);
        assert!(is_told, "{disguise}: {found:?}");
        // Letters stay letters in many; what writes each byte in another way is nothing else.
        let each_byte = ["list", "hex", "all", "unicode", "UTF-16", "reversed"];
        if each_byte.iter().any(|word| disguise.contains(word)) {
            let others = found.iter().filter(|found| plain.contains(&found.disguise));
            assert_eq!(others.count(), 0, "{disguise}: {found:?}");
        }
    }
}

#[test]
fn sixteen_bytes_are_enough_and_fifteen_are_not() {
    for (name, make) in MAKERS {
        let text = make("planted");
        let sentinels = Sentinels::new().with(name, &text);
        for (start, _) in text.char_indices() {
            for (disguise, plant) in PLANTS.iter().take(4) {
                let piece = |length| text.get(start..start + length);
                if let Some(piece) = piece(16) {
                    assert!(
                        !sentinels.find(&planted(&plant(piece))).is_empty(),
                        "{name} {disguise}"
                    );
                }
                if let Some(piece) = piece(15) {
                    assert_eq!(sentinels.find(&planted(&plant(piece))), [], "{name} {disguise}");
                }
            }
        }
    }
}

#[test]
fn each_line_is_found_by_itself() {
    let text = "first-of-lines\nsecond-of-lines, longer\nthird-of";
    let sentinels = Sentinels::new().with("lines", text);
    for line in text.lines() {
        for (_, plant) in PLANTS.iter().filter(|(disguise, _)| !disguise.contains("base64")) {
            assert!(!sentinels.find(&planted(&plant(line))).is_empty(), "{line}");
        }
    }
    assert_eq!(sentinels.find(&planted(b"third-o")), []);
}

#[test]
fn what_is_clean_is_clean() {
    let sentinels = sentinels();
    let mut clean = include_bytes!("planted.rs").to_vec();
    clean.extend(include_bytes!("../../../Cargo.lock"));
    for (disguise, plant) in PLANTS {
        clean.extend(plant(&letters("another")));
        clean.extend(plant(&github_token("another")));
        clean.extend(disguise.as_bytes());
    }
    assert_eq!(sentinels.find(&clean), []);
    assert_eq!(sentinels.find(b""), []);
    assert_eq!(sentinels.find(b"short"), []);
}

#[test]
fn it_says_where_and_shows_nothing() {
    let sentinels = sentinels();
    let found: Vec<Found> = PLANTS
        .iter()
        .flat_map(|(_, plant)| sentinels.find(&planted(&plant(&letters("planted")))))
        .collect();
    let mut shown = format!("{sentinels:?} {found:?}");
    for found in &found {
        shown += &found.to_string();
    }
    assert_eq!(sentinels.find(shown.as_bytes()), []);
    let found = sentinels.find(&planted(letters("planted").as_bytes()));
    let line = "the sentinel `letters`, as it is, at byte 20 (line 2)";
    assert_eq!(found.iter().map(Found::to_string).collect::<Vec<_>>(), [line]);
}
