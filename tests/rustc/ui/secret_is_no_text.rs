use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn main() {
    let creds = Credentials::load();
    let _key: &str = creds.anthropic_sonnet.secret().unwrap();
}
