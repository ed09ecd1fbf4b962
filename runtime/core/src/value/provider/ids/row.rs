use crate::value::about::About;
use crate::value::letters::signs::begins;
use crate::value::letters::table::{any_word, body, exact_head, head, split, table};
use crate::value::letters::text::{
    all, any, holds_words, is_alphanumeric, is_digit, is_guid, is_lower, is_upper,
};

/// What is the matter with it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Says {
    /// It is no secret.
    Beside,
    /// It is a secret for something else.
    OtherKind,
    /// It is a secret that its provider does not take any longer.
    Retired,
    /// It is a key of that provider without its end.
    Cut,
    /// It is a key of that provider with more letters than one has.
    Stray,
    /// It is a key of that provider whose checksum does not fit.
    Misspelt,
    /// It has a letter that no key of that provider has, and that looks like one of theirs.
    Lookalike,
}

pub(in crate::value) struct Row {
    pub(in crate::value) provider: &'static [u8],
    /// They begin with one of these, if there are any.
    pub(in crate::value) heads: &'static [u8],
    is_of_rest: fn(char) -> bool,
    pub(in crate::value) lengths: [usize; 2],
    /// What else holds of it.
    holds: fn(&str) -> bool,
    pub(super) what: &'static str,
    pub(super) says: Says,
    /// What the name ends in, where any key is not enough.
    asked: &'static [u8],
    /// What the name has in it, likewise.
    named: &'static [u8],
    /// Whether people write it before the secret, with `:` between.
    pub(super) is_of_pair: bool,
    /// Whether the provider's name has to be that word: others begin so.
    is_whole: bool,
}

pub(super) const fn row(
    provider: &'static [u8],
    heads: &'static [u8],
    is_of_rest: fn(char) -> bool,
    lengths: [usize; 2],
    what: &'static str,
) -> Row {
    Row {
        provider,
        heads,
        is_of_rest,
        lengths,
        holds: is_any,
        what,
        says: Says::Beside,
        asked: &[],
        named: &[],
        is_of_pair: false,
        is_whole: false,
    }
}

fn is_any(_: &str) -> bool {
    true
}

/// Parts of names that ask for what belongs to an ID.
pub(super) const SECRET: &[u8] = table!("secret private");

impl Row {
    /// Only where the name ends so: other keys of theirs have the same form, or are called the ID by some.
    pub(super) const fn asked(mut self, words: &'static [u8]) -> Self {
        self.asked = words;
        self
    }

    /// Only where the name has one of these in it, with `_` for any sign between words.
    pub(super) const fn named(mut self, parts: &'static [u8]) -> Self {
        self.named = parts;
        self
    }

    pub(super) const fn that(mut self, holds: fn(&str) -> bool) -> Self {
        self.holds = holds;
        self
    }

    pub(super) const fn other(mut self) -> Self {
        self.says = Says::OtherKind;
        self
    }

    pub(super) const fn retired(mut self) -> Self {
        self.says = Says::Retired;
        self
    }

    pub(super) const fn cut(mut self) -> Self {
        self.says = Says::Cut;
        self
    }

    pub(super) const fn stray(mut self) -> Self {
        self.says = Says::Stray;
        self
    }

    pub(super) const fn misspelt(mut self) -> Self {
        self.says = Says::Misspelt;
        self
    }

    pub(super) const fn lookalike(mut self) -> Self {
        self.says = Says::Lookalike;
        self
    }

    pub(super) const fn paired(mut self) -> Self {
        self.is_of_pair = true;
        self
    }

    pub(super) const fn whole(mut self) -> Self {
        self.is_whole = true;
        self
    }

    /// Whether no head is long enough for the fast look, so that the length has to tell.
    pub(in crate::value) const fn is_short(&self) -> bool {
        let mut rest = body(self.heads);
        if rest.is_empty() {
            return true;
        }
        while let Some((head, behind)) = split(rest) {
            if !is_long(head) {
                return true;
            }
            rest = behind;
        }
        false
    }

    /// Whether this provider is named where a word of another's name begins: in `my_okta`, and not in `pineapple`.
    #[inline]
    pub(super) fn is_of(&self, word: &[u8]) -> bool {
        // Of most, the second letter tells.
        matches!((word.get(1), self.provider.get(1)), (Some(a), Some(b)) if a.eq_ignore_ascii_case(b))
            && self.begins(word)
    }

    fn begins(&self, word: &[u8]) -> bool {
        let behind = word.get(self.provider.len());
        matches!(word.get(..self.provider.len()), Some(head) if head.eq_ignore_ascii_case(self.provider))
            && !(self.is_whole && behind.is_some_and(u8::is_ascii_alphabetic))
    }

    /// Whether the text is so.
    pub(super) fn is(&self, text: &str) -> bool {
        self.has_length(text.len()) && self.has_form(text)
    }

    #[inline]
    pub(super) fn has_length(&self, length: usize) -> bool {
        let [least, most] = self.lengths;
        (least..=most).contains(&length)
    }

    /// Whether the provider is named in that name.
    pub(super) fn is_of_provider(&self, provider: &str) -> bool {
        let mut is_behind_letter = false;
        let mut word = provider.as_bytes();
        while let [byte, behind @ ..] = word {
            let begins =
                byte.is_ascii_uppercase() || byte.is_ascii_lowercase() && !is_behind_letter;
            if begins && self.is_of(word) {
                return true;
            }
            is_behind_letter = byte.is_ascii_alphabetic();
            word = behind;
        }
        false
    }

    /// Whether a sign may be in it.
    pub(super) fn may_have(&self, sign: char) -> bool {
        (self.is_of_rest)(sign)
    }

    /// Whether it is so but for its length.
    pub(super) fn has_form(&self, text: &str) -> bool {
        let head = exact_head(text, self.heads);
        let rest = text.get(head.map_or(0, <[u8]>::len)..).unwrap_or_default();
        head.is_some() != self.heads.is_empty() && all(rest, self.is_of_rest) && (self.holds)(rest)
    }

    /// Whether it is so but that its beginning has capitals for small letters, or the other way round.
    pub(super) fn is_but_for_case(&self, text: &str) -> bool {
        let Some(begins) = head(text, self.heads) else { return false };
        let rest = text.get(begins.len()..).unwrap_or_default();
        self.has_length(text.len())
            && exact_head(text, self.heads).is_none()
            && all(rest, self.is_of_rest)
            && (self.holds)(rest)
    }

    /// Whether it is so but for its beginning, of which it lacks some up to a sign, or all of it, if that `may_be_bare`.
    pub(super) fn lacks_head(&self, text: &str, may_be_bare: bool) -> bool {
        let [least, most] = self.lengths;
        any_word(self.heads, &|head| {
            (1..=head.len()).any(|at| {
                let Some((before, left)) = head.split_at_checked(at) else { return false };
                let ends = matches!(before.last(), Some(b'-' | b'_'));
                let rest = text.get(left.len()..).unwrap_or_default();
                ends && (may_be_bare || !left.is_empty())
                    && (least..=most).contains(&(text.len() + at))
                    && text.as_bytes().starts_with(left)
                    && all(rest, self.is_of_rest)
                    && any(rest, is_digit)
                    && (self.holds)(rest)
            })
        })
    }

    /// Whether it tells of keys alone, and not of passwords, which may be anything.
    fn is_of_keys(&self) -> bool {
        let has_part = |of: &[u8]| any_word(self.named, &|part| has(part, of));
        (has_part(b"key") || has_part(b"private")) && !has_part(b"pass")
    }

    /// Whether the text is a key, but for its damage.
    fn is_damaged(&self) -> bool {
        matches!(self.says, Says::Cut | Says::Misspelt | Says::Lookalike | Says::Stray)
    }

    /// Whether the name has in it what it must have.
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.named.is_empty() || any_word(self.named, &|part| holds_words(name, part))
    }

    /// Whether one of the names asks for the secret, and none for this, or for what people make themselves.
    pub(super) fn is_asked(&self, about: &About) -> bool {
        const OF_ONES_OWN: &[u8] = table!("hook callback metrics encrypt");
        const COMMON: [&str; 3] = ["line", "vault", "fred"];
        /// Of what has secrets of its own, in the name of a wallet.
        const OF_APPS: &[u8] = table!("client_secret api_secret app_secret wallet_secret");

        // But where the row itself asks for such a one.
        let is_meant =
            || any_word(self.named, &|part| any_word(OF_ONES_OWN, &|word| has(part, word)));
        let is_asked = || {
            if self.asked.is_empty() {
                about.is_of_key() && !(self.is_of_keys() && about.is_for_password())
            } else {
                about.ends_in(self.asked) && !(self.is_damaged() && about.has_name_of(OF_APPS))
            }
        };
        let is_named =
            self.named.is_empty() || any_word(self.named, &|part| about.has_chosen_words(part));
        let asks_for_id = || any_word(self.asked, &|word| word == b"id");
        // Behind another word, these are no provider's: `assembly-line`, `card-vault`.
        let common = COMMON.iter().find(|word| word.as_bytes() == self.provider);
        let begins = |word| begins(about.provider, word);
        if common.is_some_and(|word| !begins(word) && !begins("hashicorp")) {
            return false;
        }
        is_named
            && (!about.is_called(table!("id")) || asks_for_id())
            && is_asked()
            && (!about.has_name_of(OF_ONES_OWN) || is_meant())
    }
}

fn has(part: &[u8], word: &[u8]) -> bool {
    part.windows(word.len()).any(|window| window == word)
}

/// Whether a head is looked up: of four letters, or of a provider whose keys are too many to be looked at.
pub(in crate::value) const fn is_long(head: &[u8]) -> bool {
    matches!(head, [_, _, _, _, ..] | b"vs_" | b"ek_" | b"4/0" | b"1//")
}

/// A small letter or a digit.
pub(super) fn is_small(c: char) -> bool {
    is_lower(c) || is_digit(c)
}

/// A capital or a digit.
pub(super) fn is_large(c: char) -> bool {
    is_upper(c) || is_digit(c)
}

/// A digit of hexadecimal numbers in capitals.
pub(super) fn is_large_hex(c: char) -> bool {
    matches!(c, '0'..='9' | 'A'..='F')
}

pub(super) fn is_of_base64(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '+' | '/')
}

pub(super) fn is_of_base64url(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '-' | '_')
}

/// Base64 with its sign at the end.
pub(super) fn is_padded(c: char) -> bool {
    is_of_base64(c) || c == '='
}

/// Words with `-` between them.
pub(super) fn is_of_slug(c: char) -> bool {
    is_small(c) || c == '-'
}

/// A GUID and a digit or two.
pub(super) fn is_long_guid(text: &str) -> bool {
    text.get(..36).is_some_and(is_guid)
}

/// Of a token with dots in it.
pub(super) fn is_of_token(c: char) -> bool {
    is_of_base64url(c) || c == '.'
}

/// Letters, digits and `/`.
pub(super) fn is_of_path(c: char) -> bool {
    is_alphanumeric(c) || c == '/'
}

/// Letters, digits, and the signs between the words of an ID.
pub(super) fn is_of_words(c: char) -> bool {
    is_of_base64url(c) || matches!(c, '.' | ':' | '/')
}

pub(super) fn has_digit(text: &str) -> bool {
    any(text, is_digit)
}
