mod load;
mod module;
mod token;

pub(crate) use load::{PIN, SECRET, load, loader, told, write_pin};
pub(crate) use module::module;
pub(crate) use token::Token;
