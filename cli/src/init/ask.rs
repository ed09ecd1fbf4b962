//! Questions, on a terminal.

use std::fmt::Write as _;
use std::io::{self, BufRead, Write};

use super::dotenv::is_name;
use super::proposal::Sorted;
use crate::end::Failure;
use crate::plain::plain;

pub(super) struct Ask {
    /// `None` where nobody is there: each question has its default for an answer.
    terminal: Option<(Box<dyn BufRead>, Box<dyn Write>)>,
}

impl Ask {
    pub(super) fn nobody() -> Self {
        Ask { terminal: None }
    }

    /// Questions go to standard error, so that standard output has the result alone.
    pub(super) fn terminal() -> Self {
        Ask { terminal: Some((Box::new(io::stdin().lock()), Box::new(io::stderr()))) }
    }

    fn answer(&mut self, question: &str) -> Result<Option<String>, Failure> {
        let Some((input, output)) = &mut self.terminal else { return Ok(None) };
        let unread =
            |error: io::Error| Failure(format!("the terminal cannot be read: {}", error.kind()));
        write!(output, "{question} ").and_then(|()| output.flush()).map_err(unread)?;
        let mut line = String::new();
        if input.read_line(&mut line).map_err(unread)? == 0 {
            // Who closes the terminal wants nothing done.
            return Err(Failure("no answer; nothing was written".to_owned()));
        }
        Ok(Some(line.trim().to_owned()))
    }

    /// Yes, unless somebody says no.
    pub(super) fn yes(&mut self, question: &str) -> Result<bool, Failure> {
        let answer = self.answer(&format!("{question} [Y/n]"))?;
        Ok(!answer.is_some_and(|answer| answer.to_ascii_lowercase().starts_with('n')))
    }

    pub(super) fn write(&mut self, manifest: &str) -> Result<bool, Failure> {
        self.yes(&format!("Write `{manifest}`?"))
    }

    /// What is to be added or left out beside the proposal; whether there is anything.
    pub(super) fn changes(
        &mut self,
        sorted: &Sorted,
        add: &mut Vec<String>,
        skip: &mut Vec<String>,
    ) -> Result<bool, Failure> {
        let Some((_, output)) = &mut self.terminal else { return Ok(false) };
        let unread =
            |error: io::Error| Failure(format!("the terminal cannot be written: {}", error.kind()));
        let mut list = String::from("Credentials:\n");
        for proposal in &sorted.proposals {
            let names: Vec<String> =
                proposal.places.iter().map(|place| plain(place.text())).collect();
            _ = writeln!(list, "  {} from {}", proposal.id, names.join(", "));
        }
        if !sorted.left_out.is_empty() {
            _ = writeln!(list, "Settings, left out: {}", sorted.left_out.join(", "));
        }
        output.write_all(list.as_bytes()).map_err(unread)?;
        let more = self.names("Variables to add (Enter for none):")?;
        let less = if sorted.proposals.is_empty() {
            Vec::new()
        } else {
            self.names("Variables to leave out (Enter for none):")?
        };
        let is_any = !more.is_empty() || !less.is_empty();
        add.extend(more);
        skip.extend(less);
        Ok(is_any)
    }

    /// Names, until each is one. An answer that is none is not repeated.
    fn names(&mut self, question: &str) -> Result<Vec<String>, Failure> {
        loop {
            let answer = self.answer(question)?.unwrap_or_default();
            // An answer to another kind of question.
            let (is_no, is_yes) = match answer.to_lowercase().as_str() {
                "n" | "no" | "none" => (true, false),
                "y" | "yes" => (false, true),
                _ => (false, false),
            };
            if is_no {
                return Ok(Vec::new());
            }
            let names: Vec<String> = answer
                .split([' ', ','])
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
            if !is_yes && names.iter().all(|name| is_name(name)) {
                return Ok(names);
            }
            if let Some((_, output)) = &mut self.terminal {
                let _ = writeln!(
                    output,
                    "Names of variables, please, with spaces between, and no value; Enter for none."
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(answers: &'static str) -> Ask {
        Ask { terminal: Some((Box::new(answers.as_bytes()), Box::new(io::sink()))) }
    }

    #[test]
    fn answers() {
        for (answer, expected) in [("\n", true), ("y\n", true), ("n\n", false), ("No\n", false)] {
            assert_eq!(ask(answer).yes("?").ok(), Some(expected), "{answer}");
        }
        assert!(ask("").yes("?").is_err());
        assert!(Ask::nobody().yes("?").is_ok_and(|yes| yes));
        let (mut add, mut skip) = (Vec::new(), Vec::new());
        let is_any = ask("A B=c\nA, B\n").changes(&Sorted::default(), &mut add, &mut skip);
        assert!(is_any.is_ok_and(|any| any));
        assert_eq!((add, skip.len()), (vec!["A".to_owned(), "B".to_owned()], 0));
        // Neither yes nor no is a name.
        let (mut add, mut skip) = (Vec::new(), Vec::new());
        let is_any = ask("y\nYes\nno\n").changes(&Sorted::default(), &mut add, &mut skip);
        assert!(is_any.is_ok_and(|any| !any) && add.is_empty());
    }
}
