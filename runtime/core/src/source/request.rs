//! What a source is asked, with its parameters filled in.

use super::environment::Environment;
use super::expand::expand_parameter;
use super::found::Answer;
use crate::contract::SourceRequest;
use crate::report::{EnvReason, Place, Reason};
use crate::spec::{RemoteSpec, Spec};

/// The request of one part, or the answer where a parameter cannot be told.
pub(crate) fn request(
    part: usize,
    spec: &'static Spec,
    remote: &'static RemoteSpec,
    environment: &Environment,
) -> Result<SourceRequest, Answer> {
    let variables = remote.opener.map_or(&[][..], |opener| opener.variables());
    if let Some(failure) = variables.iter().find_map(|name| environment.failure_of(name)) {
        return Err(Answer::Broken(failure));
    }
    let mut params = Vec::with_capacity(remote.params.len());
    for (name, template) in remote.params {
        let escaped = remote.opener.map_or("", |opener| opener.escaped_in(name));
        match expand_parameter(template, escaped, environment) {
            Ok(text) => params.push((*name, text)),
            Err(reason) => return Err(unexpanded(remote, reason, environment)),
        }
    }
    Ok(SourceRequest::new(part, spec.id, spec.provider, params, remote.key.is_some()))
}

fn unexpanded(remote: &'static RemoteSpec, reason: EnvReason, environment: &Environment) -> Answer {
    let failure = environment.failure(Place::Remote(remote), reason);
    match failure.reason {
        Reason::Env(EnvReason::PathVariableNotSet { .. }) => Answer::Absent(failure),
        _ => Answer::Broken(failure),
    }
}
