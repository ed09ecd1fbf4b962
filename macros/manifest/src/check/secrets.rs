//! No value of a credential may look like a secret, unless `not_secret` says that it is none.

mod fix;
mod walk;

use std::borrow::Cow;
use std::mem;

use self::fix::{fix, instead, is_refused_url};
use self::walk::{Find, Walk, says_secret};
use crate::chars::any;
use crate::code::Code;
use crate::model::Credential;
use crate::report::{Problem, Problems};
use crate::secrets::{MASK, REVOKE, is_invisible, shown};
use crate::suggest;
use crate::table::{Places, Texts};
use crate::yaml::{Entry, Kind, Node};

// The manifest is in version control: what is in it is no secret any more.
pub(super) fn are_absent(credential: &Credential<'_>, known: &mut Places, problems: &mut Problems) {
    let mut walk = Walk { path: Vec::new(), finds: Vec::new() };
    walk.node(credential.node, false);
    let mut silenced = Texts::new();
    for entry in &credential.not_secret {
        silenced.insert(entry.value.as_str(), 0);
    }
    // What was meant is clear, though it is no list.
    if let Some(Kind::Scalar(scalar)) = lookup(credential.node, "not_secret") {
        silenced.insert(scalar.text.as_str(), 0);
    }
    let mut found_paths = Texts::new();
    let mut left: Vec<&Find> = Vec::new();
    for find in &walk.finds {
        known.insert(find.span);
        found_paths.insert(find.path.as_str(), 0);
        if !silenced.contains_key(find.path.as_str()) {
            left.push(find);
        }
    }
    for entry in &credential.not_secret {
        // A misspelt entry is one mistake; its value stays masked.
        if let Some(meant) = misspelt(&entry.value, &left, credential) {
            let message = format!("`{}` names no value of this credential", shown(&entry.value));
            let problem = Problem::at(Code::UnusedNotSecret, entry.span, message)
                .help(format!("write `{}`", shown_path(&meant.path)))
                .masking(meant.span);
            problems.push(credential.label.on(problem));
            for find in mem::take(&mut left) {
                if find.path != meant.path {
                    left.push(find);
                }
            }
        } else if !found_paths.contains_key(entry.value.as_str()) {
            let message = match lookup(credential.node, &entry.value) {
                None => format!("`{}` names no value of this credential", shown(&entry.value)),
                Some(Kind::Scalar(_)) => {
                    format!("`{}` does not look like a secret", shown(&entry.value))
                }
                Some(_) => format!("`{}` names more than one value", shown(&entry.value)),
            };
            let help = match lookup(credential.node, &entry.value) {
                Some(Kind::Scalar(_)) => "remove this entry",
                _ => "name one value, such as `config.project_id` or `config.hosts.0`",
            };
            let problem = Problem::at(Code::UnusedNotSecret, entry.span, message).help(help);
            problems.push(credential.label.on(problem));
        }
    }
    for find in left {
        problems.push(credential.label.on(found(find, credential)));
    }
}

/// The value that an entry of `not_secret` means, if it names none and is near to one.
fn misspelt<'f>(entry: &str, finds: &[&'f Find], credential: &Credential<'_>) -> Option<&'f Find> {
    /// Each is compared with each.
    const MAX: usize = 100;

    let (top, rest) = entry.split_once('.')?;
    if finds.len().max(credential.not_secret.len()) > MAX
        || lookup(credential.node, entry).is_some()
    {
        return None;
    }
    let may_be_none =
        |find: &&&Find| find.unknown.is_none() && fix(find, credential).1 && !is_refused_url(find);
    let mut candidates = Vec::new();
    for find in finds.iter().filter(may_be_none) {
        match find.path.split_once('.') {
            Some((other, path)) if top == other && !shown_path(path).contains(MASK) => {
                candidates.push(path);
            }
            _ => {}
        }
    }
    let near = suggest::nearest(rest, &candidates)?;
    finds.iter().copied().find(|find| find.path.split_once('.') == Some((top, near)))
}

fn shown_path(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('.') {
        parts.push(shown(part));
    }
    parts.join(".")
}

// An anchor is in version control as well; where a credential uses it, that is the place to say so.
pub(super) fn are_absent_elsewhere(extensions: &[&Entry], known: &Places, problems: &mut Problems) {
    for entry in extensions {
        let path = vec![Cow::Borrowed(entry.key.value.as_str())];
        let mut walk = Walk { path, finds: Vec::new() };
        walk.node(&entry.value, says_secret(entry));
        for find in &walk.finds {
            if known.contains(find.span) {
                continue;
            }
            let path = shown_path(&find.path);
            let message = format!("`{path}` looks like a secret ({})", find.what);
            let problem = Problem::secret(find.span, message).help("remove it").note(REVOKE);
            problems.push(problem);
        }
    }
}

fn found(find: &Find, credential: &Credential<'_>) -> Problem {
    let path = shown_path(&find.path);
    if let Some((mapping, key)) = &find.unknown {
        let message = format!(
            "{} has no key `{}`, secrets do not stand in the manifest",
            mapping.name,
            shown(key)
        );
        return Problem::secret(find.span, message)
            .help(instead(&find.path, credential))
            .note(REVOKE);
    }
    let message = format!("`{path}` looks like a secret ({})", find.what);
    let (help, may_be_none) = fix(find, credential);
    let problem = Problem::secret(find.span, message).help(help).note(REVOKE);
    // Nobody could write an entry with what nobody sees.
    let can_be_named = !path.contains(MASK) && !any(&find.path, is_invisible);
    if !may_be_none || !can_be_named || is_refused_url(find) {
        return problem;
    }
    problem.excuse(format!("if it is none, add `not_secret: [{path}]` to the credential"))
}

fn number(part: &str) -> Option<usize> {
    usize::try_from(part.parse::<u64>().ok()?).ok()
}

fn lookup<'n>(root: &'n Node, path: &str) -> Option<&'n Kind> {
    let mut node = root;
    for part in path.split('.') {
        node = match &node.kind {
            Kind::Mapping(mapping) => &mapping.get(part)?.value,
            Kind::Sequence(items) => items.get(number(part)?)?,
            _ => return None,
        };
    }
    Some(&node.kind)
}
