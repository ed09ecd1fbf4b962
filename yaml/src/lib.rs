//! The parser that reads manifests at build time and YAML secret files at run time.
//!
//! It is generic over its input, so every crate that calls it compiles it anew. The generator and the
//! runtime know nothing of each other and may not; both read strings, and this crate is where that
//! one parser is compiled, once.
//!
//! An implementation detail of `provider-credentials`, with no promise of stability.

#![forbid(unsafe_code)]

use granit_parser::{Options, Parser, StrInput};

pub use granit_parser::{ErrorKind, Event, ScalarStyle, ScanError, Span, Tag, options};

/// The events of a text, each with its place.
#[expect(missing_debug_implementations, reason = "the parser has none, and its text may be secret")]
pub struct Events<'t>(Parser<'t, StrInput<'t>>);

impl<'t> Events<'t> {
    /// Reads `text` as `options` say.
    #[must_use]
    pub fn new(text: &'t str, options: Options) -> Self {
        Self(Parser::new_from_str_with_options(text, options))
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Result<(Event<'t>, Span), ScanError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
