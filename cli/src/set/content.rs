//! What the file holds afterwards.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use provider_credentials::__private::{encrypted_by, with_dotenv_variable};
use provider_credentials_manifest::checked::Format;
use zeroize::Zeroizing;

use super::json;
use super::target::{Target, What};
use crate::end::Failure;
use crate::io_words::in_words;
use crate::screen::clean;

pub(super) fn new(target: &Target, value: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let path = target.path();
    // By the manifest's path: what stands in a variable of it is not shown.
    let refused =
        |problem: &str| Failure(format!("`{}` stays as it is: {}", target.shown(), clean(problem)));
    if let Some(problem) = encrypted(target) {
        return Err(refused(&problem));
    }
    match &target.what {
        // What is written elsewhere has no file, and is as it is.
        What::Text | What::Binary | What::Password(..) => Ok(Zeroizing::new(value.to_vec())),
        What::Variable(name) => {
            let before = read(path, target.shown())?;
            let before = text(before.as_deref().map_or(&[], Vec::as_slice)).map_err(&refused)?;
            let value = text(value).map_err(&refused)?;
            let mut after = with_dotenv_variable(before, name, value).map_err(refused)?;
            Ok(Zeroizing::new(std::mem::take(&mut *after).into_bytes()))
        }
        What::Key(key, format) => {
            let before = read(path, target.shown())?;
            let value = text(value).map_err(&refused)?;
            let is_json = match format {
                Format::Json => true,
                Format::Yaml => false,
                _ => is_json(path, before.as_deref().map(Vec::as_slice)),
            };
            if !is_json && before.is_none() {
                return Err(Failure(format!(
                    "`{}` does not exist, and only JSON is written; create it by hand, with the key `{}`",
                    target.shown(),
                    key.text
                )));
            }
            if !is_json {
                return Err(refused(&format!(
                    "only JSON is rewritten; replace the value of `{}` in it by hand",
                    key.text
                )));
            }
            let segments: Vec<&str> = key.segments.iter().map(String::as_str).collect();
            let before = match &before {
                None => None,
                Some(before) => Some(text(before).map_err(&refused)?),
            };
            let after = json::with_value(before, &segments, json::Lacking::Refused, value);
            after.map_err(|problem| refused(&problem.to_string()))
        }
    }
}

/// That the file is encrypted, which the manifest does not say: plain text in it would stand where everybody may read it.
fn encrypted(target: &Target) -> Option<String> {
    // What cannot be read is told by whatever reads it.
    let before = read(target.path(), target.shown()).ok().flatten()?;
    let (name, word) = encrypted_by(&before)?;
    let fix = match (&target.what, word) {
        (What::Variable(_), _) | (_, None) => "decrypt it, or name another file".to_owned(),
        (_, Some(word)) => format!(
            "write `encrypted: {word}` beside `file_path`, and change it with `cargo credentials edit {}`",
            target.shown()
        ),
    };
    Some(format!("it is encrypted by {name}; {fix} [value_encrypted]"))
}

/// By its name, or by how it begins.
fn is_json(path: &Path, before: Option<&[u8]>) -> bool {
    let is = |extension: &str| {
        path.extension().is_some_and(|known| known.eq_ignore_ascii_case(extension))
    };
    if is("yaml") || is("yml") {
        return false;
    }
    let first = before.and_then(|before| before.trim_ascii_start().first());
    is("json") || matches!(first, None | Some(b'{' | b'['))
}

fn text(bytes: &[u8]) -> Result<&str, &'static str> {
    std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text")
}

/// The largest file that the library reads.
const MOST: u64 = 1024 * 1024;

/// `None` if it is not there.
fn read(path: &Path, shown: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
    let failed = |problem: String| Failure(format!("cannot read `{shown}`: {problem}"));
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(in_words(&error))),
    };
    // Before opening: to open a FIFO would wait for a writer.
    if !metadata.is_file() {
        return Err(failed("it is no file".to_owned()));
    }
    // With room for all there may be, so that no copy stays behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(MOST).unwrap_or(0) + 1));
    let file = File::open(path).map_err(|error| failed(in_words(&error)))?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(|error| failed(in_words(&error)))?;
    // Not by what the metadata said: what was cut off would be lost.
    if bytes.len() as u64 > MOST {
        return Err(failed("it is larger than 1 MiB, which no program loads".to_owned()));
    }
    Ok(Some(bytes))
}
