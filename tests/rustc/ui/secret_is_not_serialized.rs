use provider_credentials::Secret;

fn serialize<T: serde_core::Serialize>(_: &T) {}
fn deserialize<T: serde_core::de::DeserializeOwned>() {}

fn main() {
    serialize(&Secret::from("example"));
    deserialize::<Secret>();
}
