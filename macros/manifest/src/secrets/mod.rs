//! Does a text look like a secret? And how to speak of one without repeating it.

mod entropy;
mod find;
pub(crate) mod mask;
mod password;
mod prefixes;
pub(crate) mod quote;
mod shown;
mod signs;
mod unseen;
mod words;

pub(crate) use find::{
    URL_WITH_PASSWORD, find, find_in, find_known, is_named, is_secret_name, password_in_url,
    users_of_urls,
};
pub(crate) use password::is_like_password;
pub(crate) use shown::shown;
pub(crate) use signs::{MASK, REVOKE};
pub(crate) use unseen::{is_curly_quote, is_invisible, is_unseen, name_of_unseen};
