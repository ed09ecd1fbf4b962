//! The token of another issuer: in a file, at a URL, or from a program.

use core::net::IpAddr;
use std::path::Path;

use provider_credentials_core::{Secret, SourceError, json_members};
use provider_credentials_http::{Deadline, Request, Url, Value};
use zeroize::Zeroizing;

use super::executable;
use crate::failures::{
    CREDENTIALS_FILE_INVALID, CREDENTIALS_UNSUPPORTED, SUBJECT_HOST, SUBJECT_TOKEN_FILE,
    SUBJECT_TOKEN_UNREACHABLE, SUBJECT_TOKEN_URL,
};
use crate::ground::{Ground, WORTH_ANOTHER, retries};
use crate::json;

pub(super) fn token(
    ground: &Ground,
    document: &str,
    deadline: Deadline,
) -> Result<Secret, SourceError> {
    let source = json::at(document, &["credential_source"]).ok_or(CREDENTIALS_FILE_INVALID)?;
    let text = |name| json::text(source, &[name]);
    // Of AWS, by signed requests, and of X.509 certificates.
    if text("environment_id").is_some() || json::at(source, &["certificate"]).is_some() {
        return Err(CREDENTIALS_UNSUPPORTED);
    }
    if let Some(file) = text("file") {
        return of_file(ground, source, Path::new(file.as_str()));
    }
    if let Some(url) = text("url") {
        return of_url(ground, source, &url, deadline);
    }
    if json::at(source, &["executable"]).is_some() {
        return executable::token(ground, document, deadline);
    }
    Err(CREDENTIALS_FILE_INVALID)
}

/// Read anew each time, because it is replaced.
fn of_file(ground: &Ground, source: &str, path: &Path) -> Result<Secret, SourceError> {
    let bytes = ground.files.read(path).map_err(|error| match error.code() {
        "file_not_found" | "file_empty" => SUBJECT_TOKEN_FILE,
        _ => error,
    })?;
    let content = core::str::from_utf8(&bytes).map_err(|_| SUBJECT_TOKEN_FILE)?;
    taken(source, content).ok_or(SUBJECT_TOKEN_FILE)
}

fn of_url(
    ground: &Ground,
    source: &str,
    url: &str,
    deadline: Deadline,
) -> Result<Secret, SourceError> {
    let url = Url::parse(url).map_err(|_| SUBJECT_HOST)?;
    if !is_allowed(&url) {
        return Err(SUBJECT_HOST);
    }
    let mut headers = Vec::new();
    let given = json::at(source, &["headers"]).unwrap_or("{}");
    for (name, _) in json_members(given).unwrap_or_default() {
        headers.push((name, json::text(given, &[name]).unwrap_or_default()));
    }
    let mut request = Request::get(&url);
    for (name, value) in &headers {
        request = request.header(name, Value::secret(value.as_bytes()));
    }
    let client = if url.is_https() { &ground.client } else { &ground.local };
    let answer = client.send_with_retries(&request, deadline, &retries());
    let answer = answer.map_err(|failure| {
        if failure.is_retryable() { SUBJECT_TOKEN_UNREACHABLE } else { SUBJECT_TOKEN_URL }
    })?;
    if WORTH_ANOTHER.contains(&answer.status()) {
        return Err(SUBJECT_TOKEN_UNREACHABLE.http_status(answer.status()));
    }
    let content = answer.text().ok().filter(|_| answer.status() == 200);
    content
        .and_then(|content| taken(source, content))
        .ok_or(SUBJECT_TOKEN_URL.http_status(answer.status()))
}

/// Over TLS anywhere; else where nobody can listen in: this machine, and the metadata of a machine in another cloud.
fn is_allowed(url: &Url) -> bool {
    let metadata = [169, 254, 169, 254];
    url.is_secure() || url.host().parse() == Ok(IpAddr::from(metadata))
}

/// The token out of what has it, by the format that the file says.
fn taken(source: &str, content: &str) -> Option<Secret> {
    let kind = json::text(source, &["format", "type"]);
    let token = match kind.as_ref().map(|kind| kind.as_str()) {
        None | Some("text") => Zeroizing::new(content.trim().to_owned()),
        Some("json") => {
            let name = json::text(source, &["format", "subject_token_field_name"])?;
            json::text(content, &[&name])?
        }
        Some(_) => return None,
    };
    (!token.is_empty()).then(|| Secret::from(token.as_str()))
}

#[cfg(test)]
mod tests {
    use provider_credentials_core::ExposeSecret as _;

    use super::*;

    #[test]
    fn hosts() {
        for (url, expected) in [
            ("http://169.254.169.254/metadata/identity/oauth2/token", true),
            ("http://127.0.0.1:9000/token", true),
            ("https://issuer.example/token", true),
            ("http://169.254.170.2/token", false),
            ("http://issuer.example/token", false),
        ] {
            assert_eq!(is_allowed(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }

    #[test]
    fn formats() {
        let json = r#"{"format": {"type": "json", "subject_token_field_name": "id_token"}}"#;
        let take =
            |source, content| taken(source, content).map(|token| token.expose_secret().to_owned());
        assert_eq!(take("{}", " abc\n").as_deref(), Some("abc"));
        assert_eq!(take(json, r#"{"id_token": "abc"}"#).as_deref(), Some("abc"));
        for (source, content) in
            [("{}", " \n"), (json, "abc"), (json, "{}"), (r#"{"format": {"type": "x"}}"#, "abc")]
        {
            assert_eq!(take(source, content), None, "{source} {content}");
        }
    }
}
