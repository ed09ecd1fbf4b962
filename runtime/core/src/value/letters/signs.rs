//! Signs that a key on one line does not have.

use super::table::{head, is_one, table};
use super::text::{
    all, all_of, any, begins_as, ends_with, first_of, inside, is_alphanumeric, is_digit,
    is_first_of_name, is_letter, is_lower, is_mixed, is_of_variable, is_upper, place_of, split_at,
    without_end, without_start,
};

/// Whether it shows nothing, or makes text around it show in another order (Unicode's `Cf`, as far as people
/// paste it).
pub(in crate::value) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fffd}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether the text opens and closes with a quote of one kind.
pub(in crate::value) fn is_quoted(text: &str) -> bool {
    // As a shell writes it, and a spreadsheet.
    let text = text.strip_prefix(['$', '=']).unwrap_or(text);
    let mut chars = text.trim().chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return false };
    // Those of other languages, and such as a program corrected at one end.
    matches!(
        (first, last),
        ('"' | '\u{201c}', '"')
            | ('\'', '\'')
            | ('`', '`')
            | ('"' | '\u{201c}' | '\u{201d}' | '\u{201e}', '\u{201d}')
            | ('\u{2018}' | '\u{2019}' | '\u{201a}', '\u{2019}')
            | ('\u{201a}', '\u{2018}')
            | ('\u{201e}', '\u{201c}')
            | ('\u{ab}', '\u{bb}')
            | ('\u{2039}', '\u{203a}')
            | ('\u{203a}', '\u{2039}')
            | ('\u{300c}', '\u{300d}')
            | ('\u{300e}', '\u{300f}')
            | ('\u{3010}', '\u{3011}')
            | ('\u{ff02}', '\u{ff02}')
    )
}

/// Whether the part is in the text. Not inlined: the search of the standard library is long, and here are ten.
#[inline(never)]
pub(in crate::value) fn has(text: &str, part: &str) -> bool {
    place_of(text, part.as_bytes()).is_some()
}

/// Whether the text begins so, in small letters or capitals.
pub(in crate::value) fn begins(text: &str, head: &str) -> bool {
    match text.as_bytes().get(..head.len()) {
        Some(bytes) => bytes.eq_ignore_ascii_case(head.as_bytes()),
        None => false,
    }
}

/// Whether the text begins with one of these. Not inlined: for a table that it knows the compiler writes code for
/// each entry.
#[inline(never)]
pub(in crate::value) fn begins_with(text: &str, heads: &[&str]) -> bool {
    let first = text.as_bytes().first();
    for head in heads {
        if head.as_bytes().first() == first && text.starts_with(head) {
            return true;
        }
    }
    false
}

/// The scheme of an `Authorization` header in front (RFC 6750, RFC 7617).
pub(in crate::value) fn scheme(text: &str) -> Option<&'static str> {
    const SCHEMES: [&str; 3] = ["Bearer ", "Basic ", "Token "];

    first_of(&SCHEMES, &|scheme| begins(text, scheme))
        .or_else(|| is_glued(text).then_some("Bearer"))
}

/// `Bearer:…`, and `Bearer…` without a space.
fn is_glued(text: &str) -> bool {
    const SHORTEST: usize = 16;

    if begins(text, "bearer:") {
        return true;
    }
    text.strip_prefix("Bearer").is_some_and(|rest| {
        let is_letter_next = begins_as(rest, is_alphanumeric);
        rest.starts_with(':')
            || rest.len() >= SHORTEST && is_letter_next && any(rest, is_digit) && !has(rest, "-")
    })
}

/// How what a program prints around a text begins that it shows as a whole: `Secret("…")`, `Optional[…]`.
pub(in crate::value) fn is_in_name(text: &str) -> bool {
    const SHORTEST: usize = 16;

    let text = text.strip_prefix('_').unwrap_or(text);
    let name = text.len() - without_start(text, is_letter).len();
    let Some((name, rest)) = text.split_at_checked(name) else { return false };
    let Some(rest) = inside(rest, "(", ")").or(inside(rest, "[", "]")) else { return false };
    // What a field is called stands before it, too.
    let rest = match rest.split_once('=') {
        Some((field, given))
            if all_of(field, "_")
                && !field.is_empty()
                && begins_as(given, |c| matches!(c, '"' | '\'')) =>
        {
            given
        }
        _ => rest,
    };
    let key = inside(rest, "\"", "\"").or(inside(rest, "'", "'")).unwrap_or(rest);
    begins_as(name, is_upper) && any(name, is_lower) && key.len() >= SHORTEST && is_of_key(key)
}

/// Whether quotes, a comma or the like stand at one end of a key, where it was cut out of code.
pub(in crate::value) fn has_sign_at_end(text: &str) -> bool {
    const SHORTEST: usize = 20;

    let start = without_start(text, |c| matches!(c, '\\' | '"' | '\'' | '`'));
    let key = without_end(start, |c| {
        matches!(
            c,
            '\\' | '"' | '\'' | '`' | ',' | ';' | '\u{3001}' | '\u{3002}' | '\u{ff0c}' | '\u{ff1b}'
        )
    });
    let signs = text.len() - key.len();
    matches!(signs, 1..=5) && key.len() >= SHORTEST && is_of_key(key)
}

/// Letters, and a digit.
fn is_of_key(text: &str) -> bool {
    all_of(text, "-_./+=") && any(text, is_digit)
}

/// What stands behind `<<EOT`, with which a text begins in a shell and in Terraform.
pub(in crate::value) fn here_document(text: &str) -> Option<&str> {
    let is_around = |c| matches!(c, '-' | '~' | '"' | '\'' | '\r');
    let (mark, body) = split_at(text.strip_prefix("<<")?, &mut |c| c == '\n');
    let mark = without_end(without_start(mark, is_around), is_around);
    let is_mark = matches!(mark.len(), 3..=12) && all(mark, is_of_variable);
    is_mark.then_some(body.unwrap_or_default())
}

/// `NAME=…` of `.env:12:NAME=…`, `.env:NAME=…` and `12:NAME=…`, as `grep` shows where it found something.
fn without_place(text: &str) -> &str {
    let name = |found: &str| found.split('=').next().map_or(0, str::len);
    if let Some((place, found)) = text.split_once(':') {
        let is_place = matches!(place.len(), 1..=5) && all(place, is_digit)
            || place.contains(['.', '/']) && all_of(place, "-_./");
        let is_variable = found.contains('_')
            && all(found.get(..name(found)).unwrap_or_default(), is_of_variable);
        if is_place && is_variable && found.len() > name(found) {
            return found;
        }
    }
    let mut parts = text.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(file), Some(line), Some(found))
            if matches!(line.len(), 1..=5) && all(line, is_digit) && file.contains('.') =>
        {
            found
        }
        _ => text,
    }
}

/// Whether a name and `=` stand in front of something.
pub(in crate::value) fn is_assignment(text: &str) -> bool {
    let text = without_place(text);
    let text = text.strip_prefix("export ").unwrap_or(text);
    // As a list of changes has it, and PowerShell.
    let changed = text.strip_prefix(['+', '-']).and_then(|text| text.split_once('='));
    if matches!(changed, Some((name, value)) if name.contains('_') && all(name, is_of_variable) && !value.is_empty())
        || begins_with(text, &["[Environment]::Set", "[System.Environment]::Set"])
    {
        return true;
    }
    // As systemd has it, and Java.
    let text = text.strip_prefix("Environment=").map_or(text, |text| text.trim_matches('"'));
    let of_java = text.strip_prefix("-D").and_then(|text| text.split_once('='));
    if matches!(of_java, Some((name, _)) if name.len() > 2 && all(name, |c| is_lower(c) || c == '.'))
    {
        return true;
    }
    // Of a URL or a command.
    let is_option = text.strip_prefix("--").is_some_and(|rest| {
        let name = rest.split('=').next().unwrap_or_default();
        name.len() > 2 && rest != name && all(name, |c| c.is_ascii_lowercase() || c == '-')
    });
    if is_option {
        return true;
    }
    let of_query = text;
    let text = without_start(text, |c| matches!(c, '?' | '&'));
    if is_member(text)
        || head(text, HEADERS).is_some()
        || text.starts_with("//") && has(text, "/:_")
    {
        return true;
    }
    // As PowerShell has it.
    let text = text.strip_prefix('$').unwrap_or(text);
    if is_header(text)
        || is_label(text)
        || is_glued_header(text)
        || text.starts_with("$env:") && text.contains('=')
    {
        return true;
    }
    let Some((name, value)) = text.split_once('=') else { return false };
    let name = name.trim_end();
    // As an address has one: `?X-Plex-Token=…`.
    let is_of_query = text.len() < of_query.len() || begins_with(text, &["X-", "x-"]);
    if is_of_query
        && begins_as(name, is_letter)
        && all(name, |c| is_letter(c) || c == '-')
        && name.contains('-')
        && value.len() > 7
        && !value.contains(['=', '&'])
    {
        return true;
    }
    // Keys are random letters, names are not: Sentry's have a sign of base64 in the middle.
    let is_name = name.len() > 2 && begins_as(name, is_first_of_name) && all_of(name, "_");
    // Of a password with `=` in it, nobody can tell: a name has words.
    let has_words = name.contains('_') || is_one(name, NAMES);
    is_name && has_words && !is_mixed(name) && !value.trim_matches('=').trim().is_empty()
}

/// Names of one word, and those in connection strings of Azure.
const NAMES: &[u8] =
    table!("key apikey token secret password accountkey sharedaccesskey instrumentationkey");

/// Headers in front, without a space.
const HEADERS: &[u8] = table!("x-api-key: x-auth-token: authorization: api-key:");

/// `Ocp-Apim-Subscription-Key:…`: words with a `-` between, of which the last says that it is a key.
fn is_glued_header(text: &str) -> bool {
    const LAST: &[u8] = table!("key token authorization");

    let Some((name, value)) = text.split_once(':') else { return false };
    let Some((_, last)) = name.rsplit_once('-') else { return false };
    is_one(last, LAST)
        && begins_as(name, is_upper)
        && all(name, |c| is_letter(c) || c == '-')
        && value.len() > 7
        && !value.starts_with("//")
}

/// `apiKey:"…"`, as in an object of a script.
fn is_member(text: &str) -> bool {
    let Some((name, value)) = text.split_once(':') else { return false };
    let is_quoted = inside(value, "\"", "\"").or(inside(value, "'", "'")).is_some();
    is_quoted && begins_as(name, is_first_of_name) && all_of(name, "_-")
}

/// `OPENAI_API_KEY:…`, `Password:…`.
fn is_label(text: &str) -> bool {
    let Some((name, value)) = text.split_once([':', '\u{ff1a}']) else { return false };
    let is_variable =
        all(name, is_of_variable) && ends_with(name, &["_KEY", "_TOKEN", "_SECRET", "_PASSWORD"]);
    // As a program asks for it.
    let is_prompt = is_one(name, table!("password passphrase passwort"));
    (is_variable || is_prompt || is_one(name.trim_end(), LABELS)) && !value.is_empty()
}

/// A password, a key and a token in other languages, where they have letters beyond ASCII.
const LABELS: &[u8] = table!(
    "\
    contraseña Contraseña clé Clé hasło Hasło lösenord Lösenord schlüssel Schlüssel пароль Пароль ключ \
    Ключ токен Токен 密码 密碼 密钥 口令 令牌 パスワード キー トークン 비밀번호 토큰"
);

/// `(…)`, `**…**` around a key: so long without another sign is no password.
pub(in crate::value) fn is_in_pair(text: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("&{", "}"),
        ("**", "**"),
        ("*", "*"),
        ("||", "||"),
        ("{noformat}", "{noformat}"),
        ("{code}", "{code}"),
    ];
    const SHORTEST: usize = 16;

    for &(open, close) in PAIRS {
        let Some(key) = inside(text, open, close) else { continue };
        if key.len() >= SHORTEST && is_of_key(key) {
            return true;
        }
    }
    false
}

/// `Authorization: Bearer …`, `x-api-key: …`, `OPENAI_API_KEY: …`: a name, a colon, and one word or two.
fn is_header(text: &str) -> bool {
    let Some((name, value)) = text.split_once(": ") else { return false };
    let is_name = name.len() > 2 && begins_as(name, is_letter) && all_of(name, "_-");
    let mut words = value.split_whitespace();
    let is_value = match (words.next(), words.next(), words.next()) {
        (Some(_), None, _) => true,
        (Some(_), Some(_), None) => scheme(value.trim()).is_some(),
        _ => false,
    };
    is_name && name.len() < 40 && is_value
}
