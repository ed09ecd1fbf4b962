use provider_credentials::credentials;

credentials!("ui/god.yaml");

fn main() {}
