//! The program of the README. Works with no secret set, and says what is missing and how to set it:
//!
//! ```sh
//! cargo run -p provider-credentials-quickstart
//! ANTHROPIC_API_KEY=test cargo run -p provider-credentials-quickstart
//! ```

#![forbid(unsafe_code)]

use provider_credentials::{ExposeSecret, LoadError, credentials};

credentials!("provider_credentials.yaml");

fn main() {
    let creds = Credentials::load(); // never fails: what is missing is recorded

    println!("What the program needs, safe to log:");
    for metadata in creds.metadata() {
        println!("  {metadata}");
    }

    println!("\nA request to Anthropic:");
    match request(&creds) {
        Ok(request) => println!("  {request}"),
        Err(error) => println!("  not sent: {error}"),
    }

    println!("\nA server would stop here if something is missing:");
    match creds.require_all() {
        Ok(()) => println!("nothing is"),
        Err(missing) => println!("{missing}"),
    }
}

/// What would go over the wire, the secret left out.
fn request(creds: &Credentials) -> Result<String, LoadError> {
    let key = creds.anthropic_sonnet.secret()?; // &Secret, or an owned error that says why not
    let config = creds.anthropic_sonnet.config; // constants, typed and checked at build time

    let header = format!("x-api-key: {}", key.expose_secret()); // the one way to the text
    let (url, model) = (config.base_url, config.default_model);
    Ok(format!("POST {url}/v1/messages for {model}, with a header of {} bytes", header.len()))
}
