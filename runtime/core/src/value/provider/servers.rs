//! Hosts of databases, caches, brokers and mail, where a password or a key belongs.

use crate::value::about::About;
use crate::value::letters::table::{any_word, has_end, is_exactly, table};
use crate::value::letters::text::{all, begins_as, count, is_alphanumeric, is_digit, is_lower};

/// Hosts of which each customer has some, at the ends of their names: databases, caches and brokers.
const OF_SERVERS: &[u8] = table!(
    "\
    .rds.amazonaws.com .cache.amazonaws.com .es.amazonaws.com .database.windows.net .redis.cache.windows.net \
    .mongodb.net .neon.tech .supabase.co .supabase.com .aivencloud.com .cockroachlabs.cloud .confluent.cloud \
    .upstash.io .redislabs.com .cloud.es.io .snowflakecomputing.com .psdb.cloud .pinecone.io .qdrant.io .turso.io \
    .weaviate.cloud .ingest.sentry.io .servicebus.windows.net .onmicrosoft.com .grafana.net .vault.azure.net"
);

/// Ports that tell of a host that one is, of databases, brokers and mail, and how hosts end.
const PORTS: &[u8] = table!("5432 3306 6379 27017 1433 5672 9092 9200 587 465");
const ENDS: &[u8] = table!(".com .net .org .io .dev .cloud .internal");

/// How the hosts of mail begin.
const OF_MAIL: &[u8] = table!("smtp. imap. pop. pop3.");

/// Such a host, also with a port, under the name of a key or a password.
pub(in crate::value) fn is_server(text: &str, about: &About) -> bool {
    let (host, port) = text.rsplit_once(':').unwrap_or((text, "0"));
    let is_of_mail = || {
        any_word(OF_MAIL, &|head| host.as_bytes().starts_with(head))
            && count(host, |c| c == '.') > 1
    };
    matches!(port.len(), 1..=5)
        && all(port, is_digit)
        && all(host, |c| is_lower(c) || is_digit(c) || matches!(c, '-' | '.'))
        && begins_as(host, is_alphanumeric)
        && (has_end(host, OF_SERVERS)
            || is_of_mail()
            || is_exactly(port, PORTS) && has_end(host, ENDS))
        && about.is_of_key()
}

/// How such hosts end, for the fast look.
pub(in crate::value) static TAILS: &[u8] =
    table!(".tech e.co e.io h.io o.io s.io t.io y.io loud .dev .app");

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn a_server_is_no_password() {
        for text in [
            "orders.abc123xyz.eu-west-1.rds.amazonaws.com",
            "orders.abc123xyz.eu-west-1.rds.amazonaws.com:5432",
            "cluster0.abc12.mongodb.net",
            "ep-cool-darkness-708192.eu-central-1.aws.neon.tech",
            "acme-index-a1b2c3d.svc.us-east1-gcp.pinecone.io",
            "eu1-kiwi-30000.upstash.io",
            "acme.onmicrosoft.com",
            "smtp.gmail.com",
            "smtp.gmail.com:587",
            "db.example.com:5432",
            "https://db.example.com/",
            "redis://cache.example:6379",
        ] {
            for variable in ["DB_PASSWORD", "ACME_TOKEN"] {
                let doubts = judged_as_it_is("acme", variable, text);
                assert_eq!(doubts, [Doubt::Name], "{variable} {text}");
            }
            assert_eq!(judged_as_it_is("acme", "DB_HOST", text), [], "{text}");
        }
        for text in
            ["smtp.k9qZm77x", "k9q.mongodb.nets", "acme.duckdns.org", "k9q:8080", "Smtp.gmail.com"]
        {
            assert_eq!(judged_as_it_is("acme", "DB_PASSWORD", text), [], "{text}");
        }
    }
}
