//! The codes of `LoadError` and `LoadWarning`. The runtime is no dependency of this program: tests
//! hold the list equal to its.

/// Pairs each code with its page, `at_run_time/CODE.md`.
macro_rules! pages {
    ($($code:literal,)*) => {
        /// The pages, in the order of the table on `LoadError::code`.
        pub(super) static PAGES: &[(&str, &str)] =
            &[$(($code, include_str!(concat!("at_run_time/", $code, ".md"))),)*];
    };
}

pages! {
    "env_not_set",
    "env_empty",
    "env_not_unicode",
    "env_and_file_both_set",
    "path_variable_not_set",
    "file_not_found",
    "file_unreadable",
    "file_not_regular",
    "file_too_large",
    "file_empty",
    "file_not_utf8",
    "file_insecure_permissions",
    "file_insecure_owner",
    "file_insecure_directory",
    "json_syntax",
    "yaml_syntax",
    "unknown_syntax",
    "format_unsupported",
    "key_not_found",
    "key_duplicated",
    "key_is_null",
    "key_not_scalar",
    "value_empty",
    "value_not_text",
    "value_encrypted",
    "encoding_invalid",
    "dotenv_syntax",
    "dotenv_repeated",
    "dotenv_ambiguous",
    "not_given",
    "source_not_registered",
    "source_gave_no_answer",
    "source_panicked",
    "source_timed_out",
    "needed_credential_unknown",
    "needed_credential_not_local",
    "needed_credential_failed",
    "not_found_in_sources",
    "access_not_recorded",
    "source_only_signs",
    "key_not_exportable",
    "source_skipped",
    "memory_not_locked",
    "variable_not_removed",
    "file_mounted_alone",
    "value_quoted",
    "value_scheme",
    "value_assignment",
    "value_white_space",
    "value_line_break",
    "value_control_character",
    "value_invisible_character",
    "value_escaped_pem",
    "value_placeholder",
    "value_reference",
    "value_response",
    "value_public",
    "value_pem_cut",
    "value_base64",
    "value_hex",
    "value_wrapped",
    "value_hash",
    "value_escaped_line_break",
    "value_stray_sign",
    "value_token_cut",
    "value_key_cut",
    "value_twice",
    "value_escaped",
    "value_fernet",
    "value_lookalike",
    "value_name",
    "value_url",
    "value_own_name",
    "value_path",
    "value_short",
    "value_other_provider",
    "part_not_text",
    "part_control_character",
    "part_quoted",
    "token_expired",
    "kind_panicked",
}

pub(super) fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, page)| *page)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests state what must hold")]

    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The words in double quotes behind a sign, in a file of `runtime/core/src/report`.
    fn codes_in(file: &str, sign: &str) -> BTreeSet<String> {
        let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/core/src/report");
        let text = fs::read_to_string(report.join(file)).expect("the runtime");
        let behind = text.split(sign).skip(1);
        let behind =
            behind.filter_map(|rest| rest.trim_start_matches([' ', '\n', '{']).strip_prefix('"'));
        behind.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    }

    #[test]
    fn every_code_of_the_runtime_has_a_page_and_no_other() {
        let mut codes = BTreeSet::new();
        for (file, sign) in [
            ("reason/access.rs", "row("),
            ("reason/env.rs", "row("),
            ("reason/env.rs", "row,"),
            ("reason/dotenv.rs", "row("),
            ("reason/file.rs", "row("),
            ("reason/file.rs", "row,"),
            ("reason/file.rs", "const CODE: &str ="),
            ("reason/value.rs", "row("),
            ("reason/value.rs", "row,"),
            ("reason/source.rs", "row("),
            ("reason/source.rs", "row,"),
            ("reason/text.rs", "row("),
            ("reason/doubt.rs", "["),
            ("insecure.rs", ") =>"),
            ("error.rs", "NotInAny(_) =>"),
            ("warning.rs", ") =>"),
            ("warning.rs", "MountedAlone =>"),
            ("../set/basic.rs", "SourceError::new("),
            ("../set/basic.rs", "SourceWarning::new("),
            ("../set/bearer.rs", "SourceError::new("),
            ("../set/assemble.rs", "SourceError::new("),
            ("../contract/needed.rs", "SourceError::new("),
            ("../load/needed.rs", "SourceError::new("),
            ("reason/kind.rs", "SourceError = SourceError::new("),
            ("../source/found.rs", "SourceError::new("),
            ("../file/secret_files.rs", "SourceError::new("),
        ] {
            let found = codes_in(file, sign);
            assert!(!found.is_empty(), "{file}");
            codes.extend(found.into_iter().filter(|code| !code.contains(' ')));
        }
        let pages: BTreeSet<String> = PAGES.iter().map(|(code, _)| (*code).to_owned()).collect();
        assert_eq!(codes, pages);
    }

    #[test]
    fn what_a_manifest_may_allow_are_the_doubts_of_the_runtime_and_its_kinds() {
        let mut codes = codes_in("reason/doubt.rs", "[");
        for file in [
            "../set/basic.rs",
            "../../../certificate/src/parts.rs",
            "../../../certificate/src/assemble.rs",
            "../../../certificate/src/x509/doubts.rs",
        ] {
            let found = codes_in(file, "SourceWarning::new(");
            assert!(!found.is_empty(), "{file}");
            codes.extend(found);
        }
        let allowed = provider_credentials_manifest::schema::ALLOWED;
        assert_eq!(codes, allowed.iter().map(|code| (*code).to_owned()).collect());
    }

    #[test]
    fn pages_show_their_line_of_the_log() {
        for (code, page) in PAGES {
            // Of a log; or of an error, which names the credential alone.
            let is_line =
                |line: &&str| line.contains("): ") || line.contains(" is not given out: ");
            let line = page.lines().filter(|line| line.starts_with("    ")).find(is_line);
            let line = line.expect(code);
            assert!(line.trim_end_matches(')').ends_with(&format!("[{code}]")), "{line}");
            let summary = page.lines().next().expect("a summary");
            assert!(summary.ends_with('.') && summary.len() <= 90, "{code}");
        }
    }

    #[test]
    fn the_page_of_an_unreadable_file_has_commands_to_copy() {
        let page = page("file_unreadable").expect("a page");
        for command in ["namei -l secrets/closed", "chown 1000 secrets/closed && chmod 600 "] {
            assert!(page.contains(&format!("\n\n    {command}")), "{command}");
        }
    }
}
