//! The whole of a file as a secret, under a limit: a pair of bytes of the input, and the content.

use crate::load::{Asked, Format, Part, Scratch, load};
use crate::value;

pub fn check(bytes: &[u8]) {
    let Some((limit, content)) = bytes.split_at_checked(2) else { return };
    let limit = u16::from_le_bytes([limit[0], limit[1]]);
    let files = Scratch::new().with("key", content);
    let loader = files.loader().max_file_size(limit.into());
    let asked = Asked { path: vec![Part::Text("key".to_owned())], key: None, format: Format::Text };
    let loaded = load(&[asked], &loader).pop().expect("one outcome");
    let expected = text(content, limit.into()).and_then(|text| match text.trim() {
        "" => Err("file_empty"),
        text if is_broken_json(text) => Err("json_syntax"),
        text => value::told(text),
    });
    assert_eq!(loaded.as_deref().map_err(|refusal| refusal.code), expected);
}

/// What begins like JSON was meant to be JSON.
pub(crate) fn is_broken_json(text: &str) -> bool {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    ["{\"", "{'", "[\"", "[{", "[["].contains(&&*dense)
        && serde_json::from_str::<serde_core::de::IgnoredAny>(text).is_err()
}

/// The text of a file, as the documentation has it.
pub(crate) fn text(content: &[u8], limit: usize) -> Result<&str, &'static str> {
    if content.is_empty() {
        return Err("file_empty");
    }
    if content.len() > limit {
        return Err("file_too_large");
    }
    if value::is_utf16(content) {
        return Err("file_not_utf8");
    }
    if content.starts_with(b"\0GITCRYPT\0") && std::str::from_utf8(content).is_err() {
        return Err("value_encrypted");
    }
    let text = std::str::from_utf8(content).map_err(|_| "file_not_utf8")?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
