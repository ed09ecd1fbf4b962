//! Mutual TLS, from nothing: makes its own authority and certificates, starts a server that demands a client's
//! certificate, and connects with a certificate that expires soon, and then with the one that replaces it.
//!
//! ```sh
//! cargo run -p provider-credentials-mtls
//! ```

#![forbid(unsafe_code)]

mod authority;
mod clients;
mod server;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use provider_credentials::{Loader, credentials};

use authority::Authority;

credentials!("provider_credentials.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    let authority = Authority::new()?;
    let port = server::start(&authority)?;

    let secrets = tempfile::tempdir()?;
    let load = || -> Credentials { Loader::new().base_dir(secrets.path()).load() };
    authority.issue("client 1", 9)?.write_to(secrets.path())?;
    let creds = load();
    creds.require_all()?;
    println!("{}", creds.broker.metadata());
    for (name, value) in creds.broker.metadata().attributes() {
        println!("    {name}: {value}");
    }

    // One client for the life of the program.
    let resolver = creds.broker.client_cert_resolver()?;
    let config = Arc::new(resolver.client_config(authority.roots()?)?);
    let host = creds.broker.config.host;
    println!("rustls: {}", clients::with_rustls(&config, host, port)?);

    // The certificate is renewed, the files are loaded again, and the client goes on.
    authority.issue("client 2", 90)?.write_to(secrets.path())?;
    let renewed = load();
    println!("{}", renewed.broker.metadata());
    resolver.replace(&renewed.broker)?;
    println!("rustls: {}", clients::with_rustls(&config, host, port)?);

    // Clients that take the certificate once.
    let root = authority.root_pem();
    println!("ureq: {}", clients::with_ureq(&renewed.broker, root, host, port)?);
    println!("native-tls: {}", clients::with_native_tls(&renewed.broker, root, host, port)?);
    let roots = authority.roots()?;
    println!("reqwest: {}", clients::with_reqwest(&renewed.broker, roots, host, port)?);
    let _endpoint = clients::for_tonic(&renewed.broker, root, host, port)?;
    let _connector = clients::for_hyper(&resolver, authority.roots()?)?;
    Ok(())
}

impl authority::Issued {
    /// As a certificate manager leaves them: the key for this user alone, the certificate for everybody.
    fn write_to(&self, directory: &Path) -> std::io::Result<()> {
        let key = directory.join("client.key");
        fs::write(&key, &self.key)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;

            fs::set_permissions(&key, fs::Permissions::from_mode(0o600))?;
        }
        fs::write(directory.join("client.crt"), &self.certificate)
    }
}
