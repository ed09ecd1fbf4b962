//! All that can go wrong, in words that fit behind the name of a secret.

use provider_credentials_core::{SourceError, SourceWarning};
use provider_credentials_http::{Failure, Kind, TlsProblem};

const fn error(code: &'static str, problem: &'static str, fix: &'static str) -> SourceError {
    SourceError::new(code, problem, fix)
}

// Of the surroundings.

pub(crate) const NO_ADDRESS: SourceError = error(
    "vault_no_address",
    "neither `VAULT_ADDR` nor `BAO_ADDR` is set",
    "set `VAULT_ADDR` to the URL of the server, such as `https://vault.example:8200`",
)
.unreachable();

pub(crate) const ADDRESS_INVALID: SourceError = error(
    "vault_address_invalid",
    "the address of the server is no URL",
    "set `VAULT_ADDR` to its URL, such as `https://vault.example:8200`",
);

pub(crate) const ADDRESS_INSECURE: SourceError = error(
    "vault_address_insecure",
    "the address of the server is http to another machine, so that everybody on the way can read along",
    "use https in `VAULT_ADDR`, or have the program call `VaultBuilder::dangerously_allow_plain_http`",
);

pub(crate) const SKIP_VERIFY: SourceError = error(
    "vault_skip_verify",
    "`VAULT_SKIP_VERIFY` is set, so that anybody could pass for the server",
    "unset it and name the server's authority in `VAULT_CACERT`, or have the program call \
     `VaultBuilder::dangerously_accept_any_certificate`",
);

pub(crate) const NOT_UNICODE: SourceError = error(
    "vault_setting_not_text",
    "one of the variables for Vault is no text",
    "set `VAULT_ADDR` and those beside it to text",
);

pub(crate) const AUTHORITY_INVALID: SourceError = error(
    "vault_authority_invalid",
    "what is named as the server's authority has no certificate in PEM",
    "name the authority's PEM file in `VAULT_CACERT`, or a directory of such in `VAULT_CAPATH`",
);

pub(crate) const SERVER_NAME_INVALID: SourceError = error(
    "vault_server_name_invalid",
    "`VAULT_TLS_SERVER_NAME` is neither a host name nor an address",
    "set it to the name in the server's certificate, or unset it",
);

pub(crate) const AUTHORITY_UNREADABLE: SourceError = error(
    "vault_authority_unreadable",
    "what is named as the server's authority does not exist, or cannot be read",
    "correct `VAULT_CACERT` or `VAULT_CAPATH`, or what the program gives to `VaultBuilder`",
);

pub(crate) const TOKEN_FILE_INSECURE: SourceError = error(
    "vault_token_file_insecure",
    "others can read or change the file of the token, which is `~/.vault-token` unless the program says another",
    "take all rights on it from group and others: `chmod 600 ~/.vault-token`",
);

pub(crate) const CLIENT_CERTIFICATE_INVALID: SourceError = error(
    "vault_client_certificate_invalid",
    "the client certificate and its key are not a pair in PEM that TLS can use",
    "name both in `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY`, the key without a passphrase",
);

pub(crate) const CLIENT_CERTIFICATE_MISSING: SourceError = error(
    "vault_client_certificate_missing",
    "the program logs in by its certificate, and there is none",
    "set `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY`, or call `VaultBuilder::client_certificate`",
);

pub(crate) const CLIENT_KEY_MISSING: SourceError = error(
    "vault_client_certificate_alone",
    "there is a client certificate without its key, or a key without its certificate",
    "set both `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY`",
);

pub(crate) const PROXY_INVALID: SourceError = error(
    "vault_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` cannot be used, or refuses",
    "name one that is reached by http, or add the server to `NO_PROXY`",
)
.unreachable();

// Of the connection.

pub(crate) const UNREACHABLE: SourceError = error(
    "vault_unreachable",
    "the server cannot be reached, or broke off",
    "check `VAULT_ADDR` or `BAO_ADDR`, the network, its proxy, and that the server runs",
)
.unreachable()
.retryable();

pub(crate) const NOT_RESOLVED: SourceError = error(
    "vault_unreachable",
    "the name of the server is not known",
    "check the host in `VAULT_ADDR` or `BAO_ADDR`, and the network",
)
.unreachable()
.retryable();

pub(crate) const TIMED_OUT: SourceError = error(
    "vault_timed_out",
    "the server did not answer in time",
    "check `VAULT_ADDR` or `BAO_ADDR` and the network, and that the server is not overloaded",
)
.unreachable()
.retryable();

pub(crate) const TLS: SourceError = error(
    "vault_tls",
    "there is no TLS connection to the server",
    "check that `VAULT_ADDR` names its TLS port",
);

pub(crate) const TLS_EXPECTED: SourceError = error(
    "vault_tls",
    "the server expects TLS, and its address is http",
    "write `https://` in `VAULT_ADDR`",
);

pub(crate) const TLS_NOT_SPOKEN: SourceError = error(
    "vault_tls",
    "the server does not speak TLS there",
    "write its TLS port in `VAULT_ADDR`, or `http://` if it is on this machine",
);

pub(crate) const TLS_UNKNOWN_ISSUER: SourceError = error(
    "vault_tls",
    "the server's certificate is of an authority that is not trusted",
    "name the PEM file of the authority in `VAULT_CACERT`",
);

pub(crate) const TLS_EXPIRED: SourceError = error(
    "vault_tls",
    "the server's certificate has expired, or is not valid yet",
    "have it renewed, and check this machine's clock",
);

pub(crate) const TLS_OTHER_NAME: SourceError = error(
    "vault_tls",
    "the server's certificate is for another name",
    "use the name in the certificate in `VAULT_ADDR`, or set it as `VAULT_TLS_SERVER_NAME`",
);

pub(crate) const TLS_CLIENT: SourceError = error(
    "vault_tls",
    "the server wants a client certificate that it trusts",
    "set `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY`",
);

pub(crate) const REDIRECTED: SourceError = error(
    "vault_redirected",
    "the server points to another one, and a token does not follow",
    "set `VAULT_ADDR` to the server that it points to",
);

pub(crate) const ANSWER_INVALID: SourceError = error(
    "vault_answer_invalid",
    "the answer is none of a Vault server",
    "check that `VAULT_ADDR` is the URL of Vault or OpenBao",
);

pub(crate) const ANSWER_TOO_LARGE: SourceError = error(
    "vault_answer_too_large",
    "the answer is larger than 1 MiB",
    "split the secret, or check that `VAULT_ADDR` is the URL of Vault or OpenBao",
);

// Of the server.

pub(crate) const SEALED: SourceError = error(
    "vault_sealed",
    "the server is sealed",
    "unseal it with `vault operator unseal` or `bao operator unseal`",
)
.unreachable()
.retryable();

pub(crate) const NOT_INITIALIZED: SourceError = error(
    "vault_not_initialized",
    "the server is not initialized",
    "initialize it with `vault operator init` or `bao operator init`",
)
.unreachable();

pub(crate) const STANDBY: SourceError = error(
    "vault_standby",
    "the server is a standby that does not serve",
    "set `VAULT_ADDR` to the active server",
)
.unreachable()
.retryable();

pub(crate) const OVERLOADED: SourceError = error(
    "vault_overloaded",
    "the server is asked too often",
    "try later, or raise its rate limit quota",
)
.unreachable()
.retryable();

pub(crate) const SERVER_ERROR: SourceError = error(
    "vault_server_error",
    "the server has a problem of its own",
    "look into its log, and try later",
)
.unreachable()
.retryable();

pub(crate) const API_NOT_FOUND: SourceError = error(
    "vault_api_not_found",
    "the server does not know its own API there: it is another server, or has no such namespace",
    "set `VAULT_ADDR` to the URL without `/v1`, and check the namespace",
);

pub(crate) const REFUSED: SourceError = error(
    "vault_refused",
    "the server does not understand the request",
    "check `vault_path` and the namespace, and look into the server's log",
);

// Of who asks.

pub(crate) const NO_TOKEN: SourceError = error(
    "vault_no_token",
    "there is no token",
    "set `VAULT_TOKEN`, or run `vault login` or `bao login`",
)
.denied();

pub(crate) const TOKEN_MALFORMED: SourceError = error(
    "vault_token_malformed",
    "the token has a space, a line break, or another sign that no token has",
    "set `VAULT_TOKEN` to the token alone",
)
.denied();

pub(crate) const TOKEN_INVALID: SourceError = error(
    "vault_token_invalid",
    "the server does not accept the token: it is wrong, has expired, or was revoked",
    "set `VAULT_TOKEN` or `BAO_TOKEN` to another one, or run `vault login` or `bao login`",
)
.denied();

/// Of a token that may not even ask about itself.
pub(crate) const TOKEN_OF_NO_USE: SourceError = error(
    "vault_token_invalid",
    "the server refuses the token: it is wrong, has expired, was revoked, or has no policy for this",
    "set `VAULT_TOKEN` or `BAO_TOKEN` to another one, or run `vault login` or `bao login`; a good one needs a policy \
     with `read` on the path",
)
.denied();

pub(crate) const TOKEN_EXPIRED: SourceError = error(
    "vault_token_expired",
    "the token has expired, and could not be renewed",
    "set `VAULT_TOKEN` to a new one, or let the program log in with `VaultBuilder::auth`",
)
.denied();

pub(crate) const LOGIN_REFUSED: SourceError = error(
    "vault_login_refused",
    "the server refuses the login, or has no such method at that mount",
    "check the role, what proves it (a secret ID may be used up), and the mount of the method",
)
.denied();

pub(crate) const LOGIN_FORBIDDEN: SourceError = error(
    "vault_login_refused",
    "the server refuses the login: it has no such method at that mount, or the role is locked after too many failures",
    "check the mount of the method; `vault read sys/locked-users` lists who is locked",
)
.denied();

pub(crate) const NO_AUTH_METHOD: SourceError = error(
    "vault_no_auth_method",
    "the server has no such way to log in, or not at that mount",
    "enable it with `vault auth enable`, or name its mount with `VaultAuth::mount`",
);

pub(crate) const WRAPPING_TOKEN_INVALID: SourceError = error(
    "vault_wrapping_token_invalid",
    "the wrapping token has expired, or was unwrapped before",
    "issue another one; if this program did not unwrap it, find out who did",
)
.denied();

pub(crate) const VALUE_MISSING: SourceError = error(
    "vault_login_value_missing",
    "the file with what the program logs in with does not exist, or is empty",
    "mount or write it: a token, a secret ID, a password",
)
.denied();

pub(crate) const VALUE_NOT_TEXT: SourceError = error(
    "vault_value_not_text",
    "what the program logs in with is no text",
    "store the token or secret ID as text in UTF-8",
);

pub(crate) const PERMISSION_DENIED: SourceError = error(
    "vault_permission_denied",
    "the token may not read that, or `vault_path` is wrong: the server does not say which",
    "check `vault_path`; if it is right, give the token a policy with `read` on it, with KV version 2 on \
     `MOUNT/data/PATH`",
)
.denied();

/// Of a path as the API has it: the policy may well be right.
pub(crate) const PERMISSION_DENIED_DATA: SourceError = error(
    "vault_permission_denied",
    "the token may not read that: the path names `data/` or `metadata/`, which the API adds by itself",
    "remove that from `vault_path`",
)
.denied();

// Of the secret.

pub(crate) const NOT_FOUND: SourceError = error(
    "vault_not_found",
    "there is no such secret",
    "check `vault_path`, or write the secret with `vault kv put` or `bao kv put`",
)
.absent();

pub(crate) const PATH_HAS_DATA: SourceError = error(
    "vault_path_has_data",
    "there is no such secret: the path names `data/` or `metadata/`, which the API adds by itself",
    "remove that from `vault_path`",
)
.absent();

pub(crate) const VERSION_NOT_FOUND: SourceError = error(
    "vault_version_not_found",
    "the secret has no such version",
    "list its versions with `vault kv metadata get`, or remove `vault_version`",
)
.absent();

pub(crate) const VERSION_DELETED: SourceError = error(
    "vault_version_deleted",
    "that version of the secret was deleted",
    "bring it back with `vault kv undelete`, or write a new one with `vault kv put`",
)
.absent();

pub(crate) const VERSION_DESTROYED: SourceError = error(
    "vault_version_destroyed",
    "that version of the secret was destroyed",
    "write a new one with `vault kv put`",
)
.absent();

pub(crate) const NO_VERSIONS: SourceError = error(
    "vault_no_versions",
    "`vault_version` is given, and the mount keeps no versions",
    "remove `vault_version`, or enable versions with `vault kv enable-versioning`",
);

pub(crate) const KEY_NEEDED: SourceError = error(
    "vault_key_needed",
    "the secret has more than one key",
    "say which one is meant in `vault_key`",
);

pub(crate) const NO_KEYS: SourceError = error(
    "vault_no_keys",
    "the secret has no keys",
    "write one with `vault kv put` or `bao kv put`",
);

pub(crate) const NOT_ONE_TEXT: SourceError = error(
    "vault_value_not_scalar",
    "its only key holds no text, but `null`, nothing, a list, or a mapping",
    "store the secret as text, or say in `vault_key` which value is meant",
);

pub(crate) const NOT_READABLE: SourceError = error(
    "vault_not_readable",
    "nothing can be read at that path",
    "name one in `vault_path` that `vault read` or `vault kv get` can read",
);

pub(crate) const PATH_INVALID: SourceError = error(
    "vault_path_invalid",
    "the path has no mount and name, an empty segment, `.` or `..`, or a control character",
    "write it as `vault kv get` takes it: `secret/openai`",
);

pub(crate) const NAMESPACE_INVALID: SourceError = error(
    "vault_namespace_invalid",
    "the namespace has characters that no header can carry",
    "write it in ASCII, without spaces",
);

/// Every secret says it, since nobody knows who gave it.
pub(crate) const UNVERIFIED: SourceWarning = SourceWarning::new(
    "vault_unverified",
    "the server was not verified, so that anybody on the way can have read and changed it",
    "name the server's authority in `VAULT_CACERT`, and do not skip the check",
);

pub(crate) const PLAIN_HTTP: SourceWarning = SourceWarning::new(
    "vault_plain_http",
    "it came over http, so that anybody on the way can have read and changed it",
    "give the server a certificate, and use https in `VAULT_ADDR`",
);

pub(crate) const TRANSIT_ADDRESS: SourceError = SourceError::new(
    "vault_transit_address",
    "its key is wrapped by another server than that of `VAULT_ADDR`, which alone gets the token",
    "set `VAULT_ADDR` to the server that the file names, or encrypt the file for a key of this one",
);
pub(crate) const TRANSIT_INVALID: SourceError = SourceError::new(
    "vault_transit_invalid",
    "the transit engine cannot unwrap its key: the wrapped key is damaged, or of a key that was deleted or is too old",
    "check the key with `vault read transit/keys/NAME`, or restore the file",
);

/// What the connection came to.
pub(crate) fn of_http(failure: &Failure) -> SourceError {
    let error = match failure.kind() {
        Kind::InvalidUrl => ADDRESS_INVALID,
        Kind::InsecureUrl => ADDRESS_INSECURE,
        Kind::NotResolved => NOT_RESOLVED,
        Kind::TimedOut => TIMED_OUT,
        Kind::Tls(problem) => match problem {
            TlsProblem::UnknownIssuer => TLS_UNKNOWN_ISSUER,
            TlsProblem::Expired | TlsProblem::NotYetValid => TLS_EXPIRED,
            TlsProblem::OtherName => TLS_OTHER_NAME,
            TlsProblem::NotTls => TLS_NOT_SPOKEN,
            TlsProblem::ClientCertificateWanted | TlsProblem::BadClientCertificate => TLS_CLIENT,
            _ => TLS,
        },
        Kind::ProxyRefused | Kind::ProxyUnsupported => PROXY_INVALID,
        Kind::Redirected => REDIRECTED,
        Kind::AnswerInvalid => ANSWER_INVALID,
        Kind::AnswerTooLarge => ANSWER_TOO_LARGE,
        _ => UNREACHABLE,
    };
    let error = failure.status().map_or(error, |status| error.http_status(status));
    match u16::try_from(failure.attempts()).unwrap_or(u16::MAX) {
        0 | 1 => error,
        attempts => error.attempts(attempts),
    }
}
