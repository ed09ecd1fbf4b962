//! Problems as text, in the manner of rustc.

mod palette;
mod rendered;
mod snippet;
mod width;

pub use palette::Palette;
pub use rendered::{Place, Rendered};
