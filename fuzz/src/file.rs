//! The whole of a file as a secret, under a limit: a pair of bytes of the input, and the content.

use crate::load::{Asked, Format, Part, Scratch, load};

pub fn check(bytes: &[u8]) {
    let Some((limit, content)) = bytes.split_at_checked(2) else { return };
    let limit = u16::from_le_bytes([limit[0], limit[1]]);
    let files = Scratch::new().with("key", content);
    let loader = files.loader().max_file_size(limit.into());
    let asked = Asked { path: vec![Part::Text("key".to_owned())], key: None, format: Format::Text };
    let loaded = load(&[asked], &loader).pop().expect("one outcome");
    let expected = text(content, limit.into()).and_then(|text| match text.trim() {
        "" => Err("file_empty"),
        text => Ok(text),
    });
    assert_eq!(loaded.as_deref().map_err(|refusal| refusal.code), expected);
}

/// The text of a file, as the documentation has it.
pub(crate) fn text(content: &[u8], limit: usize) -> Result<&str, &'static str> {
    if content.is_empty() {
        return Err("file_empty");
    }
    if content.len() > limit {
        return Err("file_too_large");
    }
    let text = std::str::from_utf8(content).map_err(|_| "file_not_utf8")?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
