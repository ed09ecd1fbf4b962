//! A token of the cluster or of a CI, as variables name it: Kubernetes' service accounts on EKS (IRSA).

use std::path::Path;

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use crate::credentials::Credentials;
use crate::failures::WEB_IDENTITY_INCOMPLETE;
use crate::ground::Ground;
use crate::sts::{Role, assume_by_token};

pub(super) fn look(
    ground: &Ground,
    deadline: Deadline,
) -> Result<Option<Credentials>, SourceError> {
    let variable = |name| ground.environment.get(name);
    let Some(file) = variable("AWS_WEB_IDENTITY_TOKEN_FILE") else { return Ok(None) };
    let role = Role {
        arn: variable("AWS_ROLE_ARN").ok_or(WEB_IDENTITY_INCOMPLETE)?,
        session_name: variable("AWS_ROLE_SESSION_NAME"),
        external_id: None,
        duration: None,
        region: None,
    };
    assume_by_token(ground, &role, Path::new(file), deadline).map(Some)
}
