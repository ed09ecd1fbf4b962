use provider_credentials::credentials;

credentials!("ui/secret.yaml");

fn main() {}
