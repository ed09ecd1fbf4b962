use std::net::TcpListener;

/// Of this machine, where nobody listens.
pub(crate) fn free_address() -> Option<String> {
    Some(TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.to_string())
}
