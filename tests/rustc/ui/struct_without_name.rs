use provider_credentials::credentials;

credentials!("ui/good.yaml", pub struct);

fn main() {}
