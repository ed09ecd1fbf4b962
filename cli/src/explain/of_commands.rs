//! The codes that only commands of this program have.

/// The pages.
pub(super) static PAGES: &[(&str, &str)] = &[
    ("source_only_in_program", include_str!("of_commands/source_only_in_program.md")),
    ("cli_without_feature", include_str!("of_commands/cli_without_feature.md")),
];

pub(super) fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, page)| *page)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests state what must hold")]

    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_code_of_the_loading_commands_has_a_page() {
        let loaded = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/loaded");
        let mut found = Vec::new();
        for file in ["kinds.rs", "only_in_program.rs"] {
            let text = fs::read_to_string(loaded.join(file)).expect("a file");
            for line in
                text.lines().filter(|line| line.contains("const ") && line.contains(": &str ="))
            {
                found.extend(line.split('"').nth(1).map(str::to_owned));
            }
        }
        found.sort();
        let mut pages: Vec<&str> = PAGES.iter().map(|(code, _)| *code).collect();
        pages.sort_unstable();
        assert_eq!(found, pages);
        for (code, page) in PAGES {
            assert!(page.contains(&format!("[{code}]")), "{code}");
            let summary = page.lines().next().expect("a summary");
            assert!(summary.ends_with('.') && summary.len() <= 90, "{code}");
        }
    }
}
