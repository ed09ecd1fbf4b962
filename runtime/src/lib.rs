//! Declare your application's API keys once, in YAML. The manifest is checked while the application
//! compiles and becomes a struct with one field for each credential; secrets are loaded at startup
//! from environment variables and files, and what can be logged never contains one.
//!
//! ```yaml
//! # provider_credentials.yaml, beside Cargo.toml
//! provider_credentials:
//!   - id: "anthropic_sonnet"
//!     provider: "anthropic"
//!     auth:
//!       type: "api_key"
//!       source: "env"
//!       env_var: "ANTHROPIC_API_KEY"
//!     config:
//!       base_url: "https://api.anthropic.com"
//!       default_model: "claude-sonnet-4"
//! ```
//!
//! ```no_run
//! use provider_credentials::{ExposeSecret, credentials};
//!
//! # macro_rules! credentials { ($p:literal) => { provider_credentials::credentials!("doc/provider_credentials.yaml"); } }
//! credentials!("provider_credentials.yaml");
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let creds = Credentials::load(); // never fails: what is missing is recorded
//!     for m in creds.metadata() {
//!         println!("{m}"); // safe to log
//!     }
//!     let key = creds.anthropic_sonnet.secret()?; // &Secret, or an owned error that says why not
//!     let url = creds.anthropic_sonnet.config.base_url; // &'static str, checked at build time
//!     call(url, key.expose_secret());
//!     Ok(())
//! }
//! # fn call(_: &str, _: &str) {}
//! ```
//!
//! # What is generated
//!
//! [`credentials!`] generates, by default under these names:
//!
//! - `struct Credentials`, a [`CredentialSet`] with one public field of type [`Credential`] for each
//!   ID, and the trait's methods as inherent ones: `load`, `load_with`, `require_all`, `get`, `iter`,
//!   `ids`, `loaded_ids`, `failed_ids`, `metadata`, `metadata_of`.
//! - `enum CredentialId` with one variant for each ID, `ALL`, `as_str`, `FromStr` and `Display`.
//! - a struct of constants for each `config` mapping, `AnthropicSonnetConfig`, and for those in it.
//!
//! # Where to look
//!
//! - [`Credential`] and [`AnyCredential`]: one credential, its [`Secret`] or its [`LoadError`].
//! - [`Metadata`]: what may be logged.
//! - [`Loader`]: run-time choices, and values for tests.
//! - [`Permissions`]: which files are refused for what others can do with them.
//!
//! # Features
//!
//! | feature | default | for |
//! |---|---|---|
//! | `macros` | yes | [`credentials!`] |
//! | `json` | yes | secrets in JSON files |
//! | `yaml` | yes | secrets in YAML files |
//! | `serde` | no | `Serialize` for [`Metadata`] |
//! | `tracing` | no | a span for each load, and each [`Event`] also as an event, of the `tracing` crate |
//! | `background` | no | `Background`: an observer that may block, on a thread of its own |
//! | `json-events` | no | `JsonLines`, `Event::json`: events as lines of JSON |
//! | `metrics` | no | `Metrics`: counts of events for the `metrics` crate |
//! | `dotenv` | no | `Loader::with_dotenv`: a `.env` file for development |
//! | `live` | no | `Live`: credentials that stay current while the program runs |
//! | `redact` | no | `Redactor`: loaded secrets out of logs, output and panics |
//! | `audit` | no | `AuditLog`: each access to a secret, in a file whose records are chained by hashes |
//! | `access` | no | `Loader::with_access_observer` alone, for a log of your own |
//! | `locked-memory` | no | `Loader::lock_memory`: loaded secrets out of swap and core dumps |
//! | `env-removal` | no | `Loader::remove_loaded_variables`: children do not inherit secrets |
//! | `certificates` | no | `type: client_certificate`: `CertificateCredential` |
//! | `pkcs12` | no | `pkcs12` of a client certificate |
//! | `rustls` | no | `CertificateResolver`, and a `rustls::ClientConfig` in one call |
//! | `oauth2` | no | `OAuth2Credential`, `GoogleServiceAccount`: access tokens |
//! | `vault` | no | `source: vault`: secrets in Vault and OpenBao |
//! | `aws` | no | `source: aws_secrets_manager`, `source: aws_parameter_store` |
//! | `azure` | no | `source: azure_key_vault` |
//! | `gcp` | no | `source: gcp_secret_manager` |
//! | `command` | no | `source: command`: what a program writes, such as a password manager |
//! | `pkcs11` | no | `source: pkcs11`: secrets in tokens such as an HSM; keys in them for encrypted files |
//! | `keyring` | no | `source: keyring`: passwords in the keyring of the system |
//! | `tpm` | no | `source: tpm`: what is sealed to a TPM 2.0; with `jwe`, keys that clevis sealed |
//! | `age` | no | `encrypted: age`: files that age encrypted |
//! | `sops` | no | `encrypted: sops`: files that sops encrypted |
//! | `jwe` | no | `encrypted: jwe`: files of JSON Web Encryption |
//! | `hardening` | no | `harden_process`: no core dumps, and no debugger that attaches |
//!
//! A manifest that needs a feature that is off does not compile, and the error names it.
//!
//! # Platforms
//!
//! Linux, macOS and the BSDs, Windows, and WebAssembly, where there are neither variables nor files
//! and only given values load. Opening a file cannot hang on Unix; Windows has no files that could.
//! Who can read and replace a file is checked on Unix, see [`Permissions`], and not on Windows.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod kinds;
mod macros;

#[cfg(feature = "audit")]
#[doc(inline)]
pub use provider_credentials_audit::{AuditError, AuditLog, AuditLogBuilder, Sync as AuditSync};
#[cfg(all(feature = "aws", not(feature = "vault")))]
#[doc(inline)]
pub use provider_credentials_aws::Proxies;
#[cfg(feature = "aws")]
#[doc(inline)]
pub use provider_credentials_aws::{Aws, AwsBuilder, Kms, ParameterStore, SecretsManager};
#[cfg(all(feature = "azure", not(any(feature = "aws", feature = "vault"))))]
#[doc(inline)]
pub use provider_credentials_azure::Proxies;
#[cfg(feature = "azure")]
#[doc(inline)]
pub use provider_credentials_azure::{AzureKeyVault, AzureKeyVaultBuilder};
#[cfg(feature = "certificates")]
#[doc(inline)]
pub use provider_credentials_certificate::CertificateCredential;
#[cfg(feature = "rustls")]
#[doc(inline)]
pub use provider_credentials_certificate::{CertificateCredentialError, CertificateResolver};
#[cfg(feature = "background")]
#[doc(inline)]
pub use provider_credentials_core::Background;
#[cfg(feature = "serde")]
#[doc(inline)]
pub use provider_credentials_core::Health;
#[cfg(feature = "json-events")]
#[doc(inline)]
pub use provider_credentials_core::JsonLines;
#[cfg(feature = "metrics")]
#[doc(inline)]
pub use provider_credentials_core::Metrics;
#[cfg_attr(feature = "hardening", doc(inline))]
#[cfg_attr(not(feature = "hardening"), doc(hidden))]
pub use provider_credentials_core::harden_process;
#[cfg(feature = "access")]
#[doc(inline)]
pub use provider_credentials_core::{
    Access, AccessAnchor, AccessEvent, AccessObserver, NotRecorded, Recorded,
};
#[doc(inline)]
pub use provider_credentials_core::{
    Accessed, AnyCredential, Assembled, Assembly, BasicCredential, BasicCredentialError,
    BearerCredential, ConfigText, Credential, CredentialSet, DecodeRequest, Decoder, Event,
    EventRecord, ExposeSecret, Iter, KeyProvider, KeySigner, Keys, Kind, LoadAsync, LoadError,
    LoadSummary, LoadWarning, Loader, Metadata, MissingCredentials, Needed, NeededFile, NoConfig,
    Observer, Opener, PartError, Permissions, Rfc3339, Secret, SecretFiles, SecretString, Skipped,
    Source, SourceAnswer, SourceError, SourceRequest, SourceWarning, Surroundings,
    UnknownCredentialId, UnwrapRequest, WrappedKey, needed_file,
};
#[cfg(feature = "live")]
#[doc(inline)]
pub use provider_credentials_core::{Changed, Current, Live, LiveOptions, Rotated};
#[cfg(feature = "hardening")]
#[doc(inline)]
pub use provider_credentials_core::{Hardening, Measure};
#[cfg(feature = "redact")]
#[doc(inline)]
pub use provider_credentials_core::{RedactedError, RedactingWriter, Redactor};
#[cfg(all(feature = "gcp", not(any(feature = "aws", feature = "azure", feature = "vault"))))]
#[doc(inline)]
pub use provider_credentials_gcp::Proxies;
#[cfg(feature = "gcp")]
#[doc(inline)]
pub use provider_credentials_gcp::{GcpBuilder, GcpSecretManager};
#[cfg(feature = "oauth2")]
#[doc(inline)]
pub use provider_credentials_oauth2::{
    AccessToken, GoogleServiceAccount, OAuth2Credential, TokenError, TokenFailure,
};
#[cfg(feature = "pkcs11")]
#[cfg_attr(docsrs, doc(cfg(feature = "pkcs11")))]
pub use provider_credentials_pkcs11::{Pkcs11, Pkcs11Builder, Pkcs11Pin};
#[cfg(feature = "age")]
#[doc(inline)]
pub use provider_credentials_sealed::age::AgeIdentities;
#[cfg(feature = "jwe")]
#[doc(inline)]
pub use provider_credentials_sealed::jwe::JweKeys;
#[cfg(feature = "vault")]
#[doc(inline)]
pub use provider_credentials_vault::{AuthValue, Proxies, Vault, VaultAuth, VaultBuilder};
