//! The probe under an allocator that wipes what is freed, for programs that want nothing of TLS to stay.

#![allow(unsafe_code, reason = "`GlobalAlloc` is an unsafe trait; nothing else here is")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;

struct Wiping;

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

// SAFETY: all memory is the system allocator's, which is called as the caller calls this one. The trait's own
// `realloc` takes new memory, copies, and frees the old, which wipes it.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc`, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the memory has that size, and nobody uses it from here on.
        unsafe { memory.write_bytes(0, layout.size()) };
        // For the optimizer, it is read.
        black_box(memory);
        // SAFETY: as of `alloc`.
        unsafe { System.dealloc(memory, layout) }
    }
}

fn main() {
    provider_credentials_leak_probe::run();
}
