//! Text with `${VAR}` and `${VAR:-default}`, and in a path a leading `~/`; `$$` is a dollar sign.

use crate::chars::{self, all, any};
use crate::checked::{Template, TemplatePart};
use crate::key_path::TextError;
use crate::secrets::shown;

impl Template {
    /// One without variables.
    pub(crate) fn literal(text: String) -> Self {
        Self { parts: vec![TemplatePart::Text(text.clone())], text }
    }

    /// The template in the value of `key`.
    pub(crate) fn parse(text: &str, key: &str) -> Result<Template, Vec<TextError>> {
        Self::read(text, key, &|reader| reader.text())
    }

    /// As [`parse`](Self::parse), for a path.
    pub(crate) fn parse_path(text: &str, key: &str) -> Result<Template, Vec<TextError>> {
        Self::read(text, key, &|reader| reader.path())
    }

    fn read(
        text: &str,
        key: &str,
        read: &dyn Fn(&mut Reader<'_>),
    ) -> Result<Template, Vec<TextError>> {
        let mut reader = Reader { text, key, parts: Vec::new(), errors: Vec::new() };
        read(&mut reader);
        if reader.errors.is_empty() {
            Ok(Template { text: text.to_owned(), parts: reader.parts })
        } else {
            Err(reader.errors)
        }
    }
}

/// Whether `${` and a name stand in the text. A dollar sign alone, and `${}`, say nothing.
pub(crate) fn has_variable(text: &str) -> bool {
    let begins_name = |c: char| c.is_ascii_alphabetic() || c == '_';
    text.split("${").skip(1).any(|rest| rest.starts_with(begins_name))
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
    /// Whose value it is.
    key: &'a str,
    parts: Vec<TemplatePart>,
    errors: Vec<TextError>,
}

impl Reader<'_> {
    fn text(&mut self) {
        let mut at = 0;
        while let Some(c) = self.next(at) {
            at = match c {
                '$' => self.dollar(at),
                c => self.plain(at, c),
            };
        }
    }

    fn path(&mut self) {
        let text = self.text;
        if text.trim().is_empty() {
            let help = "name the file that holds the secret";
            return self.error(0, text.len(), "{key} is empty", help);
        }
        match text.split_once("://") {
            Some((scheme, path)) if is_variable(scheme) => {
                let help = match (scheme, path.starts_with('/')) {
                    ("file", true) => format!("write `{}`", shown(path)),
                    _ => "name a file of the machine that the program runs on".to_owned(),
                };
                return self.error(0, scheme.len() + 3, "{key} must be a path, found a URL", help);
            }
            _ => {}
        }
        let mut at = self.home();
        while let Some(c) = self.next(at) {
            let end = at + c.len_utf8();
            at = match c {
                '$' => self.dollar(at),
                '%' | '{' => self.other_variable(at, c),
                '\n' => {
                    self.error(at, end, "{key} has a line break", "write it on one line");
                    end
                }
                c if c.is_control() => {
                    self.error(at, end, "{key} has a control character", "remove it");
                    end
                }
                c => self.plain(at, c),
            };
        }
        if text.ends_with('/') {
            let message = "{key} must be a file, found a directory";
            self.error(text.len() - 1, text.len(), message, "name the file in it");
        }
    }

    fn next(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn plain(&mut self, at: usize, c: char) -> usize {
        self.push(c);
        at + c.len_utf8()
    }

    /// A leading `~`; gives where the rest starts.
    fn home(&mut self) -> usize {
        let Some(rest) = self.text.strip_prefix('~') else { return 0 };
        if rest.starts_with('/') {
            self.parts.push(TemplatePart::Home);
            return 1;
        }
        let end = rest.find('/').map_or(self.text.len(), |i| i + 1);
        if rest.is_empty() {
            let message = "{key} must be a file, found a directory";
            self.error(0, end, message, "name a file in it: `~/...`");
        } else {
            let message = "`~` in {key} stands for the home directory only as `~/`";
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
            self.error(at, end, "commands are not run in {key}", "write the path out");
            return end;
        }
        let (name, _) = chars::leading(rest, is_of_name);
        let end = at + 1 + name.len();
        if is_variable(name) {
            let help = format!("write `{}`", shown(&format!("${{{name}}}")));
            self.error(at, end, "a variable in {key} needs braces", help);
        } else {
            self.error(
                at,
                at + 1,
                "`$` in {key} begins a variable",
                "write `$$` for a dollar sign",
            );
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
        self.error(at, end, "a variable in {key} is written `${NAME}`", help);
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
                "`${` in {key} is not closed",
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
                "`${}` in {key} needs the name of a variable"
            } else {
                "invalid variable name in {key}"
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
                self.error(at, end, "unknown operator in a variable of {key}", help);
                return end;
            }
        };
        if any(default.unwrap_or_default(), |c| begins_variable(c) || c.is_control()) {
            let message = "a default in {key} is plain text, without variables";
            self.error(at, end, message, "write the text that is used if the variable is unset");
            return end;
        }
        self.parts
            .push(TemplatePart::Var { name: name.to_owned(), default: default.map(str::to_owned) });
        end
    }

    fn push(&mut self, c: char) {
        match self.parts.last_mut() {
            Some(TemplatePart::Text(text)) => text.push(c),
            _ => self.parts.push(TemplatePart::Text(c.to_string())),
        }
    }

    /// `{key}` in the message is the key's name.
    fn error(&mut self, start: usize, end: usize, message: &str, help: impl Into<String>) {
        self.errors.push(TextError::new(start..end, self.key, message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> TemplatePart {
        TemplatePart::Text(text.to_owned())
    }

    fn var(name: &str, default: Option<&str>) -> TemplatePart {
        TemplatePart::Var { name: name.to_owned(), default: default.map(str::to_owned) }
    }

    #[test]
    fn parts() {
        let parts = |text| Template::parse_path(text, "file_path").unwrap().parts;
        assert_eq!(parts("/etc/key"), [text("/etc/key")]);
        assert_eq!(parts("~/key"), [TemplatePart::Home, text("/key")]);
        assert_eq!(parts("a~/b"), [text("a~/b")]);
        assert_eq!(parts("${D}/k$$x"), [var("D", None), text("/k$x")]);
        assert_eq!(parts("${D:-/run/s}${E:-}"), [var("D", Some("/run/s")), var("E", Some(""))]);
        assert_eq!(parts(r"C:\keys\é"), [text(r"C:\keys\é")]);
    }

    #[test]
    fn text_that_is_no_path_may_hold_anything_but_a_bare_dollar() {
        let parts = |text| Template::parse(text, "x").unwrap().parts;
        assert_eq!(parts(""), []);
        assert_eq!(parts("~/a/"), [text("~/a/")]);
        assert_eq!(parts("{A} %A%\n"), [text("{A} %A%\n")]);
        assert_eq!(parts("a/${B}$$"), [text("a/"), var("B", None), text("$")]);
        let error = Template::parse("cost$", "x").unwrap_err().remove(0);
        assert_eq!((error.at, &*error.message), (4..5, "`$` in `x` begins a variable"));
    }

    #[test]
    fn mistakes_have_a_place() {
        let at = |text| {
            let errors = Template::parse_path(text, "file_path").unwrap_err();
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
