//! One pass over a JSON text (RFC 8259) with a lexer that never allocates.

use hifijson::token::Lex as _;
use hifijson::{Read as _, SliceLexer};

use super::scalar::secret;
use super::string;
use crate::format::paths::{Paths, Step};

/// Answers the paths; the error is the offset at which the text is no JSON.
pub(super) fn scan(text: &str, paths: &mut Paths) -> Result<(), usize> {
    let lexer = SliceLexer::new(text.as_bytes());
    let mut scan = Scan { text, lexer, paths, open: Vec::new(), wanted: Vec::new() };
    scan.document().map_err(|NotJson| scan.offset())
}

struct Scan<'t, 'w> {
    text: &'t str,
    lexer: SliceLexer<'t>,
    paths: &'w mut Paths,
    /// What closes the objects and arrays that are open. Nesting takes a byte of the heap a level,
    /// and nothing of the thread's stack.
    open: Vec<u8>,
    /// Those of them that a path leads into.
    wanted: Vec<Wanted>,
}

struct Wanted {
    /// How many are open around it.
    level: usize,
    step: Step,
    /// The step to the last member of an object that was asked for.
    last: Option<Step>,
    /// Of an array: the next element, and the end of those that are asked for.
    next: usize,
    end: usize,
}

/// The text breaks the rules where the lexer stands.
struct NotJson;

impl<'t> Scan<'t, '_> {
    fn document(&mut self) -> Result<(), NotJson> {
        let root = self.paths.root();
        let mut step = Some(root);
        loop {
            match self.lexer.ws_peek().ok_or(NotJson)? {
                bracket @ (b'{' | b'[') => {
                    self.lexer.take_next();
                    let close = bracket + 2; // in ASCII, for both
                    self.enter(close, step);
                    if !self.take(close) {
                        step = self.member()?;
                        continue;
                    }
                    self.leave();
                }
                first => {
                    let written = self.scalar(first)?;
                    if let Some(step) = step {
                        self.paths.scalar(step, &|| secret(written));
                    }
                }
            }
            // A value ended, and with it perhaps what it stands in.
            loop {
                let Some(&close) = self.open.last() else {
                    return self.lexer.ws_peek().map_or(Ok(()), |_| Err(NotJson));
                };
                if self.take(b',') {
                    step = self.member()?;
                    break;
                }
                if !self.take(close) {
                    return Err(NotJson);
                }
                self.leave();
            }
        }
    }

    fn enter(&mut self, close: u8, step: Option<Step>) {
        self.open.push(close);
        let Some(step) = step else { return };
        self.paths.collection(step);
        let level = self.open.len();
        let end = if close == b']' { self.paths.elements(step) } else { 0 };
        self.wanted.push(Wanted { level, step, last: None, next: 0, end });
    }

    fn leave(&mut self) {
        let level = self.open.len();
        if self.wanted.last().is_some_and(|wanted| wanted.level == level) {
            self.wanted.pop();
        }
        self.open.pop();
    }

    /// Reads up to the value of the next member, and says which step leads to it.
    fn member(&mut self) -> Result<Option<Step>, NotJson> {
        let level = self.open.len();
        let is_object = self.open.last() == Some(&b'}');
        let name = if is_object { Some(self.name()?) } else { None };
        let wanted = self.wanted.last_mut().filter(|wanted| wanted.level == level);
        let step = wanted.and_then(|wanted| match name {
            // A name that stands for no text is none that anyone can ask for.
            Some(name) => {
                let name = string::decode(name)?;
                let step = self.paths.child_after(wanted.step, wanted.last, name.as_str())?;
                wanted.last = Some(step);
                wanted.last
            }
            None if wanted.next >= wanted.end => None,
            None => {
                wanted.next += 1;
                self.paths.element(wanted.step, wanted.next - 1)
            }
        });
        Ok(step.filter(|step| self.paths.follow(*step)))
    }

    fn name(&mut self) -> Result<&'t str, NotJson> {
        if self.lexer.ws_peek() != Some(b'"') {
            return Err(NotJson);
        }
        let name = self.scalar(b'"')?;
        if self.take(b':') { Ok(name) } else { Err(NotJson) }
    }

    /// The text of a scalar that begins with `first`.
    fn scalar(&mut self, first: u8) -> Result<&'t str, NotJson> {
        use hifijson::num::Lex as _;

        let start = self.offset();
        let rest = SliceLexer::new(self.lexer.as_slice());
        let is_good = match first {
            b'"' => string::skip(self.lexer.discarded()),
            b'-' | b'0'..=b'9' => self.lexer.num_ignore().validate().is_ok(),
            b'n' => self.lexer.strip_prefix(b"null"),
            b't' => self.lexer.strip_prefix(b"true"),
            b'f' => self.lexer.strip_prefix(b"false"),
            _ => false,
        };
        if !is_good {
            // Where it begins says more than where it breaks: a quote may be missing far behind.
            self.lexer = rest;
            return Err(NotJson);
        }
        self.text.get(start..self.offset()).ok_or(NotJson)
    }

    fn take(&mut self, wanted: u8) -> bool {
        let is_next = self.lexer.ws_peek() == Some(wanted);
        if is_next {
            self.lexer.take_next();
        }
        is_next
    }

    fn offset(&self) -> usize {
        self.text.len() - self.lexer.as_slice().len()
    }
}
