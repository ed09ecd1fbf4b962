//! A URL of another kind of server than the name asks for, or one that lacks what every client looks for in it.

use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::table::{any_word, is_one, table};
use crate::value::letters::text::{all, holds, is_digit};

/// A kind of server: what a name has in it that asks for its URL, with `_` for any sign between words, and its schemes.
struct Server {
    names: &'static [u8],
    schemes: &'static [u8],
}

/// By the documentation of their clients. Whatever else begins `prisma` is nobody's of these.
const SERVERS: [Server; 6] = [
    Server {
        names: table!("postgres_ur postgresql_ur postgres_dsn"),
        schemes: table!("postgres postgresql"),
    },
    Server { names: table!("mysql_ur mariadb_ur"), schemes: table!("mysql mariadb mysqlx") },
    Server { names: table!("mongodb_ur mongo_ur"), schemes: table!("mongodb mongodb+srv") },
    Server {
        names: table!("redis_ur valkey_ur"),
        schemes: table!("redis rediss valkey valkeys unix redis-sentinel redis+sentinel"),
    },
    Server {
        names: table!("amqp_ur amqps_ur rabbitmq_ur cloudamqp_ur"),
        schemes: table!("amqp amqps"),
    },
    Server { names: table!("smtp_ur"), schemes: table!("smtp smtps") },
];

/// Schemes of which each is understood by the clients of one kind of server alone; those of the web by none of these.
const KNOWN: &[u8] = table!(
    "http https ftp postgres postgresql mysql mariadb mongodb mongodb+srv redis rediss amqp amqps smtp smtps tcp"
);

/// What Java or Python alone reads, under the name of what every client reads.
fn is_of_language(text: &str, about: &About) -> bool {
    const NAMES: &[u8] = table!("database_ur db_ur");
    const OF_PYTHON: &[u8] =
        table!("alchemy python django airflow superset celery mlflow prefect alembic dagster");

    let is_of_java = text.starts_with("jdbc:");
    if !is_of_java && !has_driver_of_python(text) {
        return false;
    }
    let is_asked = |words: &[u8]| about.has_chosen_words(words);
    let is_meant = if is_of_java {
        // A file of Spring has such keys, whoever reads it now.
        about.without_key().has_name_of(table!("jdbc spring java"))
            || about.has_name_of(table!("jdbc java"))
    } else {
        about.has_name_of(OF_PYTHON) || any_word(OF_PYTHON, &|word| holds(about.provider, word))
    };
    !is_meant
        && (any_word(NAMES, &is_asked)
            || SERVERS.iter().any(|server| any_word(server.names, &is_asked)))
}

/// `postgresql+psycopg2://…`, as `SQLAlchemy` names what it loads.
fn has_driver_of_python(text: &str) -> bool {
    const DRIVERS: &[u8] = table!(
        "\
        psycopg psycopg2 asyncpg pg8000 pymysql mysqldb mysqlconnector aiomysql asyncmy pyodbc pymssql aioodbc oracledb \
        cx_oracle aiosqlite pysqlite"
    );

    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    matches!(scheme.split_once('+'), Some((_, driver)) if is_one(driver, DRIVERS))
}

pub(in crate::value) fn told(text: &str, about: &About) -> Option<Doubt> {
    if is_of_language(text, about) {
        return Some(Doubt::OtherScheme);
    }
    if has_no_mode(text) {
        return Some(Doubt::SslMode);
    }
    let (scheme, rest) = text.split_once("://")?;
    // Upstash's own client takes its HTTPS address by that name, too.
    let is_of_upstash = rest.contains(".upstash.io") && about.has_name_with(b"upstash");
    if is_one(scheme, KNOWN) && is_of_other(scheme, about) && !is_of_upstash {
        return Some(Doubt::OtherScheme);
    }
    (lacks_project(scheme, rest) && about.has_chosen_words(b"sentry_dsn")).then_some(Doubt::CutDsn)
}

/// Whether a URL of `PostgreSQL` has a mode of TLS that is none (its documentation, "Database Connection Control Functions");
/// `no-verify` is of a client of its own.
fn has_no_mode(text: &str) -> bool {
    const MODES: &[u8] = table!(
        "disable allow prefer require verify-ca verify-full verify_ca verify_full no-verify"
    );

    let text = text.strip_prefix("jdbc:").unwrap_or(text);
    let Some((_, query)) = text.split_once('?') else { return false };
    text.starts_with("postgres")
        && query.split('&').any(|pair| {
            matches!(pair.strip_prefix("sslmode="), Some(mode) if !mode.is_empty() && !is_one(mode, MODES))
        })
}

fn is_of_other(scheme: &str, about: &About) -> bool {
    let mut is_asked = false;
    for Server { names, schemes } in SERVERS {
        if any_word(names, &|words| about.has_chosen_words(words)) {
            if is_one(scheme, schemes) {
                return false;
            }
            is_asked = true;
        }
    }
    is_asked
}

/// Whether a DSN of Sentry has no key or ends before the project's number: `https://KEY@HOST/NUMBER`.
fn lacks_project(scheme: &str, rest: &str) -> bool {
    if !matches!(scheme, "http" | "https") {
        return false;
    }
    let (address, _) = rest.split_once('?').unwrap_or((rest, ""));
    let Some((_, host)) = address.split_once('@') else { return true };
    let number = host.rsplit_once('/').map_or("", |(_, number)| number);
    number.is_empty() || !all(number, is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_spring_does_not_make_a_url_of_java_right() {
        let text = "jdbc:postgresql://db.example:5432/orders?user=app";
        for (variable, key, expected) in [
            ("DATABASE_URL", "spring.datasource.url", Some(Doubt::OtherScheme)),
            ("DATABASE_URL", "database.jdbc_url", None),
            ("SPRING_DATABASE_URL", "spring.datasource.url", None),
            ("ACME_URL", "spring.datasource.url", None),
        ] {
            let about = About::new("acme", Some(variable), ["it", "secret", key]);
            assert_eq!(told(text, &about), expected, "{variable} {key}");
        }
    }

    use crate::value::judged::judged;

    #[test]
    fn a_url_of_another_server_is_told() {
        for (variable, text) in [
            ("AMQP_URL", "http://orders:k9qZm77xR3@rabbit.internal:15672/"),
            ("REDIS_URL", "https://eu1-k9q-31771.upstash.io"),
            ("POSTGRES_URL", "mysql://app:k9qZm77xR3@db:3306/orders"),
            ("MONGODB_URI", "https://cloud.mongodb.com/v2/7d1f0a93c5e84264a0917ac3"),
            ("SMTP_URL", "https://mail.example/"),
            ("DATABASE_URL", "jdbc:postgresql://db.example:5432/orders?user=app"),
            ("MYSQL_URL", "jdbc:mysql://db.example/orders"),
            ("DATABASE_URL", "postgresql+psycopg2://app:k9qZm77xR3@db/orders"),
            ("POSTGRES_URL", "postgresql+asyncpg://app:k9qZm77xR3@db/orders"),
            ("DATABASE_URL", "mysql+pymysql://app:k9qZm77xR3@db/orders"),
            ("REDIS_URL", "tcp://10.0.171.239:6379"),
            ("RABBITMQ_URL", "http://orders:k9qZm77xR3@rabbit.internal:15672/"),
        ] {
            assert_eq!(judged("acme", variable, text), [Doubt::OtherScheme], "{variable} {text}");
            assert_ne!(judged("acme", "ACME_URL", text), [Doubt::OtherScheme], "{text}");
        }
        for (variable, text) in [
            ("AMQP_URL", "amqps://orders:k9qZm77xR3@rabbit.internal/%2F"),
            ("RABBITMQ_MANAGEMENT_URL", "http://orders:k9qZm77xR3@rabbit.internal:15672/"),
            ("REDIS_URL", "rediss://:k9qZm77xR3@cache:6380/0"),
            ("REDIS_OR_POSTGRES_URL", "postgres://app:k9qZm77xR3@db/orders"),
            ("UPSTASH_REDIS_REST_URL", "https://eu1-k9q-31771.upstash.io"),
            ("UPSTASH_REDIS_URL", "https://eu1-k9q-31771.upstash.io"),
            ("POSTGREST_URL", "https://api.example/rest"),
            ("SQLALCHEMY_DATABASE_URI", "postgresql+asyncpg://app:k9qZm77xR3@db/orders"),
            ("CLICKHOUSE_URL", "tcp://app:k9qZm77xR3@db:9000/orders"),
            ("RABBITMQ_URL", "amqp://orders:k9qZm77xR3@rabbit.internal/"),
            ("POSTGRES_URL", "prisma://accelerate.example/?api_key=k9qZm77xR3"),
            ("DATABASE_URL", "https://k9q.turso.example"),
            ("MONGODB_URI", "mongodb+srv://app:k9qZm77xR3@c.example/orders"),
            ("JDBC_DATABASE_URL", "jdbc:postgresql://db.example:5432/orders"),
            ("SPRING_DATABASE_URL", "jdbc:postgresql://db.example:5432/orders"),
            ("FLYWAY_URL", "jdbc:postgresql://db.example:5432/orders"),
        ] {
            assert_eq!(judged("acme", variable, text), [], "{variable} {text}");
        }
    }

    #[test]
    fn a_mode_of_tls_is_one_that_there_is() {
        for mode in ["true", "1", "required", "verify-identity", "enabled"] {
            for text in [
                format!("postgres://app:k9qZm77xR3@db.example/orders?sslmode={mode}"),
                format!("postgresql://app:k9qZm77xR3@db/orders?connect_timeout=9&sslmode={mode}"),
            ] {
                assert_eq!(judged("acme", "DB_URL", &text), [Doubt::SslMode], "{text}");
            }
        }
        for text in [
            "postgres://app:k9qZm77xR3@db.example/orders?sslmode=require",
            "postgres://app:k9qZm77xR3@db.example/orders?sslmode=no-verify",
            "postgres://app:k9qZm77xR3@db.example/orders?sslmode=VERIFY-FULL&x=1",
            "postgres://app:k9qZm77xR3@db.example/orders?ssl=true",
            "mysql://app:k9qZm77xR3@db.example/orders?sslmode=required",
        ] {
            assert_eq!(judged("acme", "DB_URL", text), [], "{text}");
        }
    }

    #[test]
    fn a_dsn_has_a_key_and_a_project() {
        let key = "7d1f0a93c5e84264a0917ac3d5be8246";
        for end in
            ["sentry.example", "sentry.example/", "sentry.example/k9q", "x.example/1/envelope"]
        {
            let text = format!("https://{key}@{end}");
            assert_eq!(judged("sentry", "SENTRY_DSN", &text), [Doubt::CutDsn], "{text}");
        }
        let keyless = "https://o4507712.ingest.example/4507713";
        assert_eq!(judged("sentry", "SENTRY_DSN", keyless), [Doubt::CutDsn]);
        for text in [
            format!("https://{key}@sentry.example/4507713"),
            format!("https://{key}:{key}@sentry.example/prefix/42?verify_ssl=0"),
        ] {
            assert_eq!(judged("sentry", "SENTRY_DSN", &text), [], "{text}");
        }
        assert_eq!(judged("sentry", "SENTRY_URL", keyless), []);
    }
}
