//! What of a secret is looked for.

use super::covered::Covered;

/// The shortest secret that is looked for, in bytes: a shorter one stands in too much that is none. What is shorter
/// also has a warning when it is loaded.
pub(super) const SHORTEST: usize = 8;

/// The shortest line of a secret that is looked for by itself, in bytes.
const SHORTEST_LINE: usize = 16;

/// The fewest bytes of a secret that is cut off by the end of the text, to be taken for that.
const SHORTEST_CUT: usize = 16;

/// A text to look for: one secret, a line of it, or several behind each other.
pub(super) struct Unit {
    /// The number of what is covered.
    pub(super) of: usize,
    part: Part,
    /// Of its secret bytes, and of those before them.
    length: usize,
    public: usize,
}

#[derive(Clone, Copy)]
enum Part {
    Whole,
    /// From one byte to another.
    Line(usize, usize),
    /// A user name, a colon and a password: in the header of `Basic` they are in base64 as one (RFC 7617).
    Pair,
}

/// The bytes of a unit, wherever they are.
#[derive(Clone, Copy)]
pub(super) struct Pieces<'s>([&'s [u8]; 3]);

impl<'s> Pieces<'s> {
    pub(super) fn bytes(self) -> impl Iterator<Item = u8> + Clone + use<'s> {
        let [first, second, third] = self.0;
        first.iter().chain(second).chain(third).copied()
    }
}

impl Unit {
    /// Those of what is covered; none if it is too short.
    pub(super) fn all_of(of: usize, covered: &Covered) -> Vec<Self> {
        let mut units = Vec::new();
        let mut add = |part, public, length| units.push(Self { of, part, length, public });
        covered.read(|secret, pair| {
            if secret.len() >= SHORTEST {
                add(Part::Whole, 0, secret.len());
            }
            if let Some(username) = pair {
                let public = username.len() + 1;
                if public + secret.len() >= SHORTEST && !secret.is_empty() {
                    add(Part::Pair, public, secret.len());
                }
            }
            for (start, end) in lines(secret) {
                add(Part::Line(start, end), 0, end - start);
            }
        });
        units
    }

    /// Whether a secret is there and too short for one.
    pub(super) fn is_too_short(covered: &Covered) -> bool {
        covered.read(|secret, _| secret.len() < SHORTEST).unwrap_or(false)
    }

    /// Whether so many of its bytes, at the end of a text or line, are taken for it. The head of a PEM file is as long as
    /// that, so it also takes a part of the whole. A user name alone is no secret.
    pub(super) fn is_told_by(&self, count: usize) -> bool {
        let count = count.saturating_sub(self.public);
        count >= SHORTEST_CUT && count.saturating_mul(4) >= self.length
    }

    /// The result of `work` on its bytes, if anybody still has the secret.
    pub(super) fn read<T>(
        &self,
        covered: &Covered,
        work: impl FnOnce(Pieces<'_>) -> T,
    ) -> Option<T> {
        covered.read(|secret, pair| {
            let pieces = match self.part {
                Part::Whole => [secret, &[], &[]],
                Part::Line(start, end) => [secret.get(start..end)?, &[], &[]],
                Part::Pair => [pair?, b":", secret],
            };
            Some(work(Pieces(pieces)))
        })?
    }
}

/// Where the lines of a secret with several begin and end, without the white space around them. In JSON, a PEM text has
/// its line breaks as `\n`.
fn lines(secret: &[u8]) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut add = |start: usize, end: usize| {
        let line = secret.get(start..end).unwrap_or_default();
        let trimmed = line.trim_ascii();
        // The first and last line of PEM are the same in every file.
        if trimmed.len() >= SHORTEST_LINE
            && trimmed.len() < secret.len()
            && !trimmed.starts_with(b"-----")
        {
            let start = start + (line.len() - line.trim_ascii_start().len());
            lines.push((start, start + trimmed.len()));
        }
    };
    while let Some(&byte) = secret.get(at) {
        let length = match (byte, secret.get(at + 1)) {
            (b'\n' | b'\r', _) => 1,
            (b'\\', Some(b'n')) => 2,
            _ => {
                at += 1;
                continue;
            }
        };
        add(start, at);
        at += length;
        start = at;
    }
    add(start, at);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_secret() {
        let of = |text: &str| -> Vec<String> {
            let line = |range: &(usize, usize)| text.get(range.0..range.1).unwrap().to_owned();
            lines(text.as_bytes()).iter().map(line).collect()
        };
        assert_eq!(of("only one line of a secret"), [""; 0]);
        let pem = "-----BEGIN SOMETHING-----\r\n  abcdefghijklmnop\r\nshort\nqrstuvwxyzABCDEFGH\n-----END SOMETHING-----";
        assert_eq!(of(pem), ["abcdefghijklmnop", "qrstuvwxyzABCDEFGH"]);
        let json = r#"{"key": "-----BEGIN SOMETHING-----\nabcdefghijklmnop\nq"}"#;
        assert_eq!(of(json), [r#"{"key": "-----BEGIN SOMETHING-----"#, "abcdefghijklmnop"]);
    }
}
