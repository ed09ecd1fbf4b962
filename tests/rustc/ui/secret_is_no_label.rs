use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn main() {
    let creds = Credentials::load();
    let key = creds.openai.secret().unwrap();
    metrics::counter!("requests", "key" => key).increment(1);
}
