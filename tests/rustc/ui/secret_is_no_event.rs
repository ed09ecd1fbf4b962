use provider_credentials::{Event, LoadSummary, credentials};

credentials!("ui/good.yaml");

fn main() {
    let creds = Credentials::load();
    let key = creds.openai.secret().unwrap();
    let _ = Event::CredentialLoaded(key);
    let _ = LoadSummary { total: 1, loaded: 1, missing: 0 };
}
