//! What provider-credentials costs: the parts that the programs of this crate share.

<<<<<<< HEAD
#![forbid(unsafe_code)]

=======
pub mod callgrind;
>>>>>>> 54d59ef (CI counts the instructions of loads, access, look-ups and expansion, against a baseline)
pub mod compare;
pub mod fixtures;
pub mod floor;
pub mod huge;
pub mod machine;
pub mod manifest;
pub mod measured;
pub mod rounds;
pub mod sets;
pub mod syscalls;
pub mod table;
