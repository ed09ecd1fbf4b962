//! The metadata service of a virtual machine.

use std::time::SystemTime;

use provider_credentials_core::{SourceError, json_values};
use provider_credentials_http::{Answer, Deadline, Failure, Kind, Request, Value};

use super::local::{answered, endpoint, retries, with_query};
use super::look::Look;
use crate::failures::{IDENTITY_ENDPOINT, IDENTITY_MISSING};
use crate::ground::Ground;

const USUAL: &str = "http://169.254.169.254";
const PATH: &str = "/metadata/identity/oauth2/token";
const API: &str = "2018-02-01";

/// Nothing where there is no such service, or where it knows of no identity and the program chose none.
pub(super) fn look(
    ground: &Ground,
    resource: &str,
    deadline: Deadline,
) -> Result<Look, SourceError> {
    match ground.environment.get("AZURE_POD_IDENTITY_AUTHORITY_HOST") {
        Some(host) => look_at(ground, host, true, resource, deadline),
        None => look_at(ground, USUAL, false, resource, deadline),
    }
}

fn look_at(
    ground: &Ground,
    host: &str,
    is_named: bool,
    resource: &str,
    deadline: Deadline,
) -> Result<Look, SourceError> {
    let url = endpoint(host)?.join(PATH).map_err(|_| IDENTITY_ENDPOINT)?;
    let url = with_query(ground, &url, API, resource)?;
    let request = Request::get(&url).header("Metadata", Value::plain("true"));
    let asked = SystemTime::now();
    // Where there is none, nobody is to wait for more than one attempt.
    let retries = retries().unless(|failure| !failure.was_sent());
    let sent = ground.local.send_with_retries(&request, deadline, &retries);
    let is_there = match &sent {
        Ok(answer) => !is_of_docker(answer) && (is_named || is_of_azure(answer)),
        Err(failure) => failure.was_sent() && (is_named || !is_no_answer(failure)),
    };
    if !is_there {
        return Ok(Look::Nothing(None));
    }
    match answered(sent, asked) {
        Ok(token) => Ok(Look::Found(token)),
        // Of an identity that the program chose, it is a mistake: whoever is logged in must not take its place unseen.
        Err(error) if error.code() == IDENTITY_MISSING.code() && ground.client_id().is_none() => {
            Ok(Look::Nothing(Some(error)))
        }
        Err(error) => Err(error),
    }
}

/// Other clouds have another service at that address, and some networks a page for what they do not let through. Azure's
/// own has an object in JSON for everything, but where something in front of it is out of order.
fn is_of_azure(answer: &Answer) -> bool {
    let is_json = || answer.text().is_ok_and(|text| json_values(text, &[]).is_some());
    matches!(answer.status(), 429 | 500..) || is_json()
}

/// Docker Desktop answers for what it cannot reach.
fn is_of_docker(answer: &Answer) -> bool {
    answer.status() == 403 && answer.text().is_ok_and(|text| text.contains("unreachable"))
}

/// Not one of a service of Azure.
fn is_no_answer(failure: &Failure) -> bool {
    matches!(failure.kind(), Kind::Redirected | Kind::AnswerInvalid | Kind::AnswerTooLarge)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use provider_credentials_core::SecretFiles;
    use provider_credentials_test_servers::{Fault, Proxy};

    use super::*;
    use crate::builder::AzureKeyVaultBuilder;
    use crate::environment::Environment;

    /// What comes of that answer at the usual address, and at one that a variable names.
    fn found(head: &str, body: &str) -> [Result<bool, &'static str>; 2] {
        let text = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        let server = Proxy::start("127.0.0.1:1", move |_, _| Fault::Answer(text.clone()));
        let builder =
            AzureKeyVaultBuilder::surrounded_by(Environment::default(), SecretFiles::default());
        let ground = builder.ground().unwrap();
        [false, true].map(|is_named| {
            let deadline = Deadline::after(Duration::from_secs(10));
            let resource = "https://vault.azure.net";
            let look = look_at(&ground, server.address(), is_named, resource, deadline);
            look.map(|look| matches!(look, Look::Found(_))).map_err(|error| error.code())
        })
    }

    #[test]
    fn other_services_at_that_address_are_passed_over() {
        let invalid = Err("azure_identity_answer_invalid");
        let refused = Err("azure_identity_refused");
        let unavailable = Err("azure_identity_unavailable");
        for (head, body, expected) in [
            ("200 OK", r#"{"access_token": "a", "expires_in": 60}"#, [Ok(true), Ok(true)]),
            // Of AWS, Google, and networks that ask for a login.
            ("404 Not Found", "<html>Not Found</html>", [Ok(false), unavailable]),
            ("401 Unauthorized", "<html>Unauthorized</html>", [Ok(false), refused]),
            ("403 Forbidden", "<html>Missing Metadata-Flavor</html>", [Ok(false), refused]),
            ("200 OK", "<html>sign in</html>", [Ok(false), invalid]),
            ("302 Found\r\nLocation: http://login.example/", "", [Ok(false), invalid]),
            ("403 Forbidden", "connecting to 169.254.169.254: unreachable", [Ok(false); 2]),
            ("400 Bad Request", r#"{"error": "invalid_request"}"#, [Ok(false); 2]),
            ("403 Forbidden", r#"{"error": "x"}"#, [refused; 2]),
            ("200 OK", r#"{"error": "x"}"#, [invalid; 2]),
            ("503 Busy", "", [unavailable; 2]),
        ] {
            assert_eq!(found(head, body), expected, "{head} {body}");
        }
    }
}
