use provider_credentials::credentials;

credentials!("ui/bad.yaml");

fn main() {
    let creds = Credentials::load();
    let _ = creds.openai.secret();
}
