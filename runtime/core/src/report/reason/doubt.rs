//! What a value cannot be, or is most likely not. Each kind is a row; the manifest's `allow` names the code.

use core::fmt;

use super::noun::Value;
use super::row::Row;
use crate::report::place::Place;

/// Why a value that was found can hardly be the secret.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum Doubt {
    Quoted,
    /// The scheme of an `Authorization` header.
    Scheme(&'static str),
    Assignment,
    WhiteSpace,
    LineBreak,
    /// Lines as a mail quotes them.
    QuotedLines,
    Indented,
    ControlCharacter,
    InvisibleCharacter,
    /// Loaded all the same, with line breaks.
    EscapedPem,
    Placeholder,
    /// Base64 of a placeholder, or of what reads or names a secret.
    EncodedPlaceholder,
    /// What is shown in the place of a secret.
    Masked,
    /// Where the secret is kept, in the words of a tool.
    Reference,
    /// A command that prints a secret.
    NotRun,
    /// The answer to a login, where a client's secret is asked for.
    AnswerToLogin,
    /// What a server answered instead.
    Response,
    /// A certificate or a public key.
    Public,
    /// This, which stands beside a secret.
    Beside(&'static str),
    /// This, which is no secret, where nothing belongs to it.
    BesideAny(&'static str),
    /// PEM without its end.
    CutPem,
    /// PEM that has all but its line breaks.
    LinelessPem,
    /// Words of a wallet, of which some are missing or too many.
    SeedPhrase,
    /// The first sign of JSON alone.
    FirstLine,
    Base64,
    /// Base64, where the name asks for hexadecimal digits.
    NoHex,
    /// A text in hexadecimal digits.
    Hex,
    /// What a store's own command prints.
    Wrapped,
    /// This, of which the secret is one part.
    Within(&'static str),
    /// This, which is a key of the same provider for something else.
    OtherKind(&'static str),
    /// This, which its provider does not take any longer.
    Retired(&'static str),
    /// This, with `:` and the secret behind it.
    Pair(&'static str),
    /// A connection string or a signature of Azure without its end.
    CutConnection,
    /// The key of this provider without its first letters.
    Headless(&'static str),
    /// The key of this provider in other capitals or small letters.
    OtherCase(&'static str),
    /// The key of this provider with a letter that is no digit of hexadecimal numbers.
    WrongDigit(&'static str),
    /// The key of this provider with another letter than it had.
    Misspelt(&'static str),
    /// A service account's key of Google without the private key.
    KeyOfGoogle,
    /// A secret in base32.
    Base32,
    /// What is left of a password when it is stored to be compared.
    Hash,
    /// It ends in a line break as two characters.
    EscapedBreak,
    /// A sign before or behind a key of a known kind.
    StraySign,
    /// A sign that no key of this provider has.
    ForeignSign(&'static str),
    /// The command of an editor behind a key.
    Typed,
    /// A mark that a terminal put there.
    Terminal,
    /// Base64 of a file that is no text.
    Container,
    /// A file in base64, between the lines of a certificate.
    Certutil,
    /// Base64 of text in UTF-16.
    Wide,
    /// A token of Fernet.
    Fernet,
    /// A JSON Web Token without all its parts.
    CutToken,
    /// The time that a JSON Web Token says it ends at is over.
    Expired,
    /// The time that a shared access signature says it ends at is over.
    ExpiredSignature,
    /// A certificate whose own time is over.
    ExpiredCertificate,
    /// The key of this provider without its end.
    CutKey(&'static str),
    /// A number as a spreadsheet shows it.
    Number,
    /// One text twice.
    Twice,
    /// Keys of providers in a row.
    Several,
    /// Two versions, between the marks of Git.
    Conflict,
    /// What stands for a file in Git LFS.
    Pointer,
    /// A document of a word processor.
    RichText,
    /// As a language prints bytes.
    Printed,
    /// Lines as a mail breaks them.
    SoftBreak,
    /// Signs of UTF-8 that were read in another encoding.
    Misread,
    /// Bytes of a file that a conversion to text put others in the place of.
    Replaced,
    /// A URL that a mail filter put in the place of another.
    Rewritten,
    /// Signs as HTML or a URL writes them.
    Escaped,
    /// A sign that only looks like one of ASCII.
    Lookalike,
    /// The name or the address of something else.
    Name,
    /// A host and a port in the place of a URL.
    NoScheme,
    /// A URL of another kind of server than its name asks for.
    OtherScheme,
    /// A URL of `MongoDB` with a sign in its password that is to be escaped.
    Unescaped,
    /// A URL with a port that is none.
    PortAboveAll,
    /// A URL of Redis with a word where the number of its database belongs.
    DatabaseNumber,
    /// A URL of `PostgreSQL` with a `sslmode` that is none.
    SslMode,
    /// A URL with the port of this, which is another server.
    PortOf(&'static str),
    /// A URL with another user than this, which its server takes from everybody.
    OtherUser(&'static str),
    /// An entry of JAAS without the sign at its end.
    OpenEntry,
    /// A GUID without one of its groups.
    CutGuid,
    /// A token that is valid for longer than its reader allows.
    LongToken,
    /// Hexadecimal digits that are no whole bytes.
    CutHex,
    /// A DSN of Sentry without its key or its project.
    CutDsn,
    /// A URL in whose password is a sign that ends it.
    Url,
    /// A URL of a gateway that many share, whose user does not say whose database it is.
    NoTenant,
    /// A URL of `mongodb+srv` with what DNS is to say.
    Srv,
    /// A port of SQL Server behind a colon.
    Port,
    /// The key of this provider without its `_` and `-`.
    Signless(&'static str),
    /// A private key in the format of `PuTTY`.
    Putty,
    /// The value of a name that asks for a key of Fernet, which has another length.
    FernetKey,
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

pub(super) fn describe(doubt: Doubt, place: Place, row: Row<'_>) {
    let value = Value(place);
    let &[code, problem, fix] = words(doubt, place);
    let (before, behind) = problem.split_once(NAME).unwrap_or((problem, ""));
    let name: &dyn fmt::Display = match &doubt {
        Doubt::Scheme(name)
        | Doubt::Beside(name)
        | Doubt::BesideAny(name)
        | Doubt::CutKey(name)
        | Doubt::Within(name)
        | Doubt::OtherKind(name)
        | Doubt::Retired(name)
        | Doubt::Pair(name)
        | Doubt::Headless(name)
        | Doubt::OtherCase(name)
        | Doubt::Signless(name)
        | Doubt::Misspelt(name)
        | Doubt::WrongDigit(name)
        | Doubt::ForeignSign(name)
        | Doubt::PortOf(name)
        | Doubt::OtherUser(name)
        | Doubt::OtherProvider(name) => name,
        Doubt::Short => &SHORTEST,
        _ => &"",
    };
    let (fix, variable, end) = match (doubt, place) {
        (Doubt::Path, Place::Env(env)) => ("set `", env.file_var, "` to it instead"),
        _ => (fix, "", ""),
    };
    row(code, format_args!("{value} {before}{name}{behind}"), format_args!("{fix}{variable}{end}"));
}

/// What a doubt names, in a problem.
const NAME: char = '*';

/// The code, what is wrong with the value, and the fix.
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn words(doubt: Doubt, place: Place) -> &'static [&'static str; 3] {
    match doubt {
        Doubt::Quoted if matches!(place, Place::Env(_)) => &[
            "value_quoted",
            "begins and ends with a quote, which is a part of the secret",
            "remove the quotes; `docker run --env-file`, for one, takes them as they stand",
        ],
        Doubt::Quoted => &[
            "value_quoted",
            "begins and ends with a quote, which is a part of the secret",
            "remove the quotes",
        ],
        Doubt::Scheme(_) => {
            &["value_scheme", "begins with `*`, which belongs to the header", "remove it"]
        }
        Doubt::Assignment => &[
            "value_assignment",
            "begins with a name, as in `NAME=` or `NAME: `",
            "keep the secret alone",
        ],
        Doubt::WhiteSpace => &[
            "value_white_space",
            "has white space in it or around it",
            "keep the secret alone, without a label, a comment or a space",
        ],
        Doubt::LineBreak => &[
            "value_line_break",
            "has several lines",
            "write the secret on one line, and nothing else",
        ],
        Doubt::QuotedLines => &[
            "value_line_break",
            "has `>` before each line, as a mail quotes it",
            "remove the `>` and the space before each line",
        ],
        Doubt::Indented => &[
            "value_line_break",
            "has white space before each line",
            "remove the white space before each line",
        ],
        Doubt::ControlCharacter => {
            &["value_control_character", "has a control character in it", "write it again"]
        }
        Doubt::InvisibleCharacter => &[
            "value_invisible_character",
            "has a character in it that cannot be seen",
            "copy it again from its provider, or type it",
        ],
        Doubt::EscapedPem => &[
            "value_escaped_pem",
            "is PEM with `\\n` for its line breaks, which were put back",
            "write real line breaks, or use a file",
        ],
        Doubt::Placeholder => {
            &["value_placeholder", "is a placeholder", "put the secret in its place"]
        }
        Doubt::EncodedPlaceholder => &[
            "value_placeholder",
            "is base64 of a placeholder, or of what stands for a secret",
            "put the secret in its place",
        ],
        Doubt::Masked => &[
            "value_placeholder",
            "is a masked copy, with other signs in the place of most of it",
            "copy the whole value, by the button that copies or shows it",
        ],
        Doubt::Reference => &[
            "value_reference",
            "holds the name of a secret in a store",
            "start the program with the tool that puts the secret in its place",
        ],
        Doubt::NotRun => {
            &["value_reference", "is a command that nobody ran", "run it, and store what it prints"]
        }
        Doubt::AnswerToLogin => &[
            "value_wrapped",
            "is the answer to a login, whose `access_token` is not the client secret",
            "copy the client secret from its provider",
        ],
        Doubt::Response => &[
            "value_response",
            "holds what a server or a command said about an error",
            "fetch the secret again, and look at the status",
        ],
        Doubt::Public => &[
            "value_public",
            "is a certificate or a public key, which is no secret",
            "use the private key",
        ],
        Doubt::Beside(_) => {
            &["value_public", "is *, which is no secret", "use the secret that belongs to it"]
        }
        Doubt::BesideAny(_) => &[
            "value_public",
            "is *, which is no secret",
            "put the secret that its name asks for in its place",
        ],
        Doubt::LinelessPem => &[
            "value_pem_cut",
            "is PEM whose line breaks are missing",
            "write each of its lines on a line of its own, or use a file",
        ],
        Doubt::SeedPhrase => &[
            "value_key_cut",
            "has another number of words than 12, 15, 18, 21 or 24",
            "copy all of the words, and nothing else",
        ],
        Doubt::FirstLine => &[
            "value_key_cut",
            "is the first line of JSON alone",
            "write the JSON on one line, or use a file",
        ],
        Doubt::CutPem => {
            &["value_pem_cut", "is PEM that is not whole", "copy all of it, line by line"]
        }
        Doubt::Base64 => &[
            "value_base64",
            "is a secret in base64",
            "store the secret itself, or add `encoding: base64` to its source",
        ],
        Doubt::NoHex => &[
            "value_base64",
            "is base64, and its name asks for hexadecimal digits",
            "write its bytes in hexadecimal digits",
        ],
        Doubt::Hex => &[
            "value_hex",
            "is a secret in hexadecimal digits",
            "store the secret itself, or add `encoding: hex` to its source",
        ],
        Doubt::Wrapped => &[
            "value_wrapped",
            "is what a store answers, in which the secret is one value",
            "select the value with `file_key`, or the like of another source, or store it alone",
        ],
        Doubt::Within(_) => {
            &["value_wrapped", "is *, of which the secret is one part", "keep that part alone"]
        }
        Doubt::OtherKind(_) => &[
            "value_other_provider",
            "is *, and its name asks for another key",
            "check which key it is",
        ],
        Doubt::Retired(_) => &[
            "token_expired",
            "is * of a kind that is not accepted any longer",
            "get a new one from its issuer",
        ],
        Doubt::Pair(_) => {
            &["value_wrapped", "is * with its secret behind it", "keep the secret alone"]
        }
        Doubt::CutConnection => &[
            "value_key_cut",
            "is a connection string of Azure without a key and without a signature",
            "copy all of it, and quote it where a shell reads it, for which `;` and `&` end a command",
        ],
        Doubt::Headless(_) => {
            &["value_key_cut", "is a key of * whose first letters are missing", "copy all of it"]
        }
        Doubt::OtherCase(_) => &[
            "value_lookalike",
            "begins like a key of *, but in other capitals or small letters",
            "copy it again from its provider",
        ],
        Doubt::Misspelt(_) => &[
            "value_lookalike",
            "is a key of * with a wrong letter: the checksum at its end does not fit",
            "copy it again from its provider",
        ],
        Doubt::WrongDigit(_) => &[
            "value_lookalike",
            "has a letter in it where keys of * have hexadecimal digits, `0` to `9` and `a` to `f`",
            "copy it again from its provider",
        ],
        Doubt::KeyOfGoogle => &[
            "value_pem_cut",
            "is the key of a service account whose `private_key` is missing or no PEM",
            "download it again, and leave each `\\n` in it as it is",
        ],
        Doubt::Base32 => &["value_base64", "is a secret in base32", "store the secret itself"],
        Doubt::Hash => &["value_hash", "is the hash of a secret", "store the secret itself"],
        Doubt::EscapedBreak => &[
            "value_escaped_line_break",
            "ends in a line break that is written out, such as `\\n`",
            "remove it",
        ],
        Doubt::StraySign => {
            &["value_stray_sign", "has a sign before or behind the key", "keep the key alone"]
        }
        Doubt::ForeignSign(_) => {
            &["value_stray_sign", "has a sign in it that no key of * has", "keep the key alone"]
        }
        Doubt::Typed => &[
            "value_stray_sign",
            "ends in a command of an editor, such as `:wq`, or in the prompt of a shell",
            "remove it",
        ],
        Doubt::Terminal => &[
            "value_control_character",
            "has a mark of a terminal in it, such as `[200~` or `[0m`",
            "write it again",
        ],
        Doubt::Container => &[
            "value_base64",
            "is a file in base64 that is no text, such as a compressed one",
            "store the secret itself, or add `encoding: base64` to its source if the program takes \
             the file",
        ],
        Doubt::Certutil => &[
            "value_base64",
            "is a file in base64 as `certutil -encode` writes it, and no certificate",
            "store the file itself, which `certutil -decode` writes",
        ],
        Doubt::Wide => &[
            "value_base64",
            "is base64 of text in UTF-16, as PowerShell makes it",
            "encode it as UTF-8, and add `encoding: base64` to its source, or store the secret itself",
        ],
        Doubt::Fernet => &[
            "value_fernet",
            "is a token of Fernet, which is ciphertext to all but who has its key",
            "decrypt it before the program reads it; if the provider's tokens are such, allow it in \
             the manifest",
        ],
        Doubt::CutToken => &[
            "value_token_cut",
            "is a JSON Web Token that is not whole",
            "copy all of it, up to the end of its last part",
        ],
        Doubt::CutKey(_) => {
            &["value_key_cut", "is shorter than the keys of * are", "copy all of it"]
        }
        Doubt::Number => &[
            "value_key_cut",
            "is a number with an exponent, as a spreadsheet writes one whose other digits it left out",
            "copy it again from its provider, into a cell that is formatted as text",
        ],
        Doubt::Twice => &["value_twice", "holds the same text twice", "write it once"],
        Doubt::Several => &["value_twice", "holds several keys in a row", "keep one of them"],
        Doubt::Conflict => &[
            "value_twice",
            "holds two versions, between the marks of a conflict in Git",
            "resolve the conflict, and keep one of them",
        ],
        Doubt::Pointer => &[
            "value_reference",
            "is a pointer of Git LFS, and not the file that it stands for",
            "fetch the file with `git lfs pull`",
        ],
        Doubt::RichText => &["value_escaped", "is a document in RTF", "save it as plain text"],
        Doubt::Printed => &[
            "value_quoted",
            "is written as a program prints it, such as `b'…'`",
            "remove the letter and the quotes, or decode the bytes before they are written",
        ],
        Doubt::SoftBreak => &[
            "value_escaped",
            "has lines as a mail breaks them, with `=` at the end of each",
            "remove each such `=` with the line break behind it",
        ],
        Doubt::Misread => &[
            "value_lookalike",
            "was read in another encoding than UTF-8, which makes several signs of one",
            "copy it anew from its provider, or save it as UTF-8",
        ],
        Doubt::Replaced => &[
            "value_invisible_character",
            "is a file that was converted to text, which lost bytes of it",
            "store the file as it is, or its base64 with `encoding: base64`",
        ],
        Doubt::Rewritten => &[
            "value_url",
            "is a link that a mail filter put in the place of the URL",
            "copy the URL itself from its provider",
        ],
        Doubt::Escaped => &[
            "value_escaped",
            "has signs in it as HTML, Markdown, JSON, a URL or a mail writes them, such as `&quot;` or `%2F`",
            "write the signs themselves",
        ],
        Doubt::Lookalike => &[
            "value_lookalike",
            "has a sign in it that only looks like the one that belongs there, such as `O` for `0` \
             or a long dash for `-`",
            "copy it again from its provider, or type it",
        ],
        Doubt::Name => &[
            "value_name",
            "holds a name or an address, such as a host's or a model's",
            "put the secret in its place",
        ],
        Doubt::Url => &[
            "value_url",
            "is a URL in whose password a `/`, `?` or `#` ends it",
            "percent-encode the password: `/` is `%2F`, `?` is `%3F`, `#` is `%23`",
        ],
        Doubt::NoScheme => &[
            "value_url",
            "does not begin with a scheme and `://`, where its name asks for a URL",
            "write `SCHEME://` in front, as in `SCHEME://USER:PASSWORD@HOST:PORT/PATH`",
        ],
        Doubt::OtherScheme => &[
            "value_url",
            "is the URL of another kind of server than its name asks for",
            "copy the one whose scheme fits the name",
        ],
        Doubt::Unescaped => &[
            "value_url",
            "is a URL of MongoDB with a `:`, `@` or `%` in its user or password, which has to be escaped",
            "percent-encode both: `:` is `%3A`, `@` is `%40`, `%` is `%25`",
        ],
        Doubt::PortAboveAll => &[
            "value_url",
            "is a URL with a port above 65535, the highest there is",
            "correct the port",
        ],
        Doubt::DatabaseNumber => &[
            "value_url",
            "is a URL of Redis with a word behind its host, where the number of a database belongs",
            "write the number, as in `/0`, or nothing",
        ],
        Doubt::SslMode => &[
            "value_url",
            "is a URL of PostgreSQL with a `sslmode` that there is not",
            "write `require`, `verify-full` or another of the modes that PostgreSQL knows",
        ],
        Doubt::PortOf(_) => &[
            "value_url",
            "is a URL with the port of *, which is another server",
            "correct the port",
        ],
        Doubt::OtherUser(_) => &[
            "value_url",
            "is a URL of a mail server with another user than `*`, which it takes from everybody",
            "write that one; the key is the password",
        ],
        Doubt::OpenEntry => &[
            "value_key_cut",
            "is an entry of JAAS that does not end in `;`",
            "copy all of it, and quote it where a shell reads it, for which `;` ends a command",
        ],
        Doubt::CutGuid => {
            &["value_key_cut", "is a GUID that lacks one of its groups", "copy all of it"]
        }
        Doubt::CutHex => &[
            "value_key_cut",
            "has an odd number of hexadecimal digits, of which two are a byte",
            "copy all of it; where a zero stood in front, write it again",
        ],
        Doubt::CutDsn => &[
            "value_url",
            "is no DSN of Sentry, which is `https://KEY@HOST/PROJECT`",
            "copy it again, from the settings of the project",
        ],
        Doubt::NoTenant => &[
            "value_url",
            "is the URL of a gateway that many share, and its user lacks the ID of the project or cluster",
            "copy the URL again from its provider, with all of the user's name",
        ],
        Doubt::Srv => &[
            "value_url",
            "is a `mongodb+srv` URL with a port or with several hosts, which it must not have",
            "remove the port, or write `mongodb://`",
        ],
        Doubt::Port => &[
            "value_url",
            "has `:` before the port of its server, where SQL Server wants `,`",
            "write `host,port`",
        ],
        Doubt::Signless(_) => &[
            "value_escaped",
            "is a key of * without its `_` and `-`, which chats take for marks",
            "copy it again from its provider",
        ],
        Doubt::Putty => &[
            "value_other_provider",
            "is a private key in PuTTY's own format, which OpenSSH does not read",
            "convert it with `puttygen KEY -O private-openssh`",
        ],
        Doubt::FernetKey => &[
            "value_key_cut",
            "is no key of Fernet, which is 44 characters of base64url",
            "make one with `Fernet.generate_key()`",
        ],
        Doubt::Expired => &[
            "token_expired",
            "is a JSON Web Token that has expired",
            "get a new one from its issuer",
        ],
        Doubt::ExpiredCertificate => {
            &["token_expired", "is a certificate that has expired", "get a new one from its issuer"]
        }
        Doubt::LongToken => &[
            "token_expired",
            "is a JSON Web Token that is valid for longer than half a year, which Apple does not accept",
            "make one that ends earlier",
        ],
        Doubt::ExpiredSignature => &[
            "token_expired",
            "is a presigned URL or token that has expired",
            "get a new one from its issuer",
        ],
        Doubt::OwnName => &[
            "value_own_name",
            "holds the name of a variable, or what reads one",
            "put the secret in its place",
        ],
        Doubt::Path => &["value_path", "holds the path of a file", "put the secret in its place"],
        Doubt::Short => &["value_short", "has fewer than * characters", "check that it is whole"],
        Doubt::OtherProvider(_) => &[
            "value_other_provider",
            "begins like a key of *, and the manifest has another `provider`",
            "check which key it is",
        ],
    }
}

/// No provider gives out a shorter key.
pub(crate) const SHORTEST: usize = 8;
