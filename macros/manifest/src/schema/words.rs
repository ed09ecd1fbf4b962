/// What `auth.type` may be: the kinds of credential.
pub static TYPES: &[&str] = &[
    "api_key",
    "basic",
    "bearer_token",
    "client_certificate",
    "oauth2_client_credentials",
    "google_service_account",
];

/// What `format` may be.
pub static FORMATS: &[&str] = &["text", "json", "yaml", "binary"];

/// What `encoding` may be (RFC 4648).
pub static ENCODINGS: &[&str] = &["base64", "base64url", "hex"];

/// What `fall_through` may have: the failures of a source that is asked.
pub static FAILURES: &[&str] = &["absent", "denied", "unreachable"];

/// What `allow` may have: the warnings about values that the runtime has.
pub static ALLOWED: &[&str] = &[
    "value_quoted",
    "value_scheme",
    "value_assignment",
    "value_white_space",
    "value_line_break",
    "value_control_character",
    "value_invisible_character",
    "value_escaped_pem",
    "value_placeholder",
    "value_reference",
    "value_response",
    "value_public",
    "value_pem_cut",
    "value_base64",
    "value_hex",
    "value_wrapped",
    "value_hash",
    "value_escaped_line_break",
    "value_stray_sign",
    "value_token_cut",
    "value_key_cut",
    "value_twice",
    "value_escaped",
    "value_fernet",
    "value_lookalike",
    "value_name",
    "value_url",
    "value_own_name",
    "value_path",
    "value_short",
    "value_other_provider",
    "token_expired",
    "part_quoted",
    "certificate_passphrase_unused",
    "certificate_not_for_clients",
    "certificate_not_for_signatures",
    "certificate_weak_key",
    "certificate_weak_signature",
    "certificate_weak_issuer",
    "certificate_chain_too_long",
    "certificate_expires_soon",
    "certificate_root_expired",
    "certificate_key_unproven",
];
