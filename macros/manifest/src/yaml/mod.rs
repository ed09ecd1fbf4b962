//! YAML text to a tree of nodes. Nothing outside this folder knows which parser does it.

mod accusation;
mod alias;
mod anchor;
mod bracket;
mod builder;
mod colon;
mod comment;
mod dash;
mod line;
mod mapping;
mod mistake;
mod node;
mod quote;
mod scalar;
mod syntax;
mod text;
mod tree;
mod words;

pub(crate) use node::{Entry, Kind, Mapping, Node, Scalar, Value, is_like_variable};
pub(crate) use tree::parse;
