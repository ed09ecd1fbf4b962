//! The runtime borrows what a manifest says for as long as the program runs. A fuzzer makes a manifest
//! for each input, thousands a second, and cannot leak them all.

use std::any::Any;

/// What is lent out as if forever, and freed with the lender.
///
/// The one place with unsafe code: whoever lends must have dropped all that borrows before the lender,
/// which [`load`](crate::load::load) does, the only one that uses this.
#[derive(Default)]
pub(crate) struct Lender(Vec<*mut dyn Any>);

impl Lender {
    pub(crate) fn lend<T: Any>(&mut self, value: T) -> &'static T {
        let value = Box::into_raw(Box::new(value));
        self.0.push(value);
        // SAFETY: valid until `drop`, and nobody has another reference that could write.
        unsafe { &*value }
    }
}

impl Drop for Lender {
    fn drop(&mut self) {
        // What was lent last borrows from what was lent before.
        for value in self.0.drain(..).rev() {
            // SAFETY: it came out of `Box::into_raw`, and nothing borrows it any more.
            drop(unsafe { Box::from_raw(value) });
        }
    }
}
