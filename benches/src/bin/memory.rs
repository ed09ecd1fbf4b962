//! Bytes on the heap: what a loaded set keeps, and the most there was while it loaded. The sizes are
//! those that were asked for; what the allocator adds is its own matter.

#![allow(unsafe_code, reason = "`GlobalAlloc` is an unsafe trait; nothing else here is")]

use core::hint::black_box;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::alloc::{GlobalAlloc, Layout, System};
use std::env;

use provider_credentials::{ExposeSecret, Loader};
use provider_credentials_benches::manifest::{Kind, id};
use provider_credentials_benches::sets::{Case, env_10};
use serde_json::json;

struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: all memory is the system allocator's; counting touches none of it. The trait's own `realloc`
// is `alloc`, copy and `dealloc`.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.fetch_add(1, Ordering::Relaxed);
        let live = LIVE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(live, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `dealloc`, which is the same.
        unsafe { System.dealloc(place, layout) };
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["load", kind, size] => {
            let kind = Kind::named(kind).expect("a kind");
            load(kind, size.parse().expect("a number"));
        }
        ["access"] => access(),
        _ => panic!("not a scenario: {arguments:?}"),
    }
}

fn load(kind: Kind, size: usize) {
    let case = Case::of(kind, size).expect("a generated set");
    let loader = Loader::new();
    // What a process sets up once is not the set's.
    drop((case.load)(&loader));
    let (live, calls) = (LIVE.load(Ordering::Relaxed), CALLS.load(Ordering::Relaxed));
    PEAK.store(live, Ordering::Relaxed);
    let set = (case.load)(&loader);
    let kept = LIVE.load(Ordering::Relaxed) - live;
    let peak = PEAK.load(Ordering::Relaxed) - live;
    let allocations = CALLS.load(Ordering::Relaxed) - calls;
    assert_eq!(set.loaded(), size, "not all of {kind:?} loaded");
    let secret = |index| Some(set.get(&id(index))?.secret().ok()?.expose_secret().len());
    let secrets: usize = (0..size).filter_map(secret).sum();
    println!("{}", json!({ "kept": kept - secrets, "peak": peak, "allocations": allocations }));
}

fn access() {
    let creds = env_10::Credentials::load();
    let calls = CALLS.load(Ordering::Relaxed);
    let there = (0..1000).filter(|_| black_box(&creds).credential_00005.secret().is_ok()).count();
    let allocations = CALLS.load(Ordering::Relaxed) - calls;
    assert_eq!(there, 1000, "the secret is there");
    println!("{}", json!({ "allocations": allocations }));
}
