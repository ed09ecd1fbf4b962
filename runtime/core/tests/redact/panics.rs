//! Panics of a process of its own: a hook is of the whole process.

use std::process::Command;

use provider_credentials_core::Redactor;

const CHILD: &str = "REDACT_TEST_PANICS";

fn run(how: &str, backtrace: &str) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "panics::child", "--nocapture", "--test-threads=1"]);
    let output = child.env(CHILD, how).env("RUST_BACKTRACE", backtrace).output().unwrap();
    String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap()
}

#[test]
fn child() {
    let Ok(how) = std::env::var(CHILD) else { return };
    let secret = ["correct", "horse", "battery"].join("-");
    if how != "without" {
        std::panic::set_hook(Box::new(|info| eprintln!("the hook of before: {info}")));
        Redactor::new().with("key", secret.as_str()).install_panic_hook();
    }
    if how == "other" {
        std::panic::panic_any(7);
    }
    panic!("called `Result::unwrap()` on an `Err` value: {secret:?}");
}

#[test]
fn a_message_is_printed_redacted() {
    for backtrace in ["0", "1", "full"] {
        let printed = run("string", backtrace);
        assert!(printed.contains("panics::child' panicked at "), "{printed}");
        assert!(printed.contains("panics.rs:"), "{printed}");
        assert!(printed.contains("value: \"[REDACTED:key]\"\n"), "{printed}");
        assert!(!printed.contains("horse") && !printed.contains("of before"), "{printed}");
        assert_eq!(printed.contains("stack backtrace:"), backtrace != "0", "{printed}");
        assert_eq!(printed.contains("note: run with `RUST_BACKTRACE=1`"), backtrace == "0");
    }
    assert!(run("other", "0").contains(":\nBox<dyn Any>\n"));
}

/// As the standard library does, which prints the same but for the thread's number.
#[test]
fn a_short_backtrace_has_the_programs_frames_alone() {
    let frames = |text: &str| -> Vec<String> {
        let lines = text.lines().skip_while(|line| *line != "stack backtrace:");
        let lines =
            lines.filter(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        lines.map(str::to_owned).collect()
    };
    let (short, full) = (run("string", "1"), run("string", "full"));
    assert_eq!(frames(&short), frames(&run("without", "1")));
    assert!(short.contains("\nnote: Some details are omitted, run with `RUST_BACKTRACE=full` for"));
    assert!(frames(&full).len() > frames(&short).len());
    assert!(full.contains("__rust_end_short_backtrace") && !full.contains("details are omitted"));
}

/// The message would have it.
#[test]
fn without_the_hook_it_is_there() {
    assert!(run("without", "0").contains("correct-horse-battery"));
}
