use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use provider_credentials_core::Redactor;

use crate::disguised::{SECRETS, STANDARD, base64, disguised};

fn written(redactor: &Redactor, pieces: &[&[u8]]) -> Vec<u8> {
    let mut writer = redactor.writer(Vec::new());
    for piece in pieces {
        writer.write_all(piece).unwrap();
    }
    writer.into_inner().unwrap()
}

fn all_splits(redactor: &Redactor, text: &[u8], what: &str) {
    let expected = redactor.redact_bytes(text).into_owned();
    assert_ne!(expected, text, "{what}");
    for at in 0..=text.len() {
        let (first, second) = text.split_at(at);
        assert!(written(redactor, &[first, second]) == expected, "{what} at {at}");
    }
    for size in 1..=5 {
        let pieces: Vec<&[u8]> = text.chunks(size).collect();
        assert!(written(redactor, &pieces) == expected, "{what} by {size}");
    }
}

#[test]
fn every_disguise_split_everywhere() {
    for secret in SECRETS {
        let redactor = Redactor::new().with("key", secret).with("other", "staple-and-more");
        for (name, text) in disguised(secret) {
            for (before, after) in [("", ""), ("é=", "; and on\n"), ("c", "c")] {
                all_splits(&redactor, format!("{before}{text}{after}").as_bytes(), name);
            }
        }
        for before in 0..3 {
            let inside = format!("{}{secret}??", &"abc"[..before]);
            all_splits(&redactor, base64(inside.as_bytes(), STANDARD, true).as_bytes(), "base64");
        }
    }
}

/// A second panic, while the first one is under way, would end the process.
#[test]
fn a_writer_that_panicked_is_not_called_again() {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    struct Panicking(u32);

    impl Write for &mut Panicking {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            self.0 += 1;
            panic!("for the test");
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let mut inner = Panicking(0);
    let redactor = Redactor::new().with("key", "correct-horse-battery");
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut writer = redactor.writer(&mut inner);
        writer.write_all(b"correct-horse").unwrap();
        writer.write_all(b"; and on\n").unwrap();
    }));
    assert!(result.is_err());
    assert_eq!(inner.0, 1);
}

/// In a text that repeats a secret which repeats itself, the secrets overlap from the first byte to the last.
#[test]
fn what_is_held_back_is_bounded() {
    let secret = "ab".repeat(20);
    let redactor = Redactor::new().with("key", secret.as_str());
    let most = 6 * 1024;
    let mut written = Vec::new();
    let mut writer = redactor.writer(&mut written);
    for _ in 0..400 {
        writer.write_all(secret.as_bytes()).unwrap();
        let shown = format!("{writer:?}");
        let held = shown.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
        assert!(held.unwrap().parse::<usize>().unwrap() < most, "{shown}");
    }
    writer.write_all(b"abababab; and on\n").unwrap();
    drop(writer);
    let text = String::from_utf8(written).unwrap();
    let marks = text.matches("[REDACTED:key]").count();
    assert_eq!(text, "[REDACTED:key]".repeat(marks) + "; and on\n");
    assert!(marks > 1 && marks < 100, "{marks}");
}

#[test]
fn three_pieces() {
    let redactor =
        Redactor::new().with("a", "abcabcabd").with("b", "abdabdabc").with("c", "cabdabda");
    let text = b"xabcabcabdabdabcabdabdaxabcabcab";
    let expected = redactor.redact_bytes(text).into_owned();
    for first in 0..text.len() {
        for second in first..text.len() {
            let pieces = [&text[..first], &text[first..second], &text[second..]];
            assert_eq!(written(&redactor, &pieces), expected, "{first} {second}");
        }
    }
}

#[test]
fn lines_of_a_pem_split_everywhere() {
    let pem = "-----BEGIN SOMETHING-----\nTUlJQ1dRSUJBQUtCZ1FD\nc2Vjb25kIGxpbmUgb2YgaXQ=\n-----END SOMETHING-----\n";
    let redactor = Redactor::new().with("tls", pem);
    all_splits(&redactor, pem.as_bytes(), "pem");
    all_splits(&redactor, format!("key: {}|", &pem[10..]).as_bytes(), "a part of it");
}

/// What others see of a writer at any time.
#[derive(Clone, Default)]
struct Seen(Rc<RefCell<Vec<u8>>>);

impl Seen {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().push(b'|');
        Ok(())
    }
}

#[test]
fn only_what_could_be_a_beginning_is_held_back() {
    let redactor = Redactor::new().with("key", "correct-horse");
    let seen = Seen::default();
    let mut writer = redactor.writer(seen.clone());
    let mut write = |text: &str, expected: &str| {
        writer.write_all(text.as_bytes()).unwrap();
        assert_eq!(seen.text(), expected);
    };
    write("password: ", "password: ");
    write("corr", "password: ");
    write("osion\n", "password: corrosion\n");
    write("correct-", "password: corrosion\n");
    write("horse", "password: corrosion\n[REDACTED:key]");
    write("!\n", "password: corrosion\n[REDACTED:key]!\n");
}

/// Or a flush between two writes would be a way around.
#[test]
fn a_flush_holds_back_what_could_be_a_beginning() {
    let redactor = Redactor::new().with("key", "correct-horse");
    let seen = Seen::default();
    let mut writer = redactor.writer(seen.clone());
    writer.write_all(b"key: correct-").unwrap();
    writer.flush().unwrap();
    assert_eq!(seen.text(), "key: |");
    writer.write_all(b"horse\n").unwrap();
    writer.flush().unwrap();
    assert_eq!(seen.text(), "key: |[REDACTED:key]\n|");
    writer.write_all(b"corr").unwrap();
    drop(writer);
    assert_eq!(seen.text(), "key: |[REDACTED:key]\n|corr");
}

#[test]
fn what_is_cut_off_by_the_end_is_redacted() {
    let redactor = Redactor::new().with("key", "correct-horse-battery-staple");
    let seen = Seen::default();
    let mut writer = redactor.writer(seen.clone());
    writer.write_all(b"key: correct-horse-battery-stapl").unwrap();
    assert_eq!(seen.text(), "key: ");
    drop(writer);
    assert_eq!(seen.text(), "key: [REDACTED:key]");
}

/// As a log has it that shortens its fields.
#[test]
fn what_is_cut_off_by_the_end_of_a_line_is_redacted() {
    let redactor = Redactor::new().with("key", "correct-horse-battery-staple");
    for divided in
        [&["a correct-horse-battery\nb\n"][..], &["a correct-horse-b", "attery", "\nb\n"]]
    {
        let seen = Seen::default();
        let mut writer = redactor.writer(seen.clone());
        for text in divided {
            writer.write_all(text.as_bytes()).unwrap();
        }
        assert_eq!(seen.text(), "a [REDACTED:key]\nb\n", "at once");
    }
}

#[test]
fn under_a_line_writer() {
    let redactor = Redactor::new().with("key", "correct-horse");
    let seen = Seen::default();
    let mut writer = io::LineWriter::new(redactor.writer(seen.clone()));
    writer.write_all(b"a correct- b horse\nc").unwrap();
    assert_eq!(seen.text(), "a correct- b horse\n");
    let end = "horse";
    writeln!(writer, "orrect-{end}").unwrap();
    assert_eq!(seen.text(), "a correct- b horse\n[REDACTED:key]\n");
}

struct Failing;

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn errors_of_the_inner_writer() {
    let redactor = Redactor::new().with("key", "correct-horse");
    let mut writer = redactor.writer(Failing);
    writer.write_all(b"corr").unwrap();
    assert_eq!(writer.write_all(b"osion").unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(writer.flush().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    assert_eq!(format!("{writer:?}"), "RedactingWriter { held_back: 0, .. }");
    writer.write_all(b"corr").unwrap();
    assert_eq!(writer.into_inner().err().unwrap().kind(), io::ErrorKind::StorageFull);
}

#[test]
fn a_secret_that_is_registered_while_a_writer_holds_its_beginning() {
    let redactor = Redactor::new().with("key", "correct-horse");
    let mut writer = redactor.writer(Vec::new());
    writer.write_all(b"correct-").unwrap();
    redactor.register("longer", "correct-horse-battery");
    writer.write_all(b"horse").unwrap();
    writer.write_all(b"-battery").unwrap();
    assert_eq!(writer.into_inner().unwrap(), b"[REDACTED:longer]");
}
