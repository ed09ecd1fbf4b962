//! Where events go, besides the program's own functions: observers of a loader, all of them off by default.

#[cfg(feature = "background")]
mod background;
#[cfg(feature = "json-events")]
mod json_lines;
#[cfg(feature = "json-events")]
mod lines;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(feature = "background")]
mod queue;

#[cfg(feature = "background")]
pub use background::Background;
#[cfg(feature = "json-events")]
pub use json_lines::JsonLines;
#[cfg(feature = "metrics")]
pub use metrics::Metrics;
