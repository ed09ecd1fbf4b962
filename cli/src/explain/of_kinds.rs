//! The codes of kinds of source and of credential that have a crate of their own, and of the audit log: one page for
//! each crate.

const PAGES: [(&str, &str); 14] = [
    ("age_", include_str!("kinds/age.md")),
    ("audit_", include_str!("audit.md")),
    ("aws_", include_str!("kinds/aws.md")),
    ("azure_", include_str!("kinds/azure.md")),
    ("certificate_", include_str!("kinds/certificate.md")),
    ("command_", include_str!("kinds/command.md")),
    ("gcp_", include_str!("kinds/gcp.md")),
    ("jwe_", include_str!("kinds/jwe.md")),
    ("keyring_", include_str!("kinds/keyring.md")),
    ("oauth2_", include_str!("kinds/oauth2.md")),
    ("pkcs11_", include_str!("kinds/pkcs11.md")),
    ("sops_", include_str!("kinds/sops.md")),
    ("tpm_", include_str!("kinds/tpm.md")),
    ("vault_", include_str!("kinds/vault.md")),
];

/// The page that has the code in its table.
pub(super) fn page(code: &str) -> Option<&'static str> {
    let (_, page) = PAGES.iter().find(|(prefix, _)| code.starts_with(prefix))?;
    page.contains(&format!("`{code}`")).then_some(*page)
}

/// What the rows of a code in the page's table say: what is wrong, and what to do.
pub(super) fn rows(page: &'static str, code: &str) -> Vec<[&'static str; 2]> {
    let start = format!("| `{code}` | ");
    let cells =
        |line: &'static str| line.strip_prefix(&*start)?.strip_suffix(" |")?.split_once(" | ");
    page.lines().filter_map(cells).map(|(problem, fix)| [problem, fix]).collect()
}

/// The page without the rows of all codes.
pub(super) fn without_table(page: &str) -> String {
    let (before, rest) = page.split_once("\n\n|").unwrap_or((page, ""));
    match rest.split_once("\n\n") {
        Some((_, behind)) => format!("{before}\n\n{behind}"),
        None => format!("{}\n", before.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, reason = "tests state what must hold")]

    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    fn sources(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).expect("the crate") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, files);
            } else {
                files.push(path);
            }
        }
    }

    #[test]
    fn the_rows_of_a_code_are_told_first() {
        for (code, count) in [
            ("vault_sealed", 1),
            ("vault_tls", 7),
            ("oauth2_tls", 1),
            ("aws_tls", 5),
            ("azure_tls", 4),
            ("audit_insecure", 2),
        ] {
            let page = page(code).expect("a page");
            let rows = rows(page, code);
            assert_eq!(rows.len(), count, "{code}");
            assert!(rows.iter().flatten().all(|cell| cell.len() > 5), "{rows:?}");
        }
    }

    // Names of kinds, of modules and of keys in AWS' own files begin so too.
    // And records of the audit log.
    const NO_CODES: [&str; 16] = [
        "audit_continued",
        "audit_cut",
        "audit_lost",
        "audit_opened",
        "audit_torn",
        "aws_access_key_id",
        "aws_kms",
        "aws_parameter_store",
        "aws_secret_access_key",
        "aws_secrets_manager",
        "aws_session_token",
        "azure_key_vault",
        "gcp_kms",
        "gcp_secret_manager",
        "oauth2_client_credentials",
        "sops_",
    ];

    #[test]
    fn every_code_of_their_crates_is_on_a_page() {
        let mut seen = 0;
        for (prefix, krate) in [
            ("age_", "sealed"),
            ("audit_", "audit"),
            ("aws_", "aws"),
            ("azure_", "azure"),
            ("certificate_", "certificate"),
            ("command_", "command"),
            ("gcp_", "gcp"),
            ("jwe_", "sealed"),
            ("keyring_", "keyring"),
            ("oauth2_", "oauth2"),
            ("pkcs11_", "pkcs11"),
            ("sops_", "sealed"),
            ("tpm_", "tpm"),
            ("vault_", "vault"),
        ] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").join(krate);
            let mut files = Vec::new();
            sources(&root.join("src"), &mut files);
            for file in files {
                let text = fs::read_to_string(&file).expect("a source");
                // In quotes, alone on their line or behind the name of a constructor.
                for word in text.split('"').skip(1).step_by(2) {
                    let is_code = word.starts_with(prefix)
                        && word.bytes().all(|byte| {
                            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
                        });
                    if is_code && !NO_CODES.contains(&word) {
                        assert!(page(word).is_some(), "{word} of {}", file.display());
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 100, "{seen}");
    }

    /// The texts in quotes of a source without its tests, as the compiler reads them.
    fn texts(source: &str) -> Vec<String> {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = lines.collect::<Vec<_>>().join("\n");
        let (mut texts, mut rest) = (Vec::new(), code.as_str());
        while let Some((_, behind)) = rest.split_once('"') {
            let (mut text, mut signs) = (String::new(), behind.chars());
            loop {
                match signs.next().expect("an end") {
                    '"' => break,
                    '\\' => match signs.next().expect("an escaped sign") {
                        '\n' => signs = signs.as_str().trim_start().chars(),
                        sign => text.push(sign),
                    },
                    sign => text.push(sign),
                }
            }
            texts.push(text);
            rest = signs.as_str();
        }
        texts
    }

    #[test]
    fn the_rows_of_stores_are_their_own_words() {
        for krate in ["aws", "azure", "gcp", "vault"] {
            let prefix = format!("{krate}_");
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").join(krate);
            let mut files = Vec::new();
            sources(&root.join("src"), &mut files);
            files.retain(|file| {
                file.iter().any(|part| part.to_string_lossy().starts_with("failures"))
            });
            let mut rows = Vec::new();
            for file in files {
                let texts = texts(&fs::read_to_string(&file).expect("a source"));
                for (at, code) in texts.iter().enumerate() {
                    if code.starts_with(&prefix) {
                        rows.push(format!("| `{code}` | {} | {} |", texts[at + 1], texts[at + 2]));
                    }
                }
            }
            rows.sort();
            rows.dedup();
            let (_, page) = PAGES.iter().find(|(known, _)| *known == prefix).expect("a page");
            let start = format!("| `{prefix}");
            let mut shown: Vec<_> = page.lines().filter(|line| line.starts_with(&start)).collect();
            shown.sort_unstable();
            assert!(rows.len() > 30, "{krate}: {}", rows.len());
            assert_eq!(rows, shown, "{krate}");
        }
    }

    #[test]
    fn the_rows_of_the_audit_log_are_its_own_words() {
        let failures =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/audit/src/failure.rs");
        let text = fs::read_to_string(failures).expect("the audit log");
        let (_, words) = text.split_once("const fn row").expect("its rows");
        let (words, _) = words.split_once("\n    }\n").expect("their end");
        let words: Vec<&str> = words.split('"').skip(1).step_by(2).collect();
        let mut rows: Vec<String> = words
            .chunks(3)
            .map(|row| format!("| `{}` | {} | {} |", row[0], row[1], row[2]))
            .collect();
        rows.sort();
        let page = page("audit_full").expect("a page");
        let mut shown: Vec<&str> =
            page.lines().filter(|line| line.starts_with("| `audit_")).collect();
        shown.sort_unstable();
        assert_eq!(shown, rows);
    }
}
