//! A key is rotated while the program works with it: replaced, broken, and mended.
//!
//! ```text
//! cargo run --example rotation
//! ```

#![forbid(unsafe_code)]

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use provider_credentials::{Event, Live, Loader, Permissions, credentials};

credentials!("rotation.yaml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = tempfile::tempdir()?;
    let key = directory.path().join("openai");
    replace(&key, "the-first-key-of-openai")?;

    // As in a directory that others may read; a file of your own has mode 600.
    let loader = Loader::new().base_dir(directory.path()).permissions(Permissions::Off);
    let live =
        Live::<Credentials>::start(loader.with_observer(|event: &Event<'_>| println!("{event}")));
    let worker = live.clone();
    std::thread::spawn(move || {
        loop {
            // Each request with the key of its time, and none without one.
            assert!(worker.current().openai.is_loaded());
        }
    });

    for content in ["the-second-key-of-openai", "", "the-third-key-of-openai"] {
        replace(&key, content)?;
        sleep(Duration::from_millis(300));
        let openai = &live.current().openai;
        println!("generation {}, stale: {}", openai.generation(), openai.is_stale());
    }
    Ok(())
}

/// Another file in place of the one there.
fn replace(path: &Path, content: &str) -> std::io::Result<()> {
    let new = path.with_extension("new");
    fs::write(&new, content)?;
    fs::rename(new, path)
}
