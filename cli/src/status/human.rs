//! For people: a table, under each row what is wrong with it and what to do, and a summary.

use std::time::SystemTime;

use super::moment::left;
use super::row::{Problem, Row, State};
use crate::screen::{Paint, Screen, fit, pad, width_of, wrap};

/// A column: its heading, how narrow it may become and how narrow on the narrowest of terminals, and when it goes under
/// the row where there is no room.
struct Column {
    heading: &'static str,
    least: [usize; 2],
    moves: Moves,
    cells: Vec<String>,
    width: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Moves {
    Never,
    /// Before others become narrower.
    First,
    /// Where they would have to be as narrow as they may.
    Last,
}

const GAP: usize = 2;

pub(super) fn text(manifest: &str, rows: &[Row], screen: &Screen) -> String {
    let now = SystemTime::now();
    let mut columns = columns(rows, screen, now);
    let moved = make_fit(&mut columns, screen.width);
    // Below the ID, where there is room for that.
    let state = columns.first().map_or(0, |column| column.width);
    let indent = if screen.width >= 70 { state + GAP } else { 4 };
    let mut out = String::new();
    if !rows.is_empty() {
        let headings = columns.iter().map(|column| (column.heading.to_owned(), column.width));
        line(&headings.collect::<Vec<_>>(), &mut out, |_, heading| {
            screen.paint(Paint::Bold, heading)
        });
    }
    let shared = shared(rows);
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<(String, usize)> = columns
            .iter()
            .map(|column| {
                let cell = column.cells.get(number).map_or("", String::as_str);
                (fit(cell, column.width, screen.ellipsis()), column.width)
            })
            .collect();
        line(&cells, &mut out, |at, cell| match at {
            0 => screen.paint(paint(row.state), cell),
            1 => screen.paint(Paint::Bold, cell),
            _ => cell.to_owned(),
        });
        let moved = moved.iter().filter_map(|column| column.cells.get(number));
        details(
            row,
            &moved.filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>(),
            row.problem.as_ref().filter(|problem| !shared.iter().any(|one| one.is_same(problem))),
            indent,
            screen,
            &mut out,
        );
    }
    for problem in &shared {
        out.push('\n');
        of_several(problem, rows, screen, &mut out);
    }
    if !rows.is_empty() {
        out.push('\n');
    }
    summary(manifest, rows, screen, &mut out);
    out
}

fn columns(rows: &[Row], screen: &Screen, now: SystemTime) -> Vec<Column> {
    let column = |heading: &'static str, least, moves, cell: &dyn Fn(&Row) -> String| {
        let cells: Vec<String> = rows.iter().map(cell).collect();
        let widths = cells.iter().map(|cell| width_of(cell));
        let width = widths.max().unwrap_or(0).max(width_of(heading));
        Column { heading, least, moves, cells, width }
    };
    let mut columns = vec![
        column("STATE", [9, 9], Moves::Never, &|row| {
            format!("{} {}", sign(row.state, screen), row.state.word())
        }),
        column("ID", [12, 8], Moves::Never, &|row| row.id.clone()),
        column("PROVIDER", [8, 8], Moves::Never, &|row| row.provider.clone()),
        column("KIND", [7, 7], Moves::Last, &|row| row.kind.to_owned()),
        column("SOURCE", [PLACE, 8], Moves::Never, &Row::place),
        column("VERSION", [7, 7], Moves::First, &|row| row.version.clone().unwrap_or_default()),
        column("GOOD FOR", [8, 8], Moves::First, &|row| {
            row.good_until.map_or_else(String::new, |until| left(until, now))
        }),
    ];
    columns.retain(|column| {
        column.moves != Moves::First || column.cells.iter().any(|cell| !cell.is_empty())
    });
    columns
}

/// The width in which most places are whole.
const PLACE: usize = 20;

/// Makes columns narrower until the table has room; those that went under the rows.
fn make_fit(columns: &mut Vec<Column>, width: usize) -> Vec<Column> {
    let gaps = |columns: &[Column]| GAP * columns.len().saturating_sub(1);
    let total = |columns: &[Column]| {
        columns.iter().map(|column| column.width).sum::<usize>() + gaps(columns)
    };
    let least = |columns: &[Column]| {
        let least = columns.iter().map(|Column { width, least: [least, _], .. }| width.min(least));
        least.sum::<usize>() + gaps(columns)
    };
    let mut moved = Vec::new();
    if total(columns) > width {
        moved.extend(taken(columns, Moves::First));
    }
    if least(columns) > width {
        for mut column in taken(columns, Moves::Last) {
            // What most of them are says little below a row.
            column.cells.iter_mut().filter(|cell| *cell == USUAL).for_each(String::clear);
            moved.insert(0, column);
        }
    }
    for stage in [0, 1] {
        while total(columns) > width {
            let shrinks = |column: &&mut Column| column.least.get(stage) < Some(&column.width);
            // The last of the widest, which is the one with places.
            match columns.iter_mut().filter(shrinks).max_by_key(|column| column.width) {
                Some(widest) => widest.width -= 1,
                None => break,
            }
        }
    }
    moved
}

/// The kind of most credentials.
const USUAL: &str = "api_key";

/// Those that move then.
fn taken(columns: &mut Vec<Column>, moves: Moves) -> Vec<Column> {
    let (taken, stay) = columns.drain(..).partition(|column: &Column| column.moves == moves);
    *columns = stay;
    taken
}

/// Cells with the gaps between, and no space at the end.
fn line(cells: &[(String, usize)], out: &mut String, painted: impl Fn(usize, &str) -> String) {
    let filled = cells.iter().rposition(|(cell, _)| !cell.is_empty()).unwrap_or(0);
    for (at, (cell, width)) in cells.iter().enumerate().take(filled + 1) {
        out.push_str(&painted(at, cell));
        if at < filled {
            let missing = width_of(&pad(cell, *width)).saturating_sub(width_of(cell)) + GAP;
            out.push_str(&" ".repeat(missing));
        }
    }
    out.push('\n');
}

/// Problems that several credentials have in common, as those of a `.env` file.
fn shared(rows: &[Row]) -> Vec<&Problem> {
    let all: Vec<&Problem> = rows.iter().filter_map(|row| row.problem.as_ref()).collect();
    let mut shared: Vec<&Problem> = Vec::new();
    for (number, problem) in all.iter().enumerate() {
        let is_later = all.iter().skip(number + 1).any(|other| other.is_same(problem));
        if is_later && !shared.iter().any(|known| known.is_same(problem)) {
            shared.push(problem);
        }
    }
    shared
}

/// What stands under the table of a problem that several have.
fn of_several(problem: &Problem, rows: &[Row], screen: &Screen, out: &mut String) {
    let ids =
        rows.iter().filter(|row| row.problem.as_ref().is_some_and(|one| one.is_same(problem)));
    let ids: Vec<&str> = ids.map(|row| row.id.as_str()).collect();
    let affected = format!("{}: {}", ids.len(), ids.join(", "));
    tell("", None, &format!("{} [{}]", problem.cause(), problem.code), 0, screen, out);
    tell("fix: ", Some(Paint::Cyan), &problem.fix, 0, screen, out);
    tell("affects ", Some(Paint::Cyan), &affected, 0, screen, out);
}

/// Text under a label, wrapped.
fn tell(
    label: &str,
    paint: Option<Paint>,
    text: &str,
    indent: usize,
    screen: &Screen,
    out: &mut String,
) {
    let room = screen.width.saturating_sub(indent + width_of(label)).max(20);
    for (number, line) in wrap(text, room).into_iter().enumerate() {
        out.push_str(&" ".repeat(indent));
        match (number, paint) {
            (0, Some(paint)) => out.push_str(&screen.paint(paint, label)),
            (0, None) => out.push_str(label),
            _ => out.push_str(&" ".repeat(width_of(label))),
        }
        out.push_str(&line);
        out.push('\n');
    }
}

/// What stands under a row.
fn details(
    row: &Row,
    moved: &[String],
    problem: Option<&Problem>,
    indent: usize,
    screen: &Screen,
    out: &mut String,
) {
    let mut tell = |label: &str, paint: Option<Paint>, text: &str| {
        tell(label, paint, text, indent, screen, out);
    };
    let attributes = row.attributes.iter().map(|(name, value)| format!("{name} {value}"));
    let known: Vec<String> = moved.iter().cloned().chain(attributes).collect();
    if !known.is_empty() {
        tell("", None, &known.join(", "));
    }
    if let Some(problem) = problem {
        tell("", None, &format!("{} [{}]", problem.text, problem.code));
        tell("fix: ", Some(Paint::Cyan), &problem.fix);
    }
    for (code, warning) in &row.warnings {
        tell("warning: ", Some(Paint::Yellow), &format!("{warning} [{code}]"));
    }
}

fn summary(manifest: &str, rows: &[Row], screen: &Screen, out: &mut String) {
    let with = |state: State| rows.iter().filter(move |row| row.state == state);
    let count = |state| with(state).count();
    let loaded = count(State::Loaded) + count(State::Stale);
    let mut told = vec![format!("{loaded} of {} loaded", rows.len())];
    for (state, words) in [
        (State::Missing, "required but missing"),
        (State::Failed, "failed"),
        (State::Absent, "optional and missing"),
        (State::Unknown, "not known here"),
        (State::Stale, "not current"),
    ] {
        if count(state) > 0 {
            told.push(format!("{} {words}", count(state)));
        }
    }
    let warnings: usize = rows.iter().map(|row| row.warnings.len()).sum();
    if warnings > 0 {
        told.push(format!("{warnings} warning{}", if warnings == 1 { "" } else { "s" }));
    }
    let mut say = |text: &str, painted: &dyn Fn(&str) -> String| {
        for line in wrap(text, screen.width) {
            out.push_str(&painted(&line));
            out.push('\n');
        }
    };
    let is_fatal = rows.iter().any(Row::is_fatal);
    let paint = if is_fatal { Paint::Red } else { Paint::Green };
    say(&format!("{manifest}: {}", told.join(", ")), &|line| match line.strip_prefix(manifest) {
        Some(rest) => screen.paint(paint, manifest) + rest,
        None => line.to_owned(),
    });
    // Of what keeps the program from running, first of all.
    let mut failed: Vec<&Row> = rows.iter().filter(|row| row.state != State::Unknown).collect();
    failed.sort_by_key(|row| !row.is_fatal());
    if let Some(problem) = failed.iter().find_map(|row| row.problem.as_ref()) {
        let code = problem.code;
        let more = format!("for more about a code, run `cargo credentials explain {code}`");
        say(&more, &str::to_owned);
    }
}

fn paint(state: State) -> Paint {
    match state {
        State::Loaded => Paint::Green,
        State::Missing | State::Failed => Paint::Red,
        State::Stale => Paint::Yellow,
        State::Absent | State::Unknown => Paint::Cyan,
    }
}

fn sign(state: State, screen: &Screen) -> &'static str {
    match (state, screen.is_unicode) {
        (State::Loaded, true) => "✓",
        (State::Missing | State::Failed, true) => "✗",
        (State::Absent, true) => "–",
        (State::Loaded, false) => "+",
        (State::Missing | State::Failed, false) => "x",
        (State::Absent, false) => "-",
        (State::Stale, _) => "!",
        (State::Unknown, _) => "?",
    }
}
