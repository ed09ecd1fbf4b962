//! Generates the Rust types of a provider-credentials manifest.
//!
//! This is the generator behind `provider_credentials::credentials!`. Applications use the macro, or
//! in a build script [`compile`], if a build has to do without proc-macros or other tools have to read the
//! generated file.
//!
//! Below both is [`generate`]: the text of a manifest goes in, and either tokens or a report of every
//! problem comes out.
//!
//! ```
//! use provider_credentials_codegen::{Options, SourceFile, generate};
//!
//! let manifest = "
//! provider_credentials:
//!   - id: openai
//!     provider: openai
//!     auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
//! ";
//! let source = SourceFile::new("provider_credentials.yaml", manifest);
//! let code = generate(source, &Options::default()).expect("a manifest without problems");
//! assert!(code.to_string().contains("pub struct Credentials"));
//! ```

#![forbid(unsafe_code)]
// Without it there is nothing that the links to the build script's items could lead to.
#![cfg_attr(not(feature = "build-script"), allow(rustdoc::broken_intra_doc_links))]

#[cfg(feature = "build-script")]
mod build_script;
#[cfg(feature = "build-script")]
mod cargo_toml;
mod expand;
mod generate;
mod options;
#[cfg(feature = "build-script")]
mod outside;
#[cfg(feature = "build-script")]
mod print;
#[cfg(feature = "build-script")]
mod syntax;

#[cfg(feature = "build-script")]
pub use build_script::{Builder, Manifest, compile};
pub use generate::generate;
pub use options::Options;
pub use provider_credentials_manifest::{Report, SourceFile};
