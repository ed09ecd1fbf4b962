//! What is there in the place of a service account's file, where it is known: nothing that it says is repeated.

use std::path::Path;

use provider_credentials_core::{ExposeSecret, SourceError, json_members, json_values};

const CODE: &str = "oauth2_no_service_account";
/// What to do.
const STORE: &str =
    "store the file that `gcloud iam service-accounts keys create` writes, as it is";

/// Nothing that is known.
pub(crate) const NO_FILE: SourceError =
    SourceError::new(CODE, "is no JSON file of a service account", STORE);

const POINTER: SourceError = SourceError::new(
    CODE,
    "is a pointer of Git LFS, and not the file of a service account",
    "fetch the file with `git lfs pull`",
);
const FIRST_LINE: SourceError = SourceError::new(
    CODE,
    "is the first line of a JSON file alone",
    "write the JSON on one line, or use `source: file`",
);
const PATH: SourceError = SourceError::new(
    CODE,
    "is the path of a JSON file, and not the file of a service account",
    "write it as `file_path` of `source: file`",
);
const BASE64: SourceError = SourceError::new(
    CODE,
    "is the file of a service account in base64",
    "add `encoding: base64` to its source",
);
const APP: SourceError =
    SourceError::new(CODE, "is the configuration of an app, and no service account", STORE);
const CLIENT: SourceError =
    SourceError::new(CODE, "is the file of an OAuth client, and no service account", STORE);
const USER: SourceError = SourceError::new(
    CODE,
    "is the login of a user, as `gcloud auth application-default login` writes it, and no service account",
    STORE,
);
const FEDERATED: SourceError = SourceError::new(
    CODE,
    "is the configuration of workload identity federation, and no service account",
    STORE,
);
const IMPERSONATED: SourceError =
    SourceError::new(CODE, "impersonates a service account, and has no key of one", STORE);
const CUT: SourceError =
    SourceError::new(CODE, "is the file of a service account without all its values", STORE);

/// Members that tell a file.
const MEMBERS: [(&str, SourceError); 3] =
    [("installed", CLIENT), ("web", CLIENT), ("project_info", APP)];

/// Values of `type`.
const TYPES: [(&str, SourceError); 5] = [
    ("authorized_user", USER),
    ("external_account", FEDERATED),
    ("external_account_authorized_user", FEDERATED),
    ("impersonated_service_account", IMPERSONATED),
    ("service_account", CUT),
];

/// Why `text` is no file of a service account.
pub(crate) fn no_service_account(text: &str) -> SourceError {
    let text = text.trim();
    if text.starts_with("version https://git-lfs.github.com/spec/") {
        return POINTER;
    }
    if text == "{" {
        return FIRST_LINE;
    }
    // `{` and a member, however they are written.
    if ["ewog", "ewoJ", "ew0K", "eyJ0"].iter().any(|head| text.starts_with(head)) {
        return BASE64;
    }
    let is_name =
        || Path::new(text).extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    if !text.contains('\n') && is_name() {
        return PATH;
    }
    let Some(members) = json_members(text) else { return NO_FILE };
    let has = |name: &str| members.iter().any(|(member, _)| *member == name);
    if let Some((_, error)) = MEMBERS.iter().find(|(name, _)| has(name)) {
        return *error;
    }
    let kind = json_values(text, &[&["type"]]).and_then(|mut values| values.pop().flatten());
    let kind = kind.as_ref().map(ExposeSecret::expose_secret);
    let is = |row: &&(&str, SourceError)| kind == Some(row.0);
    TYPES.iter().find(is).map_or(NO_FILE, |(_, error)| *error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_named() {
        for (text, part) in [
            ("version https://git-lfs.github.com/spec/v1\noid sha256:77\nsize 9", "Git LFS"),
            ("{\n", "first line"),
            ("/run/secrets/sa.json", "path"),
            ("eyJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCJ9", "base64"),
            ("ewogICJ0eXBlIjogIngiCn0=", "base64"),
            (r#"{"project_info": {"project_id": "s3ntinel"}, "client": []}"#, "an app"),
            (r#"{"installed": {"client_secret": "s3ntinel"}}"#, "OAuth client"),
            (r#"{"web": {"client_secret": "s3ntinel"}}"#, "OAuth client"),
            (r#"{"type": "authorized_user", "refresh_token": "s3ntinel"}"#, "of a user"),
            (r#"{"type": "external_account", "audience": "s3ntinel"}"#, "federation"),
            (r#"{"type": "impersonated_service_account"}"#, "impersonates"),
            (r#"{"type": "service_account"}"#, "without all"),
            (r#"{"type": "s3ntinel"}"#, "no JSON file of"),
            ("{}", "no JSON file of"),
            ("s3ntinel", "no JSON file of"),
        ] {
            let error = no_service_account(text);
            let shown = error.to_string();
            assert!(shown.contains(part) && !shown.contains("s3ntinel"), "{text}: {shown}");
            assert_eq!(error.code(), CODE);
        }
    }
}
