//! How often a redacting writer allocates for text without secrets, and for text with one.

#![allow(unsafe_code, reason = "`GlobalAlloc` is an unsafe trait; nothing else here is")]
#![allow(clippy::unwrap_used, reason = "the test that started this sees it fail")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::io::{Write, sink};
use std::sync::atomic::{AtomicUsize, Ordering};

use provider_credentials::Redactor;

struct Counting;

static COUNT: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: all memory is the system allocator's, which is called as the caller calls this one. The trait's own
// `realloc` allocates by `alloc`.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as of `alloc`.
        unsafe { System.dealloc(memory, layout) }
    }
}

fn counted(work: impl FnOnce()) -> usize {
    let before = COUNT.load(Ordering::Relaxed);
    work();
    COUNT.load(Ordering::Relaxed) - before
}

fn main() {
    let redactor =
        Redactor::new().with("key", "correct-horse-battery-staple").with("other", "zzzzzzzz");
    // The first look at what is shared makes what the thread needs for it.
    black_box(redactor.redact("a"));
    // The beginning of a secret at the end of a write.
    let end = "z";
    let clean = counted(|| {
        for number in 0..1000_u32 {
            let mut out = redactor.writer(sink());
            writeln!(out, "{number} a {end} line of {number:x} clean correct-ness").unwrap();
            write!(out, "{number}, and correct-horse").unwrap();
            out.flush().unwrap();
            writeln!(out, "!").unwrap();
            black_box(redactor.redact("and a clean text"));
            black_box(redactor.redact_bytes(b"and clean bytes"));
        }
    });
    let divided = counted(|| {
        let mut out = redactor.writer(sink());
        write!(out, "correct-horse-battery").unwrap();
        write!(out, "-staple").unwrap();
    });
    println!("clean {clean}, divided {divided}");
}
