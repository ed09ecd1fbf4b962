use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn twice<T: Clone>(_: &T) {}

fn main() {
    let creds = Credentials::load();
    // A handle: the secret is where it was.
    twice(&creds.openai);
    twice(&creds);
}
