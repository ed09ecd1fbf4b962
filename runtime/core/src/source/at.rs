use crate::spec::PartSpec;

/// A source of a part.
#[derive(Clone, Copy)]
pub(crate) struct SourceAt {
    pub(crate) part: &'static PartSpec,
    /// The part's place in the load.
    pub(crate) number: usize,
    /// The source's place among those of the part.
    pub(crate) source: usize,
}
