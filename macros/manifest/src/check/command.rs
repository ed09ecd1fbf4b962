//! What `command` needs beyond its shape. Of what a variable holds, nothing is said.

use crate::chars::{any, leading};
use crate::code::Code;
use crate::model::Text;
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::{shown, shown_words};
use crate::span::Spanned;

/// What a shell reads as something else than an argument.
const OF_SHELL: [&str; 8] = ["|", "||", "&&", ">", ">>", "2>&1", "2>/dev/null", "&"];

/// What is wrong with a list, whose items are texts.
pub(super) fn problem(key: &Key, items: &Spanned<Vec<Spanned<Text>>>) -> Option<Problem> {
    if key.name != "command" {
        return None;
    }
    let Some(program) = items.value.first() else {
        let problem = Problem::at(Code::InvalidCommand, items.span, "`command` is empty");
        return Some(
            problem.help(format!("write the program and its arguments: `{}`", key.example)),
        );
    };
    program_problem(program).or_else(|| items.value.iter().find_map(item_problem))
}

// What a relative path names depends on where the program is started, and so does what is run.
fn program_problem(program: &Spanned<Text>) -> Option<Problem> {
    let written = program.text();
    let at = |message: &str, help: String| {
        Some(Problem::at(Code::InvalidCommand, program.span, message).help(help))
    };
    if written.trim().is_empty() {
        return at("the first item of `command` is empty", "write the program there".to_owned());
    }
    if let Some(rest) = written.strip_prefix("~/") {
        let help = format!("write `${{HOME}}/{}`", shown(rest));
        return at("no shell expands the `~` in the first item of `command`", help);
    }
    // A path may have spaces; the name of a program has none.
    let (word, rest) = leading(written.trim(), |c| !c.is_whitespace());
    if !rest.is_empty() && !word.contains(['/', '\\']) {
        let help = format!("make each word an item: `[{}]`", shown_words(written));
        return at("the first item of `command` is more than a program", help);
    }
    if written.contains('/') && !written.starts_with('/') && !is_absolute(written) {
        let help = "write its whole path, or its name alone if it is in `PATH`".to_owned();
        return at("the program in `command` is a relative path", help);
    }
    None
}

/// Whether it begins with a variable, or with a drive of Windows.
fn is_absolute(written: &str) -> bool {
    written.starts_with("${") || written.get(1..3).is_some_and(|sign| matches!(sign, ":/" | ":\\"))
}

// It would be an argument like any other.
fn item_problem(item: &Spanned<Text>) -> Option<Problem> {
    let written = item.text();
    if OF_SHELL.contains(&written) {
        let message = format!("`{written}` in `command` is for a shell, and none reads it");
        let help = "write a script that does it, and name that";
        return Some(Problem::at(Code::InvalidCommand, item.span, message).help(help));
    }
    if any(written, |c| c == '\0') {
        let message = "an item of `command` has a NUL, which no argument can have";
        return Some(Problem::at(Code::InvalidCommand, item.span, message).help("remove it"));
    }
    None
}

/// In seconds. Nobody waits for longer when a program starts.
const LONGEST: u64 = 600;

// With 0 no program could end in time.
pub(super) fn timeout_problem(key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let is_fit = |seconds: u64| (1..=LONGEST).contains(&seconds);
    if key.name != "command_timeout" || text.text().parse().is_ok_and(is_fit) {
        return None;
    }
    let message = "`command_timeout` must be between 1 and 600 seconds";
    let help = "write how long the program may take, as in `60`, or remove it";
    Some(Problem::at(Code::InvalidCommand, text.span, message).help(help))
}
