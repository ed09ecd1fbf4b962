use std::net::TcpListener;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Below those that systems give to connections (Linux: 32768 to 60999), so that none takes the port before the server
/// does.
const FIRST: u32 = 20_000;
const COUNT: u32 = 12_000;

/// Of this machine, where nobody listens; no two are the same, and those of other processes are far away.
pub(crate) fn free_address() -> Option<String> {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    let mine = process::id().wrapping_mul(101);
    for _ in 0..COUNT {
        let port = FIRST + mine.wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed)) % COUNT;
        let address = format!("127.0.0.1:{port}");
        if TcpListener::bind(&address).is_ok() {
            return Some(address);
        }
    }
    None
}
