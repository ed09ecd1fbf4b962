//! Where in a text a value stands, or would stand.

use std::ops::Range;

use super::problem::Problem;

/// Deeper than any file of secrets.
const DEEPEST: usize = 100;

/// Where a value belongs.
pub(super) enum Place {
    /// There is no text.
    Nowhere,
    /// There is one.
    Value(Range<usize>),
    /// In a mapping that lacks the segment of this number, as a member there.
    New { at: usize, depth: usize, is_first: bool },
}

/// Where the value is. The text is known to be JSON.
pub(super) fn find(text: &str, segments: &[&str]) -> Result<Place, Problem> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.space();
    for (depth, segment) in segments.iter().enumerate() {
        let found = match cursor.peek() {
            Some(b'[') => cursor.element(segment)?,
            Some(b'{') => match cursor.member(segment)? {
                Member::At(at) => Some(at),
                Member::None { at, is_first } => return Ok(Place::New { at, depth, is_first }),
            },
            _ => None,
        };
        cursor.at = found.ok_or_else(|| Problem::NoKey((*segment).to_owned()))?;
    }
    let start = cursor.at;
    if matches!(cursor.peek(), Some(b'{' | b'[')) {
        return Err(Problem::NotScalar);
    }
    cursor.value(0)?;
    Ok(Place::Value(start..cursor.at))
}

/// A member of a mapping.
enum Member {
    /// Where its value begins.
    At(usize),
    /// Where another one could begin.
    None { at: usize, is_first: bool },
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let is_it = self.peek() == Some(byte);
        if is_it {
            self.at += 1;
        }
        is_it
    }

    fn member(&mut self, name: &str) -> Result<Member, Problem> {
        let mut found = None;
        if !self.take(b'{') {
            return Err(Problem::NotJson);
        }
        let at = self.at;
        if self.take(b'}') {
            return Ok(Member::None { at, is_first: true });
        }
        loop {
            self.space();
            let start = self.at;
            self.value(0)?;
            let key = self.text.get(start..self.at).unwrap_or_default();
            let is_it = serde_json::from_str::<String>(key).is_ok_and(|key| key == name);
            if !self.take(b':') {
                return Err(Problem::NotJson);
            }
            self.space();
            if is_it && found.replace(self.at).is_some() {
                return Err(Problem::Repeated(name.to_owned()));
            }
            self.value(0)?;
            let end = Member::None { at: self.at, is_first: false };
            if !self.take(b',') {
                return Ok(found.map_or(end, Member::At));
            }
        }
    }

    /// Where an element begins.
    fn element(&mut self, index: &str) -> Result<Option<usize>, Problem> {
        let Ok(index) = index.parse::<usize>() else { return Ok(None) };
        if !self.take(b'[') || self.take(b']') {
            return Ok(None);
        }
        for number in 0.. {
            self.space();
            if number == index {
                return Ok(Some(self.at));
            }
            self.value(0)?;
            if !self.take(b',') {
                break;
            }
        }
        Ok(None)
    }

    /// Past a value.
    fn value(&mut self, depth: usize) -> Result<(), Problem> {
        if depth > DEEPEST {
            return Err(Problem::NotJson);
        }
        self.space();
        match self.peek() {
            Some(b'"') => self.quoted(),
            Some(open @ (b'{' | b'[')) => {
                self.at += 1;
                let close = open + 2; // in ASCII, for both
                if self.take(close) {
                    return Ok(());
                }
                loop {
                    self.value(depth + 1)?;
                    if self.take(b':') {
                        self.value(depth + 1)?;
                    }
                    if self.take(close) {
                        return Ok(());
                    }
                    if !self.take(b',') {
                        return Err(Problem::NotJson);
                    }
                }
            }
            _ => {
                let is_of_it = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
                let start = self.at;
                while self.peek().is_some_and(is_of_it) {
                    self.at += 1;
                }
                if self.at == start { Err(Problem::NotJson) } else { Ok(()) }
            }
        }
    }

    fn quoted(&mut self) -> Result<(), Problem> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Problem::NotJson),
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        Ok(())
    }
}
