use std::error::Error;

use provider_credentials::ExposeSecret;

use crate::Credentials;

pub fn open(creds: &Credentials) -> Result<(), Box<dyn Error>> {
    let url = creds.database.secret()?.expose_secret();
    let password = creds.redis.secret().ok().map(|secret| secret.expose_secret());
    println!("database: {} bytes, redis: {}", url.len(), password.is_some());
    Ok(())
}
