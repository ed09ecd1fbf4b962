use std::error::Error;

use provider_credentials::ExposeSecret;

use crate::Credentials;

pub fn send(creds: &Credentials) -> Result<(), Box<dyn Error>> {
    let user = creds.smtp_user.secret()?.expose_secret();
    let password = creds.smtp.secret()?.expose_secret();
    let sender = std::env::var("MAIL_FROM").unwrap_or("shop@localhost".to_owned());
    let token = creds.github.secret().map_or("", |secret| secret.expose_secret());
    println!("mail: {user}, {} bytes, {sender}, {}", password.len(), token.len());
    Ok(())
}
