//! `explain`: what a code means, with an example of the mistake and the fix.

use std::io::Write;

use crate::{End, Failure};

/// Pairs each code with its page, `explain/CODE.md`.
macro_rules! pages {
    ($($code:literal,)*) => {
        /// The pages, in the order of `Code::ALL`.
        pub(crate) static PAGES: &[(&str, &str)] =
            &[$(($code, include_str!(concat!("explain/", $code, ".md"))),)*];
    };
}

pages! {
    "manifest_not_found",
    "manifest_unreadable",
    "manifest_is_directory",
    "manifest_not_regular",
    "manifest_too_large",
    "manifest_not_utf8",
    "more_problems",
    "yaml_syntax",
    "second_document",
    "too_deep",
    "too_many_aliases",
    "alias_in_itself",
    "unknown_alias",
    "bad_key",
    "bad_merge",
    "bad_tag",
    "duplicate_key",
    "empty_manifest",
    "unknown_key",
    "missing_key",
    "missing_value",
    "wrong_type",
    "unknown_value",
    "source_and_sources",
    "empty_sources",
    "wrong_source",
    "unused_key",
    "invalid_name",
    "reserved_name",
    "duplicate_id",
    "empty_provider",
    "invalid_provider",
    "invalid_env_var",
    "env_and_file_both_declared",
    "invalid_file_path",
    "invalid_file_key",
    "format_and_key",
    "invalid_custom_name",
    "invalid_custom_param",
    "duplicate_source",
    "config_without_type",
    "ambiguous_value",
    "number_too_large",
    "mixed_list",
    "invalid_url",
    "duplicate_config_key",
    "secret_in_manifest",
    "unused_not_secret",
    "insecure_url",
    "manifest_outside_package",
    "unused_anchor",
    "internal",
}

/// What a code means, in one line.
pub(crate) fn summary(code: &str) -> &'static str {
    page(code).and_then(|page| page.lines().next()).unwrap_or_default()
}

fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, page)| *page)
}

pub(crate) fn run(code: Option<&str>, out: &mut dyn Write) -> Result<End, Failure> {
    let Some(code) = code else {
        let width = PAGES.iter().map(|(code, _)| code.len()).max().unwrap_or(0);
        for (code, _) in PAGES {
            writeln!(out, "{code:width$}  {}", summary(code))?;
        }
        return Ok(End::Good);
    };
    // People copy the brackets, too.
    let code = code.trim_matches(['[', ']', '`']);
    let unknown =
        || Failure(format!("unknown code `{code}`; `cargo credentials explain` lists all"));
    let page = page(code).ok_or_else(unknown)?;
    write!(out, "{code}: {page}")?;
    Ok(End::Good)
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
        assert_eq!(without, ["more_problems", "internal"]);
    }

    #[test]
    fn pages_are_plain() {
        for (code, page) in PAGES {
            assert!(page.lines().all(|line| line.len() <= 160), "{code}");
            assert!(summary(code).contains('.') && summary(code).len() <= 90, "{code}");
        }
    }
}
