fn required(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} must be set"))
}

pub fn send() {
    let user = required("SMTP_USER");
    let password = required("SMTP_PASSWORD");
    let sender = std::env::var("MAIL_FROM").unwrap_or("shop@localhost".to_owned());
    let token = std::env::var("GITHUB_TOKEN").unwrap_or_default();
    println!("mail: {user}, {} bytes, {sender}, {}", password.len(), token.len());
}
