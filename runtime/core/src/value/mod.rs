//! Whether a text can be a secret.
//!
//! Most are: their signs, which are looked at before the text is copied, and a [look](quick::plain::is_plain) at their ends
//! tell, and nothing else is done. Of the others, many are [whole keys](quick::issued::is_issued). What is left is gone through in
//! [`doubts`](doubts::doubts), and [`refused`](refused::refused) for what is a secret never.

mod about;
mod copied;
mod doubts;
mod encoded;
#[cfg(test)]
mod judged;
mod letters;
mod provider;
mod quick;
mod refused;

pub(crate) use about::About;
pub(crate) use copied::misread::is_replaced;
pub(crate) use doubts::doubts;
pub(crate) use encoded::encoding::decode;
pub(crate) use encoded::pem::unescape;
pub(crate) use encoded::token::expiry;
pub(crate) use quick::issued::is_issued;
pub(crate) use quick::plain::is_plain;
pub(crate) use refused::refused;
