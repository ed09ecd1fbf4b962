//! The probe under an allocator that gives nothing back: what was freed stays as it was.
//!
//! The system's reuses memory and grows it in place, and so hides most of what is left behind.

#![allow(unsafe_code, reason = "`GlobalAlloc` is an unsafe trait; nothing else here is")]

use std::alloc::{GlobalAlloc, Layout, System};

struct Keeping;

#[global_allocator]
static ALLOCATOR: Keeping = Keeping;

// SAFETY: all memory is the system allocator's, and none is handed out twice, as none is freed. The
// trait's own `realloc` always takes new memory and copies: exactly what is wanted here.
unsafe impl GlobalAlloc for Keeping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc`, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

fn main() {
    provider_credentials_leak_probe::run();
}
