//! All that may be said of a file, and of what opens it.

use provider_credentials_core::SourceError;

pub(super) const NOT_ENCRYPTED: SourceError = SourceError::new(
    "jwe_not_encrypted",
    "it is no JWE",
    "encrypt it, or remove `encrypted` from the manifest",
);
pub(super) const SIGNED: SourceError = SourceError::new(
    "jwe_not_encrypted",
    "it is signed (JWS) and not encrypted",
    "encrypt it, or remove `encrypted` from the manifest",
);
pub(super) const DAMAGED: SourceError = SourceError::new(
    "jwe_damaged",
    "it is cut off or damaged: a part of the JWE is missing, or is not as RFC 7516 has it",
    "copy it again, whole, or encrypt it again",
);
pub(super) const HEADER: SourceError = SourceError::new(
    "jwe_header_invalid",
    "its header is no JSON object, or has more than 100 members, or one twice, of the wrong type or in the wrong place",
    "encrypt it again with a tool that follows RFC 7516",
);
pub(super) const TOO_MANY: SourceError = SourceError::new(
    "jwe_header_invalid",
    "it is for more than 256 recipients, which is the limit",
    "encrypt it for fewer, or for a key that they share",
);
pub(super) const CRITICAL: SourceError = SourceError::new(
    "jwe_extension_unsupported",
    "its header needs an extension (`crit`), and none is supported",
    "encrypt it without `crit`",
);
pub(super) const COMPRESSED: SourceError = SourceError::new(
    "jwe_compressed",
    "its content is compressed (`zip`), which is not supported",
    "encrypt it without `zip`",
);
pub(super) const ENCRYPTION: SourceError = SourceError::new(
    "jwe_encryption_unsupported",
    "its content is encrypted by something (`enc`) that is not supported",
    "encrypt it by `A256GCM`",
);
pub(super) const CONTENT: SourceError = SourceError::new(
    "jwe_content_damaged",
    "its header or its content was changed, or the key is another",
    "copy it again, or encrypt it again for this key",
);
pub(super) const KEY_LENGTH: SourceError = SourceError::new(
    "jwe_key_length",
    "the key is too long or too short for what encrypts the content (`enc`)",
    "use a key of the right length, such as 256 bits for `A256GCM`",
);
pub(super) const NO_KEY: SourceError = SourceError::new(
    "jwe_no_key",
    "no key is at hand to decrypt it",
    "write `identity_file` beside `encrypted`, or set `JWE_KEY_FILE` to the file of the private key (JWK or PEM)",
);
pub(super) const NO_MATCH: SourceError = SourceError::new(
    "jwe_no_key_matches",
    "it is encrypted for other keys than those at hand (their kind, `alg` or `kid` differs)",
    "encrypt it for this key too, or name the right `identity_file`",
);
pub(super) const WRONG_KEY: SourceError = SourceError::new(
    "jwe_key_wrong",
    "the key does not decrypt it: it is encrypted for another key, or was changed",
    "name the right key in `identity_file`, or encrypt the file again",
);
pub(super) const AMBIGUOUS: SourceError = SourceError::new(
    "jwe_key_ambiguous",
    "several keys may be the one that it is encrypted by, and nothing says which",
    "write the key's `kid` into the header of the file, or keep that key alone in the `identity_file`",
);
pub(super) const BAD_KEY: SourceError = SourceError::new(
    "jwe_key_invalid",
    "the key that should decrypt it is neither a JWK, a set of such, nor PEM",
    "use the private key as a JWK (`jose jwk gen`), or as PEM (`openssl genpkey`)",
);
pub(super) const IN_TOKEN: SourceError = SourceError::new(
    "jwe_key_in_token",
    "the file of the key names one in a token (`pkcs11:`)",
    "enable feature `pkcs11` of `provider-credentials`, and name the file in `identity_file`",
);
pub(super) const BAD_JWK: SourceError = SourceError::new(
    "jwe_key_invalid",
    "the JWK that should decrypt it lacks a member, has one twice, or one that is wrong",
    "make the key again, for example with `jose jwk gen`",
);
pub(super) const BAD_PEM: SourceError = SourceError::new(
    "jwe_key_invalid",
    "the PEM file that should decrypt it has no private key, or a damaged one",
    "use an RSA key of 2048 to 8192 bits, or a key of P-256, P-384, P-521 or X25519 (`openssl genpkey`)",
);
pub(super) const PUBLIC_KEY: SourceError = SourceError::new(
    "jwe_key_invalid",
    "the key that should decrypt it is a public key",
    "use the private key",
);
pub(super) const SIGNING_KEY: SourceError = SourceError::new(
    "jwe_key_invalid",
    "the JWK that should decrypt it is for something else, such as signatures (`use` or `key_ops`)",
    "make a key for encryption, for example with `jose jwk gen`",
);
pub(super) const NO_PRIMES: SourceError = SourceError::new(
    "jwe_key_invalid",
    "the RSA key that should decrypt it lacks its primes, or has more than two",
    "write the JWK with `p`, `q`, `dp`, `dq` and `qi`, and without `oth`",
);
pub(super) const KEY_KIND: SourceError = SourceError::new(
    "jwe_key_unsupported",
    "the key that should decrypt it is of a kind or a curve that is not supported",
    "use RSA, P-256, P-384, P-521, X25519, or a symmetric key",
);
pub(super) const LOCKED: SourceError = SourceError::new(
    "jwe_key_locked",
    "the key that should decrypt it is itself encrypted by a passphrase, which is not supported",
    "store it without (`openssl pkey`), in a file of mode 600",
);

#[cfg(feature = "jwe-write")]
pub(super) const BAD_RECIPIENT: SourceError = SourceError::new(
    "jwe_recipient_invalid",
    "a recipient is no JWK with a public or symmetric key, is for signatures, or is not for that `alg`",
    "use the public key of `jose jwk pub`, of RSA, P-256, P-384, P-521 or X25519",
);
#[cfg(feature = "jwe-write")]
pub(super) const NO_ALGORITHM: SourceError =
    not_done("the key should be encrypted by something (`alg`) that is not supported");
#[cfg(feature = "jwe-write")]
pub(super) const ONE_RECIPIENT: SourceError = SourceError::new(
    "jwe_one_recipient",
    "only JSON can be for several recipients, and none of them by `dir` or `ECDH-ES` alone",
    "write it as JSON, by algorithms such as `ECDH-ES+A256KW`",
);
#[cfg(feature = "jwe-write")]
pub(super) const NOT_WRITTEN: SourceError = SourceError::new(
    "jwe_not_written",
    "it cannot be encrypted: a recipient's key is none of its curve, or the system has no random numbers",
    "check the recipients",
);

/// An algorithm that this version knows, and does not do.
const fn not_done(problem: &'static str) -> SourceError {
    SourceError::new(
        "jwe_algorithm_unsupported",
        problem,
        "encrypt it by `RSA-OAEP-256`, `ECDH-ES+A256KW`, `A256KW` or `dir`",
    )
}

macro_rules! not_done {
    ($($name:literal),*) => {
        &[$((
            $name,
            not_done(concat!("its key is encrypted by `", $name, "`, which is not supported")),
        )),*]
    };
}

/// Those of RFC 7518 and of its registry. A password of people (`PBES2`) has no place in a program, and `RSA1_5` is broken.
const NOT_DONE: &[(&str, SourceError)] = not_done!(
    "RSA1_5",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "A192KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "ECDH-ES+A192KW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW"
);

/// Why the key cannot be decrypted that is encrypted by `algorithm`, which is not supported.
pub(super) fn of_algorithm(algorithm: &str) -> SourceError {
    let known = NOT_DONE.iter().find(|(name, _)| *name == algorithm);
    known.map_or(not_done("its key is encrypted by something (`alg`) that is not known"), |known| {
        known.1
    })
}
