//! What a value cannot be, or is most likely not. Each kind is a row; the manifest's `allow` names the code.

use core::fmt;

use super::noun::Value;
use super::row::{Row, Words};
use crate::report::place::Place;

/// Why a value that was found can hardly be the secret.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Doubt {
    Quoted,
    /// The scheme of an `Authorization` header.
    Scheme(&'static str),
    Assignment,
    WhiteSpace,
    LineBreak,
    ControlCharacter,
    InvisibleCharacter,
    /// Loaded all the same, with line breaks.
    EscapedPem,
    Placeholder,
    /// Where the secret is kept, in the words of a tool.
    Reference,
    /// What a server answered instead.
    Response,
    /// A certificate or a public key.
    Public,
    /// PEM without its end.
    CutPem,
    Base64,
    /// A text in hexadecimal digits.
    Hex,
    /// What a store's own command prints.
    Wrapped,
    /// What is left of a password when it is stored to be compared.
    Hash,
    /// It ends in a line break as two characters.
    EscapedBreak,
    /// A sign before or behind a key of a known kind.
    StraySign,
    /// A JSON Web Token without all its parts.
    CutToken,
    /// The time that a JSON Web Token says it ends at is over.
    Expired,
    /// The key of this provider without its end.
    CutKey(&'static str),
    /// One text twice.
    Twice,
    /// Signs as HTML or a URL writes them.
    Escaped,
    /// A sign that only looks like one of ASCII.
    Lookalike,
    /// The name or the address of something else.
    Name,
    /// A URL in whose password is a sign that ends it.
    Url,
    OwnName,
    Path,
    Short,
    /// It begins as the keys of this provider do, who is not the manifest's.
    OtherProvider(&'static str),
}

impl Doubt {
    pub(crate) fn code(self) -> &'static str {
        let mut found = "";
        describe(self, Place::Given, &mut |code, _, _| found = code);
        found
    }

    /// Problem and fix.
    pub(crate) fn write(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        describe(self, place, &mut |_, problem, fix| result = write!(f, "{problem}; {fix}"));
        result
    }
}

#[expect(clippy::too_many_lines, reason = "it is a table")]
pub(super) fn describe(doubt: Doubt, place: Place, row: Row<'_>) {
    let value = Value(place);
    match doubt {
        Doubt::Quoted => row(
            "value_quoted",
            format_args!("{value} begins and ends with a quote, which is a part of the secret"),
            format_args!(
                "{}",
                Words(&|f| {
                    match place {
                Place::Env(_) => f.write_str(
                    "remove the quotes; `docker run --env-file`, for one, takes them as they stand"
                ),
                _ => f.write_str("remove the quotes"),
            }
                })
            ),
        ),
        Doubt::Scheme(scheme) => row(
            "value_scheme",
            format_args!("{value} begins with `{scheme}`, which belongs to the header"),
            format_args!("remove it"),
        ),
        Doubt::Assignment => row(
            "value_assignment",
            format_args!("{value} begins with a name, as in `NAME=` or `NAME: `"),
            format_args!("keep the secret alone"),
        ),
        Doubt::WhiteSpace => row(
            "value_white_space",
            format_args!("{value} has white space in it or around it"),
            format_args!("keep the secret alone, without a label, a comment or a space"),
        ),
        Doubt::LineBreak => row(
            "value_line_break",
            format_args!("{value} has several lines"),
            format_args!("write the secret on one line, and nothing else"),
        ),
        Doubt::ControlCharacter => row(
            "value_control_character",
            format_args!("{value} has a control character in it"),
            format_args!("write it anew"),
        ),
        Doubt::InvisibleCharacter => row(
            "value_invisible_character",
            format_args!("{value} has a character in it that cannot be seen"),
            format_args!("copy it anew from its provider, or type it"),
        ),
        Doubt::EscapedPem => row(
            "value_escaped_pem",
            format_args!("{value} is PEM with `\\n` for its line breaks, which were put back"),
            format_args!("write real line breaks, or use a file"),
        ),
        Doubt::Placeholder => row(
            "value_placeholder",
            format_args!("{value} is a placeholder"),
            format_args!("put the secret in its place"),
        ),
        Doubt::Reference => row(
            "value_reference",
            format_args!("{value} holds the name of a secret in a store"),
            format_args!("start the program with the tool that puts the secret in its place"),
        ),
        Doubt::Response => row(
            "value_response",
            format_args!("{value} holds what a server or a command said about an error"),
            format_args!("fetch the secret anew, and look at the status"),
        ),
        Doubt::Public => row(
            "value_public",
            format_args!("{value} is a certificate or a public key, which is no secret"),
            format_args!("use the private key"),
        ),
        Doubt::CutPem => row(
            "value_pem_cut",
            format_args!("{value} is PEM that is not whole"),
            format_args!("copy all of it, line by line"),
        ),
        Doubt::Base64 => row(
            "value_base64",
            format_args!("{value} is a secret in base64"),
            format_args!("store the secret itself, or add `encoding: base64` to its source"),
        ),
        Doubt::Hex => row(
            "value_hex",
            format_args!("{value} is a secret in hexadecimal digits"),
            format_args!("store the secret itself, or add `encoding: hex` to its source"),
        ),
        Doubt::Wrapped => row(
            "value_wrapped",
            format_args!("{value} is what a store answers, in which the secret is one value"),
            format_args!("select the value with `file_key`, or store it alone"),
        ),
        Doubt::Hash => row(
            "value_hash",
            format_args!("{value} is the hash of a secret"),
            format_args!("store the secret itself"),
        ),
        Doubt::EscapedBreak => row(
            "value_escaped_line_break",
            format_args!("{value} ends in a line break that is written out, such as `\\n`"),
            format_args!("remove it"),
        ),
        Doubt::StraySign => row(
            "value_stray_sign",
            format_args!("{value} has a sign before or behind the key"),
            format_args!("keep the key alone"),
        ),
        Doubt::CutToken => row(
            "value_token_cut",
            format_args!("{value} is a JSON Web Token that is not whole"),
            format_args!("copy all of it, up to the end of its last part"),
        ),
        Doubt::CutKey(provider) => row(
            "value_key_cut",
            format_args!("{value} is shorter than the keys of {provider} are"),
            format_args!("copy all of it"),
        ),
        Doubt::Twice => row(
            "value_twice",
            format_args!("{value} holds the same text twice"),
            format_args!("write it once"),
        ),
        Doubt::Escaped => row(
            "value_escaped",
            format_args!(
                "{value} has signs in it as HTML, Markdown, JSON or a URL writes them, such as `&quot;`"
            ),
            format_args!("write the signs themselves"),
        ),
        Doubt::Lookalike => row(
            "value_lookalike",
            format_args!(
                "{value} has a sign in it that only looks like a letter or a `-` of ASCII"
            ),
            format_args!("copy it anew from its provider, or type it"),
        ),
        Doubt::Name => row(
            "value_name",
            format_args!("{value} holds a name or an address, such as a host's or a model's"),
            format_args!("put the secret in its place"),
        ),
        Doubt::Url => row(
            "value_url",
            format_args!("{value} is a URL in whose password a `/`, `?` or `#` ends it"),
            format_args!("percent-encode the password: `/` is `%2F`, `?` is `%3F`, `#` is `%23`"),
        ),
        Doubt::Expired => row(
            "token_expired",
            format_args!("{value} is a JSON Web Token that has expired"),
            format_args!("get a new one from its issuer"),
        ),
        Doubt::OwnName => row(
            "value_own_name",
            format_args!("{value} holds the name of a variable, or what reads one"),
            format_args!("put the secret in its place"),
        ),
        Doubt::Path => row(
            "value_path",
            format_args!("{value} holds the path of a file"),
            format_args!(
                "{}",
                Words(&|f| match place {
                    Place::Env(env) => write!(f, "set `{}` to it instead", env.file_var),
                    _ => f.write_str("put the secret in its place"),
                })
            ),
        ),
        Doubt::Short => row(
            "value_short",
            format_args!("{value} has less than {SHORTEST} characters"),
            format_args!("check that it is whole"),
        ),
        Doubt::OtherProvider(provider) => row(
            "value_other_provider",
            format_args!(
                "{value} begins like a key of {provider}, and the manifest has another `provider`"
            ),
            format_args!("check which key it is"),
        ),
    }
}

/// No provider gives out a shorter key.
pub(crate) const SHORTEST: usize = 8;
