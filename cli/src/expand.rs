//! `expand`: the generated code, formatted.

use std::io::Write;
use std::path::Path;

use provider_credentials_codegen::{Options, generate};

use crate::args::Expand;
use crate::check::{display, read};
use crate::discover;
use crate::end::{End, Failure};
use crate::unread::is_unread;

pub(crate) fn run(options: &Expand, out: &mut dyn Write) -> Result<End, Failure> {
    let manifests = discover::manifests(&options.selection)?;
    let has_headings = manifests.len() > 1 && !options.quiet;
    let mut ends = Vec::new();
    for (number, found) in manifests.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        if has_headings {
            // A line break in a name would end the comment.
            let name = display(&found.path).replace(char::is_control, "?");
            writeln!(out, "// {name}\n")?;
        }
        ends.push(show(&found.path, out)?);
    }
    let has = |end| ends.contains(&end);
    Ok(match () {
        () if has(End::Unread) => End::Unread,
        () if has(End::Problems) => End::Problems,
        () => End::Good,
    })
}

fn show(path: &Path, out: &mut dyn Write) -> Result<End, Failure> {
    let source = read(path);
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
