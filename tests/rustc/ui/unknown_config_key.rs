use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn main() {
    let creds = Credentials::load();
    let _ = creds.anthropic_sonnet.config.base_uri;
}
