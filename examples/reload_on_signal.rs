//! Loads again on SIGHUP, as daemons do.
//!
//! ```text
//! cargo run --example reload_on_signal
//! ```
//!
//! It sends the signal to itself; `kill -HUP` does so from outside.

#![forbid(unsafe_code)]

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use provider_credentials::{Live, LiveOptions, Loader, Permissions, credentials};
    use signal_hook::consts::SIGHUP;
    use signal_hook::iterator::Signals;

    credentials!("rotation.yaml");

    let directory = tempfile::tempdir()?;
    let key = directory.path().join("openai");
    std::fs::write(&key, "the-first-key-of-openai")?;
    let loader = Loader::new().base_dir(directory.path()).permissions(Permissions::Off);
    // Files are watched too, unless a program wants to say when.
    let options = LiveOptions::new().without_watching();
    let live = Live::<Credentials>::start_with(loader, options);

    let mut signals = Signals::new([SIGHUP])?;
    std::fs::write(&key, "the-second-key-of-openai")?;
    signal_hook::low_level::raise(SIGHUP)?;
    // A daemon takes all of them.
    for _ in signals.forever().take(1) {
        let has_rotated = live.reload();
        let generation = live.current().openai.generation();
        println!("SIGHUP: rotated: {has_rotated}, generation {generation}");
    }
    assert_eq!(live.current().openai.generation(), 2);
    Ok(())
}

#[cfg(not(unix))]
fn main() {
    println!("there is no SIGHUP here");
}
