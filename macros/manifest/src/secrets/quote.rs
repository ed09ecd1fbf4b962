//! Text of the user in messages: marked where a message is written, and shown only if the lines of
//! the manifest would show it as well.

use super::signs::MASK;
use crate::span::Span;
use crate::table::Numbers;

/// Around what is quoted, until the report is complete. Unicode keeps these for such use;
/// [`shown`](super::shown) lets none through.
pub(super) const OPEN: char = '\u{fdd0}';
pub(super) const CLOSE: char = '\u{fdd1}';

/// Text that has this many characters in common with a secret repeats it.
const RUN: usize = 6;

/// The pieces of quoted text that are masked where they stand in the manifest.
pub(crate) struct Hidden(Numbers);

impl Hidden {
    /// `messages` are all that will be shown.
    pub(crate) fn new(messages: &[&str], text: &str, masks: &[Span]) -> Self {
        if masks.is_empty() {
            return Hidden(Numbers::new());
        }
        let mut quoted = Numbers::new();
        for message in messages {
            for part in message.split(CLOSE) {
                if let Some((_, quote)) = part.split_once(OPEN) {
                    each_run(quote, &mut |run| _ = quoted.insert(run));
                }
            }
        }
        let mut hidden = Numbers::new();
        for mask in masks {
            let masked = text.get(mask.range()).unwrap_or_default();
            each_run(masked, &mut |run| {
                if quoted.contains(&run) {
                    hidden.insert(run);
                }
            });
        }
        if hidden.is_empty() {
            return Hidden(hidden);
        }
        // What the lines show anyhow is no secret, even where it is also a part of one.
        let mut end = 0;
        let mut unmasked = |plain: Option<&str>| {
            each_run(plain.unwrap_or_default(), &mut |run| _ = hidden.remove(&run));
        };
        for mask in masks {
            unmasked(text.get(end..mask.start as usize));
            end = mask.end as usize;
        }
        unmasked(text.get(end..));
        Hidden(hidden)
    }

    /// The message without marks, and whether something in it had to be masked.
    pub(crate) fn unmark(&self, message: &mut String) -> bool {
        let mut out = String::with_capacity(message.len());
        let mut found = false;
        for part in message.split_inclusive(CLOSE) {
            let (before, quoted) = part.split_once(OPEN).unwrap_or((part, ""));
            let quoted = quoted.trim_end_matches(CLOSE);
            out.push_str(before.trim_end_matches(CLOSE));
            let mut is_hidden = false;
            each_run(quoted, &mut |run| is_hidden |= self.0.contains(&run));
            if is_hidden {
                out.push_str(MASK);
                found = true;
            } else {
                out.push_str(quoted);
            }
        }
        *message = out;
        found
    }
}

/// Every run of that many characters, and those of the letters and digits alone: a proposal may
/// have other characters between them, and another case. Shorter text is one run.
fn each_run(text: &str, take: &mut dyn FnMut(u64)) {
    for &letters_alone in &[false, true] {
        let (mut run, mut len) = (0, 0);
        for byte in text.trim().bytes() {
            if letters_alone && !byte.is_ascii_alphanumeric() {
                continue;
            }
            len += 1;
            run = (run << 8 | u64::from(byte.to_ascii_lowercase())) & ((1 << (8 * RUN)) - 1);
            if len >= RUN {
                take(run);
            }
        }
        if (1..RUN).contains(&len) {
            take(run);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests state what must hold by failing")]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{SourceFile, check};

    fn texts(dir: &str) -> Vec<String> {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(dir);
        std::fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
            .filter_map(|path| std::fs::read_to_string(path).ok())
            .collect()
    }

    /// All text of our own, in lower case: what stands in it is repeated from nobody.
    fn ours() -> String {
        // The tags are put together.
        let mut ours = "!!null !!bool !!int !!float".to_owned();
        let mut directories = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(directory) = directories.pop() {
            for entry in std::fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    directories.push(path);
                } else if !path.ends_with("quote.rs") {
                    ours.push_str(&std::fs::read_to_string(path).unwrap().to_lowercase());
                }
            }
        }
        ours
    }

    fn assert_no_masked_text(text: &str, ours: &str) {
        let Err(report) = check(SourceFile::new("m.yaml", text)) else { return };
        let mut shown = format!("{report}\n{report:?}");
        for problem in report.problems() {
            for part in [problem.message(), problem.short(), format!("{problem:?}")] {
                shown.push_str(&part);
            }
        }
        assert!(!shown.contains([OPEN, CLOSE]), "{shown}");
        let shown = shown.to_lowercase();
        let text = report.source().unwrap().text();
        let mut plain = text.as_bytes().to_vec();
        for mask in report.masks() {
            plain.get_mut(mask.range()).unwrap().fill(0);
        }
        let plain = String::from_utf8_lossy(&plain).to_lowercase();
        for mask in report.masks() {
            let secret: Vec<char> =
                text.get(mask.range()).unwrap().to_lowercase().chars().collect();
            for run in secret.windows(RUN) {
                let run: String = run.iter().collect();
                // Between two words of ours may stand one that is not.
                let is_word = !run.contains(char::is_whitespace);
                let repeated = is_word
                    && shown.contains(&run)
                    && !plain.contains(&run)
                    && !ours.contains(&run);
                assert!(!repeated, "{run:?} is masked in\n{text}\nand shown in\n{shown}");
            }
        }
    }

    #[test]
    fn no_report_repeats_what_its_snippets_mask() {
        let ours = ours();
        let secrets = [
            "Tr0ub4dor&3xyzzy",
            "*Tr0ub4dor&3xyzzy",
            "&Tr0ub4dor&3xyzzy",
            "!Tr0ub4dor&3xyzzy",
            "sk_live_51HqAbCdEfGhIjKlMnOp",
            "*sk_live_51HqAbCdEfGhIjKlMnOp",
            "{ Tr0ub4dor: 3xyzzy }",
            "[*Tr0ub4dor]",
            "\"Tr0ub4\\dor3xyzzy",
        ];
        let every = [texts("cases"), texts("good")].concat();
        let check = |text: &str| {
            assert_no_masked_text(text, &ours);
            // A secret at every key, with and without a name that says so.
            for (i, line) in text.lines().enumerate().take(40) {
                let Some((key, _)) = line.split_once(": ") else { continue };
                for secret in secrets.iter().skip(i % 5).step_by(5) {
                    let indent = key.len() - key.trim_start().len();
                    for new in [
                        format!("{key}: {secret}"),
                        format!("{}password: {secret}", " ".repeat(indent)),
                        format!("{}password:{secret}", " ".repeat(indent)),
                        format!("{}x: --token {secret}", " ".repeat(indent)),
                    ] {
                        let lines: Vec<&str> = text
                            .lines()
                            .enumerate()
                            .map(|(n, old)| if n == i { new.as_str() } else { old })
                            .collect();
                        assert_no_masked_text(&lines.join("\n"), &ours);
                    }
                }
            }
        };
        std::thread::scope(|scope| {
            for some in every.chunks(every.len().div_ceil(4)) {
                scope.spawn(|| some.iter().for_each(|text| check(text)));
            }
        });
    }

    #[test]
    fn quoted_text_is_shown_where_the_manifest_shows_it() {
        let text = "id: openai\npassword: openai-hunter22";
        let masks = [Span::new(21, text.len())];
        let mark = |text: &str| format!("found `{OPEN}{text}{CLOSE}` here");
        let unmarked = |quoted: &str| {
            let mut message = mark(quoted);
            let hidden = Hidden::new(&[message.as_str()], text, &masks);
            hidden.unmark(&mut message);
            message
        };
        assert_eq!(unmarked("openai"), "found `openai` here");
        assert_eq!(unmarked("hunter22"), "found `***` here");
        assert_eq!(unmarked("HUN_TER-2"), "found `***` here");
    }
}
