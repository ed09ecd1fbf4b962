use super::row::{Row, Says};
use super::rows;
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::text::split_at;

/// What the text is instead of the secret; not where its name says that it shall be that.
pub(in crate::value) fn told(text: &str, about: &About) -> Option<Doubt> {
    let row = first(text, about.provider, &|row| row.is_asked(about))?;
    Some(match row.says {
        Says::Beside => Doubt::Beside(row.what),
        Says::OtherKind => Doubt::OtherKind(row.what),
        Says::Retired => Doubt::Retired(row.what),
        Says::Cut => Doubt::CutKey(row.what),
        Says::Stray => Doubt::StraySign,
        Says::Misspelt => Doubt::Misspelt(row.what),
        Says::Lookalike => Doubt::Lookalike,
    })
}

/// What stands before a secret, with `:` between, as a program is given both.
pub(in crate::value) fn of_pair(text: &str, about: &About) -> Option<&'static str> {
    /// Of a secret.
    const SHORTEST: usize = 12;

    let (id, secret) = split_at(text, &mut |c| c == ':');
    if secret?.len() < SHORTEST {
        return None;
    }
    first(id, about.provider, &|row| row.is_of_pair && row.is_asked(about)).map(|row| row.what)
}

/// Whether it has such a form at its provider. What is right under another name has to have one of these: it is plain
/// else.
pub(in crate::value) fn is_id(text: &str, provider: &str, name: &str) -> bool {
    first(text, provider, &|row| row.says != Says::OtherKind || row.is_named(name)).is_some()
}

fn first(text: &str, provider: &str, is: &dyn Fn(&Row) -> bool) -> Option<&'static Row> {
    // What the row asks of the names is mostly told sooner than the form.
    rows::of(provider, text.len(), &|row| is(row) && row.has_form(text))
}
