//! What holds a secret as one part of it, where the name asks for that part alone.

use super::ids;
use super::providers::has_key_inside;
use crate::value::about::About;
use crate::value::copied::document::is_ini;
use crate::value::letters::signs::{has, is_invisible};
use crate::value::letters::spaces::are_of_password;
use crate::value::letters::table::{is_one, table};
use crate::value::letters::text::{
    all, all_of, any, begins_as, holds, is_digit, is_hex_digit, is_upper, split_at,
};

/// How some begin, for the fast look.
pub(in crate::value) static HEADS: &[u8] = table!("machine");

/// What the text is, if it is more than the secret that its name asks for.
pub(in crate::value) fn kind(text: &str, about: &About) -> Option<&'static str> {
    if text.starts_with("otpauth://") {
        let is_meant = about.has_name_of(table!("otp mfa 2fa factor"));
        return if is_meant { None } else { Some("a URI of one-time passwords") };
    }
    if text.starts_with("otpauth-migration://") {
        return Some("an export of one-time passwords");
    }
    // The name is asked last: it takes longer.
    let kind = more_than_key(text, about)?;
    let is_one = about.is_of_key() || about.is_file_of_key() && is_ini(text);
    is_one.then_some(kind)
}

/// What the text is, if it is more than one key.
fn more_than_key(text: &str, about: &About) -> Option<&'static str> {
    if is_user_with_key(text, about.provider) {
        return Some("the name of a user with a key");
    }
    if is_url_of_cloudinary(text) {
        return Some("a URL of Cloudinary");
    }
    if text.starts_with("nc://login/") && has(text, "&password:") {
        return Some("a link to log in to Nextcloud");
    }
    if text.starts_with("accessKey=") && has(text, ";secretKey=") {
        return Some("a header of Tenable with both of its keys");
    }
    if is_netrc(text) {
        return Some("a line of `.netrc`");
    }
    if is_cookie(text) {
        return Some("a cookie with its attributes");
    }
    if is_file_of_aws(text) {
        return Some("a file of AWS's settings");
    }
    if is_pair_of_aws(text) {
        return Some("the ID of an access key with its secret");
    }
    if is_line_of_pgpass(text) {
        return Some("a line of `.pgpass`");
    }
    let has_password = is_url_of_server(text) || are_settings(text, PASSWORDS_OF_SETTINGS);
    let is_connection = has_password && about.ends_in(PASSWORDS)
        || are_settings(text, OF_AZURE) && about.ends_in(table!("key"));
    if is_connection {
        return Some("a connection string");
    }
    if is_file_of_settings(text) && about.ends_in(PASSWORDS) {
        return Some("a file of settings");
    }
    // The file of a password that a program keeps may have one in it.
    if is_ini(text)
        && (!about.ends_in(table!("secret"))
            || about.has_chosen_words(b"client_secret")
            || about.has_chosen_words(b"key_secret"))
    {
        return Some("a file of settings");
    }
    if is_pair_of_twilio(text, about.provider) {
        return Some("a SID of Twilio with its token");
    }
    // What stands behind a space, or cannot be seen, is another warning's.
    let is_of_another = any(text, char::is_whitespace) && !are_of_password(text, about)
        || !text.is_ascii() && any(text, is_invisible);
    let is_around = !is_of_another
        && (has_key_inside(about.provider, text) || ids::has_inside(about.provider, text));
    is_around.then_some("a text around a key")
}

const PASSWORDS: &[u8] = table!("password passwd pwd pgpassword");
const PASSWORDS_OF_SETTINGS: &[u8] = table!("password passwd pwd");

/// `host:port:database:user:password` (PostgreSQL, "The Password File"), of which all but the last may be `*`.
fn is_line_of_pgpass(text: &str) -> bool {
    let mut fields = text.splitn(5, ':');
    let (Some(host), Some(port), Some(base), Some(user), Some(password)) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return false;
    };
    let is_host = matches!(host, "*" | "localhost") || has(host, ".") && all_of(host, "-.");
    let is_port = port == "*" || matches!(port.len(), 2..=5) && all(port, is_digit);
    let is_name = |name: &str| name == "*" || !name.is_empty() && all_of(name, "-_");
    is_host && is_port && is_name(base) && is_name(user) && !password.is_empty()
}

/// `postgres://user:password@host`.
fn is_url_of_server(text: &str) -> bool {
    if text.starts_with("jdbc:") {
        return has(text, "password=");
    }
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    // `SQLAlchemy` names a driver behind it.
    let scheme = match scheme {
        "mongodb+srv" => scheme,
        _ => scheme.split('+').next().unwrap_or_default(),
    };
    let is_scheme = is_one(
        scheme,
        table!(
            "\
            postgres postgresql mysql mariadb mongodb mongodb+srv redis rediss amqp amqps mssql sqlserver clickhouse \
            cockroachdb oracle nats smtp smtps ldap ldaps ftp sftp"
        ),
    );
    is_scheme && has(rest, "@")
}

/// `cloudinary://key:secret@cloud`
fn is_url_of_cloudinary(text: &str) -> bool {
    matches!(text.strip_prefix("cloudinary://"), Some(rest) if has(rest, "@") && has(rest, ":"))
}

/// The same where a key or a token is asked for, which is none of its parts.
pub(in crate::value) fn is_misplaced_url(text: &str, about: &About) -> bool {
    is_url_of_server(text)
        && about.is_of_key()
        && about.ends_in(table!("key apikey token authtoken"))
}

/// The keys in connection strings of Azure.
const OF_AZURE: &[u8] = table!("accountkey sharedaccesskey instrumentationkey");

/// `host=db user=app password=…`, `AccountName=…;AccountKey=…`, and a line of JAAS: one of these keys, and another.
fn are_settings(text: &str, keys: &[u8]) -> bool {
    const OTHERS: &[u8] = table!(
        "\
        host hostname server user username uid database dbname port accountname endpoint \
        defaultendpointsprotocol sharedaccesskeyname accountendpoint ingestionendpoint"
    );

    // It takes two of them.
    if !any(text, separates) {
        return false;
    }
    let (mut has_key, mut has_other) = (false, false);
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (pair, behind) = split_at(text, &mut separates);
        rest = behind;
        let Some((key, value)) = pair.split_once('=') else { continue };
        has_key |= is_one(key, keys) && !value.is_empty();
        has_other |= is_one(key, OTHERS) && !value.is_empty();
    }
    has_key && has_other
}

fn separates(c: char) -> bool {
    matches!(c, ';' | ',') || c.is_whitespace()
}

/// `[client]` and a password below it, as `MySQL` has it.
fn is_file_of_settings(text: &str) -> bool {
    begins_as(text, |c| c == '[') && has(text, "]\n") && has(text, "\npassword")
}

/// `machine … login … password …`.
fn is_netrc(text: &str) -> bool {
    text.starts_with("machine ") && has(text, " login ") && has(text, "password ")
}

/// `name=value; Path=/; HttpOnly`, as a server sets one (RFC 6265, section 4.1).
fn is_cookie(text: &str) -> bool {
    const ATTRIBUTES: &[u8] = table!("path domain httponly secure samesite max-age expires");

    let Some((pair, attributes)) = text.split_once("; ") else { return false };
    let first = attributes.split(['=', ';']).next().unwrap_or_default();
    pair.contains('=') && is_one(first, ATTRIBUTES)
}

/// A section and settings, as in `~/.aws/credentials`.
fn is_file_of_aws(text: &str) -> bool {
    begins_as(text, |c| c == '[') && has(text, "]\n") && has(text, "aws_secret_access_key")
}

/// `AKIA…:…`, and a row of the table that the console gives.
fn is_pair_of_aws(text: &str) -> bool {
    const ID: usize = 20;
    const SECRET: usize = 40;

    let Some((id, rest)) = text.split_at_checked(ID) else { return false };
    let is_id = id.starts_with("AKIA") || id.starts_with("ASIA");
    let secret = rest.strip_prefix([':', ',']).unwrap_or_default();
    is_id
        && all(id, |c| is_upper(c) || is_digit(c))
        && secret.len() == SECRET
        && all_of(secret, "+/")
}

/// `api:key-…` and the like, as `curl -u` takes it: keys that no table of providers has.
fn is_user_with_key(text: &str, provider: &str) -> bool {
    let Some((user, key)) = text.split_once(':') else { return false };
    if let Some(user) = user.strip_suffix("/token") {
        return holds(provider, b"zendesk") && user.contains('@') && key.len() >= 20;
    }
    let is_of_key = |c: char| c.is_ascii_hexdigit() || c == '-';
    let (digits, length) = match key.strip_prefix("key-") {
        Some(digits) => (digits, 32),
        None => (key, 50),
    };
    let is_of_mailgun = digits.len() == length && holds(provider, b"mailgun");
    // Its data lie at `us6`, say.
    let (digits, is_of_mailchimp) = match key.split_once("-us") {
        Some((digits, _)) => (digits, digits.len() == 32 && holds(provider, b"mailchimp")),
        None => (digits, false),
    };
    (is_of_mailgun || is_of_mailchimp)
        && all(digits, is_of_key)
        && !user.is_empty()
        && !any(user, |c| c.is_ascii_punctuation() && !"@.-_+".contains(c))
}

/// How long a SID and its token are, with the colon.
pub(in crate::value) const PAIR_OF_TWILIO: usize = 67;

/// `AC…:…`, as `curl -u` takes it.
pub(in crate::value) fn is_pair_of_twilio(text: &str, provider: &str) -> bool {
    const SID: usize = 34;

    let Some((sid, token)) = text.split_once(':') else { return false };
    let digits = sid.strip_prefix("AC").or(sid.strip_prefix("SK")).unwrap_or_default();
    provider.contains("twilio")
        && text.len() == PAIR_OF_TWILIO
        && sid.len() == SID
        && all(digits, is_hex_digit)
        && any(token, is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged;

    fn of(provider: &'static str, variable: &'static str, text: &str) -> Option<&'static str> {
        kind(text, &About { provider, variable: Some(variable), names: ["it", "secret", ""] })
    }

    #[test]
    fn more_than_the_secret_is_told_where_one_is_asked_for() {
        let key = "ghp_".to_owned() + &"k9qZm7".repeat(6);
        let secret = "k9qZm77xR3".repeat(4);
        let sid = "7d1f0a93".repeat(4);
        for (provider, text) in [
            ("github", format!("https://me:{key}@github.com")),
            ("github", format!("::add-mask::{key}")),
            ("github", format!(".env:3:GITHUB_TOKEN={key}")),
            ("github", format!(",,login,GitHub,,,0,https://github.com,me,{key},")),
            ("acme", "machine api.example login me password k9qZm77x".to_owned()),
            ("aws", format!("[default]\naws_access_key_id = x\naws_secret_access_key = {secret}")),
            ("aws", format!("AKIAEXAMPLENOTAKEY77:{secret}")),
            ("aws", format!("AKIAEXAMPLENOTAKEY77,{secret}")),
            ("twilio", format!("AC{sid}:{sid}")),
            ("mailgun", format!("api:key-{sid}")),
            ("mailgun", format!("me@example.com:{sid}-7d1f0a93-c5e84264")),
            ("zendesk", format!("me@example.com/token:{secret}")),
            ("cloudinary", "cloudinary://708192634455708:exampleNotAKey9@example".to_owned()),
            ("tenable", format!("accessKey={sid}{sid};secretKey={sid}{sid}")),
            ("nextcloud", format!("nc://login/server:https://c.example&user:me&password:{secret}")),
            ("mailchimp", format!("anystring:{sid}-us6")),
            ("github", format!("x-access-token:{key}")),
            ("acme", format!("session={secret}; Path=/; HttpOnly; Secure")),
        ] {
            assert!(of(provider, "ACME_API_KEY", &text).is_some(), "{text}");
            for name in ["ACME_CREDENTIALS", "ACME_INDEX_URL", "ACME_CONFIG", "NETRC", "KEYS"] {
                assert_eq!(of(provider, name, &text), None, "{name} {text}");
            }
        }
        for (provider, text) in [
            ("github", key.clone()),
            ("github", format!("k9q{key}")),
            ("github", format!("me: {key}")),
            ("github", "https://me:ghp_k9q@github.com".to_owned()),
            ("acme", format!("https://me:{key}@github.com")),
            ("acme", "machine-of-k9qZm77x login".to_owned()),
            ("aws", secret.clone()),
            ("aws", "AKIAEXAMPLENOTAKEY77:k9q".to_owned()),
            ("acme", format!("AC{sid}:{sid}")),
            ("acme", format!("api:key-{sid}")),
            ("mailgun", format!("key-{sid}")),
            ("mailgun", format!("a!b:key-{sid}")),
            ("mailgun", "api:key-k9qZm77x".to_owned()),
            ("acme", format!("me@example.com/token:{secret}")),
            ("zendesk", format!("me/token:{secret}")),
            ("cloudinary", "cloudinary://example".to_owned()),
            ("nextcloud", "nc://login/server:https://c.example&user:me".to_owned()),
            ("aws", format!("[{secret}]")),
            ("acme", format!("session={secret}; otherwise=k9q")),
            ("acme", format!("{secret}; Path=/")),
        ] {
            assert_eq!(of(provider, "ACME_API_KEY", &text), None, "{text}");
        }
    }

    #[test]
    fn what_a_password_is_a_part_of_is_told_by_its_name() {
        for text in [
            "db.example:5432:orders:app:exampleNotAKey9",
            "*:*:*:app:exampleNotAKey9",
            "localhost:5432:*:postgres:example:with:colons",
            "postgres://app:exampleNotAKey9@db/orders",
            "redis://:exampleNotAKey9@cache:6379",
            "postgresql+asyncpg://app:exampleNotAKey9@db/orders",
            "mssql+pyodbc://app:exampleNotAKey9@db/orders",
            "smtp://app:exampleNotAKey9@mail.example:587",
            "jdbc:postgresql://db/orders?user=app&password=exampleNotAKey9",
            "[client]\nuser=app\npassword=exampleNotAKey9",
            "host=db.example user=app password=exampleNotAKey9",
            "Server=db.example;User ID=app;Password=exampleNotAKey9;",
            "example.PlainLoginModule required username=\"app\" password=\"exampleNotAKey9\";",
        ] {
            assert!(of("postgres", "PGPASSWORD", text).is_some(), "{text}");
            assert_eq!(of("postgres", "PGPASSFILE", text), None, "{text}");
        }
        for text in [
            "k9q:5432:Zx!q:a:b",
            "k9:5432:Zx:q:",
            "a.b:x1:c:d:e",
            "aB3:dE4:fG5:hI6:jK7",
            "db.example:5432:orders:app",
            "https://app:k9q@example.com",
            "redis://k9qZm77x",
            "password=k9q;Zm77x",
            "k9q=password;user=",
        ] {
            assert_eq!(of("postgres", "PGPASSWORD", text), None, "{text}");
        }
        assert_eq!(of("postgres", "DB_KEY", "redis://:exampleNotAKey9@cache"), None);
    }

    #[test]
    fn a_url_with_a_password_is_no_key() {
        let url = "rediss://default:exampleNotAKey9@cache.example:6379";
        let kind = Doubt::OtherKind("a URL with a password in it");
        for variable in ["UPSTASH_REDIS_REST_TOKEN", "ACME_API_KEY"] {
            assert_eq!(judged("acme", variable, url), [kind], "{variable}");
        }
        for (variable, text) in [("REDIS_URL", url), ("ACME_SECRET", url)] {
            assert_eq!(judged("acme", variable, text), [], "{variable}");
        }
    }

    #[test]
    fn a_connection_string_of_azure_is_no_key() {
        for text in [
            "DefaultEndpointsProtocol=https;AccountName=example;AccountKey=exampleNotAKey9==",
            "Endpoint=sb://a.example/;SharedAccessKeyName=Root;SharedAccessKey=exampleNotAKey9=",
            "InstrumentationKey=7d1f0a93-c5e8;IngestionEndpoint=https://a.example/",
        ] {
            assert!(of("azure", "AZURE_STORAGE_KEY", text).is_some(), "{text}");
            for name in ["AZURE_STORAGE_CONNECTION_STRING", "AZURE_CONNECTION_KEY", "AZURE_DSN"] {
                assert_eq!(of("azure", name, text), None, "{name}");
            }
        }
        assert_eq!(of("azure", "AZURE_STORAGE_KEY", "AccountKey=exampleNotAKey9=="), None);
    }

    #[test]
    fn a_file_of_settings_is_told_where_one_key_is_asked_for() {
        let text = "[default]\nuser = app\napi_key = exampleNotAKey9";
        for name in [
            "ACME_API_KEY",
            "ACME_TOKEN",
            "ACME_PASSWORD",
            "ACME_CLIENT_SECRET",
            "db_password_file",
        ] {
            assert!(of("acme", name, text).is_some(), "{name}");
        }
        for name in ["ACME_SECRET", "ACME_CONFIG", "ACME_FILE"] {
            assert_eq!(of("acme", name, text), None, "{name}");
        }
        assert_eq!(of("acme", "ACME_API_KEY", "[default]\napi_key = k9q"), None);
    }

    #[test]
    fn a_uri_of_one_time_passwords_is_meant_by_its_name() {
        let uri = "otpauth://totp/acme:me?secret=JBSWY3DPEHPK3PXP";
        assert!(of("acme", "ACME_TOKEN", uri).is_some());
        assert_eq!(of("acme", "ACME_TOTP_SECRET", uri), None);
    }
}
