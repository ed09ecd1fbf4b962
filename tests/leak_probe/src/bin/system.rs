//! The probe under the system's allocator, as programs run.

#![forbid(unsafe_code)]

fn main() {
    provider_credentials_leak_probe::run();
}
