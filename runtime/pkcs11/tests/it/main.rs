//! `source: pkcs11` against SoftHSM, behind a module that counts calls and can be told to fail.

#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]

mod many;
mod mistakes;
mod pins;
mod support;
mod values;
