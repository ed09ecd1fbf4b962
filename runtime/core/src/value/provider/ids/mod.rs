//! What stands beside the keys of a provider, or is another of its secrets, and is told by its form: the documentation of
//! each says so.

mod business;
mod chat;
mod clouds;
mod delivery;
mod forms;
mod models;
mod people;
mod row;
mod rows;
mod swapped;
#[cfg(test)]
mod tests;
mod told;
mod wallets;
mod watch;

pub(in crate::value) use forms::{FORMS, has_inside, is_near, near};
pub(in crate::value) use row::is_long;
pub(in crate::value) use rows::{TABLES, has_length_of_short};
pub(in crate::value) use told::{is_id, of_pair, told};
