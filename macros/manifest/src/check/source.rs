//! A source of the model as what the generator gets: each value is checked by its key's shape, and then the
//! kind's own rule applies.

use super::holds::Holds;
use super::shape::{self, Checked};
use super::{
    aws, azure, command, custom, encrypted, fall_through, file, gcp, pkcs11, systemd, tpm, vault,
};
use crate::checked::{Encoding, Encrypted, FallThrough, Format, KeyPath, Remote, Source, Template};
use crate::code::Code;
use crate::model::{self, Credential, Field, Given, SourceValue};
use crate::report::{Problem, Problems, Severity};
use crate::schema::{Key, Lowering};
use crate::secrets::is_invisible;

/// `None` if a rule does not hold, which has been reported.
pub(super) fn source(
    credential: &Credential<'_>,
    source: &model::Source,
    may_sign: bool,
    problems: &mut Problems,
) -> Option<Source> {
    let model::Source::Given(given) = source else { return None };
    let holds = if may_sign { Holds::OneOrKey } else { Holds::One };
    let source = plain(credential, given, holds, problems)?;
    let encoding = match &given.encoding {
        Field::Missing => return Some(source),
        Field::Invalid => return None,
        Field::Given(word) if matches!(source, Source::File { format: Format::Binary, .. }) => {
            let message = "`format: binary` reads bytes as they are, and `encoding` decodes text";
            let problem = Problem::at(Code::FormatAndKey, word.span, message);
            problems.push(credential.label.on(problem.help("remove one of the two")));
            return None;
        }
        Field::Given(word) => Encoding::named(word.value)?,
    };
    Some(Source::Encoded(Box::new(source), encoding))
}

/// One that holds all parts, with the key under which they are.
pub(super) fn holding_parts(
    credential: &Credential<'_>,
    source: &model::Source,
    problems: &mut Problems,
) -> Option<Source> {
    let model::Source::Given(given) = source else { return None };
    // The items of `sources` have the key.
    if let Field::Given(word) = &given.encoding {
        let message = "`encoding` is of one value, and this source holds all parts";
        let help = "give the part that is encoded a source of its own";
        let problem = Problem::at(Code::UnusedKey, word.span, message).help(help);
        problems.push(credential.label.on(problem));
        return None;
    }
    plain(credential, given, Holds::Parts, problems)
}

/// Whether the value of a key, which has the key's shape, meets the rules of its kind beyond that; what is wrong has been
/// reported.
fn is_usable(
    credential: &Credential<'_>,
    given: &Given,
    holds: Holds,
    key: &Key,
    value: &SourceValue,
    problems: &mut Problems,
) -> bool {
    let found = match value {
        SourceValue::List(items) => command::problem(key, items),
        value => value.text().and_then(|text| {
            let of_store = vault::problem(given, key, text);
            of_store
                .or_else(|| aws::problem(given, key, text))
                .or_else(|| azure::problem(key, text))
                .or_else(|| gcp::problem(given, key, text))
                .or_else(|| pkcs11::problem(given, holds, key, text))
                .or_else(|| tpm::problem(given, key, text))
                .or_else(|| systemd::problem(key, text))
                .or_else(|| command::timeout_problem(key, text))
        }),
    };
    let Some(problem) = found else { return true };
    let is_usable = problem.severity == Severity::Warning;
    problems.push(credential.label.on(problem));
    is_usable
}

/// The source without what wraps its value.
fn plain(
    credential: &Credential<'_>,
    given: &Given,
    holds: Holds,
    problems: &mut Problems,
) -> Option<Source> {
    let mut values = Values::default();
    let mut is_whole = true;
    for (key, value) in given.iter() {
        match shape::check(credential, key, value, problems) {
            Some(checked) if is_usable(credential, given, holds, key, value, problems) => {
                values.0.push((key, checked));
            }
            _ => is_whole = false,
        }
    }
    let fall_through = fall_through::of(given)?;
    match given.kind.lowering {
        Lowering::Env => {
            let var = values.take("env_var").and_then(Checked::text);
            if is_whole { Some(Source::Env { var: var? }) } else { None }
        }
        Lowering::File => {
            let format = file::format(credential, given, holds == Holds::Parts, problems);
            let path = values.take("file_path").and_then(Checked::template);
            let key = values.take("file_key").and_then(Checked::key_path);
            let identity_file = values.take("identity_file").and_then(Checked::template);
            let decrypt_with = values.take("decrypt_with").and_then(Checked::text);
            let encrypted = encrypted::by(credential, given, problems)
                .map(|by| by.map(|by| Encrypted { by, identity_file, decrypt_with }));
            is_whole.then_some(())?;
            Some(Source::File { path: path?, key, format: format?, encrypted: encrypted? })
        }
        Lowering::Systemd => {
            let format = file::format(credential, given, holds == Holds::Parts, problems);
            let name = values.take("systemd_credential").and_then(Checked::text);
            let key = values.take("systemd_key").and_then(Checked::key_path);
            if !is_whole {
                return None;
            }
            Some(Source::File { path: systemd::path(name?), key, format: format?, encrypted: None })
        }
        Lowering::Custom => {
            let name = custom::name(credential, given, problems);
            is_whole.then_some(())?;
            let key = values.take("custom_key").and_then(Checked::key_path);
            let params = values.take("custom_params").map(Checked::texts).unwrap_or_default();
            let remote = remote(name?, None, given, params, key);
            Some(Source::Remote(Remote { fall_through, ..remote }))
        }
        Lowering::Remote => {
            is_whole.then_some(())?;
            let name = given.kind.name;
            let (params, key) = values.into_params();
            let remote = remote(name.to_owned(), Some(name), given, params, key);
            Some(Source::Remote(Remote { fall_through, ..remote }))
        }
    }
}

fn remote(
    kind: String,
    opens: Option<&'static str>,
    given: &Given,
    params: Vec<(String, Template)>,
    key: Option<KeyPath>,
) -> Remote {
    let fall_through = FallThrough::default();
    Remote { kind, opens, noun: noun(given), params, key, fall_through }
}

/// What the program calls the place, on one line: the values are the manifest's, which holds no secret.
fn noun(given: &Given) -> String {
    /// Of a list, which a command with all its arguments may be.
    const LONGEST: usize = 60;

    given.kind.fill(given.kind.noun, &|wanted| {
        let (_, value) = given.iter().find(|(key, _)| key.name == wanted.name)?;
        let mut line = String::new();
        for (at, c) in value.line()?.chars().enumerate() {
            if at == LONGEST && matches!(value, SourceValue::List(_)) {
                line.push('…');
                break;
            }
            if c.is_control() || is_invisible(c) {
                line.extend(c.escape_unicode());
            } else {
                line.push(c);
            }
        }
        Some(line)
    })
}

/// The values of one source that are there.
#[derive(Default)]
struct Values(Vec<(&'static Key, Checked)>);

impl Values {
    fn take(&mut self, name: &str) -> Option<Checked> {
        let at = self.0.iter().position(|(key, _)| key.name == name)?;
        Some(self.0.swap_remove(at).1)
    }

    /// What the source is told, and the key that selects within its answer.
    fn into_params(self) -> (Vec<(String, Template)>, Option<KeyPath>) {
        let (mut params, mut selected) = (Vec::new(), None);
        for (key, value) in self.0 {
            match value {
                Checked::KeyPath(path) if key.selects => selected = Some(path),
                Checked::Missing => {}
                Checked::List(items) => {
                    params.extend(items.into_iter().map(|item| (key.param().to_owned(), item)));
                }
                value => {
                    if let Some(template) = value.template() {
                        params.push((key.param().to_owned(), template));
                    }
                }
            }
        }
        (params, selected)
    }
}
