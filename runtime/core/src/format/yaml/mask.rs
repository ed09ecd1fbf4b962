//! A copy of YAML text with the same structure and the same width, and no secret in it.

use core::iter::Peekable;
use core::str::CharIndices;

/// Masks `text` so that the parser finds in it the same nodes at the same offsets.
///
/// To keep a character is always right, so only what is sure to be content is masked:
///
/// - letters, digits, characters beyond ASCII (by one of the same width, so columns stay) and
///   punctuation that YAML gives no meaning;
/// - an indicator right behind a masked character: no token can begin there;
/// - `-`, `?`, `:` and `.` where what follows makes them content;
/// - a backslash, and with it the backslash or double quote behind it, so that double-quoted scalars
///   end at the same quote. Elsewhere a backslash is content and so is what a pair begins with it:
///   no quoted scalar opens right behind one.
///
/// Kept, beside structure: the digit in a block scalar's header, the brackets of `!<...>`, and
/// unprintable characters, which the parser must refuse.
pub(super) fn mask(text: &str) -> String {
    let mut masker = Masker {
        bytes: text.as_bytes(),
        chars: text.char_indices().peekable(),
        out: String::with_capacity(text.len()),
        line_start: true,
        inside: false,
        header: 0,
        verbatim: false,
        previous: '\n',
    };
    while masker.step() {}
    masker.out
}

struct Masker<'a> {
    bytes: &'a [u8],
    chars: Peekable<CharIndices<'a>>,
    out: String,
    line_start: bool,
    /// Whether the character before is masked: no token begins here.
    inside: bool,
    /// How many characters of a block scalar's header may follow.
    header: u8,
    /// Whether a verbatim tag `!<...>` may be open.
    verbatim: bool,
    previous: char,
}

impl Masker<'_> {
    fn step(&mut self) -> bool {
        let Some((at, c)) = self.chars.next() else {
            return false;
        };
        if self.line_start && self.keep_document_marker(at) {
            return true;
        }
        let next = self.bytes.get(at + c.len_utf8()).copied();
        let header = self.header;
        self.header = 0;
        let keep = match c {
            '\\' => {
                if let Some(b'\\' | b'"') = next {
                    self.chars.next();
                    self.out.push('x');
                }
                false
            }
            '0'..='9' | '+' | '-' if header > 0 => {
                self.header = header - 1;
                true
            }
            // Two in a row are content: what begins a document was kept above.
            '-' => !self.inside && next != Some(b'-'),
            '?' => !self.inside && ends_token(next),
            ':' => !self.inside || ends_token(next) || is_flow(next),
            '|' | '>' if !self.inside => {
                self.header = 2;
                true
            }
            '>' if self.verbatim => {
                self.verbatim = false;
                true
            }
            '<' if self.previous == '!' => {
                self.verbatim = true;
                true
            }
            // In a tag it would have to have two digits behind it.
            '%' => !self.verbatim && !self.inside && self.may_begin_token(),
            '#' | '!' | '&' | '*' | '|' | '>' | '@' | '`' => !self.inside,
            ' ' | '\t' | '\r' | '\n' => {
                self.verbatim = false;
                true
            }
            '"' | '\'' | ',' | '[' | ']' | '{' | '}' => true,
            _ => !is_printable(c),
        };
        self.inside = !keep;
        self.line_start = match c {
            '\r' | '\n' => true,
            '\u{feff}' => self.line_start,
            _ => false,
        };
        self.previous = c;
        self.out.push(if keep { kept(c) } else { filler(c) });
        true
    }

    fn may_begin_token(&self) -> bool {
        let blank = self.previous.is_ascii_whitespace() || self.previous == '\u{feff}';
        blank || matches!(self.previous, '[' | ']' | '{' | '}' | ',' | ':')
    }

    /// Copies `---` or `...` as it is, where it begins or ends a document.
    fn keep_document_marker(&mut self, at: usize) -> bool {
        let marker = match self.bytes.get(at..at + 3) {
            Some(b"---") => "---",
            Some(b"...") => "...",
            _ => return false,
        };
        if !ends_token(self.bytes.get(at + 3).copied()) {
            return false;
        }
        self.out.push_str(marker);
        // The first one is taken already.
        self.chars.next();
        self.chars.next();
        self.line_start = false;
        self.inside = false;
        self.header = 0;
        self.previous = '-';
        true
    }
}

/// To the parser a NUL is the end of the text: what follows one must not be dropped in silence.
fn kept(c: char) -> char {
    if c == '\0' { '\u{1}' } else { c }
}

fn filler(c: char) -> char {
    match c.len_utf8() {
        1 => 'x',
        2 => '\u{d7}',
        3 => '\u{2592}',
        _ => '\u{1f7e9}',
    }
}

fn ends_token(next: Option<u8>) -> bool {
    matches!(next, None | Some(b' ' | b'\t' | b'\r' | b'\n' | b'\0'))
}

fn is_flow(next: Option<u8>) -> bool {
    matches!(next, Some(b',' | b'[' | b']' | b'{' | b'}'))
}

/// What YAML calls printable, but for the byte-order mark, which has a meaning of its own.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}
