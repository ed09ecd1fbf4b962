//! What the standard library shows of a backtrace, of which it offers only the whole.

use std::fmt::Write as _;

/// Between these frames is the program's own part.
const PANIC: &str = "__rust_end_short_backtrace";
const START: &str = "__rust_begin_short_backtrace";

/// The frames of the program alone, numbered anew; all of them, if it cannot be told which these are.
pub(super) fn shortened(backtrace: &str) -> String {
    let frames = frames(backtrace);
    let find = |name: &str| frames.iter().position(|frame| frame.contains(name));
    let first = find(PANIC).map_or(0, |at| at + 1);
    let last = find(START).filter(|at| *at > first).unwrap_or(frames.len());
    let mut text = String::with_capacity(backtrace.len());
    for (number, frame) in frames.get(first..last).unwrap_or(&frames).iter().enumerate() {
        let rest = frame.split_once(':').map_or(*frame, |(_, rest)| rest);
        // What is written to a text does not fail.
        _ = write!(text, "{number:4}:{rest}");
    }
    text
}

/// Each with its lines: the first is a number, a colon and a name.
fn frames(backtrace: &str) -> Vec<&str> {
    let mut frames = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in backtrace.split_inclusive('\n') {
        let number = line.split_once(':').map(|(number, _)| number.trim_start());
        let is_first = number
            .is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
        if is_first && at > start {
            frames.extend(backtrace.get(start..at));
            start = at;
        }
        at += line.len();
    }
    frames.extend(backtrace.get(start..));
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "   0: hook\n             at ./hook.rs:1:2\n   1: std::__rust_end_short_backtrace::<a>\n   \
                         2: core::panic\n   3: program::main\n             at ./main.rs:4:5\n   4: \
                         std::__rust_begin_short_backtrace::<b>\n   5: start\n";

    #[test]
    fn what_is_the_programs() {
        let expected = "   0: core::panic\n   1: program::main\n             at ./main.rs:4:5\n";
        assert_eq!(shortened(WHOLE), expected);
        let without_names = "   0: <unknown>\n   1: <unknown>\n";
        assert_eq!(shortened(without_names), without_names);
        assert_eq!(shortened(""), "   0:");
    }
}
