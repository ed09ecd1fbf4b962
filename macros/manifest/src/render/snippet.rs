//! A line of the manifest with carets under a part of it.

use super::{Palette, width};
use crate::report::Report;
use crate::secrets::{MASK, is_invisible};
use crate::span::Span;

/// A longer line is cut to a window around the carets.
const MAX_WIDTH: usize = 100;

pub(super) struct Snippet<'r> {
    path: &'r str,
    line: usize,
    column: usize,
    text: String,
    caret: usize,
    carets: usize,
}

/// A character as it is shown.
struct Cell {
    text: String,
    width: usize,
    marked: bool,
}

impl<'r> Snippet<'r> {
    pub(super) fn new(report: &'r Report, span: Span) -> Option<Self> {
        let source = report.source()?;
        let (line, column) = source.position(span.start);
        let (start, text) = source.line(line);
        let (start, text, cut) = near(start, text, span.start as usize);
        let cells = cells(report.masks(), span, start, text);
        let mut before = 0;
        for (i, _) in text.char_indices() {
            before += usize::from(start + i < span.start as usize);
        }
        let (text, caret, carets) = window(&cells, before, cut);
        Some(Snippet { path: report.path(), line, column, text, caret, carets })
    }

    /// How many columns the line number takes.
    pub(super) fn gutter(&self) -> usize {
        self.line.to_string().len()
    }

    pub(super) fn write(
        &self,
        gutter: usize,
        label: &str,
        (palette, color): (&Palette, &str),
        out: &mut Vec<String>,
    ) {
        out.push(format!("{:gutter$}{}-->{} {}", "", palette.gutter, palette.end, self.place()));
        self.write_line(gutter, ('^', label), (palette, color), out);
    }

    pub(super) fn write_related(
        &self,
        gutter: usize,
        label: &str,
        palette: &Palette,
        out: &mut Vec<String>,
    ) {
        let (blue, end) = (palette.gutter, palette.end);
        out.push(format!("{:gutter$} {blue}|{end}", ""));
        out.push(format!("{:gutter$}{blue}:::{end} {}", "", self.place()));
        self.write_line(gutter, ('-', label), (palette, palette.related), out);
    }

    fn place(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }

    fn write_line(
        &self,
        gutter: usize,
        (mark, label): (char, &str),
        (palette, color): (&Palette, &str),
        out: &mut Vec<String>,
    ) {
        let (blue, end) = (palette.gutter, palette.end);
        let marks = mark.to_string().repeat(self.carets);
        let marked = format!("{:indent$}{color}{marks} {label}", "", indent = self.caret);
        out.push(format!("{:gutter$} {blue}|{end}", ""));
        out.push(
            format!("{blue}{:>gutter$} |{end} {}", self.line, self.text).trim_end().to_owned(),
        );
        out.push(format!("{:gutter$} {blue}|{end} {}{end}", "", marked.trim_end()));
    }
}

/// The part of a very long line that matters, and whether anything was cut off.
fn near(start: usize, line: &str, at: usize) -> (usize, &str, bool) {
    const REACH: usize = 8 * MAX_WIDTH;
    let at = at.saturating_sub(start).min(line.len());
    let mut from = at.saturating_sub(REACH);
    let mut to = (at + REACH).min(line.len());
    while !line.is_char_boundary(from) {
        from -= 1;
    }
    while !line.is_char_boundary(to) {
        to += 1;
    }
    let cut = from > 0 || to < line.len();
    (start + from, line.get(from..to).unwrap_or_default(), cut)
}

/// The line's characters, made safe to show.
fn cells(masks: &[Span], span: Span, start: usize, line: &str) -> Vec<Cell> {
    let visible_end = start + line.trim_end().len();
    let mut cells: Vec<Cell> = Vec::new();
    let first = masks.partition_point(|mask| (mask.end as usize) <= start);
    let mut masks = masks.get(first..).unwrap_or_default().iter();
    let mut mask = masks.next();
    let mut in_mask = false;
    for (i, c) in line.char_indices() {
        let at = start + i;
        while mask.is_some_and(|mask| mask.end as usize <= at) {
            mask = masks.next();
            in_mask = false;
        }
        let hidden = mask.is_some_and(|mask| mask.start as usize <= at);
        let marked = span.range().contains(&at) && at < visible_end;
        let (text, width) = match (hidden, in_mask) {
            (true, true) => (String::new(), 0),
            (true, false) => (MASK.to_owned(), MASK.len()),
            (false, _) => shown(c),
        };
        in_mask = hidden;
        cells.push(Cell { text, width, marked });
    }
    cells
}

fn shown(c: char) -> (String, usize) {
    match c {
        '\t' => ("    ".to_owned(), 4),
        c if is_invisible(c) => ("\u{fffd}".to_owned(), 1),
        c => (c.to_string(), width::of(c)),
    }
}

/// The text, the column of the first caret and the number of carets.
fn window(cells: &[Cell], column: usize, cut: bool) -> (String, usize, usize) {
    let column = column.min(cells.len());
    let (before, after) = cells.split_at_checked(column).unwrap_or((cells, &[]));
    let mut carets = 0;
    for cell in after {
        if !cell.marked {
            break;
        }
        carets += cell.width;
    }
    let carets = carets.max(1);
    let caret = width(before);
    let total = width(cells);
    if total <= MAX_WIDTH && !cut {
        let mut text = String::new();
        for cell in cells {
            text.push_str(&cell.text);
        }
        return (text, caret, carets);
    }
    // A third of the window goes before the carets.
    let from = caret.saturating_sub(MAX_WIDTH / 3).min(total.saturating_sub(MAX_WIDTH));
    let mut out = String::new();
    let mut skipped = 0;
    let mut taken = 0;
    for cell in cells {
        if skipped < from {
            skipped += cell.width;
        } else if taken + cell.width <= MAX_WIDTH {
            taken += cell.width;
            out.push_str(&cell.text);
        } else {
            break;
        }
    }
    let (lead, lead_width) = if skipped > 0 { ("…", 1) } else { ("", 0) };
    let tail = if skipped + taken < total { "…" } else { "" };
    let caret = caret.saturating_sub(skipped) + lead_width;
    let carets = carets.min((taken + lead_width).saturating_sub(caret)).max(1);
    (format!("{lead}{out}{tail}"), caret, carets)
}

fn width(cells: &[Cell]) -> usize {
    let mut width = 0;
    for cell in cells {
        width += cell.width;
    }
    width
}
