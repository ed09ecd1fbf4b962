//! What the client says it is.

use std::env;

/// The program's name and this project's: `my-program provider-credentials/0.1.0`.
pub(crate) fn agent() -> String {
    let program = env::current_exe().ok();
    let stem =
        program.as_ref().and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy());
    named(stem.as_deref().unwrap_or_default())
}

fn named(program: &str) -> String {
    const OURS: &str = concat!("provider-credentials/", env!("CARGO_PKG_VERSION"));
    const LONGEST: usize = 64;

    let is_part = |c: &char| c.is_ascii_alphanumeric() || "-._".contains(*c);
    let name: String = program.chars().filter(is_part).take(LONGEST).collect();
    if name.is_empty() { OURS.to_owned() } else { format!("{name} {OURS}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs() {
        let ours = concat!("provider-credentials/", env!("CARGO_PKG_VERSION"));
        for (program, expected) in [
            ("agent", "agent "),
            ("my-program_2.0", "my-program_2.0 "),
            ("a b\r\nX: y/é(z)", "abXyz "),
            ("é", ""),
            ("", ""),
        ] {
            assert_eq!(named(program), format!("{expected}{ours}"));
        }
        assert_eq!(named(&"x".repeat(1000)).len(), 65 + ours.len());
        assert!(agent().ends_with(ours) && agent().len() > ours.len());
    }
}
