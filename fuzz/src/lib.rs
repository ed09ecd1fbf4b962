//! What must hold for any bytes. Each module is a target: `check` panics where it does not hold.
//!
//! `cargo fuzz` looks for such bytes; `cargo test` gives `check` the seeds and what was ever found.
//! See CONTRIBUTING.md for how to run it.

#![deny(unsafe_code)]

#[allow(unsafe_code, reason = "what is lent as if for ever has to be freed")]
mod borrow;
mod document;
pub mod file;
pub mod json;
mod load;
pub mod manifest;
pub mod path;
pub mod redact;
mod value;
pub mod yaml;

/// The `main` of a target: the harness's, or without it one that checks the files it is given.
#[macro_export]
macro_rules! target {
    ($name:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::$name::check(bytes));

        #[cfg(not(fuzzing))]
        fn main() {
            for file in std::env::args_os().skip(1) {
                $crate::$name::check(&std::fs::read(&file).expect("a file to check"));
                println!("{}: good", file.display());
            }
        }
    };
}
