//! `--from src`: the variables that Rust code reads.

mod calls;
mod depth;
mod facts;
mod failure;
mod imports;
mod macros;
mod need;
mod place;
mod postfix;
mod reader;
mod reads;
mod structs;
mod tokens;
mod types;
mod visit;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use provider_credentials_manifest::known;

use super::found::{Finding, Import, Looks, Place, Read, Shape};
use crate::end::Failure;
use crate::plain::plain;
use facts::{Argument, Facts, Function, How, Names, Need, Use};
use walk::File;

pub(super) fn import(path: &Path) -> Result<Import, Failure> {
    let mut import = Import::default();
    let mut in_tests = 0;
    for files in walk::packages(path)? {
        in_tests += of_package(&files, &mut import)?;
    }
    if in_tests > 0 {
        let reads =
            if in_tests == 1 { "1 read is".to_owned() } else { format!("{in_tests} reads are") };
        import.told.push(format!("{reads} in `#[cfg(test)]`, and left out"));
    }
    Ok(import)
}

/// The files of a package, which may name each other's constants, functions and structs; how many reads are in tests.
fn of_package(files: &[File], import: &mut Import) -> Result<usize, Failure> {
    let mut read: BTreeMap<PathBuf, Facts> = BTreeMap::new();
    let mut names = Names::default();
    let reads = BTreeSet::from(["env".to_owned()]);
    read.extend(walk::read(files, &reads, &names)?);
    let mut known = Known::of(read.values());
    names.functions.clone_from(&known.functions);
    // Files that say nothing of the environment, but one of these names.
    let mut wanted = known.missing(read.values());
    wanted.extend(names.functions.keys().cloned());
    if !wanted.is_empty() {
        read.extend(walk::read(files, &wanted, &names)?);
        known = Known::of(read.values());
    }
    Ok(conclude(files, &read, &known, import))
}

/// What the files know of each other.
#[derive(Debug, Default)]
struct Known {
    /// What constants are, or `None` where two files disagree.
    constants: BTreeMap<String, Option<String>>,
    /// Functions that read the variable that they are given, and which argument that is.
    functions: BTreeMap<String, Function>,
    structs: BTreeMap<String, facts::Struct>,
}

impl Known {
    fn of<'f>(files: impl Iterator<Item = &'f Facts>) -> Self {
        let mut known = Known::default();
        for facts in files {
            for (name, value) in &facts.constants {
                let entry =
                    known.constants.entry(name.clone()).or_insert_with(|| Some(value.clone()));
                if entry.as_ref() != Some(value) {
                    *entry = None;
                }
            }
            known
                .functions
                .extend(facts.functions.iter().map(|own| (own.name.clone(), own.clone())));
            for filled in &facts.structs {
                known.structs.insert(filled.name.clone(), filled.clone());
            }
        }
        known
    }

    /// Names of constants and structs that no file read so far has.
    fn missing<'f>(&self, files: impl Iterator<Item = &'f Facts>) -> BTreeSet<String> {
        let mut missing = BTreeSet::new();
        for used in files.flat_map(|facts| &facts.uses) {
            match &used.argument {
                Argument::Constant(name) if !self.constants.contains_key(name) => {
                    missing.insert(name.clone());
                }
                Argument::Struct { name, .. } if !self.structs.contains_key(name) => {
                    missing.insert(name.clone());
                }
                _ => {}
            }
        }
        missing
    }

    /// The variables that an argument names, each with where it is written if that is elsewhere.
    fn variables(&self, facts: &Facts, argument: &Argument) -> Option<Vec<Named>> {
        match argument {
            Argument::Text(name) => Some(vec![Named::here(name.clone())]),
            Argument::Constant(name) => {
                let own = facts.constants.iter().find(|(known, _)| known == name);
                let value = own.map(|(_, value)| value.clone());
                let value = value.or_else(|| self.constants.get(name).cloned().flatten())?;
                Some(vec![Named::here(value)])
            }
            Argument::Struct { name, prefix } => {
                let filled = self.structs.get(name)?;
                let field = |field: &facts::Field| Named {
                    variable: format!("{prefix}{}", field.name.to_uppercase()),
                    shape: Some(field.shape),
                    field: Some((
                        filled.file.clone(),
                        field.place,
                        format!("{name}.{}", field.rust),
                    )),
                };
                Some(filled.fields.iter().map(field).collect())
            }
            Argument::Unknown => None,
        }
    }
}

struct Named {
    variable: String,
    shape: Option<Shape>,
    field: Option<(String, (usize, usize), String)>,
}

impl Named {
    fn here(variable: String) -> Self {
        Named { variable, shape: None, field: None }
    }
}

fn conclude(
    files: &[File],
    read: &BTreeMap<PathBuf, Facts>,
    known: &Known,
    import: &mut Import,
) -> usize {
    let mut in_tests = 0;
    for facts in read.values() {
        for problem in &facts.problems {
            import.told.push(problem.clone());
        }
        import.loads.extend(facts.loads.iter().cloned());
        for used in &facts.uses {
            if used.in_test {
                in_tests += 1;
            } else {
                of_use(used, facts, known, import);
            }
        }
    }
    for file in files.iter().filter(|file| file.too_large) {
        import.told.push(format!("{} is larger than 4 MiB, and is skipped", plain(&file.shown)));
    }
    in_tests
}

fn of_use(used: &Use, facts: &Facts, known: &Known, import: &mut Import) {
    let at = format!("{}:{}:{}", facts.file, used.line, used.column);
    let Some(names) = known.variables(facts, &used.argument) else {
        // The functions that are known to give the name are reads themselves.
        if !used.in_known_function(known) {
            import.told.push(format!("{at}: `{}` {}", used.old, unknown(used, known)));
        }
        return;
    };
    if used.how == How::Build {
        let list: Vec<&str> = names
            .iter()
            .map(|named| named.variable.as_str())
            .filter(|name| super::names::is_secret(name))
            .collect();
        if !list.is_empty() {
            import.told.push(format!(
                "{at}: `{}` puts the value of `{}` into the program when it is built",
                used.old,
                list.join("`, `")
            ));
        }
    }
    if used.need == Need::OneOf
        && names.iter().any(|named| super::names::is_secret(&named.variable))
    {
        import.told.push(format!(
            "{at}: one of several variables is enough; write one credential, with each of them in a list `sources`"
        ));
    }
    for named in names {
        if !known::is_variable(&named.variable) || known::is_secret(&named.variable) {
            import.told.push(format!("{at}: a name that no variable can have is skipped"));
            continue;
        }
        let (file, (line, column), old) = match named.field {
            Some((file, place, field)) => (file, place, field),
            None => (facts.file.clone(), (used.line, used.column), used.old.clone()),
        };
        import.findings.push(Finding {
            place: Place::Env(named.variable.clone()),
            origin: format!("{file}:{line}"),
            required: match used.need {
                Need::Optional | Need::OneOf => Some(false),
                _ if named.shape.is_some_and(|shape| shape != Shape::Field) => Some(false),
                Need::Required => Some(true),
                Need::Unclear => None,
            },
            description: None,
            looks: Looks::AsNamed,
        });
        import.reads.push(Read {
            file,
            line,
            column,
            variable: named.variable,
            old,
            shape: named.shape.unwrap_or(used.shape),
            note: match named.shape {
                Some(_) => Some("delete the field, or envy goes on asking for it".to_owned()),
                None => used.note.clone(),
            },
            is_unclear: used.need == Need::Unclear,
        });
    }
}

/// Why it is not known which variable is read.
fn unknown(used: &Use, known: &Known) -> String {
    match &used.argument {
        Argument::Struct { name, .. } if name.is_empty() => {
            "fills a struct that is not named there; write `::<TheStruct>`".to_owned()
        }
        Argument::Struct { name, .. } => {
            format!("fills `{name}`, which is not found in these files")
        }
        Argument::Constant(name) if known.constants.contains_key(name) => {
            format!("reads `{name}`, which is different things in different files")
        }
        Argument::Constant(name) => {
            format!("reads `{name}`, whose text is not found in these files")
        }
        _ => "reads a name that is only known when the program runs".to_owned(),
    }
}

impl Use {
    fn in_known_function(&self, known: &Known) -> bool {
        self.parameter_of.as_ref().is_some_and(|function| known.functions.contains_key(function))
    }
}
