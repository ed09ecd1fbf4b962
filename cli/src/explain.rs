//! `explain`: what a code means, with an example of the mistake and the fix.

mod at_run_time;
mod known_secrets;
mod of_commands;
mod of_kinds;

use std::io::Write;

use provider_credentials_manifest::suggest::nearest;

use crate::end::{End, Failure};
use crate::typed::shown;

/// Pairs each code of a manifest's problem with its page, `explain/CODE.md`.
macro_rules! pages {
    ($($name:ident = $code:literal,)*) => {
        /// The pages, in the order of `Code::ALL`.
        pub(crate) static PAGES: &[(&str, &str)] =
            &[$(($code, include_str!(concat!("explain/", $code, ".md"))),)*];
    };
}

provider_credentials_manifest::__for_each_code!(pages);

/// What a code means, in one line.
pub(crate) fn summary(code: &str) -> &'static str {
    page(code).map_or("", first_line)
}

fn first_line(page: &'static str) -> &'static str {
    page.lines().next().unwrap_or_default()
}

fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, page)| *page)
}

/// Say more about a code such as `unknown_key` or `env_not_set`; alone, list all
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// A code, as messages have it in brackets
    code: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials explain
  cargo credentials explain env_not_set";

pub(crate) fn run(options: &Explain, out: &mut dyn Write) -> Result<End, Failure> {
    let Some(code) = options.code.as_deref() else {
        let codes = || PAGES.iter().chain(at_run_time::PAGES).chain(of_commands::PAGES);
        let width = codes().map(|(code, _)| code.len()).max().unwrap_or(0);
        for (title, pages) in
            [(BUILD, PAGES), (RUN, at_run_time::PAGES), (COMMANDS, of_commands::PAGES)]
        {
            writeln!(out, "{title}")?;
            for (code, page) in pages {
                writeln!(out, "  {code:width$}  {}", first_line(page))?;
            }
        }
        return Ok(End::Good);
    };
    // People copy the brackets, too.
    let code = code.trim().trim_matches(['[', ']', '`']).to_ascii_lowercase();
    let code = code.as_str();
    match (page(code), at_run_time::page(code).or_else(|| of_commands::page(code))) {
        (Some(page), None) | (None, Some(page)) => write!(out, "{code}: {page}")?,
        (Some(build), Some(run)) => write!(out, "{code}: {build}\n{RUN}\n\n{run}")?,
        (None, None) => match of_kinds::page(code) {
            Some(page) => {
                for [problem, fix] in of_kinds::rows(page, code) {
                    writeln!(out, "{code}: {problem}\n\n  {fix}\n")?;
                }
                write!(out, "{}", of_kinds::without_table(page))?;
            }
            None => return Err(unknown(code)),
        },
    }
    if code == "secret_in_manifest" {
        write!(out, "{}", known_secrets::lists())?;
    }
    Ok(End::Good)
}

const BUILD: &str = "Of a manifest:";
const RUN: &str = "Of a program that loads its credentials:";
const COMMANDS: &str = "Of `cargo credentials status` and `run`:";

fn unknown(code: &str) -> Failure {
    let codes =
        PAGES.iter().chain(at_run_time::PAGES).chain(of_commands::PAGES).map(|(code, _)| *code);
    let near = nearest(code, &codes.collect::<Vec<_>>());
    let shown = near.map_or_else(|| shown(code), |_| code.to_owned());
    let hint = near.map_or_else(
        || "`cargo credentials explain` lists all".to_owned(),
        |near| format!("`cargo credentials explain {near}` is the nearest"),
    );
    Failure(format!("unknown code `{shown}`; {hint}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, reason = "tests state what must hold")]

    use provider_credentials_manifest::{Code, SourceFile, examine};

    use super::*;

    fn codes(manifest: &str) -> Vec<&'static str> {
        let report = examine(SourceFile::new("m.yaml", manifest)).report;
        report.problems().map(|problem| problem.code().as_str()).collect()
    }

    fn examples(page: &str) -> Vec<&str> {
        let blocks = page.split("```yaml\n").skip(1);
        blocks.map(|block| block.split("```").next().expect("an end")).collect()
    }

    #[test]
    fn every_code_has_a_page() {
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let pages: Vec<&str> = PAGES.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, pages);
    }

    #[test]
    fn the_first_example_has_the_mistake_and_the_second_none() {
        let mut without = Vec::new();
        for (code, page) in PAGES {
            match examples(page).as_slice() {
                [] => without.push(*code),
                [wrong, right] => {
                    assert_eq!(codes(wrong), [*code], "{wrong}");
                    assert_eq!(codes(right), [""; 0], "{right}");
                }
                more => assert!(more.len() == 2, "{code} has one example"),
            }
        }
        // What is wrong with a file does not show in its text.
        without.retain(|code| !code.starts_with("manifest_"));
        assert_eq!(without, ["more_problems", "feature_off", "internal"]);
    }

    #[test]
    fn pages_are_plain() {
        for (code, page) in PAGES {
            assert!(page.lines().all(|line| line.len() <= 160), "{code}");
            assert!(summary(code).contains('.') && summary(code).len() <= 90, "{code}");
        }
    }
}
