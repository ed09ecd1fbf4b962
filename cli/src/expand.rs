//! `expand`: the generated code, formatted.

use std::io::Write;
use std::path::{Path, PathBuf};

use provider_credentials_codegen::{Options, generate};

use crate::check::{display, is_unread, read};
use crate::discover;
use crate::end::{End, Failure};

pub(crate) fn run(path: Option<&Path>, out: &mut dyn Write) -> Result<End, Failure> {
    let path = match path {
        Some(path) => path.to_owned(),
        None => only_manifest()?,
    };
    let source = read(&path);
    let code = match source.and_then(|source| generate(source, &Options::default())) {
        Ok(code) => code,
        Err(report) => {
            writeln!(out, "{report}")?;
            return Ok(if is_unread(&report) { End::Unread } else { End::Problems });
        }
    };
    let file = syn::parse2(code).map_err(|_| {
        Failure("the generated code is not Rust; this is a bug in provider-credentials".to_owned())
    })?;
    out.write_all(prettyplease::unparse(&file).as_bytes())?;
    Ok(End::Good)
}

fn only_manifest() -> Result<PathBuf, Failure> {
    match discover::manifests(&[])?.as_slice() {
        [only] => Ok(only.path.clone()),
        several => {
            let names: Vec<String> =
                several.iter().map(|found| format!("\n  {}", display(&found.path))).collect();
            Err(Failure(format!("several manifests, name one:{}", names.concat())))
        }
    }
}
