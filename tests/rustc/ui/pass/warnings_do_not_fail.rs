#![deny(warnings)]

use provider_credentials::credentials;

credentials!("ui/warnings.yaml");

fn main() {
    let _ = Credentials::load();
}
