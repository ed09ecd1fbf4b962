//! A URL of a gateway that many share, whose user does not say whose database it is.

use crate::value::letters::signs::has;
use crate::value::letters::text::split_at;

/// Whether that is missing, without which the gateway knows nobody: `PREFIX.root` at `TiDB` Cloud (its documentation, "User name
/// prefix"), and `postgres.REFERENCE` at Supabase's pooler.
pub(in crate::value) fn lacks_tenant(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let (authority, query) = split_at(rest, &mut |c| matches!(c, '/' | '?' | '#'));
    let Some((user, host)) = authority.rsplit_once('@') else { return false };
    let (user, _) = user.split_once(':').unwrap_or((user, ""));
    let (host, _) = host.split_once(':').unwrap_or((host, ""));
    let is_shared = host.starts_with("gateway") && host.ends_with(".tidbcloud.com")
        || host.starts_with("aws-")
            && host.ends_with(".pooler.supabase.com")
            // The other way to say it.
            && !has(query.unwrap_or_default(), "reference");
    is_shared && !user.is_empty() && !user.contains(['.', '%'])
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn a_gateway_asks_whose_database_it_is() {
        for text in [
            "mysql://root:k9qZm77xR3@gateway01.eu-central-1.prod.aws.tidbcloud.com:4000/orders",
            "postgresql://postgres:k9qZm77xR3@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
        ] {
            assert_eq!(judged("acme", "DATABASE_URL", text), [Doubt::NoTenant], "{text}");
        }
        for text in [
            "mysql://2aEx.root:k9qZm77xR3@gateway01.eu-central-1.prod.aws.tidbcloud.com:4000/orders",
            "mysql://root:k9qZm77xR3@tidb.acme.clusters.tidb-cloud.com:4000/orders",
            "postgresql://postgres.examplenotaref:k9qZm77xR3@aws-0-eu-central-1.pooler.supabase.com/postgres",
            "postgresql://postgres:k9qZm77xR3@aws-0-eu-central-1.pooler.supabase.com/postgres?options=reference%3Dacme",
            "postgresql://postgres:k9qZm77xR3@db.examplenotaref.supabase.co:5432/postgres",
            "https://gateway01.eu-central-1.prod.aws.tidbcloud.com/",
        ] {
            assert!(!judged("acme", "DATABASE_URL", text).contains(&Doubt::NoTenant), "{text}");
        }
    }
}
