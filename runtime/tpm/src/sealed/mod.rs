//! Sealed objects, as the manifest names them.

mod pem;
mod place;
mod policy;
mod tools;

pub(crate) use place::{Object, Parent, Place};
pub(crate) use policy::Policy;
pub(crate) use tools::{private as private_part, public as public_part};
