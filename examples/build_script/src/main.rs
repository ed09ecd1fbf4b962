//! The same as the macro gives, from a build script: `cargo run -p provider-credentials-build-script`.

#![forbid(unsafe_code)]

provider_credentials::include_credentials!("provider_credentials");
provider_credentials::include_credentials!("internal");

fn main() {
    let (public, internal) = (Credentials::load(), Internal::load());
    for metadata in public.metadata().iter().chain(&internal.metadata()) {
        println!("{metadata}");
    }
    println!("requests go to {}", public.openai.config.base_url);
}

#[cfg(test)]
mod tests {
    use provider_credentials::{ExposeSecret, LoadError, Loader};

    use super::{Credentials, Internal};

    #[test]
    fn a_credential_is_faked_in_one_line() -> Result<(), LoadError> {
        let creds = Credentials::load_with(&Loader::isolated().with_secret("openai", "test"));
        assert_eq!(creds.openai.secret()?.expose_secret(), "test");
        Ok(())
    }

    #[test]
    fn both_manifests_are_there() {
        let internal = Internal::load_with(&Loader::isolated());
        assert_eq!(internal.metrics.id(), "metrics");
        assert!(internal.require_all().is_ok(), "`metrics` is not required");
    }
}
