//! One version of one secret, by one request.

use provider_credentials_core::Secret;
use provider_credentials_http::{Answer, Deadline, Request, Value, base64};
use provider_credentials_oauth2::for_stores::AccessToken;

use crate::crc32c::crc32c;
use crate::failures::{
    ANSWER_INVALID, CHECKSUM_MISMATCH, CREDENTIALS_INVALID, ENDPOINT_INVALID, of_http,
};
use crate::ground::{Ground, retries};
use crate::json;
use crate::name::{Name, is_number};
use crate::refusal::refusal;
use crate::session::Session;
use crate::wanted::{Got, Outcome};

/// A token that Google refuses is replaced, once.
pub(crate) fn access(
    ground: &Ground,
    session: &Session,
    name: &Name,
    deadline: Deadline,
) -> Outcome {
    let token = session.token(ground, deadline)?;
    match once(ground, session, name, &token, deadline) {
        Err(error) if error.code() == CREDENTIALS_INVALID.code() => {
            match session.other_than(&token, ground, deadline) {
                Ok(other) => once(ground, session, name, &other, deadline),
                // It was refused, whoever is out of reach now.
                Err(why) if why.is_unreachable() => Err(error),
                Err(why) => Err(why),
            }
        }
        outcome => outcome,
    }
}

fn once(
    ground: &Ground,
    session: &Session,
    name: &Name,
    token: &AccessToken,
    deadline: Deadline,
) -> Outcome {
    let endpoint = ground.endpoint(name.location.as_deref())?;
    let url = endpoint.join(&name.path()).map_err(|_| ENDPOINT_INVALID)?;
    let authorization = token.authorization();
    let mut request = Request::get(&url)
        .header("Accept", Value::plain("application/json"))
        .header("Accept-Encoding", Value::plain("identity"))
        .header("Authorization", Value::secret(authorization.expose_bytes()));
    let quota_project = session.quota_project(ground)?;
    if let Some(project) = &quota_project {
        request = request.header("x-goog-user-project", Value::plain(project));
    }
    // What came otherwise than it is kept, comes right the next time or never.
    let retries = retries().when(|answer| {
        answer.status() == 200 && got(answer).is_err_and(|error| error == CHECKSUM_MISMATCH)
    });
    let answer = ground.client.send_with_retries(&request, deadline, &retries);
    let answer = answer.map_err(|failure| of_http(&failure))?;
    let outcome = match answer.status() {
        200 => got(&answer).map(|got| Got { is_plain: !url.is_secure(), ..got }),
        _ => Err(refusal(&answer)),
    };
    outcome.map_err(|error| answer.repeated().map_or(error, |attempts| error.attempts(attempts)))
}

fn got(answer: &Answer) -> Outcome {
    let body = answer.text().map_err(|_| ANSWER_INVALID)?;
    let payload = json::at(body, &["payload"]).filter(|payload| payload.starts_with('{'));
    let payload = payload.ok_or(ANSWER_INVALID)?;
    let name = json::text(body, &["name"]).ok_or(ANSWER_INVALID)?;
    let version = name.rsplit_once("/versions/").map(|(_, version)| version.to_owned());
    let value = content(payload).ok_or(ANSWER_INVALID)?;
    // Of a number that is none, too.
    let has_checksum = json::at(payload, &["dataCrc32c"]).is_some();
    let sum = json::text(payload, &["dataCrc32c"]);
    let expected = i64::from(crc32c(value.expose_bytes()));
    if has_checksum && sum.and_then(|sum| sum.parse().ok()) != Some(expected) {
        return Err(CHECKSUM_MISMATCH);
    }
    // Nothing says that it is a secret.
    if !has_checksum && value.expose_bytes().is_empty() {
        return Err(ANSWER_INVALID);
    }
    let version = version.filter(|version| is_number(version));
    Ok(Got { value, version, has_checksum, is_plain: false })
}

/// Of an empty secret, the answer has nothing.
fn content(payload: &str) -> Option<Secret> {
    if matches!(json::at(payload, &["data"]), None | Some("\"\"")) {
        return Some(Secret::from(&b""[..]));
    }
    let digits = json::secret(payload, &["data"])?;
    base64::decoded(digits.expose_bytes()).map(|bytes| Secret::from(bytes.as_slice()))
}
