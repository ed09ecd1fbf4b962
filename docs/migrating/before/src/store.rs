use std::env::var;
use std::error::Error;

const PASSWORD: &str = "REDIS_PASSWORD";

pub fn open() -> Result<(), Box<dyn Error>> {
    let url = var("DATABASE_URL")?;
    let password = var(PASSWORD).ok();
    println!("database: {} bytes, redis: {}", url.len(), password.is_some());
    Ok(())
}
