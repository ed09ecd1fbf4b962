//! What a text is made of: its signs, its words, and tables of them.

pub(in crate::value) mod alphabet;
pub(in crate::value) mod classes;
pub(in crate::value) mod repeated;
pub(in crate::value) mod signs;
pub(in crate::value) mod spaces;
pub(in crate::value) mod table;
pub(in crate::value) mod text;
pub(in crate::value) mod words;
