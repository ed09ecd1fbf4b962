//! The workspace's own tests. The code in the README is compiled and run here.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
