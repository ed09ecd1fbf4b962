use provider_credentials::credentials;

credentials!();

fn main() {}
