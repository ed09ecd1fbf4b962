//! Secrets from a fake of Google Secret Manager, by a login.

use provider_credentials_disguises::letters as sentinel;
use provider_credentials_test_servers::{Fault, Gcp, Proxy};

use crate::case::Case;

/// Loads by the programs `probes`: what is wrong, if anything stays.
pub(crate) fn check(probes: &[&str]) -> Vec<String> {
    const TOKEN: &str = "token-of-the-administrator";

    let target = env!("CARGO_TARGET_TMPDIR");
    let Some(gcp) = Gcp::for_test("Google in memory", target) else { return Vec::new() };
    let names = ["keyed", "whole", "former", "beside", "client", "refresh"];
    let [keyed, whole, former, beside, client, refresh] = names.map(sentinel);
    gcp.python(&format!(
        "create('leak-keyed', json.dumps({{'a': {{'wanted': '\\t{keyed}\\n.'}}, 'other': '{beside}'}}))
create('leak-whole', '{former}', '{whole}')"
    ));
    let tokens = Proxy::start(gcp.listens_at(), |_, _| {
        let body = format!("{{\"access_token\": \"{TOKEN}\", \"expires_in\": 3600}}");
        Fault::Answer(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"))
    });
    let login = format!(
        "{{\"type\": \"authorized_user\", \"client_id\": \"client\", \"client_secret\": \"{client}\", \
         \"refresh_token\": \"{refresh}\", \"token_uri\": \"{}/token\"}}",
        tokens.address()
    );
    // What was sent or read to get there goes too.
    let case = Case::new("gcp", "gcp", "loaded loaded loaded")
        .text(&gcp.address())
        .file("login.json", login)
        .loads(&keyed)
        .loads(&whole)
        .loads(&former)
        .never(&beside)
        .never(&client)
        .never(&refresh)
        .never(TOKEN);
    let of = |probe: &&str| {
        let wrong = case.check(probe).into_iter();
        wrong.map(|wrong| format!("{probe}: {wrong}")).collect::<Vec<_>>()
    };
    probes.iter().flat_map(of).collect()
}
