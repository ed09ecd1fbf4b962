//! Names files and directories as the manifest does, for commands that people paste into a shell.
//!
//! A variable's value is not shown: people paste keys into path variables. `${DIR}/key` stays
//! `${DIR}/key`, which a shell understands, and a directory is named only if that shows no more.

use core::fmt;

use super::dotenv_file::DotenvFile;
use super::place::Place;
use crate::spec::{CREDENTIALS_DIRECTORY, EnvSpec, Template, TemplatePart};

/// What the shell must have in common with the program.
#[derive(Clone, Copy, PartialEq)]
enum Needs {
    Nothing,
    Variables,
    BaseDir,
}

/// A file or directory, for people and for shells.
pub(crate) struct PathName {
    pub(crate) shown: String,
    /// Quoted. A variable that is not set is an error of the shell, not another path.
    pub(crate) shell: String,
    /// What has to be so where it is used.
    needs: Needs,
}

impl PathName {
    /// Says to run a command, which has the path as [`shell`](Self::shell).
    pub(crate) fn run(
        &self,
        command: fmt::Arguments<'_>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        write!(f, "run{} `{command}`", self.environment_note())
    }

    /// Where a command with it has to run, as a parenthesis.
    pub(crate) fn environment_note(&self) -> &'static str {
        match self.needs {
            Needs::Nothing => "",
            Needs::Variables => ", in the program's environment,",
            Needs::BaseDir => ", in the directory of `Loader::base_dir`,",
        }
    }

    fn of_variable(env: &EnvSpec) -> Self {
        let shell = format!("\"${{{}:?}}\"", env.file_var);
        Self { shown: format!("${}", env.file_var), shell, needs: Needs::Variables }
    }

    /// The directory that it is in.
    fn parent(&self) -> Self {
        let of = |path: &str| format!("$(dirname {path})");
        let shell = format!("\"{}\"", of(&self.shell));
        Self { shown: of(&self.shown), shell, needs: self.needs }
    }
}

pub(crate) fn file(place: Place) -> PathName {
    match place {
        Place::File(file) => CutTemplate::new(&file.path).prefix(usize::MAX),
        Place::EnvFile(env) => PathName::of_variable(env),
        Place::Dotenv(file) => of_dotenv(file, CutTemplate::of_text(file.path).prefix(usize::MAX)),
        Place::Env(_) | Place::Remote(_) | Place::Text(_) | Place::Given => nothing(),
    }
}

fn nothing() -> PathName {
    PathName { shown: String::new(), shell: String::new(), needs: Needs::Nothing }
}

fn of_dotenv(file: DotenvFile, name: PathName) -> PathName {
    if file.is_in_base_dir { PathName { needs: Needs::BaseDir, ..name } } else { name }
}

/// What is at the place in the path to the file that has `before` components before it and `after` behind
/// it; `None` if the manifest alone cannot name it.
pub(crate) fn at(place: Place, before: u16, after: u16) -> Option<PathName> {
    match place {
        Place::File(file) => CutTemplate::new(&file.path).directory(before.into(), after.into()),
        Place::Dotenv(file) => {
            let name = CutTemplate::of_text(file.path).directory(before.into(), after.into());
            name.map(|name| of_dotenv(file, name))
        }
        // What is last in the path is a link.
        Place::EnvFile(env) if after == 0 => Some(PathName::of_variable(env)),
        Place::EnvFile(env) if after == 1 => Some(PathName::of_variable(env).parent()),
        _ => None,
    }
}

/// Whether the manifest's path begins only where `after` components are left.
pub(crate) fn is_before_start(place: Place, after: u16) -> bool {
    let (is_relative, path) = match place {
        Place::File(file) => (file.path.is_relative(), CutTemplate::new(&file.path)),
        Place::Dotenv(file) => {
            let path = CutTemplate::of_text(file.path);
            (!path.absolute, path)
        }
        _ => return false,
    };
    is_relative && path.segments.len() <= usize::from(after)
}

/// A path template, cut at the slashes that it shows.
struct CutTemplate {
    absolute: bool,
    segments: Vec<Segment>,
}

#[derive(Default)]
struct Segment {
    shown: String,
    shell: String,
    /// It holds a variable, and so may stand for several components of the path.
    variable: bool,
}

impl CutTemplate {
    fn new(template: &Template) -> Self {
        let absolute =
            matches!(template.parts.first(), Some(TemplatePart::Text(t)) if t.starts_with('/'));
        Self::of_parts(template.parts, absolute)
    }

    fn of_text(text: &'static str) -> Self {
        Self::of_parts(&[TemplatePart::Text(text)], text.starts_with('/'))
    }

    fn of_parts(parts: &[TemplatePart], absolute: bool) -> Self {
        let mut segments = Vec::new();
        // The walk does not count `.` and nothing either.
        let mut keep = |segment: Segment| {
            if segment.variable || !matches!(&*segment.shown, "" | ".") {
                segments.push(segment);
            }
        };
        let mut segment = Segment::default();
        for part in parts {
            match part {
                TemplatePart::Text(text) => {
                    for c in text.chars() {
                        if c == '/' {
                            keep(core::mem::take(&mut segment));
                        } else {
                            segment.push_escaped(c);
                        }
                    }
                }
                TemplatePart::Home => segment.push_variable("~", "HOME", None),
                TemplatePart::CredentialsDirectory => {
                    let name = CREDENTIALS_DIRECTORY;
                    segment.push_variable(&format!("${{{name}}}"), name, None);
                }
                TemplatePart::Var { name, default: None } => {
                    segment.push_variable(&format!("${{{name}}}"), name, None);
                }
                TemplatePart::Var { name, default: Some(default) } => {
                    let shown = format!("${{{name}:-{default}}}");
                    segment.push_variable(&shown, name, Some(default));
                }
            }
        }
        keep(segment);
        Self { absolute, segments }
    }

    /// The first `count` segments.
    fn prefix(&self, count: usize) -> PathName {
        let segments = self.segments.get(..count).unwrap_or(&self.segments);
        let is_option = segments.first().is_some_and(|first| first.shell.starts_with('-'));
        let root = if self.absolute { "/" } else { "" };
        let shell_root = if is_option && !self.absolute { "./" } else { root };
        let (mut shown, mut shell) = (root.to_owned(), shell_root.to_owned());
        let mut variable = false;
        for (before, segment) in segments.iter().enumerate() {
            let slash = if before == 0 { "" } else { "/" };
            shown.push_str(slash);
            shown.push_str(&segment.shown);
            shell.push_str(slash);
            shell.push_str(&segment.shell);
            variable |= segment.variable;
        }
        let needs = if variable { Needs::Variables } else { Needs::Nothing };
        PathName { shown, shell, needs }
    }

    /// The directory at which `before` components of the real path end and `after` are left.
    fn directory(&self, before: usize, after: usize) -> Option<PathName> {
        let total = self.segments.len();
        let from_the_end = total.checked_sub(after);
        if let Some(count) = from_the_end.filter(|count| self.is_literal(*count, total)) {
            if count > 0 || self.absolute {
                return Some(self.prefix(count));
            }
        }
        (self.absolute && self.is_literal(0, before)).then(|| self.prefix(before))
    }

    /// Whether each of these segments is one component of the path.
    fn is_literal(&self, start: usize, end: usize) -> bool {
        let segments = self.segments.get(start..end);
        segments.is_some_and(|all| all.iter().all(|segment| !segment.variable))
    }
}

impl Segment {
    fn push_variable(&mut self, shown: &str, name: &str, default: Option<&str>) {
        self.shown.push_str(shown);
        // Shells do not agree on quotes within a default. Without it the command fails where the
        // variable is not set, and does no harm.
        let (or, default) = match default {
            Some(default) if default.chars().all(|c| is_plain(c) || c == '/') => ("-", default),
            _ => ("?", ""),
        };
        let quoted = format!("\"${{{name}:{or}{default}}}\"");
        self.shell.push_str(&quoted);
        self.variable = true;
    }

    /// As the manifest has it, but for what a shell would read as something else.
    fn push_escaped(&mut self, c: char) {
        if c.is_ascii() && !is_plain(c) {
            self.shown.push('\\');
            self.shell.push('\\');
        }
        self.shown.push(c);
        self.shell.push(c);
    }
}

/// Whether every shell reads it as itself.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-.,:+@%=".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABSOLUTE: Template =
        Template { text: "/etc/my app//k$$", parts: &[TemplatePart::Text("/etc/my app//./k$")] };
    const RELATIVE: Template = Template { text: "a/b", parts: &[TemplatePart::Text("a/b")] };
    const MIXED: Template = Template {
        text: "/etc/${X:-/d}/sub/key",
        parts: &[
            TemplatePart::Text("/etc/"),
            TemplatePart::Var { name: "X", default: Some("/d") },
            TemplatePart::Text("/sub/key"),
        ],
    };

    const HOME: Template =
        Template { text: "~/key", parts: &[TemplatePart::Home, TemplatePart::Text("/key")] };

    fn at(template: &Template, before: usize, after: usize) -> String {
        let name = CutTemplate::new(template).directory(before, after);
        name.map_or_else(|| "-".to_owned(), |name| name.shown)
    }

    fn shell(parts: &'static [TemplatePart]) -> String {
        CutTemplate::new(&Template { text: "", parts }).prefix(usize::MAX).shell
    }

    #[test]
    fn literal_paths_are_named_throughout() {
        assert_eq!(CutTemplate::new(&ABSOLUTE).prefix(9).shown, "/etc/my\\ app/k\\$");
        assert_eq!(CutTemplate::new(&ABSOLUTE).prefix(9).shell, "/etc/my\\ app/k\\$");
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

    #[test]
    fn a_shell_gets_the_right_path_or_an_error() {
        let mixed = CutTemplate::new(&MIXED);
        assert_eq!(mixed.prefix(1).shell, "/etc");
        assert!(mixed.prefix(1).environment_note().is_empty());
        assert_eq!(mixed.prefix(9).shell, "/etc/\"${X:-/d}\"/sub/key");
        assert_eq!(mixed.prefix(9).environment_note(), ", in the program's environment,");
        assert_eq!(CutTemplate::new(&HOME).prefix(9).shown, "~/key");
        assert_eq!(CutTemplate::new(&HOME).prefix(9).shell, "\"${HOME:?}\"/key");
        assert_eq!(shell_of(None), "\"${D:?}\"");
        assert_eq!(shell_of(Some("")), "\"${D:-}\"");
        for odd in ["it's", "a b", "`x`", "\\", "!x", "\"", "(x)"] {
            assert_eq!(shell_of(Some(odd)), "\"${D:?}\"", "{odd}");
        }
        assert_eq!(shell(&[TemplatePart::Text("-rf")]), "./-rf");
        assert_eq!(shell(&[TemplatePart::Text("/-rf")]), "/-rf");
    }

    fn shell_of(default: Option<&str>) -> String {
        let mut segment = Segment::default();
        segment.push_variable("", "D", default);
        segment.shell
    }

    #[test]
    fn the_start_of_a_relative_path_is_known() {
        let file = |path| crate::spec::FileSpec {
            path,
            key: None,
            format: crate::spec::Format::Text,
            decoder: None,
        };
        let spec: &'static _ = Box::leak(Box::new(file(RELATIVE)));
        let is_before = |after| is_before_start(Place::File(spec), after);
        assert!(is_before(2) && is_before(3) && !is_before(1));
        let spec: &'static _ = Box::leak(Box::new(file(HOME)));
        assert!(!is_before_start(Place::File(spec), 5));
    }
}
