use std::env;
use std::error::Error;

mod mail;
mod store;

fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = env::var("PORT")?.parse()?;
    let stripe = env::var("STRIPE_SECRET_KEY")?;
    let openai = env::var("OPENAI_API_KEY").expect("OPENAI_API_KEY must be set");
    if env::var("SENTRY_DSN").is_ok() {
        println!("errors are reported");
    }
    println!("listening on {port}, keys of {} and {} bytes", stripe.len(), openai.len());
    store::open()?;
    mail::send();
    Ok(())
}
