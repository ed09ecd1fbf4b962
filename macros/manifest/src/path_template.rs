//! `file_path`: text with `${VAR}`, `${VAR:-default}` and a leading `~/`; `$$` is a dollar sign.

use crate::chars::{self, all, any};
use crate::checked::{PathPart, PathTemplate};
use crate::key_path::TextError;
use crate::secrets::shown;

impl PathTemplate {
    pub(crate) fn parse(text: &str) -> Result<PathTemplate, Vec<TextError>> {
        let mut reader = Reader { text, parts: Vec::new(), errors: Vec::new() };
        reader.read();
        if reader.errors.is_empty() {
            Ok(PathTemplate { text: text.to_owned(), parts: reader.parts })
        } else {
            Err(reader.errors)
        }
    }
}

/// Whether an environment variable may have this name.
pub(crate) fn is_variable(name: &str) -> bool {
    name.bytes().next().is_some_and(|first| !first.is_ascii_digit()) && all(name, is_of_name)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn begins_variable(c: char) -> bool {
    matches!(c, '$' | '{')
}

struct Reader<'a> {
    text: &'a str,
    parts: Vec<PathPart>,
    errors: Vec<TextError>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let text = self.text;
        if text.trim().is_empty() {
            self.error(
                0,
                text.len(),
                "`file_path` is empty",
                "name the file that holds the secret",
            );
            return;
        }
        match text.split_once("://") {
            Some((scheme, path)) if is_variable(scheme) => {
                let help = match (scheme, path.starts_with('/')) {
                    ("file", true) => format!("write `{}`", shown(path)),
                    _ => "name a file of the machine that the program runs on".to_owned(),
                };
                self.error(0, scheme.len() + 3, "`file_path` is a path, not a URL", help);
                return;
            }
            _ => {}
        }
        let mut at = self.home();
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            at = match c {
                '$' => self.dollar(at),
                '%' | '{' => self.other_variable(at, c),
                '\n' => {
                    self.error(at, end, "`file_path` has a line break", "write it on one line");
                    end
                }
                c if c.is_control() => {
                    self.error(at, end, "`file_path` has a control character", "remove it");
                    end
                }
                c => {
                    self.push(c);
                    end
                }
            };
        }
        if text.ends_with('/') {
            let message = "`file_path` is a directory, expected a file";
            self.error(text.len() - 1, text.len(), message, "name the file in it");
        }
    }

    /// A leading `~`; gives where the rest starts.
    fn home(&mut self) -> usize {
        let Some(rest) = self.text.strip_prefix('~') else { return 0 };
        if rest.starts_with('/') {
            self.parts.push(PathPart::Home);
            return 1;
        }
        let end = rest.find('/').map_or(self.text.len(), |i| i + 1);
        if rest.is_empty() {
            let message = "`file_path` is a directory, expected a file";
            self.error(0, end, message, "name a file in it: `~/...`");
        } else {
            let message = "`~` stands for the home directory only as `~/`";
            self.error(
                0,
                end,
                message,
                "write the directory out, or `~/` for the user who runs the program",
            );
        }
        end
    }

    /// What begins with a `$`; gives where the rest starts.
    fn dollar(&mut self, at: usize) -> usize {
        let text_end = self.text.len();
        let rest = self.text.get(at + 1..).unwrap_or_default();
        if rest.starts_with('$') {
            self.push('$');
            return at + 2;
        }
        if rest.starts_with('{') {
            return self.variable(at);
        }
        if rest.starts_with('(') {
            let end = rest.find(')').map_or(text_end, |i| at + i + 2);
            self.error(at, end, "commands are not run in `file_path`", "write the path out");
            return end;
        }
        let (name, _) = chars::leading(rest, is_of_name);
        let end = at + 1 + name.len();
        if is_variable(name) {
            let help = format!("write `{}`", shown(&format!("${{{name}}}")));
            self.error(at, end, "a variable needs braces", help);
        } else {
            self.error(at, at + 1, "`$` begins a variable", "write `$$` for a dollar sign");
        }
        end
    }

    /// `%NAME%` and `{NAME}`; gives where the rest starts.
    fn other_variable(&mut self, at: usize, sign: char) -> usize {
        let closing = if sign == '{' { '}' } else { sign };
        let rest = self.text.get(at + 1..).unwrap_or_default();
        let name = match rest.split_once(closing) {
            Some((name, _)) if is_variable(name) => name,
            _ => {
                self.push(sign);
                return at + 1;
            }
        };
        let end = at + name.len() + 2;
        let help = format!("write `{}`", shown(&format!("${{{name}}}")));
        self.error(at, end, "a variable is written `${NAME}`", help);
        end
    }

    /// `${...}`; gives where the rest starts.
    fn variable(&mut self, at: usize) -> usize {
        let from = at + 2;
        let rest = self.text.get(from..).unwrap_or_default();
        let Some(length) = rest.find('}') else {
            self.error(
                at,
                self.text.len(),
                "`${` is not closed",
                if rest.contains(":-") {
                    "add `}` after the default, as in `${NAME:-default}/file`"
                } else {
                    "add `}` after the variable's name"
                },
            );
            return self.text.len();
        };
        let end = from + length + 1;
        let inner = rest.get(..length).unwrap_or_default();
        let (name, operator) = chars::leading(inner, is_of_name);
        if !is_variable(name) {
            let message = if name.is_empty() {
                "`${}` needs the name of a variable"
            } else {
                "invalid variable name"
            };
            self.error(
                at,
                end,
                message,
                "use letters, digits and `_`, and no digit first: `${SECRETS_DIR}`",
            );
            return end;
        }
        let default = match operator.strip_prefix(":-") {
            Some(default) => Some(default),
            None if operator.is_empty() => None,
            None => {
                let default = operator.trim_start_matches(':').strip_prefix(['-', '=']);
                let default = default.unwrap_or_default();
                let repaired = chars::replaced(inner, |c| c == '-', '_');
                // `${HOME-root}` is how shells write a default, `${my-name}` was to be a name.
                let is_one_case = !any(inner, |c| c.is_ascii_uppercase())
                    || !any(inner, |c| c.is_ascii_lowercase());
                let meant = if default.is_empty() || any(default, begins_variable) {
                    format!("${{{name}}}")
                } else if is_one_case && is_variable(&repaired) {
                    format!("${{{repaired}}}")
                } else {
                    format!("${{{name}:-{default}}}")
                };
                let help = format!("write `{}`", shown(&meant));
                self.error(at, end, "unknown operator in a variable", help);
                return end;
            }
        };
        if any(default.unwrap_or_default(), |c| begins_variable(c) || c.is_control()) {
            let message = "a default is plain text, without variables";
            self.error(at, end, message, "write the text that is used where the variable is unset");
            return end;
        }
        self.parts
            .push(PathPart::Var { name: name.to_owned(), default: default.map(str::to_owned) });
        end
    }

    fn push(&mut self, c: char) {
        match self.parts.last_mut() {
            Some(PathPart::Text(text)) => text.push(c),
            _ => self.parts.push(PathPart::Text(c.to_string())),
        }
    }

    fn error(&mut self, start: usize, end: usize, message: &'static str, help: impl Into<String>) {
        self.errors.push(TextError::new(start..end, message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> PathPart {
        PathPart::Text(text.to_owned())
    }

    fn var(name: &str, default: Option<&str>) -> PathPart {
        PathPart::Var { name: name.to_owned(), default: default.map(str::to_owned) }
    }

    #[test]
    fn parts() {
        let parts = |text| PathTemplate::parse(text).unwrap().parts;
        assert_eq!(parts("/etc/key"), [text("/etc/key")]);
        assert_eq!(parts("~/key"), [PathPart::Home, text("/key")]);
        assert_eq!(parts("a~/b"), [text("a~/b")]);
        assert_eq!(parts("${D}/k$$x"), [var("D", None), text("/k$x")]);
        assert_eq!(parts("${D:-/run/s}${E:-}"), [var("D", Some("/run/s")), var("E", Some(""))]);
        assert_eq!(parts(r"C:\keys\é"), [text(r"C:\keys\é")]);
    }

    #[test]
    fn mistakes_have_a_place() {
        let at = |text| {
            let errors = PathTemplate::parse(text).unwrap_err();
            errors.into_iter().map(|e| (e.at.start, e.at.end)).collect::<Vec<_>>()
        };
        assert_eq!(at(""), [(0, 0)]);
        assert_eq!(at("  "), [(0, 2)]);
        assert_eq!(at("/a/$DIR/b"), [(3, 7)]);
        assert_eq!(at("/a/${DIR/b"), [(3, 10)]);
        assert_eq!(at("${1A}/${}/${A-b}"), [(0, 5), (6, 9), (10, 16)]);
        assert_eq!(at("${A:-${B}}x"), [(0, 9)]);
        assert_eq!(at("~bob/x"), [(0, 4)]);
        assert_eq!(at("~"), [(0, 1)]);
        assert_eq!(at("/a/"), [(2, 3)]);
        assert_eq!(at("/a\0b"), [(2, 3)]);
        assert_eq!(at("cost$"), [(4, 5)]);
        assert_eq!(at("$5"), [(0, 1)]);
    }
}
