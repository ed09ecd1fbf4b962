//! What stands between a file and the value in it.

use std::fs;

use provider_credentials_core::__private::{
    DecoderSpec, FileSpec, Format, SourceSpec, TemplatePart,
};
use provider_credentials_core::{DecodeRequest, Decoder, Loader, Opener, Permissions, SourceError};
use zeroize::Zeroizing;

use crate::support::{error, key, load_all, load_one, spec, text, value};

const NO_KEY: SourceError =
    SourceError::new("rot13_no_key", "no key fits", "set `ROT_KEY` to the key");

/// Needs a variable, as a decoder needs a key.
struct Rot13;

impl Decoder for Rot13 {
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let (content, name) = (request.content(), request.file_name().unwrap_or_default());
        assert!(name.len() < 16, "of the file alone: {name:?}");
        let turned = |byte: &u8| match byte {
            b'a'..=b'm' | b'A'..=b'M' => byte + 13,
            b'n'..=b'z' | b'N'..=b'Z' => byte - 13,
            _ => *byte,
        };
        match content {
            b"broken" => Err(NO_KEY),
            b"panics" => panic!("a bug in a decoder"),
            _ => Ok(Zeroizing::new(content.iter().map(turned).collect())),
        }
    }
}

static ROT13: Opener<dyn Decoder> = Opener::new("rot13", &["ROT_KEY"], |surroundings| {
    surroundings.variable("ROT_KEY").ok_or(NO_KEY)?;
    Ok(Box::new(Rot13))
});

static ROT13_SPEC: DecoderSpec =
    DecoderSpec { opener: &ROT13, keys: &[], identity_file: None, decrypt_with: None };

fn file(name: &'static str, of: Option<&'static str>, is_encoded: bool) -> SourceSpec {
    SourceSpec::File(FileSpec {
        path: text(name, vec![TemplatePart::Text(name)].leak()),
        key: of.map(|of| key(of, vec![of].leak())),
        format: Format::ByExtension,
        decoder: is_encoded.then_some(&ROT13_SPEC),
    })
}

fn loader(directory: &std::path::Path) -> Loader {
    let loader = Loader::new().with_environment([("ROT_KEY", "13")]).base_dir(directory);
    loader.permissions(Permissions::Off)
}

#[test]
fn a_decoded_file_is_read_by_the_rules_for_files() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a.json"), r#"{ "n": "rknzcyr", "o": "bgure" }"#).unwrap();
    fs::write(directory.path().join("a"), "rknzcyr\n").unwrap();
    let sources = [
        file("a.json", Some("a"), true),
        file("a.json", Some("b"), true),
        file("a.json", Some("n"), false),
        file("a", None, true),
        file("a", None, false),
    ];
    let specs = sources.into_iter().map(|source| spec("it", vec![source])).collect();
    let values: Vec<String> =
        load_all(specs, &loader(directory.path())).iter().map(value).collect();
    assert_eq!(values, ["example", "other", "rknzcyr", "example", "rknzcyr"]);
}

#[test]
fn what_cannot_be_decoded_is_an_error_in_its_words() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("broken"), "broken").unwrap();
    fs::write(directory.path().join("panics"), "panics").unwrap();
    let loader = loader(directory.path());
    let broken = error(&load_one(file("broken", None, true), &loader));
    assert_eq!(broken.code(), "rot13_no_key");
    assert!(broken.to_string().contains("file `broken`: no key fits; set `ROT_KEY` to the key"));
    let panics = error(&load_one(file("panics", None, true), &loader));
    assert_eq!(panics.code(), "source_panicked");
    assert!(panics.to_string().contains("decoding file `panics` panicked"));
    let not_there = error(&load_one(file("not there", None, true), &loader));
    assert_eq!(not_there.code(), "file_not_found");
}

#[test]
fn a_decoder_that_cannot_be_opened_fails_its_files_only() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a"), "rknzcyr").unwrap();
    let loader = loader(directory.path()).with_environment::<&str, &str>([]);
    assert_eq!(error(&load_one(file("a", None, true), &loader)).code(), "rot13_no_key");
    assert_eq!(value(&load_one(file("a", None, false), &loader)), "rknzcyr");
}
