//! What is mounted where, as `vault kv get` finds it out.

use std::sync::{Arc, Mutex, PoisonError};

use provider_credentials_core::{ExposeSecret, SourceError};

use crate::answer::{at, text_at};
use crate::api::{Api, Call};
use crate::failures::{ANSWER_INVALID, NO_VERSIONS, PERMISSION_DENIED_DATA};
use crate::path::{SecretPath, encoded};
use crate::refusal::refusal;

/// A mount that a secret was found below.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mount {
    /// With a slash at its end.
    path: String,
    has_versions: bool,
    /// Whether nothing is made when it is read.
    only_keeps: bool,
}

/// Those that are known, by namespace and the first segment of the path.
#[derive(Default)]
pub(crate) struct Mounts(Mutex<Vec<Group>>);

struct Group {
    namespace: Option<String>,
    first_segment: String,
    /// Held while the server is asked, so that it is asked once.
    mounts: Arc<Mutex<Vec<Mount>>>,
}

/// Where the API has a secret.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing about the mount")]
pub(crate) struct Place {
    /// Behind `v1/`, in percent-encoding.
    pub(crate) path: String,
    /// Whether the secret is one level deeper, beside its version.
    pub(crate) has_versions: bool,
    /// Whether nothing is made when it is read.
    pub(crate) only_keeps: bool,
    /// Whether the name begins as paths of the API do.
    pub(crate) has_api_segment: bool,
    /// Whether that was found out before, and may have changed.
    pub(crate) was_known: bool,
}

impl Mounts {
    /// Where the secret is read.
    pub(crate) fn place(
        &self,
        api: &Api,
        call: &Call<'_>,
        path: &SecretPath,
        version: Option<&str>,
    ) -> Result<Place, SourceError> {
        let (mount, was_known) = self.mount(api, call, path)?;
        let Mount { has_versions, only_keeps, .. } = mount;
        let name = path.behind(&mount.path);
        let path = match (name, has_versions, version) {
            (Some(name), true, version) => {
                let query = version.map_or(String::new(), |version| format!("?version={version}"));
                format!("{}data/{}{query}", encoded(&mount.path), encoded(name))
            }
            (_, _, Some(_)) => return Err(NO_VERSIONS),
            (_, _, None) => encoded(path.as_str()),
        };
        let has_api_segment = has_versions && name.is_some_and(is_of_api);
        Ok(Place { path, has_versions, only_keeps, has_api_segment, was_known })
    }

    /// Forgets what is known, because it may have changed.
    pub(crate) fn forget(&self, namespace: Option<&str>, path: &SecretPath) {
        let group = self.group(namespace, path);
        group.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn mount(
        &self,
        api: &Api,
        call: &Call<'_>,
        path: &SecretPath,
    ) -> Result<(Mount, bool), SourceError> {
        let group = self.group(call.namespace, path);
        let mut mounts = group.lock().unwrap_or_else(PoisonError::into_inner);
        // No mount is below another.
        if let Some(mount) = mounts.iter().find(|mount| path.behind(&mount.path).is_some()) {
            return Ok((mount.clone(), true));
        }
        let mount = ask(api, call, path)?;
        mounts.push(mount.clone());
        Ok((mount, false))
    }

    fn group(&self, namespace: Option<&str>, path: &SecretPath) -> Arc<Mutex<Vec<Mount>>> {
        let first_segment = path.first_segment();
        let mut groups = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |group: &&Group| {
            group.namespace.as_deref() == namespace && group.first_segment == first_segment
        };
        if let Some(group) = groups.iter().find(is_it) {
            return Arc::clone(&group.mounts);
        }
        let mounts = Arc::default();
        groups.push(Group {
            namespace: namespace.map(str::to_owned),
            first_segment: first_segment.to_owned(),
            mounts: Arc::clone(&mounts),
        });
        mounts
    }
}

fn is_of_api(name: &str) -> bool {
    name.starts_with("data/") || name.starts_with("metadata/")
}

/// What every token that may do anything below a mount may ask.
fn ask(api: &Api, call: &Call<'_>, path: &SecretPath) -> Result<Mount, SourceError> {
    let place = format!("sys/internal/ui/mounts/{}", encoded(path.as_str()));
    let answer = api.get(call, &place)?;
    match answer.status() {
        200 => {}
        // The mount is not known then; most have one segment.
        403 if path.as_str().split_once('/').is_some_and(|(_, name)| is_of_api(name)) => {
            return Err(PERMISSION_DENIED_DATA.http_status(403));
        }
        _ => return Err(refusal(api, call, &answer)),
    }
    let text = answer.text().map_err(|_| ANSWER_INVALID)?;
    let data = at(text, &["data"]).ok_or(ANSWER_INVALID)?;
    let mounted_at = text_at(data, &["path"]).ok_or(ANSWER_INVALID)?;
    let is = |path: &[&str], wanted: &str| {
        text_at(data, path).is_some_and(|text| text.expose_secret() == wanted)
    };
    let only_keeps = is(&["type"], "kv") || is(&["type"], "generic") || is(&["type"], "cubbyhole");
    let has_versions = is(&["type"], "kv") && is(&["options", "version"], "2");
    Ok(Mount { path: mounted_at.expose_secret().to_owned(), has_versions, only_keeps })
}
