use provider_credentials::credentials;

credentials!("ui/good.yaml" struct Providers);

fn main() {}
