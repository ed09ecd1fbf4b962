//! One credential for each secret that was found, whatever found it.

use provider_credentials_manifest::known;

use super::found::{Finding, Looks, Place};
use super::{names, providers};
use crate::plain::plain;

/// What will be in the manifest.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) id: String,
    pub(super) provider: String,
    pub(super) description: Option<String>,
    pub(super) required: bool,
    /// Whether nothing says so.
    pub(super) is_unclear: bool,
    /// At least one, in order of preference.
    pub(super) places: Vec<Place>,
    pub(super) origins: Vec<String>,
}

impl Proposal {
    /// The field that the ID becomes.
    pub(super) fn field(&self) -> String {
        match syn::parse_str::<syn::Ident>(&self.id) {
            Ok(_) => self.id.clone(),
            Err(_) => format!("r#{}", self.id),
        }
    }

    /// The manifest's `type`.
    pub(super) fn kind(&self) -> &'static str {
        match self.places.first() {
            Some(Place::PathIn(_)) => "google_service_account",
            _ => "api_key",
        }
    }

    pub(super) fn reads(&self, variable: &str) -> bool {
        self.places.iter().any(
            |place| matches!(place, Place::Env(name) | Place::PathIn(name) if name == variable),
        )
    }
}

/// What was decided about the findings.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) proposals: Vec<Proposal>,
    /// Variables that look like settings, each once, in order.
    pub(super) left_out: Vec<String>,
    pub(super) told: Vec<String>,
}

/// What the user wants beside what the names say.
#[derive(Debug, Default)]
pub(super) struct Wanted<'w> {
    pub(super) add: &'w [String],
    pub(super) skip: &'w [String],
    /// The package, which is the provider of secrets that name none.
    pub(super) own: &'w str,
}

/// Sorts what was found into credentials and settings.
pub(super) fn sort(findings: &[Finding], wanted: &Wanted<'_>) -> Sorted {
    let mut sorted = Sorted::default();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for name in wanted.add {
        let origin = "--add".to_owned();
        let place = decided(&Place::Env(name.clone()), Looks::AsNamed);
        if !findings.iter().any(|finding| variable_of(&finding.place) == Some(name)) {
            groups.push(Group { place, findings: Vec::new(), origin: Some(origin) });
        }
    }
    for finding in findings {
        let place = decided(&finding.place, finding.looks);
        match groups.iter_mut().find(|group| group.place == place) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group { place, findings: vec![finding], origin: None }),
        }
    }
    for (option, names) in [("--add", wanted.add), ("--skip", wanted.skip)] {
        for name in names {
            let is_found = groups.iter().any(|group| {
                group.origin.is_none()
                    && (group.name() == *name
                        || group.findings.iter().any(|one| variable_of(&one.place) == Some(name)))
            });
            if !is_found {
                sorted
                    .told
                    .push(format!("`{option} {}`: nothing that was read names it", plain(name)));
            }
        }
    }
    let mut chosen = Vec::new();
    for group in groups {
        let name = group.name();
        let is_wanted = |list: &[String]| list.contains(&name);
        if is_wanted(wanted.skip) {
            continue;
        }
        if is_wanted(wanted.add) || group.is_secret() {
            chosen.push(group);
        } else if !is_set_by_others(&name) {
            sorted.left_out.push(name);
        }
    }
    for group in chosen {
        let name = group.name();
        if let Some(path) = group.unwritable() {
            sorted.told.push(format!("`{}` cannot be a `file_path`, and is left out", plain(path)));
            continue;
        }
        let Some(ids) = Some(names::ids(&name)).filter(|ids| !ids.is_empty()) else {
            sorted.told.push(format!(
                "`{name}` gives no ID, and is left out; write it into the manifest by hand"
            ));
            continue;
        };
        let proposal = group.proposal(providers::of(&name, wanted.own).into_owned());
        add(proposal, &ids, &mut sorted.proposals);
    }
    sorted
}

/// The places are in one group that are one secret.
struct Group<'f> {
    place: Place,
    findings: Vec<&'f Finding>,
    origin: Option<String>,
}

/// Where Google's libraries have the path of the file of a service account from.
const GOOGLE: &str = "GOOGLE_APPLICATION_CREDENTIALS";

/// `X_FILE` is the file of `X`, as Docker's images have it, if `X` is a secret.
fn decided(place: &Place, looks: Looks) -> Place {
    match place {
        Place::Env(name) if name == GOOGLE => Place::PathIn(name.clone()),
        Place::Env(name) => match name.strip_suffix("_FILE") {
            Some(base) if names::is_secret(base) && looks == Looks::AsNamed => {
                Place::Env(base.to_owned())
            }
            _ => place.clone(),
        },
        Place::File(_) | Place::PathIn(_) => place.clone(),
    }
}

fn variable_of(place: &Place) -> Option<&String> {
    match place {
        Place::Env(name) | Place::PathIn(name) => Some(name),
        Place::File(_) => None,
    }
}

impl Group<'_> {
    /// The variable, or the file without the directories and the ending.
    fn name(&self) -> String {
        match &self.place {
            Place::Env(name) | Place::PathIn(name) => name.clone(),
            Place::File(path) => {
                let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
                file.split_once('.').map_or(file, |(stem, _)| stem).to_owned()
            }
        }
    }

    /// A path that means something else in a manifest, or nothing.
    fn unwritable(&self) -> Option<&str> {
        let Place::File(path) = &self.place else { return None };
        let is_other = |c: char| matches!(c, '$' | '{' | '%') || known::is_invisible(c);
        path.contains(is_other).then_some(path)
    }

    fn is_secret(&self) -> bool {
        self.findings.iter().any(|finding| finding.looks == Looks::Secret)
            || match &self.place {
                Place::Env(name) => names::is_secret(name),
                Place::File(_) => false,
                Place::PathIn(_) => true,
            }
    }

    fn proposal(self, provider: String) -> Proposal {
        let mut origins: Vec<String> = self.origin.into_iter().collect();
        for finding in &self.findings {
            if !origins.contains(&finding.origin) {
                origins.push(finding.origin.clone());
            }
        }
        Proposal {
            id: String::new(),
            provider,
            description: self.findings.iter().find_map(|finding| finding.description.clone()),
            required: {
                let has = |said| self.findings.iter().any(|finding| finding.required == said);
                has(Some(true)) || !has(Some(false))
            },
            is_unclear: self.findings.iter().all(|finding| finding.required != Some(true)),
            places: vec![self.place],
            origins,
        }
    }
}

/// Under the first name that is free. A file and a variable of one name are one secret: development has the one, and
/// production the other.
fn add(mut proposal: Proposal, ids: &[String], proposals: &mut Vec<Proposal>) {
    let same = |one: &str, other: &str| one.replace('_', "") == other.replace('_', "");
    let is_file =
        |proposal: &Proposal| proposal.places.iter().all(|place| matches!(place, Place::File(_)));
    if let Some(full) = ids.last() {
        let twin = proposals.iter_mut().find(|other| {
            let named = other.places.iter().any(|place| match place {
                Place::PathIn(_) => false,
                Place::Env(name) | Place::File(name) => {
                    let file = name.rsplit('/').next().unwrap_or(name);
                    same(&known::words(file).join("_"), full)
                }
            });
            named && is_file(other) != is_file(&proposal)
        });
        if let Some(twin) = twin {
            twin.places.append(&mut proposal.places);
            // The variable first: it is what one sets for a moment.
            twin.places.sort();
            twin.origins.append(&mut proposal.origins);
            twin.required |= proposal.required;
            twin.is_unclear &= proposal.is_unclear;
            twin.description = twin.description.take().or(proposal.description);
            return;
        }
    }
    let is_taken =
        |id: &str, proposals: &[Proposal]| proposals.iter().any(|other| same(&other.id, id));
    let free = ids.iter().find(|id| !is_taken(id, proposals)).cloned();
    proposal.id = free.unwrap_or_else(|| {
        let base = ids.last().cloned().unwrap_or_default();
        let mut number = 2;
        while is_taken(&format!("{base}_{number}"), proposals) {
            number += 1;
        }
        format!("{base}_{number}")
    });
    proposals.push(proposal);
}

/// Set by cargo, the shell or the system: no setting of the program's.
fn is_set_by_others(name: &str) -> bool {
    const OTHERS: [&str; 22] = [
        "CI",
        "DISPLAY",
        "HOME",
        "HOST",
        "HOSTNAME",
        "LANG",
        "LOGNAME",
        "NUM_JOBS",
        "OPT_LEVEL",
        "OUT_DIR",
        "PATH",
        "PROFILE",
        "PWD",
        "RUSTC",
        "RUST_BACKTRACE",
        "SHELL",
        "TARGET",
        "TEMP",
        "TERM",
        "TMPDIR",
        "USER",
        "NO_COLOR",
    ];
    name.starts_with("CARGO_") || name.starts_with("XDG_") || OTHERS.contains(&name)
}
