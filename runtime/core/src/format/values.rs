use super::json;
use super::paths_asked::Segments;
use crate::secret::Secret;

/// Values in JSON text, by the keys and list indices that lead to each, outermost first; `None` if it is no JSON.
///
/// For crates that read what a server or a file says beside secrets. No copy of a value stays behind but the one
/// that is given out, which wipes itself. A number stays as it is written; a value that is not there, `null`, empty,
/// a list or a mapping, or there twice, is `None`.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{ExposeSecret, json_values};
///
/// let text = r#"{"token": "abc", "expires_in": 3600, "user": {"name": null}}"#;
/// let values = json_values(text, &[&["expires_in"], &["user", "name"]]).unwrap();
/// assert_eq!(values[0].as_ref().unwrap().expose_secret(), "3600");
/// assert!(values[1].is_none());
/// ```
#[must_use]
pub fn json_values(text: &str, paths: &[Segments]) -> Option<Vec<Option<Secret>>> {
    let answers = json::extract(text, paths).ok()?;
    let mut values = Vec::with_capacity(answers.len());
    for answer in answers {
        values.push(answer.ok());
    }
    Some(values)
}
