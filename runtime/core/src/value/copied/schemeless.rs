//! What does not begin as a URL does, where the name asks for one.

use crate::value::about::About;
use crate::value::letters::table::{any_word, exact_head, has_end, is_exactly, is_one, table};
use crate::value::letters::text::{all, all_of, any, is_digit};

/// Whether no client reads it as the URL that it is called. A bare host with a port is right in many programs.
pub(in crate::value) fn lacks_scheme(text: &str, about: &About) -> bool {
    is_in_fields(text) && is_url_or_proxy(about)
        || is_line_of_pgpass(text) && is_for_database(about)
        || is_of_database(text) && is_for_database(about)
        || is_of_go(text)
            && about.ends_in(table!("url uri"))
            && !about.has_word(table!("go golang"))
        || is_of_stackexchange(text) && about.ends_in(table!("url uri"))
        || (is_misspelt(text) || is_bare(text, about)) && about.ends_in(table!("url uri dsn"))
}

/// `postgres:/…`, `postgres//…`, `ostgres://…`, `://…`, and `//` before a user: no program has such schemes.
fn is_misspelt(text: &str) -> bool {
    const SCHEMES: &[u8] = table!(
        "\
        http https postgres postgresql mysql mariadb mongodb mongodb+srv redis rediss amqp amqps mssql sqlserver nats clickhouse"
    );
    const OTHERS: &[u8] = table!(
        "\
        ttp ttps htp htps htpps htttp htttps hhttp hhttps httsp ostgres ostgresql postgress postgre postgers postgesql \
        ongodb ongodb+srv mogodb monogdb mongdb edis ediss reddis ysql mqp mqps"
    );

    if text.starts_with("://") || text.starts_with("//") && text.contains('@') {
        return true;
    }
    // No scheme is longer.
    let at = text.bytes().take(16).position(|byte| matches!(byte, b':' | b'/'));
    let Some((scheme, rest)) = at.and_then(|at| text.split_at_checked(at)) else { return false };
    let is_colon = rest.starts_with(':');
    let rest = rest.get(1..).unwrap_or_default();
    if is_colon && rest.starts_with("//") {
        return is_exactly(scheme, OTHERS);
    }
    // What is a host or has a driver's form may go on in another way.
    is_exactly(scheme, SCHEMES) && rest.starts_with('/')
}

/// `cache.example:6380,password=…,ssl=True`, as the client of .NET for Redis has it (the documentation of `StackExchange.Redis`,
/// "Configuration").
fn is_of_stackexchange(text: &str) -> bool {
    const OPTIONS: &[u8] =
        table!("ssl abortConnect connectTimeout syncTimeout defaultDatabase user");

    let mut parts = text.split(',');
    let host = parts.next().unwrap_or_default();
    let (mut has_password, mut has_option) = (false, false);
    for part in parts {
        let Some((name, _)) = part.trim().split_once('=') else { continue };
        has_password |= name == "password";
        has_option |= is_one(name, OPTIONS);
    }
    has_password
        && has_option
        && matches!(host.split_once(':'), Some((name, port)) if all_of(name, "-.") && all(port, is_digit))
}

/// A host of Atlas or Sentry, and the URL of a webhook from its host on.
fn is_bare(text: &str, about: &About) -> bool {
    const HOOKS: &[u8] = HEADS;

    let host = text.split(['/', '?']).next().unwrap_or_default();
    has_end(host, table!(".mongodb.net .ingest.sentry.io")) && all_of(host, "-.")
        || exact_head(text, HOOKS).is_some() && about.has_name_with(b"hook")
}

/// How such URLs begin without their scheme, for the fast look.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    hooks.slack.com/ discord.com/api/webhooks/ discordapp.com/api/webhooks/ chat.googleapis.com/ hooks.zapier.com/ \
    outlook.office.com/webhook/ ://"
);

/// `host:port:user:password`, as those who sell proxies list them.
fn is_in_fields(text: &str) -> bool {
    let mut fields = text.split(':');
    let (Some(host), Some(port), Some(user), Some(password), None) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return false;
    };
    host.contains('.')
        && is_host(host)
        && matches!(port.len(), 2..=5)
        && all(port, is_digit)
        && !user.is_empty()
        && all_of(user, "-_.")
        && !password.is_empty()
        && !any(password, |c| matches!(c, '/' | '@' | ',' | ';') || c.is_whitespace())
}

/// `host:5432:database:user:password`, a line of `.pgpass`.
fn is_line_of_pgpass(text: &str) -> bool {
    let mut fields = text.split(':');
    let fields = [(); 6].map(|()| fields.next());
    matches!(fields, [Some(host), Some(port), Some(_), Some(user), Some(password), None]
        if is_host(host) && matches!(port.len(), 4 | 5) && all(port, is_digit) && !user.is_empty() && !password.is_empty())
}

/// `user:password@tcp(host:3306)/name`, as Go's driver for `MySQL` has it.
fn is_of_go(text: &str) -> bool {
    let Some((user, rest)) = text.rsplit_once('@') else { return false };
    let address = rest.strip_prefix("tcp(").or(rest.strip_prefix("unix("));
    !user.contains("://") && matches!(address, Some(address) if address.contains(")/"))
}

fn is_url_or_proxy(about: &About) -> bool {
    const PROXIES: &[u8] = table!("http_proxy https_proxy all_proxy");

    about.ends_in(table!("url uri"))
        || about.ends_in(table!("proxy"))
            && any_word(PROXIES, &|words| about.has_chosen_words(words))
}

/// `host:5432/name`: clients of PostgreSQL and `MySQL` take a URL, or settings of their own. Those of others, as of Redis,
/// `MongoDB` and Oracle, may take just that.
fn is_of_database(text: &str) -> bool {
    let Some((host, rest)) = text.split_once(':') else { return false };
    let Some((port, name)) = rest.split_once('/') else { return false };
    is_host(host)
        && matches!(port, "5432" | "3306")
        && !name.is_empty()
        && !any(name, |c| matches!(c, ':' | '/' | '@'))
}

fn is_for_database(about: &About) -> bool {
    const NAMES: &[u8] = table!("database_ur postgres_ur postgresql_ur");

    about.ends_in(table!("url uri"))
        && any_word(NAMES, &|words| about.has_chosen_words(words))
        && !about.has_name_with(b"dbc")
}

fn is_host(host: &str) -> bool {
    !host.is_empty() && all_of(host, "-.")
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn a_url_begins_with_a_scheme() {
        for (variable, text) in [
            ("PROXY_URL", "gate.example:7000:acme-us:k9qZm77xR3"),
            ("HTTP_PROXY", "10.0.0.7:7000:acme:k9qZm77xR3"),
            ("https_proxy", "gate.example:7000:acme:k9qZm77xR3"),
            ("DATABASE_URL", "db.example:5432/orders"),
            ("DATABASE_URL", "db:3306/orders?charset=utf8"),
            ("POSTGRES_URI", "db.example:5432/orders"),
            ("DATABASE_URL", "db-1.example:5432:orders:app:k9qZm77xR3"),
            ("DATABASE_URL", "postgres:/app:k9qZm77xR3@db/orders"),
            ("DATABASE_URL", "postgres//app:k9qZm77xR3@db/orders"),
            ("DATABASE_URL", "ostgres://app:k9qZm77xR3@db/orders"),
            ("DATABASE_URL", "://app:k9qZm77xR3@db/orders"),
            ("DATABASE_URL", "//app:k9qZm77xR3@db/orders"),
            ("MONGODB_URI", "mongodb+srv:/app:k9qZm77xR3@cluster0.abc12.mongodb.net"),
            ("MONGODB_URI", "cluster0.abc12.mongodb.net"),
            ("REDIS_URL", "redis//cache.example:6379"),
            ("ACME_URL", "htps://acme.example/k9qZm77xR3"),
            ("DATABASE_URL", "app:k9qZm77xR3@tcp(db.example:3306)/orders?parseTime=true"),
            ("SENTRY_DSN", "o1.ingest.sentry.io"),
            ("REDIS_URL", "cache.example:6380,password=k9qZm77xR3=,ssl=True,abortConnect=False"),
            ("SLACK_WEBHOOK_URL", "hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE/exampleNotAKey9"),
            ("ALERTS_HOOK_URL", "discord.com/api/webhooks/1098765432109876543/exampleNotAKey9"),
        ] {
            assert_eq!(judged("acme", variable, text), [Doubt::NoScheme], "{variable} {text}");
            let is_told = judged("acme", "ACME", text).contains(&Doubt::NoScheme);
            assert!(!is_told, "{text}");
        }
        for (variable, text) in [
            ("PROXY_URL", "http://acme:k9qZm77xR3@gate.example:7000"),
            ("HTTP_PROXY", "gate.example:7000"),
            ("REDIS_CONNECTION_STRING", "cache.example:6380,password=k9qZm77xR3=,ssl=True"),
            ("REDIS_URLS", "cache-1.example:6380,cache-2.example:6380"),
            ("PROXY", "gate.example:7000:acme:k9qZm77xR3"),
            ("PROXY_LIST", "gate.example:7000:acme:k9qZm77xR3"),
            ("DATABASE_URL", "postgres://app:k9qZm77xR3@db.example:5432/orders"),
            ("DATABASE_DSN", "app:k9qZm77xR3@tcp(db.example:3306)/orders"),
            ("GO_DATABASE_URL", "app:k9qZm77xR3@tcp(db.example:3306)/orders"),
            ("DATABASE_URL", "mysql://app:k9qZm77xR3@tcp(db.example:3306)/orders"),
            ("DATABASE_URL", "app:k9qZm77xR3@db.example:5432/orders"),
            ("DATABASE_URL", "host=db user=app password=k9qZm77xR3"),
            ("JDBC_DATABASE_URL", "jdbc:postgresql://db.example:5432/orders"),
            ("DATABASE_URL", "file::memory:?cache=shared"),
            ("DATABASE_URL", "sqlite:orders.db"),
            ("DATABASE_URL", "db.example:5432"),
            ("DATABASE_URL", "db.example:1521/ORCLPDB1"),
            ("DATABASE_DSN", "db.example:5432/orders"),
            ("MYSQL_URL", "db:3306/orders"),
            ("JDBC_DATABASE_URL", "db.example:5432/orders"),
            ("REDIS_URL", "cache.example:6379/0"),
            ("REGISTRY_URL", "registry.example:5000/acme"),
            ("PGPASS_URL", "db.example:5432:orders:app:k9qZm77xR3"),
            ("DATABASE_URL", "mysql:host=db.example;dbname=orders"),
            ("DATABASE_URL", "postgres:5432"),
            ("DATABASE_URL", "postgres/orders"),
            ("REDIS_URL", "redis:6379/0"),
            ("ACME_URL", "/services/k9qZm77xR3"),
            ("ACME_URL", "//cdn.acme.example/k9qZm77xR3"),
            ("ACME_URL", "hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE/exampleNotAKey9"),
            ("SENTRY_DSN", "https://7d1f0a93c5e84264@o1.ingest.sentry.io/5"),
        ] {
            let is_told = judged("acme", variable, text).contains(&Doubt::NoScheme);
            assert!(!is_told, "{variable} {text}");
        }
    }
}
