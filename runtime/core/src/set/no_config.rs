/// The `config` of a credential that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct NoConfig;

#[doc(hidden)]
pub const NO_CONFIG: &NoConfig = &NoConfig;
