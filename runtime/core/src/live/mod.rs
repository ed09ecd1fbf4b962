//! Credentials that stay current while the program runs.
//!
//! ```text
//! live_set     the handle
//! worker       the thread that waits for changes
//! shared       the set of now, and all that handles and thread share
//! engine       one load after another
//! mix          what is new, what is kept, what is too old
//! schedule     when the next load is due
//! upkeep       what sources do between loads, and when
//! mounts       files that nothing ever replaces
//! watch        the files that a load reads, and what happens to them
//! subscribers  who is notified
//! hooks        what has to know a set before anybody has it
//! ```

mod changed;
mod current;
mod engine;
#[cfg(feature = "redact")]
mod hooks;
mod live_set;
mod mix;
mod mounts;
mod options;
mod rotated;
mod schedule;
mod shared;
mod subscribers;
mod upkeep;
mod wake;
mod watch;
mod worker;

pub use changed::Changed;
pub use current::Current;
pub use live_set::Live;
pub use options::LiveOptions;
pub use rotated::Rotated;
