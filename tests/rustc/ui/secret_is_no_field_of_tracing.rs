use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn main() {
    let creds = Credentials::load();
    let key = creds.openai.secret().unwrap();
    tracing::info!(key, "loaded");
}
