//! `encrypted: age`.

mod damage;
mod identities;
mod kit;
mod real;
mod support;
