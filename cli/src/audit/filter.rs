//! Which records are shown.

use super::record::Record;

/// What they have to have.
#[derive(Debug, clap::Args)]
pub(super) struct Filter {
    /// Accesses to this credential (repeatable)
    #[arg(long, value_name = "ID")]
    id: Vec<String>,
    /// Nothing before this time in UTC, such as 2027-01-15 or 2027-01-15T08:30
    #[arg(long, value_name = "TIME", value_parser = time)]
    since: Option<String>,
    /// Nothing after it
    #[arg(long, value_name = "TIME", value_parser = time)]
    until: Option<String>,
    /// Accesses from this source file, such as main.rs or src/main.rs:10
    #[arg(long, value_name = "PATH[:LINE]")]
    at: Option<String>,
}

impl Filter {
    pub(super) fn takes(&self, record: &Record) -> bool {
        let is_of_one =
            self.id.is_empty() || self.id.iter().any(|id| id == record.text("credential_id"));
        let since = self.since.as_deref().is_none_or(|since| record.text("time") >= since);
        let until = self.until.as_deref().is_none_or(|until| {
            // A day is all of it.
            let start = record.since();
            start.get(..until.len()).unwrap_or(start) <= until
        });
        is_of_one && since && until && self.at.as_deref().is_none_or(|at| is_at(record, at))
    }
}

fn is_at(record: &Record, at: &str) -> bool {
    let (path, line) = match at.rsplit_once(':').map(|(path, line)| (path, line.parse::<u64>())) {
        Some((path, Ok(line))) => (path, Some(line)),
        _ => (at, None),
    };
    let file = record.text("file");
    let rest = file.strip_suffix(path);
    let is_file = rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']));
    record.is_access() && is_file && line.is_none_or(|line| record.number("line") == line)
}

/// The beginning of a time as records have it.
fn time(text: &str) -> Result<String, &'static str> {
    const FORM: &str = "0000-00-00T00:00:00.000000";

    let begins = text.strip_suffix('Z').unwrap_or(text);
    let fits = begins.chars().zip(FORM.chars()).all(|(c, form)| match form {
        '0' => c.is_ascii_digit(),
        sign => c == sign,
    });
    // To the day at least, and nothing half.
    let is_whole = matches!(begins.len(), 10 | 16 | 19 | 21..=26);
    if fits && is_whole {
        return Ok(begins.to_owned());
    }
    Err("write it as `2027-01-15` or `2027-01-15T08:30:00`, in UTC")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn access(time: &str, since: Option<&str>) -> Record {
        Record(json!({
            "event": "credential_accessed", "time": time, "since": since, "credential_id": "openai",
            "file": "agent/src/main.rs", "line": 10, "count": 3,
        }))
    }

    fn takes(filter: &[(&str, &str)], record: &Record) -> bool {
        let find = |name| {
            filter.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        let filter = Filter {
            id: find("id").into_iter().collect(),
            since: find("since"),
            until: find("until"),
            at: find("at"),
        };
        filter.takes(record)
    }

    #[test]
    fn records_are_taken_by_id_place_and_time() {
        let record = access("2027-01-15T08:00:00.000001Z", None);
        for (filter, expected) in [
            (&[][..], true),
            (&[("id", "openai")], true),
            (&[("id", "open")], false),
            (&[("at", "main.rs")], true),
            (&[("at", "src/main.rs:10")], true),
            (&[("at", "agent/src/main.rs")], true),
            (&[("at", "src/main.rs:11")], false),
            (&[("at", "ain.rs")], false),
            (&[("since", "2027-01-15")], true),
            (&[("since", "2027-01-15T08:00:01")], false),
            (&[("until", "2027-01-15")], true),
            (&[("until", "2027-01-15T08:00")], true),
            (&[("until", "2027-01-14")], false),
            (&[("since", "2027-01-15"), ("until", "2027-01-15"), ("id", "openai")], true),
        ] {
            assert_eq!(takes(filter, &record), expected, "{filter:?}");
        }
        // A fold reaches over a time.
        let fold = access("2027-01-15T08:00:09.000000Z", Some("2027-01-15T08:00:00.000000Z"));
        assert!(takes(
            &[("since", "2027-01-15T08:00:05"), ("until", "2027-01-15T08:00:06")],
            &fold
        ));
        assert!(!takes(&[("since", "2027-01-15T08:00:10")], &fold));
    }

    #[test]
    fn times_are_checked() {
        for text in
            ["2027-01-15", "2027-01-15T08:30", "2027-01-15T08:30:00Z", "2027-01-15T08:30:00.5"]
        {
            assert!(time(text).is_ok(), "{text}");
        }
        for text in ["", "2027", "yesterday", "2027-1-15", "2027-01-15 08:30", "2027-01-15T08"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}
