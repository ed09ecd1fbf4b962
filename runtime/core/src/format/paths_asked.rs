use crate::report::ValueReason;
use crate::secret::Secret;

/// The keys and list indices that lead to a value, outermost first.
pub(crate) type Segments = &'static [&'static str];

/// One answer for each path asked for, in the order asked.
pub(crate) type Extracted = Vec<Result<Secret, ValueReason>>;
