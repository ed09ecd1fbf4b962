use std::time::SystemTime;

/// That a credential has a new value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rotated {
    /// The credential's ID, as the manifest has it.
    pub id: &'static str,
    /// How often its value changed, counted from 1.
    pub generation: u64,
    /// The one before.
    pub previous_generation: u64,
    /// When the load began that found it, by the loader's clock.
    pub at: SystemTime,
}
