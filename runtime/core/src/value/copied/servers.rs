//! URLs with the port of another server, or with a user that their server does not know.

use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::table::{is_exactly, table};
use crate::value::letters::text::split_at;

/// Schemes, and the ports on which another server listens by default, which speaks something else.
struct Other {
    schemes: &'static [u8],
    ports: &'static [u8],
    what: &'static str,
}

/// By the documentation of each server. Those of pools and proxies are none of these.
const PORTS: [Other; 9] = [
    Other {
        schemes: table!("amqp amqps"),
        ports: table!("15672 15671"),
        what: "RabbitMQ's management",
    },
    Other { schemes: table!("nats tls"), ports: table!("8222"), what: "the monitoring of NATS" },
    Other {
        schemes: table!("mysql mariadb mongodb redis rediss amqp amqps"),
        ports: table!("5432"),
        what: "PostgreSQL",
    },
    Other {
        schemes: table!("postgres postgresql mongodb redis rediss amqp amqps"),
        ports: table!("3306"),
        what: "MySQL",
    },
    Other {
        schemes: table!("postgres postgresql mysql mariadb mongodb amqp amqps"),
        ports: table!("6379"),
        what: "Redis",
    },
    Other {
        schemes: table!("postgres postgresql mysql mariadb redis rediss amqp amqps"),
        ports: table!("27017"),
        what: "MongoDB",
    },
    Other {
        schemes: table!("postgres postgresql mysql mariadb mongodb redis rediss"),
        ports: table!("5672"),
        what: "AMQP",
    },
    Other { schemes: table!("smtp smtps"), ports: table!("143 993 110 995"), what: "IMAP or POP3" },
    Other { schemes: table!("imap imaps pop3 pop3s"), ports: table!("465 587 2525"), what: "SMTP" },
];

/// Servers of mail that take one user from everybody (the documentation of each on SMTP): the key is the password.
const USERS: [(&str, &str); 3] = [
    ("smtp.sendgrid.net", "apikey"),
    ("smtp.resend.com", "resend"),
    ("smtp.sparkpostmail.com", "SMTP_Injection"),
];

/// What is wrong with the port or the user.
pub(in crate::value) fn told(text: &str) -> Option<Doubt> {
    let (scheme, rest) = text.split_once("://")?;
    let (authority, _) = split_at(rest, &mut |c| matches!(c, '/' | '?' | '#'));
    let (login, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = host.rsplit_once(':').unwrap_or((host, ""));
    if is_exactly(scheme, table!("smtp smtps smtp+tls smtp+ssl")) {
        let user = login.split(':').next().unwrap_or_default();
        if let Some((_, right)) = USERS.iter().find(|(of, _)| host == *of) {
            return (!login.is_empty() && !user.starts_with(right))
                .then_some(Doubt::OtherUser(right));
        }
    }
    let of = |row: &&Other| is_exactly(port, row.ports) && is_exactly(scheme, row.schemes);
    let what = if is_own(host) { None } else { PORTS.iter().find(of).map(|row| row.what) };
    what.map(Doubt::PortOf)
}

/// The port of the protocol of `ClickHouse`'s own programs in a URL of HTTP, by which its other clients reach it.
pub(in crate::value) fn of_clickhouse(text: &str, about: &About) -> Option<Doubt> {
    let (scheme, rest) = text.split_once("://")?;
    let (authority, _) = split_at(rest, &mut |c| matches!(c, '/' | '?' | '#'));
    let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = host.rsplit_once(':')?;
    let is = matches!((scheme, port), ("http", "9000") | ("https", "9440"))
        && !is_own(host)
        && about.has_chosen_words(b"clickhouse_ur");
    is.then_some(Doubt::PortOf("ClickHouse's native protocol"))
}

/// One's own machine, where a port may lead to any.
fn is_own(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.starts_with("127.")
        || matches!(host, "[::1]" | "0.0.0.0")
        || host.ends_with(".internal")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn the_port_of_another_server_is_told() {
        for text in [
            "amqp://app:k9qZm77xR3@rabbit.example:15672/jobs",
            "postgres://app:k9qZm77xR3@db.example:3306/orders",
            "mysql://app:k9qZm77xR3@db.example:5432/orders",
            "rediss://:k9qZm77xR3@cache.example:5432",
            "mongodb://app:k9qZm77xR3@db.example:6379/?authSource=admin",
            "smtp://app:k9qZm77xR3@mail.example:993",
            "imaps://app:k9qZm77xR3@mail.example:465",
            "nats://app:k9qZm77xR3@bus.example:8222",
        ] {
            let doubts = judged_as_it_is("acme", "ACME_URL", text);
            assert!(matches!(*doubts, [Doubt::PortOf(_)]), "{text} {doubts:?}");
        }
        for text in [
            "amqp://app:k9qZm77xR3@rabbit.example:5672/jobs",
            "postgres://app:k9qZm77xR3@pool.example:6432/orders",
            "postgres://app:k9qZm77xR3@localhost:3306/orders",
            "https://app:k9qZm77xR3@rabbit.example:15672/api",
            "redis://:k9qZm77xR3@cache.example:16379/0",
            "smtp://app:k9qZm77xR3@mail.example:2525",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn clickhouse_has_a_port_for_its_own_programs() {
        for text in [
            "http://app:k9qZm77xR3@ch.example:9000/orders",
            "https://app:k9qZm77xR3@ch.example:9440",
        ] {
            let of = |variable| judged_as_it_is("clickhouse", variable, text);
            assert!(matches!(*of("CLICKHOUSE_URL"), [Doubt::PortOf(_)]), "{text}");
            assert_eq!(of("MINIO_URL"), [], "{text}");
        }
        for text in [
            "http://app:k9qZm77xR3@ch.example:8123/orders",
            "tcp://app:k9qZm77xR3@ch.example:9000/orders",
            "http://app:k9qZm77xR3@localhost:9000/orders",
        ] {
            assert_eq!(judged_as_it_is("clickhouse", "CLICKHOUSE_URL", text), [], "{text}");
        }
    }

    #[test]
    fn a_user_that_a_server_does_not_know_is_told() {
        let url = |user: &str, host: &str| format!("smtp://{user}:k9qZm77xR3@{host}:587");
        for (host, user) in USERS {
            let doubts = judged_as_it_is("acme", "SMTP_URL", &url("me%40acme.test", host));
            assert_eq!(doubts, [Doubt::OtherUser(user)], "{host}");
            assert_eq!(judged_as_it_is("acme", "SMTP_URL", &url(user, host)), [], "{host}");
        }
        assert_eq!(told(&url("me", "mail.example")), None);
        assert_eq!(told("smtp://smtp.sendgrid.net:587"), None);
    }
}
