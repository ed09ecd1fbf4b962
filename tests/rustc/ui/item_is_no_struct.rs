use provider_credentials::credentials;

credentials!("ui/good.yaml", pub enum Providers);

fn main() {}
