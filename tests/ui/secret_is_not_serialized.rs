use provider_credentials::Secret;

fn serialize<T: serde_core::Serialize>(_: &T) {}

fn main() {
    serialize(&Secret::from("example"));
}
