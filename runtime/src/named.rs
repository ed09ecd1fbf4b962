//! Names files and directories as the manifest does, for commands that people paste into a shell.
//!
//! A variable's value is not shown: people paste keys into path variables. `${DIR}/key` stays
//! `${DIR}/key`, which a shell understands, and a directory is named where that shows no more.

use crate::insecure::Spot;
use crate::reason::Place;
use crate::spec::{EnvSpec, PathPart, PathTemplate};

/// The file.
pub(crate) fn file(place: Place) -> String {
    match place {
        Place::File(file) => Template::new(&file.path).prefix(usize::MAX),
        Place::EnvFile(env) => variable(env),
        Place::Dotenv => ".env".to_owned(),
        Place::Env(_) | Place::Custom(_) | Place::Given => String::new(),
    }
}

/// A directory or link on the way to the file; `None` where that would take more than the manifest
/// has.
pub(crate) fn directory(place: Place, spot: Spot) -> Option<String> {
    let Spot::InPath { before, after } = spot else {
        return None;
    };
    match place {
        Place::File(file) => Template::new(&file.path).directory(before.into(), after.into()),
        // What is last in the path is a link.
        Place::EnvFile(env) if after == 0 => Some(variable(env)),
        Place::EnvFile(env) if after == 1 => Some(format!("\"$(dirname {})\"", variable(env))),
        _ => None,
    }
}

fn variable(env: &EnvSpec) -> String {
    format!("\"${}\"", env.file_var)
}

/// A path template, cut at the slashes that it shows.
struct Template {
    absolute: bool,
    segments: Vec<Segment>,
}

#[derive(Default)]
struct Segment {
    text: String,
    /// It holds a variable, and so may stand for several components of the path.
    variable: bool,
}

impl Template {
    fn new(template: &PathTemplate) -> Self {
        let mut segments = Vec::new();
        let mut segment = Segment::default();
        for part in template.parts {
            match part {
                PathPart::Text(text) => {
                    for c in text.chars() {
                        if c == '/' {
                            segments.push(core::mem::take(&mut segment));
                        } else {
                            segment.push_escaped(c);
                        }
                    }
                }
                PathPart::Home => segment.push_variable("~"),
                PathPart::Var { name, default: None } => {
                    segment.push_variable(&format!("${{{name}}}"));
                }
                PathPart::Var { name, default: Some(default) } => {
                    segment.push_variable(&format!("${{{name}:-{default}}}"));
                }
            }
        }
        segments.push(segment);
        let absolute =
            matches!(template.parts.first(), Some(PathPart::Text(t)) if t.starts_with('/'));
        // The walk does not count these either.
        segments.retain(|segment| segment.variable || !matches!(&*segment.text, "" | "."));
        Self { absolute, segments }
    }

    /// The first `count` segments.
    fn prefix(&self, count: usize) -> String {
        let shown: Vec<&str> = self.segments.iter().take(count).map(|s| &*s.text).collect();
        let root = if self.absolute { "/" } else { "" };
        format!("{root}{}", shown.join("/"))
    }

    /// The directory at which `before` components of the real path end and `after` are left.
    fn directory(&self, before: usize, after: usize) -> Option<String> {
        let from_the_end = self.segments.len().checked_sub(after);
        if let Some(count) = from_the_end.filter(|count| self.is_literal(*count..)) {
            if count > 0 || self.absolute {
                return Some(self.prefix(count));
            }
        }
        (self.absolute && self.is_literal(..before)).then(|| self.prefix(before))
    }

    /// Whether one of these segments is one component of the path.
    fn is_literal<R>(&self, range: R) -> bool
    where
        R: core::slice::SliceIndex<[Segment], Output = [Segment]>,
    {
        self.segments.get(range).is_some_and(|all| all.iter().all(|segment| !segment.variable))
    }
}

impl Segment {
    fn push_variable(&mut self, text: &str) {
        self.text.push_str(text);
        self.variable = true;
    }

    /// As the manifest has it, but for what a shell would read as something else.
    fn push_escaped(&mut self, c: char) {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !"_-.,:+@%=".contains(c) {
            self.text.push('\\');
        }
        self.text.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABSOLUTE: PathTemplate =
        PathTemplate { text: "/etc/my app//k$$", parts: &[PathPart::Text("/etc/my app//./k$")] };
    const RELATIVE: PathTemplate = PathTemplate { text: "a/b", parts: &[PathPart::Text("a/b")] };
    const MIXED: PathTemplate = PathTemplate {
        text: "/etc/${X:-/d}/sub/key",
        parts: &[
            PathPart::Text("/etc/"),
            PathPart::Var { name: "X", default: Some("/d") },
            PathPart::Text("/sub/key"),
        ],
    };

    fn at(template: &PathTemplate, before: usize, after: usize) -> String {
        Template::new(template).directory(before, after).unwrap_or_else(|| "-".to_owned())
    }

    #[test]
    fn literal_paths_are_named_throughout() {
        assert_eq!(Template::new(&ABSOLUTE).prefix(9), "/etc/my\\ app/k\\$");
        assert_eq!(at(&ABSOLUTE, 0, 3), "/");
        assert_eq!(at(&ABSOLUTE, 1, 2), "/etc");
        assert_eq!(at(&ABSOLUTE, 2, 1), "/etc/my\\ app");
    }

    #[test]
    fn what_a_relative_path_starts_from_has_no_name() {
        assert_eq!(at(&RELATIVE, 1, 1), "a");
        assert_eq!(at(&RELATIVE, 0, 2), "-");
        assert_eq!(at(&RELATIVE, 0, 5), "-");
        // With a base directory before it.
        assert_eq!(at(&RELATIVE, 3, 1), "a");
        assert_eq!(at(&RELATIVE, 1, 3), "-");
    }

    #[test]
    fn variables_stay_variables() {
        // X is `/one/two`.
        assert_eq!(at(&MIXED, 0, 5), "/");
        assert_eq!(at(&MIXED, 1, 4), "/etc");
        assert_eq!(at(&MIXED, 2, 3), "-", "a part of X");
        assert_eq!(at(&MIXED, 3, 2), "/etc/${X:-/d}");
        assert_eq!(at(&MIXED, 4, 1), "/etc/${X:-/d}/sub");
    }
}
