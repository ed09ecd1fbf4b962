/// What wraps the bytes of a secret (RFC 4648).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Base64,
    Base64Url,
    Hex,
}
