use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn main() {
    let creds = Credentials::load();
    let _ = creds.openai.config.base_url;
}
