use provider_credentials::credentials;

credentials!("ui/good.yaml");

fn main() {
    let creds = Credentials::load();
    println!("{}", creds.openai.secret().unwrap());
}
