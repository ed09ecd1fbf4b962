//! A copy of YAML text with the same structure and the same width, and no secret in it.

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
        text,
        at: 0,
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

/// By byte, whether it is content wherever it stands behind a letter.
#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const IS_OF_WORD: [bool; 256] = {
    let mut is_of_word = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let is =
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'=' | b'_' | b'.' | b'-');
        is_of_word[byte as usize] = is;
        byte += 1;
    }
    is_of_word
};

/// As many as most words have, and more.
const FILLERS: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

struct Masker<'a> {
    text: &'a str,
    /// How much of it is masked.
    at: usize,
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
        let at = self.at;
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return false;
        };
        // Most of a text is words, and none of their letters has a meaning.
        if c.is_ascii_alphanumeric() && self.header == 0 {
            self.word();
            return true;
        }
        self.at += c.len_utf8();
        if self.line_start && self.keep_document_marker(at) {
            return true;
        }
        let next = self.byte(self.at);
        let header = self.header;
        self.header = 0;
        let keep = match c {
            '\\' => {
                if let Some(b'\\' | b'"') = next {
                    self.at += 1;
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

    /// Masks letters and digits, and what has no meaning behind them, up to something else.
    fn word(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_of_word = |byte: &u8| IS_OF_WORD.get(usize::from(*byte)).is_some_and(|is| *is);
        let end = rest.iter().position(|byte| !is_of_word(byte));
        let length = end.unwrap_or(rest.len());
        let mut left = length;
        while left > 0 {
            let piece = FILLERS.get(..left).unwrap_or(FILLERS);
            self.out.push_str(piece);
            left -= piece.len();
        }
        self.at += length;
        self.inside = true;
        self.line_start = false;
        self.previous = 'x';
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn may_begin_token(&self) -> bool {
        let blank = self.previous.is_ascii_whitespace() || self.previous == '\u{feff}';
        blank || matches!(self.previous, '[' | ']' | '{' | '}' | ',' | ':')
    }

    /// Copies `---` or `...` as it is, where it begins or ends a document.
    fn keep_document_marker(&mut self, at: usize) -> bool {
        let marker = match self.text.as_bytes().get(at..at + 3) {
            Some(b"---") => "---",
            Some(b"...") => "...",
            _ => return false,
        };
        if !ends_token(self.byte(at + 3)) {
            return false;
        }
        self.out.push_str(marker);
        self.at = at + 3;
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
