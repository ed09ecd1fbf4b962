//! What the system says of a file.

use std::io::{self, ErrorKind};

/// In the words of people: the library's own for what is not there is "entity not found". Without the path.
pub(crate) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::AlreadyExists => "there is one already".to_owned(),
        kind => kind.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_entity_is_named() {
        for (kind, words) in [
            (ErrorKind::NotFound, "no such file or directory"),
            (ErrorKind::AlreadyExists, "there is one already"),
            (ErrorKind::PermissionDenied, "permission denied"),
        ] {
            assert_eq!(in_words(&kind.into()), words);
        }
    }
}
