//! Profiles, and those that they take their credentials from.

use std::path::PathBuf;

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::{command_line, container, given, imds, process, sso};
use crate::credentials::Credentials;
use crate::failures::{
    LOGIN_SESSION, PROFILE_INVALID, PROFILE_LOOP, PROFILE_MFA, PROFILE_NOT_FOUND, SOURCE_EMPTY,
    SOURCE_NOT_FOUND,
};
use crate::ground::Ground;
use crate::profiles::Profiles;
use crate::sts::{Role, assume, assume_by_token};

/// Of the profile that is named, or else of `default`, if it has any.
pub(super) fn look(
    ground: &Ground,
    deadline: Deadline,
) -> Result<Option<Credentials>, SourceError> {
    let profiles = Profiles::whole(&ground.environment, &ground.files)?;
    let profile = ground.profile();
    if !profiles.has(profile) {
        return if ground.named_profile().is_some() { Err(PROFILE_NOT_FOUND) } else { Ok(None) };
    }
    Look { ground, profiles: &profiles, deadline }.of(profile, &mut Vec::new())
}

struct Look<'l> {
    ground: &'l Ground,
    profiles: &'l Profiles,
    deadline: Deadline,
}

impl<'l> Look<'l> {
    fn get(&self, profile: &str, key: &str) -> Option<&'l str> {
        self.profiles.get(profile, key)
    }

    fn of(
        &self,
        profile: &'l str,
        before: &mut Vec<&'l str>,
    ) -> Result<Option<Credentials>, SourceError> {
        if before.contains(&profile) {
            return Err(PROFILE_LOOP);
        }
        before.push(profile);
        if let Some(arn) = self.get(profile, "role_arn") {
            return self.role(profile, arn, before).map(Some);
        }
        self.own(profile)
    }

    /// Without a role.
    fn own(&self, profile: &str) -> Result<Option<Credentials>, SourceError> {
        let Self { ground, profiles, deadline } = *self;
        if let Some(found) = sso::look(ground, profiles, profile, deadline)? {
            return Ok(Some(found));
        }
        if let Some(found) = given::of_profile(profiles, profile)? {
            return Ok(Some(found));
        }
        if let Some(command) = self.get(profile, "credential_process") {
            return process::run(command, deadline).map(Some);
        }
        match self.get(profile, "login_session") {
            Some(_) => {
                command_line::export(ground, profile, deadline).map(Some).ok_or(LOGIN_SESSION)
            }
            None => Ok(None),
        }
    }

    fn role(
        &self,
        profile: &'l str,
        arn: &'l str,
        before: &mut Vec<&'l str>,
    ) -> Result<Credentials, SourceError> {
        let role = Role {
            arn,
            session_name: self.get(profile, "role_session_name"),
            external_id: self.get(profile, "external_id"),
            duration: self.get(profile, "duration_seconds"),
            region: self.ground.region().or_else(|| self.get(profile, "region")),
        };
        if let Some(file) = self.get(profile, "web_identity_token_file") {
            return assume_by_token(self.ground, &role, &PathBuf::from(file), self.deadline);
        }
        // Nobody is there to be asked for a code.
        if self.get(profile, "mfa_serial").is_some() {
            return Err(PROFILE_MFA);
        }
        let source = (self.get(profile, "source_profile"), self.get(profile, "credential_source"));
        let by = match source {
            // It names itself for the keys that it has beside the role.
            (Some(source), None) if source == profile => {
                given::of_profile(self.profiles, profile)?.ok_or(PROFILE_LOOP)?
            }
            (Some(source), None) => {
                if !self.profiles.has(source) {
                    return Err(SOURCE_NOT_FOUND);
                }
                self.of(source, before)?.ok_or(SOURCE_EMPTY)?
            }
            (None, Some(place)) => self.of_place(place)?,
            _ => return Err(PROFILE_INVALID),
        };
        assume(self.ground, &role, &by, self.deadline)
    }

    fn of_place(&self, place: &str) -> Result<Credentials, SourceError> {
        let Self { ground, deadline, .. } = *self;
        let found = match place {
            "Environment" => given::of_variables(&ground.environment)?,
            "EcsContainer" => container::look(ground, deadline)?,
            "Ec2InstanceMetadata" => imds::look(ground, deadline)?,
            _ => return Err(PROFILE_INVALID),
        };
        found.ok_or(SOURCE_EMPTY)
    }
}
