//! Docker's convention: `X_FILE` names a file that holds what `X` would.
//!
//! ```sh
//! cargo run --example docker_file
//! ```
//!
//! plays what `docker run -v ./key:/run/secrets/key:ro -e ANTHROPIC_API_KEY_FILE=/run/secrets/key`
//! sets up, in a directory of its own and without touching the process's environment.

#![forbid(unsafe_code)]

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use provider_credentials::{Loader, credentials};

credentials!("agent.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    let secrets = tempfile::tempdir()?;
    let file = secrets.path().join("key");
    write_private(&file, "a-key-from-a-file\n")?;

    let load = |variables: &[(&str, &str)]| -> Credentials {
        Loader::new().with_environment(variables.iter().copied()).load()
    };
    let path = file.to_str().ok_or("a path that is not UTF-8")?;
    for (title, variables) in [
        ("neither is set", &[][..]),
        ("the file is named", &[("ANTHROPIC_API_KEY_FILE", path)]),
        ("the variable is blank", &[("ANTHROPIC_API_KEY", ""), ("ANTHROPIC_API_KEY_FILE", path)]),
        ("both are set", &[("ANTHROPIC_API_KEY", "x"), ("ANTHROPIC_API_KEY_FILE", path)]),
        ("the file is missing", &[("ANTHROPIC_API_KEY_FILE", "/run/secrets/nobody")]),
    ] {
        println!("{title}:\n  {}", load(variables).anthropic.metadata());
    }
    Ok(())
}

/// A file that nobody else may read, as `docker secret` and `chmod 600` make it.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
