//! What languages print for values that have no text of their own, or around one that they show.

use crate::value::letters::alphabet::{ANGLE, Alphabet, DOT, PARENTHESIS};
use crate::value::letters::table::{exact_head, is_exactly, table};
use crate::value::letters::text::{
    all, all_of, begins_as, count, ends_as, inside, is_alphanumeric, is_hex_digit, is_upper,
};

/// How more of a key than its text begins, and how it ends: Python, Erlang, Ruby, PHP and Elixir.
const AROUND: &[(&str, &str)] = &[
    ("SecretStr('", "')"),
    ("bytearray(b'", "')"),
    ("<<\"", "\">>"),
    ("{ok,\"", "\"}"),
    ("{ok,<<\"", "\">>}"),
    ("{:ok, \"", "\"}"),
    ("%{", "\"}"),
    ("{:", "\"}"),
    ("a:1:{", "}"),
    ("Just \"", "\""),
    ("[1] \"", "\""),
    ("dict_values(['", "'])"),
    ("r'", "'"),
    ("@\"", "\""),
];

/// Whether a language shows a text in it.
pub(in crate::value) fn is_around(text: &str) -> bool {
    for (open, close) in AROUND {
        if matches!(inside(text, open, close), Some(key) if key.len() > 7 && is_one(key, close)) {
            return true;
        }
    }
    is_serialized(text)
}

/// Whether what stands between is one text, or members of a structure, and not what a password has by chance.
fn is_one(key: &str, close: &str) -> bool {
    let quote = if close.contains('\'') { '\'' } else { '"' };
    let is_structure = close.ends_with('}');
    !key.contains(quote)
        || is_structure && all(key, |c| is_alphanumeric(c) || " :;=>,\"-_./+'".contains(c))
}

/// `s:22:"…";` of PHP, with the length.
fn is_serialized(text: &str) -> bool {
    let rest = inside(text, "s:", "\";").and_then(|rest| rest.split_once(":\""));
    matches!(rest, Some((length, key)) if length.parse() == Ok(key.len()))
}

/// Whether it stands for something that has no text.
pub(in crate::value) fn is_of_nothing(text: &str, signs: Alphabet) -> bool {
    /// Of Perl, Python, JavaScript, PHP, Java, Kotlin and Rust.
    const HEADS: &[u8] = table!(
        "\
        HASH(0x ARRAY(0x SCALAR(0x CODE(0x GLOB(0x REF(0x PosixPath(' WindowsPath(' Symbol( bool( \
        int( Object( Failure(java. Err( FieldInfo( character( (*string)(0x"
    );
    const WHOLE: &[u8] =
        table!("Optional.empty kotlin.Unit java.util.Optional NotImplemented struct{}{}");

    // In Perl, a package may stand in front of it.
    let is_call = || {
        exact_head(text, HEADS).is_some() && text.ends_with(')')
            || matches!(text.split_once("=HASH(0x"), Some((name, _)) if all_of(name, ":_"))
    };
    signs.has(PARENTHESIS) && is_call()
        || is_exactly(text, WHOLE)
        || signs.has(ANGLE) && is_object(text)
        || is_pointer_of_go(text)
        || signs.has(DOT) && is_class_of_net(text)
}

/// `#<Secret:0x000070f0a93c5e84>` of Ruby.
fn is_object(text: &str) -> bool {
    let Some(class) = inside(text, "#<", ">") else { return false };
    begins_as(class, is_upper) && class.contains(":0x")
}

/// `0xc000012345`: what Go prints for a pointer to a text.
fn is_pointer_of_go(text: &str) -> bool {
    matches!(
        text.strip_prefix("0xc000"),
        Some(rest) if matches!(rest.len(), 6 | 8) && all(rest, is_hex_digit)
    )
}

/// How names of classes begin that .NET prints, besides `System.`, for the fast look.
pub(in crate::value) static CLASSES: &[u8] =
    table!("Microsoft. Azure. Amazon. Google. Newtonsoft.");

/// `Azure.Security.KeyVault.Secrets.KeyVaultSecret`
fn is_class_of_net(text: &str) -> bool {
    const FEWEST: usize = 3;

    if exact_head(text, CLASSES).is_none() || count(text, |c| c == '.') < FEWEST {
        return false;
    }
    let is_name = |part: &str| {
        begins_as(part, is_upper) && all_of(part, "") && ends_as(part, char::is_alphabetic)
    };
    text.split('.').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_language_shows_is_told_from_passwords() {
        for text in [
            "SecretStr('exampleNotAKey9')",
            "bytearray(b'exampleNotAKey9')",
            "<<\"exampleNotAKey9\">>",
            "{ok,\"exampleNotAKey9\"}",
            "{:ok, \"exampleNotAKey9\"}",
            "{:key=>\"exampleNotAKey9\"}",
            "%{key: \"exampleNotAKey9\"}",
            "s:15:\"exampleNotAKey9\";",
            "a:1:{s:3:\"key\";s:15:\"exampleNotAKey9\";}",
            "[1] \"exampleNotAKey9\"",
            "r'exampleNotAKey9'",
        ] {
            assert!(is_around(text), "{text}");
        }
        for text in [
            "<<k9qZm77x>>",
            "{ok,k9qZm77x}",
            "s:9:\"k9q\";",
            "%{k9qZm77x}",
            "r'k9q'Zm7'x'",
            "{:k9q!\"Zm$7\"}",
            "SecretStr(k9q)",
        ] {
            assert!(!is_around(text), "{text}");
        }
    }

    #[test]
    fn what_has_no_text_is_told_from_passwords() {
        for text in [
            "HASH(0x55d0a93c5e84)",
            "Acme::Secret=HASH(0x55d0a93c5e84)",
            "#<Secret:0x000070f0a93c5e84>",
            "0xc000012345",
            "Azure.Security.KeyVault.Secrets.KeyVaultSecret",
            "PosixPath('/run/secrets/x')",
            "Optional.empty",
            "Err(NotPresent)",
        ] {
            assert!(is_of_nothing(text, Alphabet::of(text)), "{text}");
        }
        for text in [
            "HASH-k9qZm77x",
            "#<k9qZm77x>",
            "0xc0ffee77x",
            "0x7d1f0a93c5e8",
            "Azure.Otter.Lantern",
            "Azure.k9q.Zm7.x",
            "Err-k9q(x)",
            "Infinity9",
        ] {
            assert!(!is_of_nothing(text, Alphabet::of(text)), "{text}");
        }
    }
}
