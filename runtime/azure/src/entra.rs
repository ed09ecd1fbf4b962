//! A token of Entra ID for an application.

use std::time::SystemTime;

use provider_credentials_core::{ExposeSecret, SourceError, json_values};
use provider_credentials_http::{Answer, Deadline, Request, Url, Value};
use provider_credentials_oauth2::for_stores::form;

use crate::challenge::{Use, is_tenant};
use crate::failures::{
    CERTIFICATE_REFUSED, CLIENT_UNKNOWN, ENTRA_ANSWER, ENTRA_BUSY, ENTRA_REFUSED,
    FEDERATED_EXPIRED, FEDERATED_REFUSED, OTHER_TENANT, SECRET_EXPIRED, SECRET_WRONG,
    TENANT_INVALID, TENANT_UNKNOWN, of_entra,
};
use crate::ground::Ground;
use crate::token::{OF_ENTRA, Token};

/// Who asks.
pub(crate) struct Application<'a> {
    pub(crate) tenant: &'a str,
    pub(crate) client_id: &'a str,
}

/// By what it is known.
pub(crate) enum Proof<'a> {
    Secret(&'a str),
    /// A text that the key of its certificate signed.
    Certificate(&'a str),
    /// A text of whom it trusts.
    Federated(&'a str),
}

const SIGNED_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

impl Application<'_> {
    /// Where its tokens come from.
    pub(crate) fn endpoint(&self, ground: &Ground, of: &Use) -> Result<Url, SourceError> {
        if !is_tenant(self.tenant) {
            return Err(TENANT_INVALID);
        }
        // A tenant may be named by its domain, of which the vault gives the ID.
        let is_id = |tenant: &str| tenant.len() == 36 && tenant.matches('-').count() == 4;
        if is_id(self.tenant)
            && is_id(&of.scope.tenant)
            && !self.tenant.eq_ignore_ascii_case(&of.scope.tenant)
        {
            return Err(OTHER_TENANT);
        }
        let authority = ground.authority(of.cloud)?;
        let path = format!("/{}/oauth2/v2.0/token", self.tenant);
        authority.join(&path).map_err(|failure| of_entra(&failure))
    }
}

pub(crate) fn token(
    ground: &Ground,
    application: &Application<'_>,
    of: &Use,
    proof: &Proof<'_>,
    deadline: Deadline,
) -> Result<Token, SourceError> {
    let url = application.endpoint(ground, of)?;
    let scope = of.scope.default_scope();
    let mut fields = vec![
        ("client_id", application.client_id),
        ("grant_type", "client_credentials"),
        ("scope", &*scope),
    ];
    match proof {
        Proof::Secret(secret) => fields.push(("client_secret", secret)),
        Proof::Certificate(signed) | Proof::Federated(signed) => {
            fields.push(("client_assertion_type", SIGNED_BEARER));
            fields.push(("client_assertion", signed));
        }
    }
    let body = form(&fields);
    // It grants the same twice.
    let request = Request::post(&url)
        .body("application/x-www-form-urlencoded", &body[..])
        .repeatable()
        .header("Accept", Value::plain("application/json"));
    let asked = SystemTime::now();
    let answer = ground.send(&request, deadline).map_err(|failure| of_entra(&failure))?;
    if answer.status() == 200 {
        let text = answer.text().map_err(|_| ENTRA_ANSWER)?;
        return Token::of_json(text, &OF_ENTRA, asked).ok_or(ENTRA_ANSWER.http_status(200));
    }
    let error = refusal(&answer).http_status(answer.status());
    match u16::try_from(answer.attempts()).unwrap_or(u16::MAX) {
        0 | 1 => Err(error),
        attempts => Err(error.attempts(attempts)),
    }
}

/// By the number that Microsoft gives to each reason: <https://login.microsoftonline.com/error>.
const REASONS: [(&str, SourceError); 14] = [
    ("7000215", SECRET_WRONG),
    ("7000222", SECRET_EXPIRED),
    ("700016", CLIENT_UNKNOWN),
    ("90002", TENANT_UNKNOWN),
    ("900023", TENANT_UNKNOWN),
    ("700027", CERTIFICATE_REFUSED),
    ("7000214", CERTIFICATE_REFUSED),
    ("70021", FEDERATED_REFUSED),
    ("700211", FEDERATED_REFUSED),
    ("700212", FEDERATED_REFUSED),
    ("700213", FEDERATED_REFUSED),
    ("7002138", FEDERATED_REFUSED),
    ("700024", FEDERATED_EXPIRED),
    ("90033", ENTRA_BUSY),
];

fn refusal(answer: &Answer) -> SourceError {
    match answer.status() {
        408 | 429 | 500.. => return ENTRA_BUSY,
        300..400 => return ENTRA_ANSWER,
        _ => {}
    }
    let paths: [&[&str]; 2] = [&["error"], &["error_codes", "0"]];
    let values = json_values(answer.text().unwrap_or_default(), &paths);
    let mut values = values.unwrap_or_default().into_iter();
    let (error, number) = (values.next().flatten(), values.next().flatten());
    if error.is_none() {
        return ENTRA_ANSWER;
    }
    let known = number.and_then(|number| {
        let known = REASONS.iter().find(|(known, _)| *known == number.expose_secret());
        known.map(|(_, error)| *error)
    });
    known.unwrap_or(ENTRA_REFUSED)
}
