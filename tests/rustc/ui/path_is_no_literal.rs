use provider_credentials::credentials;

const PATH: &str = "ui/good.yaml";

credentials!(PATH);

fn main() {}
