//! Whether a client of an OAuth server has what it says who it is by.

use crate::code::Code;
use crate::model::{Auth, Credential, PartValue};
use crate::report::{Problem, Problems};
use crate::span::Spanned;

/// Ways of saying it, what each needs, and what to write for a client that has something else.
const WAYS: &[(&str, &[&str])] = &[
    ("client_secret_basic", &["client_secret"]),
    ("client_secret_post", &["client_secret"]),
    ("private_key_jwt", &["private_key"]),
    ("tls_client_auth", &["private_key", "certificate"]),
    ("self_signed_tls_client_auth", &["private_key", "certificate"]),
];

// The server would refuse what the program sends, at run time and without a reason.
pub(super) fn fits(credential: &Credential<'_>, auth: &Auth, problems: &mut Problems) -> bool {
    let Some(text) = given(auth) else { return true };
    let way = text.value.text.as_str();
    let Some((_, needed)) = WAYS.iter().find(|(name, _)| *name == way) else { return true };
    let has = |name: &str| auth.parts.iter().any(|part| part.row.name == name);
    let Some(missing) = needed.iter().find(|name| !has(name)) else { return true };
    // A part with a mistake of its own is missing here.
    if !auth.is_whole {
        return false;
    }
    let default = match (has("client_secret"), has("certificate")) {
        (true, _) => "client_secret_basic",
        (false, true) => "tls_client_auth",
        (false, false) => "private_key_jwt",
    };
    let message = format!("`client_authentication: {way}` needs a `{missing}`");
    let problem = Problem::at(Code::ConflictingParts, text.span, message)
        .yielding_to(text.span)
        .help(format!("give a `{missing}`, or write `{default}` for what is there"));
    problems.push(credential.label.on(problem));
    false
}

fn given(auth: &Auth) -> Option<&Spanned<crate::model::Text>> {
    let part = auth.parts.iter().find(|part| part.row.name == "client_authentication")?;
    match &part.value {
        PartValue::Text(text) => Some(text),
        PartValue::Sources(_) | PartValue::Shared(_) => None,
    }
}
