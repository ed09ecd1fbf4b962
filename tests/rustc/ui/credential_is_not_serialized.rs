use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn serialize<T: serde_core::Serialize>(_: &T) {}

fn main() {
    let creds = Credentials::load();
    serialize(&creds.metadata());
    serialize(&creds.openai);
    serialize(creds.get("openai").unwrap());
    serialize(&creds);
}
