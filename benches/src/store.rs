//! The generated struct of a manifest whose one credential a store has.

#![allow(missing_docs)]

include!(concat!(env!("OUT_DIR"), "/store.rs"));
