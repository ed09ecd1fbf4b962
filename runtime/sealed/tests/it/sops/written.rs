//! Documents by chance: written here and read by sops, and the other way around.

use provider_credentials_sealed::sops::Selection;
use serde_json::{Map, Number, Value};

use super::support::Sops;

/// A generator of numbers (xorshift); the same ones each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn text(&mut self) -> String {
        const SIGNS: [&str; 30] = [
            "a", "Z", "0", " ", ":", ": ", "#", " #", "\"", "'", "\\", "\n", "\t", "é", "☺", "🔑",
            "[", "]", "{", "}", ",", "-", "- ", "|", ">", "&", "*", "!", "%", "=",
        ];
        (0..self.below(9)).map(|_| SIGNS[self.below(30) as usize]).collect()
    }

    fn value(&mut self, depth: u64) -> Value {
        match self.below(if depth == 0 { 7 } else { 9 }) {
            0 => Value::Null,
            1 => Value::Bool(self.below(2) == 0),
            2 => Value::Number(Number::from(self.below(1 << 53) as i64 - (1 << 52))),
            3 => Value::Number(Number::from_f64(self.below(1 << 20) as f64 / 64.0).unwrap()),
            4 => Value::String(
                ["true", "1", "~", "1e3", "2001-12-14", "ENC[x", "null"][self.below(7) as usize]
                    .to_owned(),
            ),
            5 | 6 => Value::String(self.text()),
            7 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => Value::Object(self.object(depth - 1)),
        }
    }

    fn object(&mut self, depth: u64) -> Map<String, Value> {
        let mut members = Map::new();
        for number in 0..self.below(5) {
            let end = if self.below(4) == 0 { "_unencrypted" } else { "" };
            let name = format!("k{number}{}{end}", self.text().replace('\n', ""));
            let value = self.value(depth);
            // Plain text that looks like a value of sops is not told from one.
            members.insert(name, value);
        }
        members
    }
}

/// With all styles that scalars have.
fn yaml(value: &Value, indent: usize, chance: &mut Chance, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() && chance.below(5) > 0 => {
            for (name, value) in members {
                out.push_str(&format!("{pad}{}:", serde_json::to_string(name).unwrap()));
                below(value, indent, chance, out);
            }
        }
        Value::Array(items) if !items.is_empty() && chance.below(5) > 0 => {
            for item in items {
                out.push_str(&format!("{pad}-"));
                below(item, indent, chance, out);
            }
        }
        _ => out.push_str(&format!("{pad}{value}\n")),
    }
}

fn below(value: &Value, indent: usize, chance: &mut Chance, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            out.push('\n');
            yaml(value, indent + 2, chance, out);
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            yaml(value, indent + 2, chance, out);
        }
        Value::String(text)
            if chance.below(2) == 0 && !text.contains('\n') && !text.contains('\t') =>
        {
            out.push_str(&format!(" '{}'\n", text.replace('\'', "''")));
        }
        Value::String(text) if is_block(text) && chance.below(2) == 0 => {
            out.push_str(" |-\n");
            for line in text.split('\n') {
                out.push_str(&format!("{}{line}\n", " ".repeat(indent + 4)));
            }
        }
        _ => {
            out.push_str(&format!(
                " {value}{}\n",
                if chance.below(4) == 0 { " # why" } else { "" }
            ));
        }
    }
}

fn is_block(text: &str) -> bool {
    let is_plain = |line: &str| !line.starts_with([' ', '\t']) && !line.trim().is_empty();
    text.split('\n').all(is_plain) && !text.is_empty()
}

const DOCUMENTS: u64 = 40;

#[test]
fn documents_by_chance_there_and_back() {
    let Some(sops) = Sops::for_test("documents_by_chance") else { return };
    let mut chance = Chance(0x5eed);
    for number in 0..DOCUMENTS {
        let members = chance.object(3);
        let expected = Value::Object(members);
        let (name, plain) = if number % 2 == 0 {
            let mut text = String::new();
            yaml(&expected, 0, &mut chance, &mut text);
            ("it.yaml", text)
        } else {
            ("it.json", expected.to_string())
        };
        // Here, and read by sops.
        sops.seal(name, plain.as_bytes(), &Selection::default());
        let written = String::from_utf8(sops.read(name)).unwrap();
        assert_eq!(numbers(sops.json(name)), numbers(expected.clone()), "{plain}\n{written}");
        // By sops, and read here.
        sops.encrypt(name, &plain, &[]);
        let by_sops = sops.json(name);
        let opened = sops.open(name).unwrap_or_else(|error| panic!("{error}: {plain}"));
        sops.seal(name, opened.plain(), &Selection::default());
        assert_eq!(sops.json(name), by_sops, "{plain}");
    }
}

/// sops has a whole number with a fraction of nothing as a whole number.
fn numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => {
            Number::from_f64(number.as_f64().unwrap()).map_or(Value::Null, Value::Number)
        }
        Value::Array(items) => items.into_iter().map(numbers).collect(),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, numbers(value))).collect())
        }
        other => other,
    }
}
