// One error for each feature, at the first place that needs it, and none that follows from it.
provider_credentials::credentials!("ui/feature_off.yaml");

fn main() {
    let _ = Credentials::load().openai;
}
