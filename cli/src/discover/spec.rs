//! What `--package` names: cargo's package ID specifications.

use provider_credentials_manifest::suggest;

use super::package::Package;
use super::workspace::Workspace;
use crate::end::Failure;

/// The packages of the workspace that these name.
pub(super) fn packages<'w>(
    specs: &[String],
    workspace: &'w Workspace,
) -> Result<Vec<&'w Package>, Failure> {
    let mut chosen: Vec<&Package> = Vec::new();
    for spec in specs {
        let named: Vec<&Package> =
            workspace.packages.iter().filter(|package| is_named(package, spec)).collect();
        if named.is_empty() {
            return Err(unknown(spec, workspace));
        }
        for package in named {
            if chosen.iter().all(|other| other.id != package.id) {
                chosen.push(package);
            }
        }
    }
    Ok(chosen)
}

/// All packages of the workspace but those that these name.
pub(super) fn all_but<'w>(
    specs: &[String],
    workspace: &'w Workspace,
) -> Result<Vec<&'w Package>, Failure> {
    let excluded = packages(specs, workspace)?;
    let is_left = |package: &&Package| excluded.iter().all(|other| other.id != package.id);
    Ok(workspace.packages.iter().filter(is_left).collect())
}

fn unknown(spec: &str, workspace: &Workspace) -> Failure {
    if workspace.packages.is_empty() {
        return Failure(format!("no package `{spec}`: this workspace has no packages"));
    }
    let names: Vec<&str> = workspace.packages.iter().map(|package| &*package.name).collect();
    let fix = match suggest::nearest(spec, &names) {
        Some(near) => format!("write `{near}`; "),
        None => String::new(),
    };
    let names = names.join("`, `");
    Failure(format!("no package `{spec}` in this workspace; {fix}there are `{names}`"))
}

/// By its name, `name@version` or URL; a name may have `*` and `?` in it.
fn is_named(package: &Package, spec: &str) -> bool {
    if spec.contains("://") {
        return is_at(package, spec);
    }
    match spec.split_once(['@', ':']) {
        Some((name, version)) => name == package.name && is_version(&package.version, version),
        None => is_like(&package.name, spec),
    }
}

/// `path+file:///dir`, with or without the kind, and `#name`, `#version` or `#name@version` behind it: the URL is
/// compared with that of the ID, as cargo wrote it.
fn is_at(package: &Package, spec: &str) -> bool {
    let ((wanted, fragment), (own, _)) = (parts(spec), parts(&package.id));
    let is_wanted = |fragment: &str| match fragment.split_once('@') {
        Some((name, version)) => name == package.name && is_version(&package.version, version),
        None => fragment == package.name || is_version(&package.version, fragment),
    };
    wanted.trim_end_matches('/') == own && (fragment.is_empty() || is_wanted(fragment))
}

/// The URL without its kind, and the fragment.
fn parts(id: &str) -> (&str, &str) {
    let (url, fragment) = id.split_once('#').unwrap_or((id, ""));
    (url.strip_prefix("path+").unwrap_or(url), fragment)
}

/// `1` and `1.2` stand for every version that begins so.
fn is_version(version: &str, wanted: &str) -> bool {
    let behind = version.strip_prefix(wanted).filter(|_| !wanted.is_empty());
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('.'))
}

/// Whether a name is what a pattern with `*` and `?` says.
fn is_like(name: &str, pattern: &str) -> bool {
    let (name, pattern): (Vec<char>, Vec<char>) =
        (name.chars().collect(), pattern.chars().collect());
    // Which beginnings of the name the pattern so far describes.
    let mut ends: Vec<bool> = (0..=name.len()).map(|length| length == 0).collect();
    for sign in pattern {
        let mut next = vec![false; ends.len()];
        let mut is_open = false;
        for (at, is_end) in ends.iter().enumerate() {
            is_open |= is_end;
            let is_same = name.get(at).is_some_and(|letter| sign == '?' || *letter == sign);
            if sign == '*' {
                next.get_mut(at).into_iter().for_each(|end| *end = is_open);
            } else if *is_end && is_same {
                next.get_mut(at + 1).into_iter().for_each(|end| *end = true);
            }
        }
        ends = next;
    }
    ends.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, name, expected) in [
            ("agent", "agent", true),
            ("agent", "agents", false),
            ("agent*", "agent", true),
            ("*-c?i", "my-agent-cli", true),
            ("*-c?i", "my-agent-ci", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b", false),
            ("*", "", true),
            ("?", "", false),
        ] {
            assert_eq!(is_like(name, pattern), expected, "{name} {pattern}");
        }
    }

    #[test]
    fn versions_may_be_short() {
        for (wanted, expected) in
            [("1", true), ("1.2", true), ("1.2.3", true), ("1.", false), ("", false), ("12", false)]
        {
            assert_eq!(is_version("1.2.3", wanted), expected, "{wanted}");
        }
    }
}
