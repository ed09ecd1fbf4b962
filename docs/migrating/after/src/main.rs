use std::env;
use std::error::Error;

use provider_credentials::{ExposeSecret, Loader, credentials};

mod mail;
mod store;

credentials!("provider_credentials.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    let creds = Loader::new().with_dotenv(".env").load::<Credentials>();
    creds.require_all()?; // an error that lists all that is missing
    for metadata in creds.metadata() {
        if metadata.error().is_some() || metadata.warning().is_some() {
            eprintln!("{metadata}"); // what is wrong, and never the secret
        }
    }
    let port: u16 = env::var("PORT")?.parse()?;
    let stripe = creds.stripe.secret()?.expose_secret();
    let openai = creds.openai.secret().unwrap().expose_secret();
    if creds.sentry.is_loaded() {
        println!("errors are reported");
    }
    println!("listening on {port}, keys of {} and {} bytes", stripe.len(), openai.len());
    store::open(&creds)?;
    mail::send(&creds)?;
    Ok(())
}
