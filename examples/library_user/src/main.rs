//! A program with credentials of its own and those of a library:
//! `cargo run -p provider-credentials-library-user`.

#![forbid(unsafe_code)]

use provider_credentials::{CredentialSet, Loader, credentials};
use provider_credentials_library::{Client, Credentials as WeatherCredentials};

credentials!("provider_credentials.yaml");

fn main() {
    // One place decides how everybody's credentials are loaded.
    let loader = Loader::new();
    let own: Credentials = loader.load();
    let weather: WeatherCredentials = loader.load();
    print(&own);
    print(&weather);
    match Client::new(weather).request("Paris") {
        Ok((url, _)) => println!("asking {url}"),
        Err(error) => println!("not asking: {error}"),
    }
}

fn print(creds: &impl CredentialSet) {
    for metadata in creds.metadata() {
        println!("{metadata}");
    }
}

#[cfg(test)]
mod tests {
    use super::{Client, Loader, WeatherCredentials};

    #[test]
    fn the_librarys_credentials_are_faked_like_ones_own() {
        let loader = Loader::isolated().with_secret("weather", "test");
        let client = Client::new(loader.load::<WeatherCredentials>());
        let request = client.request("Paris").map_err(|error| error.code());
        let url = "https://weather.example.com/v1/now?city=Paris".to_owned();
        assert_eq!(request, Ok((url, "Bearer test".to_owned())));
    }
}
