//! What provider-credentials costs: the parts that the programs of this crate share.

#![forbid(unsafe_code)]

pub mod compare;
pub mod fixtures;
pub mod floor;
pub mod machine;
pub mod manifest;
pub mod rounds;
pub mod sets;
pub mod table;
