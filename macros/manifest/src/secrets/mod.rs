//! Does a text look like a secret? And how to speak of one without repeating it.

mod entropy;
mod find;
mod issued;
pub(crate) mod mask;
mod names;
mod password;
pub(crate) mod prefixes;
pub(crate) mod quote;
mod shown;
mod signs;
mod tail;
mod tpm_name;
mod unseen;
mod words;

pub(crate) use find::{
    PLACEHOLDERS, URL_WITH_PASSWORD, find, find_in, find_known, is_id_of_access_key, is_named,
    password_in_url, users_of_urls,
};
pub(crate) use names::{NAMES, holds_text_only, is_plain_number, is_secret_name};
pub(crate) use password::is_like_password;
pub(crate) use shown::{shown, shown_words};
pub(crate) use signs::{MASK, REVOKE};
pub(crate) use tpm_name::{NAME_HASHES, hash_of_name, is_tpm_name};
pub(crate) use unseen::{is_curly_quote, is_invisible, is_unseen, name_of_unseen};
