//! Against the parser itself, reading the text unmasked.

use std::collections::HashMap;

use provider_credentials_yaml::{Event, Events, options};

use super::Random;
use crate::format::yaml::extract;
use crate::format::yaml::index::{Index, Kind};
use crate::format::yaml::scalar::decode;

/// Panics where the two readings of `text` differ; returns whether both accept it.
fn agree(text: &str) -> bool {
    let options = options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        simple_key_max_lookahead: 8192,
    };
    let events: Result<Vec<_>, _> = Events::new(text, options).collect();
    let ours = Index::new(text);
    // Whatever the text, this neither panics nor hangs.
    let _ = extract(text, &[&["a"], &["0", "a"], &["a", "0"]]);
    let Ok(events) = events else {
        return false;
    };
    let count = |matches: fn(&Event<'_>) -> bool| events.iter().filter(|(e, _)| matches(e)).count();
    let refused = count(|e| matches!(e, Event::UnresolvedAlias(_))) > 0
        || count(|e| matches!(e, Event::DocumentStart(..))) > 1
        || text.contains("%TAG")
        || text.contains('\0');
    let ours = match ours {
        Ok(ours) if !refused => ours,
        Err(_) if refused => return false,
        Ok(_) => panic!("must be refused: {text:?}"),
        Err(error) => panic!("{text:?}: {error:?}"),
    };

    let mut anchors = HashMap::new();
    let mut id = 0;
    for (event, span) in &events {
        if let Event::Anchor(anchor, _) = event {
            anchors.insert(*anchor, id - 1);
            continue;
        }
        if !event.is_node() {
            continue;
        }
        let (target, node) = ours.resolve(id).unwrap_or_else(|| panic!("too few: {text:?}"));
        match event {
            Event::Alias(anchor) => assert_eq!(anchors.get(anchor), Some(&target), "{text:?}"),
            Event::SequenceStart(..) => assert!(matches!(node.kind, Kind::Sequence), "{text:?}"),
            Event::MappingStart(..) => assert!(matches!(node.kind, Kind::Mapping), "{text:?}"),
            Event::Scalar(value, ..) => {
                assert_eq!(Some(node.start..node.end), span.byte_range(), "{text:?}");
                let decoded = match decode(text, node) {
                    Ok(decoded) => decoded,
                    // The parser reads past a comment behind a tab; YAML does not have it there.
                    Err(at) if text.get(at..).is_some_and(|at| at.starts_with('#')) => {
                        return false;
                    }
                    Err(at) => panic!("{text:?}: {at}"),
                };
                if matches!(node.kind, Kind::Absent) {
                    assert!(matches!(&**value, "" | "~"), "{text:?}");
                } else if decoded.as_str().trim().is_empty() {
                    assert_eq!(value.trim(), "", "{text:?}");
                } else {
                    assert_eq!(decoded.as_str(), value, "{text:?}");
                }
            }
            _ => panic!("{event:?}"),
        }
        id += 1;
    }
    assert!(ours.resolve(id).is_none(), "too many: {text:?}");
    true
}

const WORDS: [&str; 24] = [
    "a",
    "key",
    "it's",
    "say\"so\"",
    "#",
    "a#",
    "x:y",
    "-",
    "--",
    "---",
    "...",
    "?",
    "é",
    "😀€",
    "\\",
    "\\\\",
    "\\\"",
    "[",
    "]}",
    ",",
    "&a",
    "*b",
    "!t",
    "|2",
];
const ESCAPES: [&str; 10] = [
    "\\n",
    "\\\"",
    "\\\\",
    "\\x41",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\ ",
    "\\\t",
    "\\U0001f600",
    "\\\n",
];
const GAPS: [&str; 8] = [" ", "  ", "\t", " \t ", "\n", "\n\n", " \n \n", "\n \t\n"];

/// Random documents that are valid, in all styles.
struct Generator(Random);

impl Generator {
    fn words(&mut self, words: &[&str], gaps: &[&str], indent: usize) -> String {
        let mut text = String::from(self.0.pick(words));
        for _ in 0..self.0.below(4) {
            let gap = self.0.pick(gaps);
            text += gap;
            if gap.contains('\n') {
                text += &" ".repeat(indent + self.0.below(2));
            }
            text += self.0.pick(words);
        }
        text
    }

    fn quoted(&mut self, indent: usize) -> String {
        if self.0.below(2) == 0 {
            let plain: Vec<_> = WORDS.iter().map(|word| word.replace('\'', "''")).collect();
            let plain: Vec<_> = plain.iter().map(String::as_str).collect();
            return format!("'{}'", self.words(&plain, &GAPS, indent));
        }
        let clean = WORDS.iter().filter(|word| !word.contains(['"', '\\'])).copied();
        let words: Vec<_> = clean.chain(ESCAPES).collect();
        let end =
            self.0.pick(&["", "", " ", "\n "]).replace('\n', &format!("\n{}", " ".repeat(indent)));
        format!("\"{}{end}\"", self.words(&words, &GAPS, indent))
    }

    fn flow(&mut self, indent: usize, depth: usize) -> String {
        match self.0.below(if depth == 0 { 3 } else { 5 }) {
            0 => self
                .0
                .pick(&["a", "1.0", "x:y", "-1", "null", "é", "a\\", "b c", "'", "\"\"", ""])
                .replace('\'', "''"),
            1 | 2 => self.quoted(indent),
            3 => {
                let items: Vec<_> =
                    (0..self.0.below(4)).map(|_| self.flow(indent, depth - 1)).collect();
                format!("[ {} ]", items.join(self.0.pick(&[", ", " ,\n          ", ","])))
            }
            _ => {
                let items: Vec<_> = (0..self.0.below(4))
                    .map(|n| format!("k{n}: {}", self.flow(indent, depth - 1)))
                    .collect();
                format!("{{ {} }}", items.join(self.0.pick(&[", ", " , # it's \"\n          "])))
            }
        }
    }

    fn block_scalar(&mut self, indent: usize) -> String {
        let style = self.0.pick(&["|", ">"]);
        let chomp = self.0.pick(&["", "-", "+"]);
        let comment = self.0.pick(&["", "", " # it's [ \""]);
        let explicit = self.0.below(3) == 0;
        let mut text = if explicit {
            format!("{style}2{chomp}{comment}")
        } else {
            format!("{style}{chomp}{comment}")
        };
        for line in 0..self.0.below(6) {
            text += "\n";
            if self.0.below(4) == 0 {
                continue;
            }
            let extra = if line == 0 && !explicit { 0 } else { self.0.below(3) };
            let words = self.words(&WORDS, &[" ", "\t"], 0);
            text +=
                &format!("{}{words}{}", " ".repeat(indent + extra), self.0.pick(&["", " ", "\t"]));
        }
        text
    }

    /// What may stand behind `key: ` or `- `, whose children are indented by `indent`.
    fn node(&mut self, indent: usize, depth: usize) -> String {
        let property = self.0.pick(&["", "", "", "&ab ", "&cd ", "!t ", "!!str &ab "]);
        let node = match self.0.below(if depth == 0 { 5 } else { 8 }) {
            0 => self.words(
                &["a", "it's", "x:y", "a#b", "é", "\\", "\\\"", "c\"d", "-b"],
                &GAPS[..7],
                indent,
            ),
            1 | 2 => self.quoted(indent),
            3 => self.block_scalar(indent),
            4 => self.flow(indent, 2),
            5 => return self.0.pick(&["*zz", "", "# only 'a comment", "null", "~"]).to_owned(),
            6 => {
                let items = (0..=self.0.below(3)).map(|_| {
                    format!("\n{}- {}", " ".repeat(indent), self.node(indent + 2, depth - 1))
                });
                items.collect()
            }
            _ => {
                let items = (0..=self.0.below(3)).map(|n| {
                    let key = self.0.pick(&["k", "'it''s'", "\"\\x41\"", "é", "? q", "a\\", "<<"]);
                    let tail = if key == "? q" {
                        format!("\n{}", " ".repeat(indent))
                    } else {
                        String::new()
                    };
                    format!(
                        "\n{}{key}{n}{tail}: {}",
                        " ".repeat(indent),
                        self.node(indent + 2, depth - 1)
                    )
                    .replacen("'{n}", "'", 1)
                });
                items.collect()
            }
        };
        format!("{property}{node}")
    }

    fn document(&mut self) -> String {
        let start = self.0.pick(&["", "", "---", "--- # '\n", "# \"\n---"]);
        let body = self.node(0, 3);
        let text = format!("&zz : x\nroot: {body}");
        let text =
            if start.is_empty() { text } else { format!("{start}\nroot:\n {}", self.node(2, 3)) };
        match self.0.below(4) {
            0 => text.replace('\n', "\r\n"),
            1 => text.replace('\n', "\r"),
            2 => text + "\n",
            _ => text,
        }
    }
}

#[test]
fn random_documents() {
    let mut generator = Generator(Random(0x9E37_79B9_7F4A_7C15));
    let accepted = (0..3000).filter(|_| agree(&generator.document())).count();
    assert!(accepted > 1000, "{accepted}");
}

#[test]
fn mutated_documents() {
    let mut generator = Generator(Random(0xD1B5_4A32_D192_ED03));
    for _ in 0..3000 {
        let mut chars: Vec<char> = generator.document().chars().collect();
        for _ in 0..=generator.0.below(3) {
            let at = generator.0.below(chars.len());
            let c = generator.0.pick(&[
                '"', '\'', '\\', ' ', '\n', '\t', '[', '}', ',', ':', '#', '-', '?', '|', '&', '!',
                'a', '2',
            ]);
            match generator.0.below(3) {
                0 => chars[at] = c,
                1 if chars.len() > 1 => drop(chars.remove(at)),
                _ => chars.insert(at, c),
            }
        }
        agree(&String::from_iter(chars));
    }
}

#[test]
fn random_tokens() {
    const TOKENS: [&str; 44] = [
        "a", "b: ", "c:", " ", "  ", "\n", "\n  ", "\n", "\t", "\r\n", "- ", "-", ": ", ":", "? ",
        "?", "\"", "'", "\\", "\\\\", "|", ">", "+", "2", "#", " #", "&a ", "*a", "!", "!!str ",
        "!<", "<<", "[", "]", "{", "}", ",", "é", "---", "...", "%", "\u{feff}", "😀", "~",
    ];
    let mut random = Random(0x94D0_49BB_1331_11EB);
    let mut accepted = 0;
    for _ in 0..30_000 {
        let length = 1 + random.below(14);
        let text: String = (0..length).map(|_| random.pick(&TOKENS)).collect();
        accepted += usize::from(agree(&text));
    }
    assert!(accepted > 3000, "{accepted}");
}
