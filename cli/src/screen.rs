//! What is shown to people: how wide, in which signs, and text that is laid out for it.

mod clean;
mod layout;

use std::env;
use std::io::{self, IsTerminal};

pub(crate) use clean::clean;
pub(crate) use layout::{beginning, end, fit, pad, width_of, wrap};

use crate::color::Color;

/// How wide text may be where nothing is known: on a pipe, nothing is cut or wrapped.
pub(crate) const UNLIMITED: usize = usize::MAX;

/// What standard output can show.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// In columns of a terminal.
    pub(crate) width: usize,
    pub(crate) is_coloured: bool,
    /// Whether signs beyond ASCII arrive as they are.
    pub(crate) is_unicode: bool,
    pub(crate) is_terminal: bool,
}

/// The colours that every terminal has, in whatever shade its owner reads best: no white and no black.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Bold,
    Green,
    Red,
    Yellow,
    Cyan,
}

impl Screen {
    pub(crate) fn new(color: Color) -> Self {
        let is_terminal = io::stdout().is_terminal();
        Self {
            width: width(is_terminal),
            is_coloured: color.is_wanted(),
            is_unicode: is_unicode(),
            is_terminal,
        }
    }

    /// Of a terminal that has another size by now.
    pub(crate) fn measured(self) -> Self {
        Self { width: width(self.is_terminal), ..self }
    }

    pub(crate) fn paint(&self, paint: Paint, text: &str) -> String {
        if !self.is_coloured || text.is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Bold => 1,
            Paint::Red => 31,
            Paint::Green => 32,
            Paint::Yellow => 33,
            Paint::Cyan => 36,
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// What stands for what was cut away.
    pub(crate) fn ellipsis(&self) -> &'static str {
        if self.is_unicode { "…" } else { ".." }
    }
}

/// Narrower is no table.
const LEAST: usize = 40;

fn width(is_terminal: bool) -> usize {
    let said = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    match said.filter(|width| *width > 0) {
        Some(width) => width,
        None if is_terminal => columns().unwrap_or(80),
        None => UNLIMITED,
    }
    .max(LEAST)
}

/// Of the terminal itself, whatever is said about it.
pub(crate) fn columns() -> Option<usize> {
    let (terminal_size::Width(width), _) = terminal_size::terminal_size()?;
    Some(usize::from(width))
}

/// As the locale says.
fn is_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty());
    let locale = locale.unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
