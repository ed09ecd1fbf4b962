/// What `auth.type` may be.
pub static TYPES: &[&str] = &["api_key"];

/// What `format` may be.
pub static FORMATS: &[&str] = &["text", "json", "yaml"];
