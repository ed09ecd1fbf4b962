//! The contract for sources, decoders and parts, through the data that generated code hands over.

#![forbid(unsafe_code)]

mod answers;
mod decoders;
mod openers;
mod params;
mod parts;
mod support;
mod timeouts;
