//! The parts of a credential as what the generator gets.

use super::setting::setting;
use super::{client_authentication, fall_through, shape, source, sources};
use crate::chars::escaped;
use crate::checked::{Format, KeyPath, Part, Source};
use crate::model::{self, Auth, Credential, PartValue, Text};
use crate::report::Problems;
use crate::schema::{self, Role};
use crate::span::Spanned;

/// `None` if a rule does not hold, which has been reported.
pub(super) fn of(credential: &Credential<'_>, problems: &mut Problems) -> Option<Vec<Part>> {
    let auth = credential.auth.as_ref()?;
    let shared = shared(credential, auth, problems);
    // Those that are secret stand first.
    let (mut parts, mut others) = (Vec::with_capacity(auth.parts.len()), Vec::new());
    for part in &auth.parts {
        let sources = match &part.value {
            PartValue::Sources(given) => {
                sources::are_not_repeated(credential, given, problems);
                fall_through::is_of_use(credential, given, problems);
                each(credential, given, part.row, problems)
            }
            PartValue::Text(text) => {
                let text = setting(credential, part.row, text, problems);
                text.map(|text| vec![Source::Text(text)])
            }
            PartValue::Shared(name) => {
                let key = renamed(credential, part.row, name.as_ref(), problems);
                match (key, &shared) {
                    (Some(key), Some(shared)) => Some(selected(shared, &key)),
                    _ => None,
                }
            }
        };
        if let Some(sources) = sources {
            let those = if part.row.role.is_secret() { &mut parts } else { &mut others };
            those.push(Part { row: part.row, sources });
        }
    }
    parts.append(&mut others);
    let fits = client_authentication::fits(credential, auth, problems);
    (fits && auth.is_whole && parts.len() == auth.parts.len()).then_some(parts)
}

/// The sources that hold all parts, each without the key of one.
fn shared(
    credential: &Credential<'_>,
    auth: &Auth,
    problems: &mut Problems,
) -> Option<Vec<Source>> {
    sources::are_not_repeated(credential, &auth.sources, problems);
    fall_through::is_of_use(credential, &auth.sources, problems);
    let mut whole = Vec::with_capacity(auth.sources.len());
    for given in &auth.sources {
        whole.extend(source::holding_parts(credential, given, problems));
    }
    (whole.len() == auth.sources.len()).then_some(whole)
}

fn each(
    credential: &Credential<'_>,
    given: &[model::Source],
    row: &schema::Part,
    problems: &mut Problems,
) -> Option<Vec<Source>> {
    let mut whole = Vec::with_capacity(given.len());
    for source in given {
        if let Some(mut source) = source::source(credential, source, row.may_sign, problems) {
            if row.role == Role::SecretBytes {
                read_bytes(&mut source);
            }
            whole.push(source);
        }
    }
    (whole.len() == given.len()).then_some(whole)
}

/// A file that is not read as text, unless something says how.
fn read_bytes(source: &mut Source) {
    if let Source::File { format: format @ Format::Text, key: None, .. } = source {
        *format = Format::Binary;
    }
}

/// What the sources of all parts call this one.
fn renamed(
    credential: &Credential<'_>,
    row: &'static schema::Part,
    name: Option<&Spanned<Text>>,
    problems: &mut Problems,
) -> Option<KeyPath> {
    let Some(name) = name else {
        return Some(KeyPath { text: row.name.to_owned(), segments: vec![row.name.to_owned()] });
    };
    shape::key_path(credential, row.renamed_by, name, problems)
}

/// Each source with the key of one part behind its own.
fn selected(shared: &[Source], key: &KeyPath) -> Vec<Source> {
    let mut sources = Vec::with_capacity(shared.len());
    for source in shared {
        let mut source = source.clone();
        if let Source::File { key: selected, .. } = &mut source {
            *selected = Some(behind(selected.take(), key));
        } else if let Source::Remote(remote) = &mut source {
            remote.key = Some(behind(remote.key.take(), key));
        }
        sources.push(source);
    }
    sources
}

/// A path and one that goes on from there.
fn behind(outer: Option<KeyPath>, inner: &KeyPath) -> KeyPath {
    let Some(mut path) = outer else { return inner.clone() };
    path.segments.extend_from_slice(&inner.segments);
    let is_pointer = path.text.starts_with('/');
    for segment in &inner.segments {
        if is_pointer {
            path.text.push('/');
            path.text.push_str(&escaped(&escaped(segment, '~', "~0"), '/', "~1"));
        } else {
            path.text.push('.');
            path.text.push_str(&escaped(&escaped(segment, '\\', "\\\\"), '.', "\\."));
        }
    }
    path
}
