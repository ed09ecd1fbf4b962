//! A database by user name and password. Start one, and try it with and without the password:
//!
//! ```text
//! docker run --rm -p 5432:5432 -e POSTGRES_USER=app -e POSTGRES_DB=orders -e POSTGRES_PASSWORD="$DB_PASSWORD" postgres
//! DB_PASSWORD=… cargo run --example database
//! ```

#![forbid(unsafe_code)]

use postgres::{Client, NoTls};
use provider_credentials::{ExposeSecret, credentials};

credentials!("database.yaml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let creds = Credentials::load();
    for metadata in creds.metadata() {
        println!("{metadata}");
    }
    if !creds.orders.is_loaded() {
        println!("no password, no connection");
        return Ok(());
    }

    // `DB_HOST` tells the host, and the password may have any characters.
    let url = creds.orders.connection_url(creds.orders.text(|config| config.url)?)?;
    let mut client = Client::connect(url.expose_secret(), NoTls)?;
    let row = client.query_one("select current_user::text", &[])?;
    println!("connected as {}", row.get::<_, String>(0));
    Ok(())
}
