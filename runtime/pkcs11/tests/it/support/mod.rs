mod load;
mod module;
mod token;

pub(crate) use load::{PIN, SECRET, load, loader, told, write_pin};
pub(crate) use module::Module;
pub(crate) use token::Token;
