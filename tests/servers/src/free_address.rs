use std::net::{TcpListener, UdpSocket};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// Below those that systems give to connections (Linux: 32768 to 60999), so that none takes the port before the server
/// does.
const FIRST: u32 = 20_000;
const COUNT: u32 = 12_000;

/// Of this machine, where nobody listens; no two are the same, also of test processes that run at the same time.
pub(crate) fn free_address() -> Option<String> {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    // A port of UDP is not in the way of a server, and says to other processes that the number is taken, from before the
    // server starts until this process ends.
    static TAKEN: Mutex<Vec<UdpSocket>> = Mutex::new(Vec::new());
    let mine = process::id().wrapping_mul(101);
    for _ in 0..COUNT {
        let port = FIRST + mine.wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed)) % COUNT;
        let address = format!("127.0.0.1:{port}");
        let Ok(taken) = UdpSocket::bind(&address) else { continue };
        if TcpListener::bind(&address).is_ok() {
            TAKEN.lock().unwrap_or_else(PoisonError::into_inner).push(taken);
            return Some(address);
        }
    }
    None
}

/// The same for a program that takes a number.
pub(crate) fn free_port() -> Option<u16> {
    free_address()?.rsplit(':').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_process_is_given_it() {
        let address = free_address().unwrap();
        assert!(UdpSocket::bind(&address).is_err(), "what another process tries first");
        assert!(TcpListener::bind(&address).is_ok(), "what the server does");
    }
}
