//! Holds nothing: see the targets beside it.
