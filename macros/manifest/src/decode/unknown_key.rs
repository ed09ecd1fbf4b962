//! What is said of a key that nobody knows.

use super::keys::{Slots, Sources};
use super::labelled::labelled;
use super::misplaced::{home, is_environment, is_of_command, unknown};
use crate::code::Code;
use crate::names::is_plain;
use crate::report::Problem;
use crate::schema::{self, Shape};
use crate::secrets::{is_plain_number, is_secret_name, shown};
use crate::span::Span;
use crate::suggest;
use crate::yaml::Entry;

impl Slots<'_, '_> {
    /// The problem of a key that nobody knows here, with the first hint that fits.
    pub(super) fn unknown(&self, entry: &Entry) -> Problem {
        let problem = unknown(entry, self.spec);
        let hint = HINTS.iter().find_map(|hint| hint(self, entry));
        let problem = match hint {
            Some(Hint { help, related, masks }) => {
                let problem = problem.help(help);
                let problem = match related {
                    Some((at, label)) => problem.related(at, label),
                    None => problem,
                };
                if masks { problem.masking(entry.value.span) } else { problem }
            }
            None => self.nonsense(entry, problem),
        };
        labelled(self.label, problem)
    }

    /// A key like no other, perhaps one of several that an alias brings.
    fn nonsense(&self, entry: &Entry, problem: Problem) -> Problem {
        let is_inside = self.node.span.range().contains(&(entry.key.span.start as usize));
        let is_fit = self.found.iter().any(|(_, found)| found.via == entry.via);
        let problem = match entry.via.filter(|_| !is_inside && !is_fit) {
            Some(alias) => {
                let message =
                    format!("this alias brings keys that {} does not have", self.spec.name);
                Problem::at(Code::UnknownKey, alias, message)
                    .related(entry.key.span, "such as this one")
            }
            None => problem,
        };
        problem
            .help("remove it; settings of your own go under a credential's `config`")
            .note(format!("expected {}", suggest::one_of(&self.names())))
    }
}

/// What a key was meant to be.
struct Hint {
    help: String,
    related: Option<(Span, String)>,
    masks: bool,
}

impl Hint {
    fn new(help: impl Into<String>) -> Self {
        Hint { help: help.into(), related: None, masks: false }
    }
}

const FROM_SOURCE: &str = "remove it; the secret is read from where `source` and its keys say";

/// In the order in which they are tried.
const HINTS: [fn(&Slots<'_, '_>, &Entry) -> Option<Hint>; 7] =
    [arguments, elsewhere, misspelt, extension, setting_of_source, secret, environment];

fn arguments(_: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    is_of_command(entry).then(|| Hint::new("add them to the list at `command`, behind the program"))
}

fn elsewhere(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let key = entry.key.value.as_str();
    if slots.spec.has("type") && schema::is_auth_key(key) {
        let kind = schema::KINDS.iter().find(|kind| kind.auth.has(key))?;
        return Some(Hint::new(format!("remove it, or write `type: {}`", kind.name)));
    }
    home(key).map(|home| Hint::new(format!("it belongs {home}")))
}

fn misspelt(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let near = slots.near(entry)?;
    let other = slots.get(near).filter(|given| given.key.span != entry.key.span);
    Some(match other {
        Some(given) => Hint {
            related: Some((given.key.span, format!("`{near}` is already here"))),
            ..Hint::new("remove one of the two")
        },
        None => Hint::new(format!("write `{near}`")),
    })
}

fn extension(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let key = &entry.key.value;
    let is_one = slots.spec.has_extensions() && is_plain(key) && entry.value.is_collection();
    let name = key.trim_start_matches(['x', 'X', '_', '-']);
    is_one.then(|| Hint::new(format!("rename it to `{}`", shown(&format!("x-{name}")))))
}

/// Of a source that takes a mapping of anything, such as `custom`.
fn setting_of_source(slots: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let Sources::One(source) = slots.sources else { return None };
    let takes_texts = |key: &&schema::Key| matches!(key.shape, Shape::Texts);
    let key = schema::source(source)?.keys.iter().find(takes_texts)?;
    let help = || format!("put the settings of a {source} source under `{}`", key.name);
    (!slots.holds_secret(entry)).then(|| Hint::new(help()))
}

fn secret(_: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    let key = &entry.key.value;
    let is_number = entry.text().is_some_and(|text| is_plain_number(key, text));
    let is_one = is_secret_name(key) && !is_number || matches!(key.as_str(), "key" | "value");
    is_one.then(|| Hint { masks: true, ..Hint::new(FROM_SOURCE) })
}

fn environment(_: &Slots<'_, '_>, entry: &Entry) -> Option<Hint> {
    is_environment(entry).then(|| Hint::new(FROM_SOURCE))
}
