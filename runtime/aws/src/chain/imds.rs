//! The metadata service of an instance (EC2), version 2: never the first, which whoever makes a program send a request
//! could read.

use provider_credentials_core::SourceError;
use provider_credentials_http::{Answer, Deadline, Kind, Request, Url, Value};
use zeroize::Zeroizing;

use super::local::{BUSY, again, credentials, send};
use crate::credentials::Credentials;
use crate::failures::{IMDS_BUSY, IMDS_ENDPOINT, IMDS_HOP, IMDS_NO_ROLE, IMDS_REFUSED};
use crate::ground::Ground;

const BY_IPV4: &str = "http://169.254.169.254";
const BY_IPV6: &str = "http://[fd00:ec2::254]";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// `None` where there is no such service.
pub(super) fn look(
    ground: &Ground,
    deadline: Deadline,
) -> Result<Option<Credentials>, SourceError> {
    let Some(service) = Service::find(ground, deadline)? else { return Ok(None) };
    let answer = service.get(ground, ROLES, deadline)?;
    let role = match answer.status() {
        200 => first_line(&answer).ok_or(IMDS_NO_ROLE)?,
        404 => return Err(IMDS_NO_ROLE.http_status(404)),
        status => return Err(refused(status)),
    };
    let answer = service.get(ground, &format!("{ROLES}{role}"), deadline)?;
    match answer.status() {
        200 => credentials(&answer).map(Some),
        status => Err(refused(status)),
    }
}

fn refused(status: u16) -> SourceError {
    let error = if BUSY.contains(&status) { IMDS_BUSY } else { IMDS_REFUSED };
    error.http_status(status)
}

/// The region of the instance.
pub(crate) fn region(ground: &Ground, deadline: Deadline) -> Option<String> {
    let service = Service::find(ground, deadline).ok().flatten()?;
    let answer = service.get(ground, "/latest/meta-data/placement/region", deadline).ok()?;
    first_line(&answer).filter(|_| answer.status() == 200)
}

/// One that gave a token.
struct Service {
    url: Url,
    token: Zeroizing<String>,
}

impl Service {
    fn find(ground: &Ground, deadline: Deadline) -> Result<Option<Self>, SourceError> {
        const LIFETIME: &str = "21600";

        if ground.environment.is_true("AWS_EC2_METADATA_DISABLED") {
            return Ok(None);
        }
        let mode = ground.environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
        let usual = if mode.is_some_and(|mode| mode.eq_ignore_ascii_case("ipv6")) {
            BY_IPV6
        } else {
            BY_IPV4
        };
        let named = ground.environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        let url = Url::parse(named.unwrap_or(usual)).map_err(|_| IMDS_ENDPOINT)?;
        let place = url.join("/latest/api/token").map_err(|_| IMDS_ENDPOINT)?;
        let request = Request::new("PUT", &place)
            .header("X-aws-ec2-metadata-token-ttl-seconds", Value::plain(LIFETIME));
        // Where nobody is, none is waited for twice.
        let retries =
            again(1).unless(|failure| failure.kind() == Kind::TimedOut && !failure.was_sent());
        let answer = match ground.local.send_with_retries(&request, deadline, &retries) {
            Ok(answer) => answer,
            // Connected, and then nothing: the token does not get beyond the instance's own network.
            Err(failure) if failure.kind() == Kind::TimedOut && failure.was_sent() => {
                return Err(IMDS_HOP);
            }
            Err(_) => return Ok(None),
        };
        match answer.status() {
            200 => match first_line(&answer).map(Zeroizing::new) {
                Some(token) if !token.starts_with('<') => Ok(Some(Self { url, token })),
                // A page of whoever keeps the network.
                _ if named.is_none() => Ok(None),
                _ => Err(IMDS_REFUSED.http_status(200)),
            },
            // It is switched off, or another server is there.
            403..=405 => Ok(None),
            // Of another cloud.
            400..=499 if named.is_none() && !BUSY.contains(&answer.status()) => Ok(None),
            status => Err(refused(status)),
        }
    }

    fn get(&self, ground: &Ground, path: &str, deadline: Deadline) -> Result<Answer, SourceError> {
        let url = self.url.join(path).map_err(|_| IMDS_REFUSED)?;
        let request = Request::get(&url)
            .header("X-aws-ec2-metadata-token", Value::secret(self.token.as_bytes()));
        send(ground, &request, deadline, 2).map_err(|_| IMDS_BUSY)
    }
}

fn first_line(answer: &Answer) -> Option<String> {
    let line = answer.text().ok()?.lines().next()?.trim();
    let is_word = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_graphic());
    is_word.then(|| line.to_owned())
}
