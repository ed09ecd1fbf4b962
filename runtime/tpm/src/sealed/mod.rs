//! Sealed objects, as the manifest names them.

mod object;
mod pem;
mod place;
mod policy;
mod tools;

pub(crate) use object::{Object, Parent};
pub(crate) use place::Place;
pub(crate) use policy::Policy;
pub(crate) use tools::{private as private_part, public as public_part};
