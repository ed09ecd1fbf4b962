//! What the requests of a load are for: each version of a secret is read once, however many ask for a value in it.

use core::cell::OnceCell;

use provider_credentials_core::{Secret, SourceAnswer, SourceError, SourceRequest};
use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

use crate::failures::{
    CHECKSUM_MISSING, NAME_INVALID, PLAIN_HTTP, PROJECT_CONFLICT, PROJECT_INVALID,
    VERSION_CONFLICT, VERSION_INVALID,
};
use crate::ground::Ground;
use crate::name::{Name, Written, is_project, is_version};
use crate::project::Project;

/// As it is now.
pub(crate) struct Got {
    pub(crate) value: Secret,
    /// The number of the version, if the answer has one.
    pub(crate) version: Option<String>,
    pub(crate) has_checksum: bool,
    pub(crate) is_plain: bool,
}

pub(crate) type Outcome = Result<Got, SourceError>;

/// Those that differ, each with the places of the requests that are for it. A request for none that there can be is
/// answered.
pub(crate) fn all_of(
    requests: &mut [SourceRequest],
    ground: &Ground,
    project: &Project,
    deadline: Deadline,
) -> Vec<(Name, Vec<usize>)> {
    let mut all: Vec<(Name, Vec<usize>)> = Vec::new();
    // Looked for once, also where it is not found.
    let of_surroundings = OnceCell::new();
    let project = || of_surroundings.get_or_init(|| project.get(ground, deadline)).clone();
    for (place, request) in requests.iter_mut().enumerate() {
        match name(request, &project) {
            Ok(name) => match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, places)) => places.push(place),
                None => all.push((name, vec![place])),
            },
            Err(error) => request.answer(Err(error)),
        }
    }
    all
}

fn name(
    request: &SourceRequest,
    project: &dyn Fn() -> Result<String, SourceError>,
) -> Result<Name, SourceError> {
    let param = |name| request.param(name).map(str::trim);
    let written = Written::parse(param("secret").unwrap_or_default()).ok_or(NAME_INVALID)?;
    let one_of = |first: Option<&str>, second: Option<&str>, both| match (first, second) {
        (Some(_), Some(_)) => Err(both),
        (first, second) => Ok(first.or(second).map(str::to_owned)),
    };
    let of_name = one_of(param("project"), written.project, PROJECT_CONFLICT)?;
    let version = one_of(param("version"), written.version, VERSION_CONFLICT)?;
    let project = of_name.map_or_else(project, Ok)?;
    let version = version.unwrap_or_else(|| "latest".to_owned());
    if !is_project(&project) {
        return Err(PROJECT_INVALID);
    }
    if !is_version(&version) {
        return Err(VERSION_INVALID);
    }
    Ok(Name {
        project,
        location: written.location.map(str::to_owned),
        secret: written.secret.to_owned(),
        version,
    })
}

pub(crate) fn answer(request: &mut SourceRequest, outcome: &Outcome) {
    let got = match outcome {
        Ok(got) => got,
        Err(error) => return request.answer(Err(*error)),
    };
    let bytes = got.value.expose_bytes();
    let mut answer = if request.selects() {
        SourceAnswer::content(Zeroizing::new(bytes.to_vec()))
    } else {
        SourceAnswer::secret(Secret::from(bytes))
    };
    if let Some(version) = &got.version {
        answer = answer.version(version.as_str());
    }
    if got.is_plain {
        answer = answer.warning(PLAIN_HTTP);
    }
    if !got.has_checksum {
        answer = answer.warning(CHECKSUM_MISSING);
    }
    request.answer_with(Ok(answer));
}
