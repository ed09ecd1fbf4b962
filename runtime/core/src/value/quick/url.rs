//! URLs of databases with a password of random letters.

use crate::value::about::About;
use crate::value::copied::connection::has_no_number;
use crate::value::copied::placeholder::is_placeholder_of;
use crate::value::copied::scheme;
use crate::value::copied::servers;
use crate::value::letters::alphabet::{
    AT, Alphabet, COLON, DASH, DIGIT, DOT, LOWER, OF_KEYS, SLASH, UNDERSCORE, UPPER,
};
use crate::value::letters::table::{is_exactly, table};
use crate::value::letters::text::{all, is_digit};

/// Whether the text is `postgres://user:password@host:5432/base`, its name asks for no key alone, and no part of it is a
/// placeholder.
pub(super) fn is_right(text: &str, signs: Alphabet, about: &About) -> bool {
    signs.is_within(OF_KEYS | DOT | COLON | SLASH | AT)
        && signs.has_all(COLON | SLASH | AT)
        && password(text).is_some_and(is_random)
        && !about.is_of_key()
        && scheme::told(text, about).is_none()
        && servers::told(text).is_none()
        && !has_no_number(text)
        && !is_placeholder_of(text, signs)
}

/// The password, where all around it is as usual.
fn password(text: &str) -> Option<&str> {
    const SCHEMES: &[u8] =
        table!("postgres postgresql mysql mariadb mongodb redis rediss amqp amqps");
    const NAME: u32 = LOWER | DIGIT | UNDERSCORE;

    let (scheme, rest) = text.split_once("://")?;
    let (user, rest) = rest.split_once(':')?;
    let (password, rest) = rest.split_once('@')?;
    let (host, base) = rest.split_once('/')?;
    let (host, port) = host.split_once(':').unwrap_or((host, "0"));
    let is = |part: &str, signs| !part.is_empty() && Alphabet::of(part).is_within(signs);
    let is_usual = is_exactly(scheme, SCHEMES)
        && is(user, NAME)
        // As documentation has it.
        && !user.starts_with("user")
        && is(host, LOWER | DIGIT | DOT | DASH)
        && matches!(port.len(), 1..=5)
        && all(port, is_digit)
        && port.parse::<u16>().is_ok()
        && is(base, NAME);
    is_usual.then_some(password)
}

/// Whether letters of both sizes and digits are in it, and no sign.
fn is_random(password: &str) -> bool {
    const SHORTEST: usize = 16;

    let signs = Alphabet::of(password);
    password.len() >= SHORTEST
        && signs.has_all(LOWER | UPPER | DIGIT)
        && signs.is_within(LOWER | UPPER | DIGIT)
        && !is_placeholder_of(password, signs)
}
