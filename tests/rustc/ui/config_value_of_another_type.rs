use provider_credentials::credentials;

credentials!("ui/config.yaml");

fn main() {
    let creds = Credentials::load();
    let _attempts: &str = creds.openai.config.attempts;
}
