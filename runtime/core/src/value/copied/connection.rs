//! Connection strings whose password nobody filled in.

use super::hub;
use super::placeholder::is_placeholder;
use super::template::is_template;
use crate::value::letters::signs::begins;
use crate::value::letters::table::{exact_head, table};
use crate::value::letters::text::{
    all, all_of, any, any_of, begins_as, holds, is_digit, is_letter, is_of_variable, split_at,
};

/// How they begin, in small letters.
pub(in crate::value) static CONNECTIONS: &[u8] = table!(
    "\
    postgres mysql mariadb mongodb redis amqp jdbc: sqlserver mssql clickhouse nats: http: \
    https: ftp: ftps: sftp: smtp ldap server= host= data endpoint= defaultendpointsprotocol= \
    user account"
);

pub(in crate::value) fn lacks_password(text: &str) -> bool {
    text.ends_with("://")
        || is_example(text)
        || matches!(in_url(text), Some(found) if is_unfilled(found)) && !is_of_default_user(text)
        || is_unfilled_in_pairs(text)
}

/// `http://default:@db:8123/`: the user that a server of `ClickHouse` has from the beginning, and others by its host, have no
/// password.
fn is_of_default_user(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let is_open = matches!(rest.split_once(":@"), Some((user, host)) if user == "default" || holds(host, b"clickhouse"));
    is_open && matches!(scheme, "http" | "https" | "tcp" | "clickhouse")
}

/// Whether it is the beginning of a connection string of Azure Storage, or of Service Bus and Event Hubs, which a shell or a
/// file ended at `;`.
pub(in crate::value) fn is_cut(text: &str) -> bool {
    const HEADS: [&str; 2] = ["defaultendpointsprotocol=", "endpoint=sb://"];
    /// Keys and signatures, and what stands where Microsoft Entra is asked instead.
    const KEYS: [&str; 4] = ["Key=", "SharedAccessSignature=", "Authentication=", "EntityPath="];

    any_of(&HEADS, &|head| begins(text, head))
        && !any_of(&KEYS, &|part| holds(text, part.as_bytes()))
        || begins(text, "endpoint=https://")
            && holds(text, b".communication.azure.com")
            && !holds(text, b"accesskey=")
        || hub::is_cut(text)
        || has_cut_key(text)
}

/// Whether it is an entry of JAAS that does not end in `;`, as its readers want it (the documentation of Java's `Configuration`).
pub(in crate::value) fn is_open_entry(text: &str) -> bool {
    holds(text, b"LoginModule required ") && !text.trim_end().ends_with([';', '}'])
}

/// Whether the key of an account of Azure Storage in it is less than its 64 bytes.
fn has_cut_key(text: &str) -> bool {
    let Some((_, key)) = text.split_once("AccountKey=") else { return false };
    let (key, _) = split_at(key, &mut |c| c == ';');
    matches!(key.len(), 20..=87) && begins(text, "defaultendpointsprotocol=") && all_of(key, "+/=")
}

/// Whether it has a port or several hosts, where DNS says which there are (`MongoDB`'s specification "Initial DNS Seedlist
/// Discovery").
pub(in crate::value) fn is_bad_srv(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("mongodb+srv://") else { return false };
    let (authority, _) = split_at(rest, &mut ends_authority);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    any(host, |c| matches!(c, ':' | ','))
}

/// Whether a colon stands before the port of a server of SQL Server, whose clients want a comma (the documentation of
/// `SqlConnection.ConnectionString`). Those of other databases have the colon.
pub(in crate::value) fn has_bad_port(text: &str) -> bool {
    const SETTINGS: [&str; 3] =
        ["TrustServerCertificate", "Initial Catalog", "MultipleActiveResultSets"];

    if !any_of(&SETTINGS, &|name| holds(text, name.as_bytes())) {
        return false;
    }
    text.split(';').any(|pair| {
        let Some((key, value)) = pair.split_once('=') else { return false };
        let is_server =
            any_of(&["server", "data source"], &|name| key.trim().eq_ignore_ascii_case(name));
        let host = value.trim().strip_suffix(":1433").unwrap_or_default();
        let host = host.strip_prefix("tcp:").unwrap_or(host);
        is_server && !host.is_empty() && !any(host, |c| matches!(c, ':' | ','))
    })
}

/// Whether a port is none: it has sixteen bits (RFC 9293, section 3.1).
pub(in crate::value) fn has_port_above_all(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let (authority, _) = split_at(rest, &mut ends_authority);
    let hosts = authority.rsplit_once('@').map_or(authority, |(_, hosts)| hosts);
    hosts.split(',').any(|host| {
        let Some((name, port)) = host.rsplit_once(':') else { return false };
        // An address of IPv6 has brackets around it.
        (!name.contains(':') || name.ends_with(']'))
            && !port.is_empty()
            && all(port, is_digit)
            && port.parse::<u16>().is_err()
    })
}

/// Whether the path of a URL of Redis is a word, where the number of a database belongs (the registration of `redis` at IANA).
pub(in crate::value) fn has_no_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("redis://").or(text.strip_prefix("rediss://")) else {
        return false;
    };
    let (rest, _) = split_at(rest, &mut |c| matches!(c, '?' | '#'));
    let Some((authority, path)) = rest.split_once('/') else { return false };
    // Of Sentinel, it is the name of a server.
    !authority.ends_with(":26379")
        && begins_as(path, is_letter)
        && all_of(path, "-_")
        && !holds(authority, b"sentinel")
}

/// `postgres://user:pass@host:5432/db`, as documentation has it.
fn is_example(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://user") else { return false };
    let Some((_, host)) = rest.split_once("@host") else { return false };
    let is_end = |text: &str| begins_as(text, |c| matches!(c, ':' | '/'));
    is_end(rest.strip_prefix("name").unwrap_or(rest))
        && is_end(host.strip_prefix("name").unwrap_or(host))
}

/// Whether a sign that ends the authority of a URL stands in the password of a server's (RFC 3986, section 2.2).
pub(in crate::value) fn has_raw_sign(text: &str) -> bool {
    const SCHEMES: &[u8] = table!("postgres mysql mariadb mongodb redis amqp");
    /// Of these, what stands behind the host may have the sign.
    const OTHERS: &[u8] = table!(
        "smtp valkey clickhouse nats mqtt stomp ftp sftp ldap mssql sqlserver cockroach cassandra neo4j bolt"
    );

    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let (authority, Some(behind)) = split_at(rest, &mut ends_authority) else { return false };
    let Some((before, _)) = behind.split_once('@') else { return false };
    // A parameter may have one.
    let is_inside = !before.contains('=');
    // Paths of cameras may have one, too.
    let has_port = matches!(authority.rsplit_once(':'), Some((_, port)) if all(port, is_digit));
    let is_known = exact_head(scheme, SCHEMES).is_some()
        || exact_head(scheme, OTHERS).is_some() && !authority.contains('@')
        || exact_head(scheme, table!("rtsp")).is_some() && !authority.contains('@') && !has_port;
    is_known && authority.contains(':') && is_inside
}

/// Whether the user or the password in a URL of `MongoDB` has a sign that its clients want escaped: `:`, `@`, or a `%` that
/// escapes nothing (its specification "Connection String", "`UserInfo`").
pub(in crate::value) fn has_unescaped_sign(text: &str) -> bool {
    let rest = text.strip_prefix("mongodb://").or(text.strip_prefix("mongodb+srv://"));
    let Some(rest) = rest else { return false };
    let (authority, _) = split_at(rest, &mut ends_authority);
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    let is_escape =
        |rest: &str| rest.len() > 1 && rest.chars().take(2).all(|c| c.is_ascii_hexdigit());
    user.contains('@')
        || user.matches(':').count() > 1
        || user.split('%').skip(1).any(|rest| !is_escape(rest))
}

/// What stands before the `@` of a URL, behind the colon (RFC 3986, section 3.2.1).
fn in_url(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("://")?;
    let (authority, _) = split_at(rest, &mut ends_authority);
    // In a template, the sign may stand in brackets.
    let authority = if authority.contains('@') { authority } else { rest };
    let (user, _) = authority.rsplit_once('@')?;
    let (_, password) = user.split_once(':')?;
    Some(password)
}

fn ends_authority(c: char) -> bool {
    matches!(c, '/' | '?' | '#')
}

/// Whether nobody filled in the value behind `password=` and the like.
fn is_unfilled_in_pairs(text: &str) -> bool {
    const KEYS: [&str; 5] = ["password", "pwd", "accountkey", "sharedaccesskey", "secret"];

    if !text.contains('=') {
        return false;
    }
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (pair, behind) = split_at(text, &mut |c| matches!(c, ';' | '&' | '?' | ' '));
        rest = behind;
        let Some((key, value)) = pair.split_once('=') else { continue };
        let key = key.trim();
        if any_of(&KEYS, &|known| key.eq_ignore_ascii_case(known)) && is_unfilled(value) {
            return true;
        }
    }
    false
}

fn is_unfilled(password: &str) -> bool {
    let inside = password.trim();
    if inside == "password]" {
        return true;
    }
    let ends = (inside.chars().next(), inside.chars().next_back());
    let is_bracketed =
        matches!(ends, (Some('['), Some(']')) | (Some('{'), Some('}')) | (Some('<'), Some('>')));
    let is_variable = match inside.strip_prefix('$') {
        Some(name) => name.len() > 2 && all(name, is_of_variable),
        None => false,
    };
    inside.is_empty()
        || is_bracketed
        || is_variable
        || is_placeholder(inside)
        || is_template(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

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
            "redis://default:@cache:6379",
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
            "http://default:@clickhouse:8123/?database=orders",
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
        for text in [
            "postgres://app:p@ss/word@db/orders",
            "redis://:p#word@cache",
            "mysql://a:p?w@db/x",
            "smtp://relay:k9q#Zm7@mail.example:587",
            "clickhouse://a:p/w@db/x",
            "smtp://app:p/w#x@mail.example:587",
            "mqtts://sensor:p#w@broker.example:8883",
            "rtsp://admin:k9q#2024@camera.example:554/stream1",
        ] {
            assert!(has_raw_sign(text), "{text}");
        }
        for text in [
            "postgres://app:p@ss@db/orders",
            "postgres://app:p%2Fw@db/orders?user=a@b",
            "https://x.example/webhook/a@b/c",
            "ftp://app:k9q@files.example/in@box",
            "smtp://mail.example:587/?from=a@b.example",
            "mqtts://sensor:pw@broker.example/porch@home",
            "rtsp://admin:k9q@camera.example:554/live#a@b",
            "rtsp://camera.example:554/live@2",
            "mongodb+srv://app:k9q@c.example/?authSource=admin",
        ] {
            assert!(!has_raw_sign(text), "{text}");
        }
    }

    #[test]
    fn signs_in_a_password_of_mongodb_are_escaped() {
        for text in [
            "mongodb+srv://app:k9q@Zm7@c.example/orders",
            "mongodb://app:k9q:Zm7@db.example/orders",
            "mongodb://app:k9q%Zm@db.example:27017",
        ] {
            assert!(has_unescaped_sign(text), "{text}");
        }
        for text in [
            "mongodb+srv://app:k9q%40Zm7@c.example/orders?a=b@c",
            "mongodb://db.example:27017,db2.example:27017/orders",
            "postgres://app:k9q@Zm7@db/orders",
        ] {
            assert!(!has_unescaped_sign(text), "{text}");
        }
    }

    #[test]
    fn a_connection_string_without_its_key_is_told() {
        let whole = "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=k9q==";
        assert!(
            !is_cut(whole) && !is_cut("AccountName=acme") && !is_cut("UseDevelopmentStorage=true")
        );
        for length in [30, 47, 55] {
            assert!(is_cut(whole.get(..length).unwrap()), "{length}");
        }
        for text in [
            "Endpoint=sb://acme.servicebus.windows.net/",
            "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=app",
            "HostName=acme.azure-devices.net",
            "HostName=acme.azure-devices.net;DeviceId=porch",
            "endpoint=https://acme.germany.communication.azure.com/",
            "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=k9qZm77xR3vT5yW8k9qZ;EndpointSuffix=x",
        ] {
            assert!(is_cut(text), "{text}");
        }
        for text in [
            "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey=k9q=",
            "endpoint=https://acme.communication.azure.com/;accesskey=k9q",
            "HostName=acme.azure-devices.net;DeviceId=porch;SharedAccessKey=k9q=",
            "HostName=acme.azure-devices.net;DeviceId=porch;x509=true",
            "HostName=db.acme.example",
            "Endpoint=https://acme.azconfig.io;Id=k9q;Secret=m77",
            "Endpoint=https://acme.openai.azure.com/;Key=k9q;",
            "Endpoint=https://acme.openai.azure.com/",
            "Endpoint=sb://acme.servicebus.windows.net/;EntityPath=orders",
            "AccountEndpoint=https://acme.documents.azure.com:443/;Database=shop",
            "Endpoint=sb://acme.servicebus.windows.net/;Authentication=Managed Identity",
            "endpoint=k9qZm77x",
        ] {
            assert!(!is_cut(text), "{text}");
        }
    }

    #[test]
    fn a_colon_before_a_port_of_sql_server_is_told() {
        for text in [
            "Server=db.example:1433;User Id=app;Password=k9q;TrustServerCertificate=False;",
            "Data Source=tcp:db:1433;Initial Catalog=shop;Password=k9q",
        ] {
            assert!(has_bad_port(text), "{text}");
        }
        for text in [
            "Server=tcp:db.example,1433;User Id=app;Password=k:1;TrustServerCertificate=False;",
            "Server=db:3306;Uid=app;Pwd=k9q",
            "Server=localhost:5432;User Id=app;Password=k9q;TrustServerCertificate=True",
            "Provider=MSOLAP;Data Source=as01:2383;Initial Catalog=shop;Password=k9q",
            "Server=a:1433,b:1433;Initial Catalog=shop",
            "Data Source=db;Initial Catalog=shop;Password=k9q:77",
        ] {
            assert!(!has_bad_port(text), "{text}");
        }
    }

    #[test]
    fn an_entry_of_jaas_ends_in_a_semicolon() {
        let entry = "org.example.ScramLoginModule required username=\"app\" password=\"k9q\"";
        assert!(is_open_entry(entry) && !is_open_entry(&format!("{entry};")));
        assert!(
            !is_open_entry(&format!("Client {{ {entry}; }}")) && !is_open_entry("k9q required ")
        );
    }

    #[test]
    fn a_port_has_sixteen_bits() {
        for text in [
            "postgres://app:k9q@db:543210/orders",
            "mongodb://app:k9q@a.example:27017,b.example:270170/orders",
            "redis://[::1]:65536",
        ] {
            assert!(has_port_above_all(text), "{text}");
        }
        for text in [
            "postgres://app:999999@db:65535/orders",
            "redis://[::1]",
            "redis://::99999",
            "https://x.example/a:99999",
            "app:99999",
            "postgres://db:/orders",
        ] {
            assert!(!has_port_above_all(text), "{text}");
        }
    }

    #[test]
    fn databases_of_redis_have_numbers() {
        for text in [
            "redis://:k9qZm77x@cache.example:6379/sessions",
            "rediss://app:k9qZm77x@cache.example/app-jobs?protocol=3",
        ] {
            assert!(has_no_number(text), "{text}");
            let doubts = judged_as_it_is("acme", "REDIS_URL", text);
            assert_eq!(doubts, [Doubt::DatabaseNumber], "{text}");
        }
        for text in [
            "redis://:k9qZm77x@cache.example:6379/0",
            "redis://:k9qZm77x@cache.example:6379/",
            "redis://:k9qZm77x@cache.example:6379",
            "redis://:k9qZm77x@cache.example:26379/main",
            "redis+sentinel://:k9qZm77x@cache.example/main/0",
            "postgres://app:k9qZm77x@db.example/sessions",
        ] {
            assert!(!has_no_number(text), "{text}");
        }
    }

    #[test]
    fn a_port_where_dns_has_it_is_told() {
        for text in [
            "mongodb+srv://app:k9q@c.example:27017/orders",
            "mongodb+srv://c.example:27017",
            "mongodb+srv://app:k9q@a.c.example,b.c.example/orders",
        ] {
            assert!(is_bad_srv(text), "{text}");
        }
        for text in [
            "mongodb+srv://app:k9q@c.example/orders?a=b:c,d",
            "mongodb+srv://c.example",
            "mongodb://app:k9q@c.example:27017,d.example/orders",
        ] {
            assert!(!is_bad_srv(text), "{text}");
        }
    }
}
