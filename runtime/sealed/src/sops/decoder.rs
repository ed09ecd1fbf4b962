use core::str;
use std::ffi::OsStr;

use provider_credentials_core::{DecodeRequest, Decoder, SourceError};
use zeroize::Zeroizing;

use super::cipher::{Cipher, Kind, Sealed, is_sealed};
use super::data_key;
use super::document::Document;
use super::failures::{MAC, NOT_ENCRYPTED, PLAIN, VALUE};
use super::format::{Format, format};
use super::mac::Mac;
use super::metadata::Metadata;
use super::splice::{Cut, Splice};
use super::value::canonical;

/// Editors on Windows put it in front of UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

pub(super) struct SopsDecoder;

impl Decoder for SopsDecoder {
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let (text, format) = read(request.content(), request.file_name())?;
        let document = Document::read(text, format)?;
        let (tree, mut cuts) = document.section()?;
        cuts.extend(document.comments().into_iter().map(Cut::from));
        let items = document.items().into_iter();
        cuts.extend(items.map(|item| Cut::with(item.cut, item.with.as_bytes())));
        cuts.sort_by_key(|cut| cut.range.start);
        let metadata = Metadata::read(&tree)?;
        let key = data_key::open(&metadata, request.keys())?;
        let format = document.format_of_content(format);
        decrypt(text, &document, format, cuts, &metadata, &Cipher::new(&key)?)
    }
}

/// The text of a file, and its format.
pub(super) fn read<'c>(
    content: &'c [u8],
    name: Option<&OsStr>,
) -> Result<(&'c str, Format), SourceError> {
    let text = str::from_utf8(content).map_err(|_| NOT_ENCRYPTED)?;
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    Ok((text, format(name, text)?))
}

/// The plain text, once the checksum is verified.
pub(super) fn decrypt(
    text: &str,
    document: &Document<'_>,
    format: Format,
    cuts: Vec<Cut>,
    metadata: &Metadata,
    cipher: &Cipher,
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let mut buffer = Zeroizing::new(Vec::new());
    let expected = Sealed::read(&metadata.mac).map_err(|_| MAC)?;
    let mut checksum = Zeroizing::new(Vec::new());
    let expected =
        cipher.open(&expected, &metadata.last_modified, &mut checksum).map_err(|_| MAC)?;
    let mut mac = Mac::new(metadata.is_mac_of_encrypted);
    let mut splice = Splice::new(text, cuts);
    let mut whole = Zeroizing::new(Vec::new());
    document.walk(&metadata.rule, &mut |leaf| {
        let Some(value) = leaf.value else { return Ok(()) };
        let is_encrypted = leaf.is_encrypted.unwrap_or_else(|| is_sealed(&value.text));
        if !is_encrypted {
            mac.add(value.text.as_bytes(), false);
            return Ok(());
        }
        // An empty text is never encrypted.
        if value.kind == Kind::Text && value.text.is_empty() {
            return Ok(());
        }
        if value.kind != Kind::Text || !is_sealed(&value.text) {
            return Err(PLAIN);
        }
        let sealed = Sealed::read(&value.text)?;
        let plain = cipher.open(&sealed, leaf.path, &mut buffer)?;
        if sealed.kind == Kind::Comment {
            return Ok(());
        }
        let text = str::from_utf8(plain).ok();
        let typed = match text {
            Some(text) => Some(canonical(sealed.kind, text).ok_or(VALUE)?),
            None => None,
        };
        let plain = typed.as_ref().map_or(plain, |typed| typed.as_bytes());
        mac.add(plain, true);
        if format == Format::Binary {
            if leaf.path == "data:" {
                whole = Zeroizing::new(plain.to_vec());
            }
            return Ok(());
        }
        splice.replace(&leaf.range, sealed.kind, plain, format)
    })?;
    mac.verify(expected)?;
    match format {
        Format::Binary => Ok(whole),
        _ => Ok(splice.finish()),
    }
}
