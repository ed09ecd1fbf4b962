//! Text of others on its way to a terminal or into a comment.

use crate::screen::clean;

/// On one line, with nothing in it that is not seen: a file may be called anything.
pub(crate) fn plain(text: &str) -> String {
    clean(text).into_owned()
}
