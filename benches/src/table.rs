//! Results: rows of one table, the limits below it, and the file with both.

use core::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::digits::digits;
use crate::limit::{Limit, summary};
use crate::machine;
use crate::rounds::{Figure, Timing};

/// One figure.
#[derive(Debug)]
pub struct Row {
    /// What was done.
    pub what: String,
    /// By whom.
    pub who: String,
    /// How much it took.
    pub figure: Figure,
    /// Of what.
    pub unit: &'static str,
    /// Against the first of those who did the same.
    pub ratio: Option<Figure>,
}

impl Row {
    /// A figure that does not vary.
    pub fn exact(
        what: impl Into<String>,
        who: impl Into<String>,
        value: f64,
        unit: &'static str,
    ) -> Self {
        let figure = Figure { median: value, low: value, high: value };
        Self { what: what.into(), who: who.into(), figure, unit, ratio: None }
    }

    /// A time, in microseconds.
    pub fn timed(what: &str, timing: Timing) -> Self {
        let Timing { name, time, ratio } = timing;
        let [median, low, high] = [time.median, time.low, time.high].map(|time| time / 1000.0);
        let figure = Figure { median, low, high };
        Self { what: what.to_owned(), who: name, figure, unit: "µs", ratio: Some(ratio) }
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what,
            "who": self.who,
            "unit": self.unit,
            "figure": self.figure.json(),
            "ratio": self.ratio.as_ref().map(Figure::json),
        })
    }

    fn line(&self) -> String {
        let Self { what, who, figure, unit, ratio } = self;
        let spread = match figure.spread() {
            0.0 => String::new(),
            spread if spread.is_finite() => format!("±{spread:.0} %"),
            _ => String::new(),
        };
        let ratio = ratio.as_ref().map(|ratio| format!("{} ", digits(ratio.median)));
        let ratio = ratio.unwrap_or_default();
        format!("| {what} | {who} | {} {unit} | {spread} | {ratio}|", digits(figure.median))
    }
}

/// All that one run found.
#[derive(Debug)]
pub struct Results {
    /// What it ran on.
    pub machine: Value,
    /// The figures.
    pub rows: Vec<Row>,
    /// The promises.
    pub limits: Vec<Limit>,
    /// What could not be measured, and why.
    pub not_run: Vec<String>,
}

impl Default for Results {
    fn default() -> Self {
        Self {
            machine: machine::describe(),
            rows: Vec::new(),
            limits: Vec::new(),
            not_run: Vec::new(),
        }
    }
}

impl Results {
    /// The row of this name.
    pub fn row(&self, what: &str, who: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.what == what && row.who == who)
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("On {}.\n", machine::line(&self.machine));
        if !self.rows.is_empty() {
            text.push_str(
                "\n| what | who | median | spread | times the first |\n|---|---|--:|--:|--:|\n",
            );
        }
        let mut last = "";
        for row in &self.rows {
            let line = row.line();
            // The same words once.
            let line = if row.what == last { line.replacen(last, "", 1) } else { line };
            last = &row.what;
            writeln!(text, "{line}").expect("a string takes everything");
        }
        text.push_str(&self.limits_markdown());
        for what in &self.not_run {
            writeln!(text, "\nNOT RUN: {what}").expect("a string takes everything");
        }
        text
    }

    /// What must hold, as Markdown.
    pub fn limits_markdown(&self) -> String {
        let mut text = String::new();
        if !self.limits.is_empty() {
            text.push_str("\n| must hold | bound | measured | |\n|---|--:|--:|---|\n");
        }
        for limit in &self.limits {
            writeln!(text, "{}", limit.line()).expect("a string takes everything");
        }
        if !self.limits.is_empty() {
            writeln!(text, "\n{}", summary(&self.limits)).expect("a string takes everything");
        }
        text
    }

    /// Failure where a limit does not hold.
    pub fn exit_code(&self) -> ExitCode {
        let broken = self.limits.iter().any(Limit::is_broken);
        if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    /// Prints the table and writes the file.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn publish(&self, file: &Path) -> io::Result<()> {
        println!("{}", self.markdown());
        let rows: Vec<Value> = self.rows.iter().map(Row::json).collect();
        let limits: Vec<Value> = self.limits.iter().map(Limit::json).collect();
        let all = json!({
            "machine": self.machine, "rows": rows, "limits": limits, "not_run": self.not_run,
        });
        fs::write(file, serde_json::to_string_pretty(&all)? + "\n")?;
        println!("The same in {}.", file.display());
        Ok(())
    }
}
