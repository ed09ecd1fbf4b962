//! `.sops.yaml`: whom a file is encrypted for, and what of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

use super::input::Input;
use super::whom::{Named, Whom, split};
use crate::end::Failure;
use crate::io_words::in_words;
use crate::plain::plain;
use crate::yaml::{self, Yaml};

const NAME: &str = ".sops.yaml";

/// What can do with recipients that are written here.
const KNOWN: [&str; 6] =
    ["age", "kms", "gcp_kms", "azure_keyvault", "hc_vault", "hc_vault_transit_uri"];

/// Recipients whose keys only sops itself can make, and a way to write them that is not known here.
const OTHERS: [&str; 3] = ["pgp", "hckms", "merge"];

/// What says which values are encrypted.
const SELECTIONS: [&str; 6] = [
    "unencrypted_suffix",
    "encrypted_suffix",
    "unencrypted_regex",
    "encrypted_regex",
    "unencrypted_comment_regex",
    "encrypted_comment_regex",
];

/// The rule for a file; `None` if there are no rules above it. Its recipients are looked at if they are needed.
pub(super) fn find(input: &Input, is_needed: bool) -> Result<Option<Whom>, Failure> {
    let Ok(path) = input.path().canonicalize() else { return Ok(None) };
    let Some(rules) = above(&path) else { return Ok(None) };
    let shown = plain(&rules.display().to_string());
    let failed = |error: io::Error| Failure(format!("cannot read `{shown}`: {}", in_words(&error)));
    #[cfg(unix)]
    if !is_ours(&rules, &path).map_err(failed)? {
        if !is_needed {
            return Ok(None);
        }
        return Err(Failure(format!(
            "`{shown}` says whom `{}` is for, and belongs to another user or can be written by everybody; give it the owner of the \
             file and mode 644, or give a `--recipient`",
            input.shown()
        )));
    }
    let text = fs::read_to_string(&rules).map_err(failed)?;
    let root = yaml::read(&text)
        .map_err(|line| Failure(format!("`{shown}`, line {line}: it is no YAML")))?;
    let directory = rules.parent().unwrap_or(Path::new(""));
    let relative = path.strip_prefix(directory).unwrap_or(&path);
    let relative = relative.to_string_lossy().replace('\\', "/");
    for rule in root.get("creation_rules").map(Yaml::items).unwrap_or_default() {
        if let Some(wanted) = rule.get("path_regex").and_then(Yaml::text) {
            let wanted = Regex::new(wanted).map_err(|_| {
                Failure(format!("`{shown}`: a `path_regex` cannot be read; correct it"))
            })?;
            if !wanted.is_match(&relative) {
                continue;
            }
        }
        return whom(rule, is_needed, &shown).map(Some);
    }
    if is_needed {
        return Err(Failure(format!(
            "no rule of `{shown}` is for `{}`; add one, or give a `--recipient`",
            input.shown()
        )));
    }
    Ok(None)
}

/// Whether nobody else has put rules above a file, as in `/tmp`: they are of root, of this user, or of the file's owner.
#[cfg(unix)]
fn is_ours(rules: &Path, file: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;

    const BY_EVERYBODY: u32 = 0o002;

    let (of_rules, of_file) = (fs::metadata(rules)?, fs::metadata(file)?);
    let owner = of_rules.uid();
    let is_owned =
        owner == 0 || owner == rustix::process::geteuid().as_raw() || owner == of_file.uid();
    Ok(is_owned && of_rules.mode() & BY_EVERYBODY == 0)
}

/// The file with rules that is next above.
fn above(path: &Path) -> Option<PathBuf> {
    path.ancestors().skip(1).map(|directory| directory.join(NAME)).find(|rules| rules.is_file())
}

fn whom(rule: &Yaml, is_needed: bool, shown: &str) -> Result<Whom, Failure> {
    let mut selections = SELECTIONS.iter().filter_map(|name| {
        let text = rule.get(name)?.text().filter(|text| !text.is_empty())?;
        Some(((*name).to_owned(), text.to_owned()))
    });
    let selection = selections.next();
    if selections.next().is_some() {
        return Err(Failure(format!(
            "a rule of `{shown}` says twice what is encrypted; leave one of the two out"
        )));
    }
    let is_mac_of_encrypted = rule.get("mac_only_encrypted").and_then(Yaml::text) == Some("true");
    let mut found = Whom { selection, is_mac_of_encrypted, ..Whom::default() };
    if !is_needed {
        return Ok(found);
    }
    let groups = rule.get("key_groups").map(Yaml::items).unwrap_or_default();
    let groups = if groups.is_empty() { std::slice::from_ref(rule) } else { groups };
    for group in groups {
        if let Some(name) = OTHERS.iter().find(|name| group.get(name).is_some_and(is_something)) {
            return Err(Failure(format!(
                "a rule of `{shown}` has `{name}`, whose keys only sops itself can make; use `sops`, or give a \
                 `--recipient`"
            )));
        }
        found.groups.push(KNOWN.iter().flat_map(|name| recipients(group, name)).collect());
    }
    if found.groups.iter().any(Vec::is_empty) {
        return Err(Failure(format!(
            "a rule of `{shown}` has no recipients, such as an `age`; add them, or give a `--recipient`"
        )));
    }
    if let Some(text) = rule.get("shamir_threshold").and_then(Yaml::text) {
        let count = text.parse().ok().filter(|count| (1..=found.groups.len()).contains(count));
        found.threshold = Some(count.ok_or_else(|| {
            Failure(format!(
                "`shamir_threshold` in `{shown}` is no number of its key groups; correct it"
            ))
        })?);
    }
    Ok(found)
}

fn is_something(value: &Yaml) -> bool {
    value.text().is_none_or(|text| !text.is_empty())
        && !matches!(value, Yaml::List(items) if items.is_empty())
}

/// A list, or a text with commas; in key groups, keys of stores are mappings.
fn recipients(group: &Yaml, name: &str) -> Vec<Named> {
    let Some(value) = group.get(name) else { return Vec::new() };
    let mut found = Vec::new();
    for item in value.items().iter().chain([value]) {
        match item.text() {
            Some(text) => found.extend(split(text).map(Named::from)),
            None => found.extend(of_mapping(item)),
        }
    }
    found
}

fn of_mapping(item: &Yaml) -> Option<Named> {
    let text = |name: &str| item.get(name).and_then(Yaml::text).filter(|text| !text.is_empty());
    if let Some(arn) = text("arn") {
        let role = text("role").map(|role| format!("+{role}")).unwrap_or_default();
        let entries = item.get("context").map(Yaml::entries).unwrap_or_default();
        let context = entries.iter().filter_map(|(name, value, _)| {
            value.text().map(|value| (name.clone(), value.to_owned()))
        });
        return Some(Named { text: format!("{arn}{role}"), context: context.collect() });
    }
    let of_azure = || {
        let (vault, key) = (text("vaultUrl")?.trim_end_matches('/'), text("key")?);
        Some(format!("{vault}/keys/{key}/{}", text("version").unwrap_or_default()))
    };
    text("resource_id").map(str::to_owned).or_else(of_azure).map(Named::from)
}
