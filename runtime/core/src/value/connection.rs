//! Connection strings whose password nobody filled in.

use super::placeholder::is_placeholder;
use super::template::is_template;
use super::text::{all, any_of, split_before};

/// How they begin, in small letters.
pub(super) static CONNECTIONS: &str = "\
    postgres mysql mariadb mongodb redis amqp jdbc: sqlserver mssql clickhouse nats: http: \
    https: ftp: ftps: sftp: smtp ldap server= host= data endpoint= defaultendpointsprotocol= \
    user account";

pub(super) fn lacks_password(text: &str) -> bool {
    in_url(text).is_some_and(is_unfilled) || is_unfilled_in_pairs(text)
}

/// What stands before the `@` of a URL, behind the colon (RFC 3986, section 3.2.1).
fn in_url(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("://")?;
    let authority = split_before(rest, |c| matches!(c, '/' | '?' | '#')).0;
    // In a template, the sign may stand in brackets.
    let authority = if authority.contains('@') { authority } else { rest };
    let (user, _) = authority.rsplit_once('@')?;
    user.split_once(':').map(|(_, password)| password)
}

/// The value behind `password=` and the like.
fn is_unfilled_in_pairs(text: &str) -> bool {
    const KEYS: [&str; 5] = ["password", "pwd", "accountkey", "sharedaccesskey", "secret"];

    for pair in text.split([';', '&', '?', ' ']) {
        let Some((key, value)) = pair.split_once('=') else { continue };
        let is_password = any_of(&KEYS, &|known| key.trim().eq_ignore_ascii_case(known));
        if is_password && is_unfilled(value) {
            return true;
        }
    }
    false
}

fn is_unfilled(password: &str) -> bool {
    let inside = password.trim();
    let ends = (inside.chars().next(), inside.chars().next_back());
    let is_bracketed =
        matches!(ends, (Some('['), Some(']')) | (Some('{'), Some('}')) | (Some('<'), Some('>')));
    let is_variable = inside
        .strip_prefix('$')
        .is_some_and(|name| name.len() > 2 && all(name, |c| c.is_ascii_uppercase() || c == '_'));
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
}
