use super::super::about::About;
use super::super::text::split_at;
use super::row::{Row, Says};
use super::rows;

/// What the text is, if it is no secret; not where its name says that it shall be that.
pub(in super::super) fn kind(text: &str, about: &About) -> Option<&'static str> {
    told(text, about, &|row| row.says == Says::Beside)
}

/// What the text is, if it is another secret of its provider than the name asks for.
pub(in super::super) fn other(text: &str, about: &About) -> Option<&'static str> {
    told(text, about, &|row| row.says == Says::OtherKind)
}

/// What the text is, if its provider does not take it any longer.
pub(in super::super) fn retired(text: &str, about: &About) -> Option<&'static str> {
    told(text, about, &|row| row.says == Says::Retired)
}

/// What stands before a secret, with `:` between, as a program is given both.
pub(in super::super) fn of_pair(text: &str, about: &About) -> Option<&'static str> {
    /// Of a secret.
    const SHORTEST: usize = 12;

    let (id, secret) = split_at(text, &mut |c| c == ':');
    if secret?.len() < SHORTEST {
        return None;
    }
    told(id, about, &|row| row.is_of_pair)
}

/// Whether it has such a form at its provider. What is right under another name has to have one of these: it is plain
/// else.
pub(in super::super) fn is_id(text: &str, provider: &str, name: &str) -> bool {
    first(text, provider, &|row| row.says != Says::OtherKind || row.is_named(name)).is_some()
}

fn told(text: &str, about: &About, is: &dyn Fn(&Row) -> bool) -> Option<&'static str> {
    first(text, about.provider, &|row| is(row) && row.is_asked(about)).map(|row| row.what)
}

fn first(text: &str, provider: &str, is: &dyn Fn(&Row) -> bool) -> Option<&'static Row> {
    rows::of(provider, &|row| row.is(text) && is(row))
}
