//! What is known of providers: how their keys begin, and what stands beside them.

pub(in crate::value) mod addresses;
pub(in crate::value) mod checksum;
pub(in crate::value) mod digits;
pub(in crate::value) mod documented;
pub(in crate::value) mod further;
pub(in crate::value) mod google;
pub(in crate::value) mod ids;
pub(in crate::value) mod kinds;
pub(in crate::value) mod lengths;
pub(in crate::value) mod names;
pub(in crate::value) mod nearly;
pub(in crate::value) mod networks;
pub(in crate::value) mod numbers;
pub(in crate::value) mod owners;
pub(in crate::value) mod providers;
pub(in crate::value) mod public;
pub(in crate::value) mod publishable;
pub(in crate::value) mod servers;
mod sizes;
pub(in crate::value) mod things;
pub(in crate::value) mod webhook;
pub(in crate::value) mod within;
