//! URIs of RFC 7512: which token, which object, which module.

mod attribute;
mod parse;
mod percent;

pub(crate) use parse::{Class, ModuleName, Object, TokenName, Uri};
