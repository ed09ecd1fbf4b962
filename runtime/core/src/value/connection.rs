//! Connection strings whose password nobody filled in.

use super::placeholder::is_placeholder;
use super::table::{exact_head, table};
use super::template::is_template;

/// How they begin, in small letters.
pub(super) static CONNECTIONS: &[u8] = table!(
    "\
    postgres mysql mariadb mongodb redis amqp jdbc: sqlserver mssql clickhouse nats: http: \
    https: ftp: ftps: sftp: smtp ldap server= host= data endpoint= defaultendpointsprotocol= \
    user account"
);

pub(super) fn lacks_password(text: &str) -> bool {
    text.ends_with("://")
        || is_example(text)
        || in_url(text).into_iter().chain(in_pairs(text)).any(is_unfilled)
}

/// `postgres://user:pass@host:5432/db`, as documentation has it.
fn is_example(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://user") else { return false };
    let Some((_, host)) = rest.split_once("@host") else { return false };
    let is_end = |text: &str| text.starts_with([':', '/']);
    is_end(rest.strip_prefix("name").unwrap_or(rest))
        && is_end(host.strip_prefix("name").unwrap_or(host))
}

/// Whether a sign that ends the authority of a URL stands in the password of a database's (RFC 3986, section 2.2).
pub(super) fn has_raw_sign(text: &str) -> bool {
    const SCHEMES: &[u8] = table!("postgres mysql mariadb mongodb redis amqp");

    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let Some((authority, behind)) = rest.split_at_checked(end) else { return false };
    // A parameter may have one.
    let is_inside = behind.split_once('@').is_some_and(|(before, _)| !before.contains('='));
    exact_head(scheme, SCHEMES).is_some() && authority.contains(':') && is_inside
}

/// What stands before the `@` of a URL, behind the colon (RFC 3986, section 3.2.1).
fn in_url(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    // In a template, the sign may stand in brackets.
    let authority = if authority.contains('@') { authority } else { rest };
    let (user, _) = authority.rsplit_once('@')?;
    user.split_once(':').map(|(_, password)| password)
}

/// The value behind `password=` and the like.
fn in_pairs(text: &str) -> impl Iterator<Item = &str> {
    const KEYS: [&str; 5] = ["password", "pwd", "accountkey", "sharedaccesskey", "secret"];

    let text = if text.contains('=') { text } else { "" };
    text.split([';', '&', '?', ' ']).filter_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        KEYS.iter().any(|known| key.trim().eq_ignore_ascii_case(known)).then_some(value)
    })
}

fn is_unfilled(password: &str) -> bool {
    let inside = password.trim();
    if inside == "password]" {
        return true;
    }
    let is_bracketed = [('[', ']'), ('{', '}'), ('<', '>')]
        .iter()
        .any(|(open, close)| inside.starts_with(*open) && inside.ends_with(*close));
    let is_variable = inside.strip_prefix('$').is_some_and(|name| {
        name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    });
    inside.is_empty()
        || is_bracketed
        || is_variable
        || is_placeholder(inside)
        || is_template(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_nobody_filled_in_are_told() {
        for text in [
            "postgresql://postgres:[YOUR-PASSWORD]@db.example.co:5432/postgres",
            "mongodb+srv://app:<password>@cluster.example/db",
            "postgres://app:${DB_PASSWORD}@db/orders",
            "postgres://$DB_USER:$DB_PASS@$DB_HOST/orders",
            "postgres://app:changeme@db/orders",
            "postgres://app:undefined@db/orders",
            "postgres://USER:PASSWORD@HOST:5432/db",
            "redis://:@cache:6379",
            "jdbc:postgresql://db/orders?user=app&password=",
            "Server=db;User ID=app;Password={your_password};",
            "host=db user=app password=",
            "Endpoint=sb://x.example/;SharedAccessKeyName=a;SharedAccessKey=",
            "postgres://",
            "postgres://user:pass@host:5432/db",
            "postgresql://[user[:password]@]host",
        ] {
            assert!(lacks_password(text), "{text}");
        }
        for text in [
            "postgres://app:k9qZm77xx@db/orders",
            "postgres://app@db/orders",
            "https://hooks.example/services/T0/B0/x",
            "Server=db;User ID=app;Password=k9qZm77xx;",
            "https://key@sentry.example/1",
            "user:k9qZm77xx",
        ] {
            assert!(!lacks_password(text), "{text}");
        }
    }

    #[test]
    fn a_sign_that_ends_the_authority_is_told() {
        for text in
            ["postgres://app:p@ss/word@db/orders", "redis://:p#word@cache", "mysql://a:p?w@db/x"]
        {
            assert!(has_raw_sign(text), "{text}");
        }
        for text in [
            "postgres://app:p@ss@db/orders",
            "postgres://app:p%2Fw@db/orders?user=a@b",
            "https://x.example/webhook/a@b/c",
            "mongodb+srv://app:k9q@c.example/?authSource=admin",
        ] {
            assert!(!has_raw_sign(text), "{text}");
        }
    }
}
