//! Texts of several lines, or with white space, that are one secret all the same.

use super::seed_phrase;
use crate::format::is_json;
use crate::value::about::About;
use crate::value::encoded::pem::{BEGIN, is_cut};
use crate::value::letters::signs::{has, scheme};
use crate::value::letters::table::{is_one, table};
use crate::value::letters::text::{
    all, all_of, any, begins_as, is_digit, is_letter, split_at, without_end,
};

/// How a key of `PuTTY` begins.
pub(in crate::value) const PUTTY: &str = "PuTTY-User-Key-File-";

/// A text of several lines that is one secret all the same.
pub(in crate::value) fn is_document(text: &str, about: &About) -> bool {
    if text.starts_with(BEGIN) {
        return text.contains('\n');
    }
    has_pem_inside(text)
        || is_json(text)
        || is_key_file(text)
        || is_connection_string(text)
        || is_passphrase(text)
        || about.has_name_of(table!("npmrc pgpass htpasswd pypirc yarnrc"))
        || about.ends_in(table!("header authorization")) && scheme(text).is_some()
        || has(text, "LoginModule ") && about.has_name_of(table!("jaas sasl"))
        || seed_phrase::is_whole(text, about)
        || is_xml(text) && !about.is_of_key()
        || has_key_of_others(text) && (!about.is_of_key() || about.ends_in(table!("secret")))
}

/// Settings, a license, or a profile with a password in it.
fn is_xml(text: &str) -> bool {
    text.starts_with('<') && text.ends_with('>') && has(text, "</")
}

/// PEM with attributes or comments before it, as OpenSSL and people write it (RFC 7468, section 2).
fn has_pem_inside(text: &str) -> bool {
    let Some(at) = text.find(BEGIN) else { return false };
    match text.split_at_checked(at) {
        Some((before, pem)) => before.ends_with('\n') && !is_cut(pem),
        None => false,
    }
}

/// A file that holds a key as its program wants it.
fn is_key_file(text: &str) -> bool {
    text.starts_with(PUTTY)
        || text.starts_with("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----")
        || text.starts_with("FlyV1 ")
        // Of minisign and signify.
        || text.starts_with("untrusted comment: ")
        || text.starts_with("SharedAccessSignature sr=")
        || has(text, "\nAGE-SECRET-KEY-1")
}

/// The file of a program, in which keys stand with what belongs to them.
fn has_key_of_others(text: &str) -> bool {
    text.starts_with("machine ") && has(text, "password ")
        || has(text, "aws_access_key_id")
        || has(text, "apiVersion:") && has(text, "clusters:")
        || is_ini(text)
}

/// A section with two settings at least, as database clients, tunnels and rclone have them. A key that was copied out of one
/// has one.
pub(in crate::value) fn is_ini(text: &str) -> bool {
    let (mut settings, mut is_first) = (0, true);
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() || begins_as(line, |c| matches!(c, '#' | ';')) {
            continue;
        }
        let is_section = line.starts_with('[') && line.ends_with(']');
        let is_setting = line.contains('=');
        if !is_section && (is_first || !is_setting) {
            return false;
        }
        settings += usize::from(is_setting);
        is_first = false;
    }
    settings > 1
}

/// Four words or more, and no sentence: it has no small words.
fn is_passphrase(text: &str) -> bool {
    const SMALL: &[u8] = table!(
        "\
        a an and are as ask at be by can for from goes has here i in into is it my no not of on or \
        our please see that the this to use was with you your key keys token secret password \
        passphrase error failed missing invalid get read show list run"
    );

    let mut count = 0;
    for word in text.split(' ') {
        let word = without_end(word, |c| matches!(c, ',' | '.' | '!' | '?'));
        let mut chars = word.chars();
        chars.next();
        let is_word = all(word, char::is_alphabetic) && any(chars.as_str(), char::is_lowercase);
        // A number between them.
        let is_number = count > 0 && matches!(word.len(), 1..=4) && all(word, is_digit);
        if !is_word && !is_number || is_one(word, SMALL) {
            return false;
        }
        count += usize::from(is_word);
    }
    count > 3
}

/// `Server=db;User ID=app;…` and `host=db user=app …`: a name before each `=`, and several of them.
pub(in crate::value) fn is_connection_string(text: &str) -> bool {
    if text.contains('\n') {
        return false;
    }
    let separator = if text.contains(';') { ';' } else { ' ' };
    // A separator in quotes is none. What is quoted begins so; of the second form, in one kind of quotes alone.
    let (mut quote, mut before) = (None, ' ');
    let mut is_end = |c: char| {
        match quote {
            // As libpq escapes it.
            Some(open) if open == c && before != '\\' => quote = None,
            None if before == '=' && (c == '\'' || c == '"' && separator == ';') => quote = Some(c),
            // As ODBC has it.
            None if before == '=' && c == '{' && separator == ';' => quote = Some('}'),
            _ => {}
        }
        before = c;
        c == separator && quote.is_none()
    };
    let (mut count, mut rest) = (0, Some(text));
    while let Some(text) = rest {
        let (pair, behind) = split_at(text, &mut is_end);
        rest = behind;
        let pair = pair.trim();
        if pair.is_empty() {
            continue;
        }
        let Some((name, _)) = pair.split_once('=') else { return false };
        let name = name.trim();
        let is_name = begins_as(name, is_letter) && all_of(name, " _");
        if !is_name {
            return false;
        }
        count += 1;
    }
    count > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str) -> About {
        About::new("acme", None, [name, "secret", ""])
    }

    #[test]
    fn documents_are_told_from_what_was_copied_along() {
        for text in [
            "Server=db;User ID=app;Password=\"k9q;b'c\";Encrypt=True;",
            "Server=db;User ID=app;Password='k9q;b\"c';Encrypt=True;",
            "Pwd=k9\"q;Server=db;User ID=app;Database=x",
            "Driver={ODBC Driver 18 for SQL Server};Server=tcp:db,1433;Pwd={k9q;Zm 7};Encrypt=yes;",
            "machine api.example login app password k9q",
            "[client]\nuser = app\npassword = k9q",
            "host=db user=app password='two words'",
            "host=db user=app password='it\\'s two words' sslmode=require",
            "correct horse battery staple",
            "abcd efgh ijkl mnop",
        ] {
            assert!(is_document(text, &of("acme")), "{text}");
        }
        for text in [
            "[default]\napi_key = k9q",
            "the key is k9q",
            "same as in staging",
            "correct horse battery",
            "k9q # of the team",
        ] {
            assert!(!is_document(text, &of("acme")), "{text}");
        }
        for text in [
            "machine api.example login app password k9q",
            "[client]\nuser = app\npassword = k9q",
            "[default]\naws_access_key_id = AKIA\naws_secret_access_key = k9q",
        ] {
            assert!(!is_document(text, &of("acme_token")), "{text}");
        }
        let license = "<License>\n<Data>k9q</Data>\n</License>";
        assert!(
            is_document(license, &of("acme_license")) && !is_document(license, &of("acme_key"))
        );
        assert!(is_document("[remote]\ntype = s3\nkey = k9q", &of("acme_secret")));
        assert!(is_document("host=db user=app password='two words'", &of("db_password")));
        let line = "org.example.PlainLoginModule required username=\"app\" password=\"k9q\";";
        assert!(is_document(line, &of("kafka_jaas")) && !is_document(line, &of("kafka_key")));
        let file = "db.example:5432:*:app:k9q\n*:*:*:ro:m77";
        assert!(is_document(file, &of("pgpass")) && !is_document(file, &of("db_key")));
        assert!(is_document("untrusted comment: an example\nRWQk9q", &of("acme")));
    }
}
