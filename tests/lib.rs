//! The workspace's own tests. The code in the README and in the documents is compiled and run here.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../docs/redaction.md")]
struct Redaction;

#[cfg(doctest)]
#[doc = include_str!("../docs/audit.md")]
struct Audit;

#[cfg(doctest)]
#[doc = include_str!("../docs/rotation.md")]
struct Rotation;

#[cfg(doctest)]
#[doc = include_str!("../docs/aws.md")]
struct Aws;

#[cfg(doctest)]
#[doc = include_str!("../docs/azure.md")]
struct Azure;

#[cfg(doctest)]
#[doc = include_str!("../docs/gcp.md")]
struct Gcp;

#[cfg(doctest)]
#[doc = include_str!("../docs/command.md")]
struct Command;

#[cfg(doctest)]
#[doc = include_str!("../docs/pkcs11.md")]
struct Pkcs11;

#[cfg(doctest)]
#[doc = include_str!("../docs/keyring.md")]
struct Keyring;

#[cfg(doctest)]
#[doc = include_str!("../docs/vault.md")]
struct Vault;

#[cfg(doctest)]
#[doc = include_str!("../docs/encryption.md")]
struct Encryption;

#[cfg(doctest)]
#[doc = include_str!("../docs/telemetry.md")]
struct Telemetry;

#[cfg(doctest)]
#[doc = include_str!("../docs/manifest.md")]
struct Manifest;

#[cfg(doctest)]
#[doc = include_str!("../docs/kinds.md")]
struct Kinds;

#[cfg(doctest)]
#[doc = include_str!("../docs/custom_source.md")]
struct CustomSource;

#[cfg(doctest)]
#[doc = include_str!("../docs/permissions.md")]
struct Permissions;

#[cfg(doctest)]
#[doc = include_str!("../docs/hardening.md")]
struct Hardening;

#[cfg(doctest)]
#[doc = include_str!("../docs/build_script.md")]
struct BuildScript;
