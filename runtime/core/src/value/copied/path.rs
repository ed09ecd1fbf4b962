//! The path of a file where its content should be.

use std::path::Path;

use crate::value::letters::table::{has_end, head, table};
use crate::value::letters::text::{all_of, begins_as, without_start};

/// Whether it is the path of a file that exists, or of one of the directories where nothing else is.
pub(in crate::value) fn is_path(text: &str) -> bool {
    const KNOWN: &[u8] = table!(
        "\
        /run/secrets/ /builds/ /github/ /workspace/ /var/ /etc/ /home/ /opt/ /usr/ /mnt/ /root/ /srv/ /tmp/ /app/ /secrets/ \
        /users/ ~/ ./ $home/ ${home}/ $credentials_directory/ ${credentials_directory}/ %userprofile% %appdata% \\\\"
    );

    let is_of_drive = text.as_bytes().get(1..3) == Some(b":\\");
    is_of_drive && text.len() > 3
        || matches!(head(text, KNOWN), Some(known) if known.len() < text.len() && is_of_path(text))
        || is_name_of_file(text)
        || is_path_of_file(text)
}

fn is_of_path(text: &str) -> bool {
    all_of(text, "-_./\\~${}%@ ")
}

/// How files of keys end, for the fast look.
pub(in crate::value) static TAILS: &[u8] =
    table!(".txt .pem .key json yaml .yml .env toml .crt .p12 .pfx .jks .p8");

/// `secrets/openai.txt`, also behind the sign of a shell or of curl.
fn is_name_of_file(text: &str) -> bool {
    const ENDS: &[u8] =
        table!(".txt .pem .key .json .yaml .yml .env .toml .crt .p12 .pfx .jks .p8");

    let path = without_start(text, |c| matches!(c, '@' | '<'));
    has_end(path, ENDS) && is_of_path(path) && !path.contains(' ')
}

fn is_path_of_file(text: &str) -> bool {
    /// Longer ones the standard library copies to the heap, and does not wipe.
    const LONGEST: usize = 256;

    begins_as(text, |c| matches!(c, '/' | '.' | '\\'))
        && text.len() < LONGEST
        && Path::new(text).is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_secrets() {
        for text in [
            "/var/lib/acme/token",
            "/builds/acme/shop.tmp/SSH_PRIVATE_KEY",
            "C:\\keys\\openai",
            "\\\\server\\share\\key",
            "$HOME/.acme",
            "${CREDENTIALS_DIRECTORY}/acme",
            "secrets/key.txt",
            "@secrets/key.txt",
            "credentials.json",
        ] {
            assert!(is_path(text), "{text}");
        }
        for text in ["/an/example/of/none", "Foo/bar/baz9.txt!", "/var/k9+q=", "~/", "\\k9q\\"] {
            assert!(!is_path(text), "{text}");
        }
    }
}
