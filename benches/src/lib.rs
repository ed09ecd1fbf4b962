//! What provider-credentials costs: the parts that the programs of this crate share.

#![forbid(unsafe_code)]

pub mod arguments;
pub mod callgrind;
pub mod clock;
pub mod compare;
pub mod digits;
pub mod fixtures;
pub mod floor;
pub mod huge;
pub mod keys;
pub mod limit;
pub mod machine;
pub mod manifest;
pub mod measured;
pub mod project;
pub mod published;
pub mod rounds;
pub mod sets;
pub mod store;
pub mod syscalls;
pub mod table;
