//! `diff`: two manifests, and two revisions of one.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::snapshot::{assert_snapshot, valid};
use crate::{GOOD, directory, run, text};

const OLD: &str = r#"
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
    config: { base_url: "https://api.example.com", retry: { attempts: 3 }, models: [a, b] }
  - id: open-ai2
    provider: openai
    required: false
    auth: { type: api_key, source: env, env_var: OPENAI_KEY_2 }
  - id: gone
    provider: acme
    auth: { type: api_key, source: file, file_path: /run/secrets/gone, file_key: a.b }
  - id: same
    provider: acme
    auth: { type: api_key, source: env, env_var: SAME_KEY }
"#;

const NEW: &str = r#"
provider_credentials:
  - id: orders
    provider: postgres
    auth:
      type: basic
      username: "${DB_USER:-app}"
      password: { source: env, env_var: DB_PASSWORD, encoding: base64 }
  - id: same
    provider: acme
    auth: { type: api_key, source: env, env_var: SAME_KEY }
  - id: openai
    provider: openai
    description: The model
    auth:
      type: api_key
      sources:
        - { source: vault, vault_path: secret/openai, vault_key: key, fall_through: [absent, denied] }
        - { source: env, env_var: OPENAI_API_KEY }
    config: { base_url: "https://eu.example.com", retry: { attempts: 4 }, models: [a] }
  - id: open_ai2
    provider: openai
    auth: { type: bearer_token, source: env, env_var: OPENAI_TOKEN_2 }
    allow: [value_short]
  - id: extra
    provider: acme
    required: false
    auth: { type: api_key, source: custom, custom_name: store, custom_params: { path: extra } }
"#;

#[test]
fn what_changed() {
    let dir = directory(&[("old.yaml", OLD), ("new.yaml", NEW)]);
    for (format, file) in [
        ("human", "diff.txt"),
        ("json", "diff.json"),
        ("github", "diff_github.txt"),
        ("markdown", "diff.md"),
    ] {
        let shown = text(dir.path(), &["diff", "old.yaml", "new.yaml", "--format", format], 0);
        assert_snapshot(file, &shown);
        if format == "json" {
            valid("diff.schema.json", &shown);
        }
    }
    let colored = text(dir.path(), &["diff", "old.yaml", "new.yaml", "--color", "always"], 0);
    assert!(colored.contains("\x1b[32m+ orders"), "{colored}");
}

#[test]
fn statuses() {
    let dir = directory(&[
        ("old.yaml", OLD),
        ("new.yaml", NEW),
        ("bad.yaml", "provider_credentials: 3\n"),
    ]);
    let other_layout = OLD.replace(
        "  - id: same\n    provider: acme\n",
        "  -   provider: acme # a comment\n      id: same\n  ",
    );
    fs::write(dir.path().join("layout.yaml"), other_layout).unwrap();
    for (args, status) in [
        (&["diff", "old.yaml", "new.yaml"][..], 0),
        (&["diff", "old.yaml", "new.yaml", "--exit-code"], 1),
        (&["diff", "old.yaml", "layout.yaml", "--exit-code"], 0),
        (&["diff", "old.yaml", "bad.yaml"], 2),
        (&["diff", "bad.yaml", "old.yaml", "--exit-code"], 2),
        (&["diff", "old.yaml", "none.yaml"], 2),
        (&["diff", "old.yaml"], 2),
        (&["diff", "a", "b", "c"], 2),
    ] {
        let output = run(dir.path(), args);
        assert_eq!(
            output.status.code(),
            Some(status),
            "{args:?} {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    let same = text(dir.path(), &["diff", "old.yaml", "layout.yaml"], 0);
    assert_eq!(same, "no difference between `old.yaml` and `layout.yaml`\n");
    // As `check` has it, in the format that was asked for.
    let check = |format: &str| {
        String::from_utf8(
            run(dir.path(), &["check", "bad.yaml", "--quiet", "--format", format]).stdout,
        )
        .unwrap()
    };
    for format in ["human", "json", "github"] {
        let shown = run(dir.path(), &["diff", "old.yaml", "bad.yaml", "--format", format]).stdout;
        assert_eq!(String::from_utf8(shown).unwrap(), check(format), "{format}");
    }
}

fn git(dir: &Path, args: &[&str]) -> bool {
    let name = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"];
    Command::new("git")
        .arg("-C")
        .arg(dir)
        .args(name)
        .args(args)
        .output()
        .is_ok_and(|output| output.status.success())
}

#[test]
fn revisions() {
    let dir = directory(&[
        ("p/provider_credentials.yaml", OLD),
        ("p/Cargo.toml", &crate::package("agent")),
        ("p/src/lib.rs", ""),
    ]);
    let package = dir.path().join("p");
    if !git(dir.path(), &["init", "-q"]) {
        println!("NOT RUN: there is no git");
        return;
    }
    fs::write(dir.path().join("first"), "").unwrap();
    assert!(git(dir.path(), &["add", "first"]) && git(dir.path(), &["commit", "-qm", "first"]));
    assert!(
        git(dir.path(), &["add", "."])
            && git(dir.path(), &["commit", "-qm", "a"])
            && git(dir.path(), &["tag", "v1"])
    );
    assert_eq!(
        text(&package, &["diff"], 0),
        "no difference between `HEAD:provider_credentials.yaml` and `provider_credentials.yaml (working tree)`\n"
    );
    fs::write(package.join("provider_credentials.yaml"), NEW).unwrap();
    let shown = text(&package, &["diff"], 0);
    assert!(shown.starts_with("--- HEAD:provider_credentials.yaml\n+++ provider_credentials.yaml (working tree)\n+ orders"), "{shown}");
    assert!(git(dir.path(), &["commit", "-qam", "b"]));
    let between = text(&package, &["diff", "v1", "HEAD"], 0);
    assert!(between.contains("+ orders") && between.contains("- gone"), "{between}");
    let from_above =
        text(dir.path(), &["diff", "HEAD~1", "--manifest", "p/provider_credentials.yaml"], 0);
    assert!(from_above.contains("+ orders"), "{from_above}");
    let new = text(&package, &["diff", "HEAD~2", "HEAD"], 0);
    assert!(
        new.starts_with("--- HEAD~2:provider_credentials.yaml (not there)\n")
            && new.contains("+ same"),
        "{new}"
    );
    // Where the manifest is gone, it is found where it was.
    fs::remove_file(package.join("provider_credentials.yaml")).unwrap();
    assert!(text(&package, &["diff"], 0).contains("- same"));
    for (args, words) in [
        (&["diff", "nonsense"][..], "`nonsense` is no revision of this repository, and no file"),
        (&["diff", "--manifest", "none.yaml"], "`none.yaml` is in neither revision"),
        (&["diff", "--manifest", "none.yaml", "--", "--output=x"], "`--output=x` is no revision"),
    ] {
        let error = text(&package, args, 2);
        assert!(error.contains(words), "{args:?}: {error}");
    }
    assert!(!package.join("x").exists());
    let elsewhere = directory(&[("a.yaml", GOOD)]);
    let error = text(elsewhere.path(), &["diff", "--manifest", "a.yaml"], 2);
    assert!(error.contains("is in no git repository"), "{error}");
}

/// A manifest with another name is not a new one.
#[test]
fn a_renamed_manifest() {
    let dir = directory(&[("p/old.yaml", OLD)]);
    let package = dir.path().join("p");
    if !git(dir.path(), &["init", "-q"]) {
        println!("NOT RUN: there is no git");
        return;
    }
    assert!(git(dir.path(), &["add", "."]) && git(dir.path(), &["commit", "-qm", "a"]));
    let same = text(&package, &["diff", "--manifest", "old.yaml"], 0);
    assert!(git(dir.path(), &["mv", "p/old.yaml", "new.yaml"]));
    let moved = text(&package, &["diff", "--manifest", "../new.yaml"], 0);
    assert_eq!(moved, "no difference between `HEAD:p/old.yaml` and `../new.yaml (working tree)`\n");
    assert!(same.starts_with("no difference"), "{same}");
    let changed = OLD.replacen("required: false", "required: true", 1);
    fs::write(dir.path().join("new.yaml"), changed + "\n# The end.\n").unwrap();
    assert!(git(dir.path(), &["commit", "-qam", "b"]));
    let between = text(dir.path(), &["diff", "HEAD~1", "HEAD", "--manifest", "new.yaml"], 0);
    assert!(!between.contains("(not there)") && !between.contains("\n+ "), "{between}");
}

/// Variables in other texts have to be set as well, once, and those with a default need not be.
#[test]
fn variables_in_texts() {
    let old = r#"
provider_credentials:
  - id: stripe
    provider: stripe
    auth: { type: api_key, source: env, env_var: STRIPE_KEY }
    config: { base_url: "https://${HOST_NAME}.example.com" }
"#;
    let new = r#"
provider_credentials:
  - id: stripe
    provider: stripe
    auth: { type: api_key, source: env, env_var: STRIPE_KEY }
    config: { base_url: "https://${REGION}.${HOST_NAME}.${ZONE:-a}.example.com" }
  - id: mounted
    provider: acme
    required: false
    auth: { type: api_key, source: file, file_path: "${SECRETS}/${CREDENTIALS_DIRECTORY}/x" }
  - id: stored
    provider: acme
    auth: { type: api_key, source: vault, vault_path: "secret/${REGION}/x", vault_key: key }
"#;
    let dir = directory(&[("old.yaml", old), ("new.yaml", new)]);
    let shown = text(dir.path(), &["diff", "old.yaml", "new.yaml"], 0);
    let to_do = shown.split("To do:\n").nth(1).unwrap();
    assert_eq!(
        to_do.lines().filter(|line| line.contains("variable")).collect::<Vec<_>>(),
        [
            "  new variable `REGION`, in `stripe`, `stored`: set `REGION` before deploying",
            "  new variable `SECRETS`, in `mounted`: set `SECRETS` if that is to be used",
        ],
        "{shown}"
    );
    // One that a text still has is read.
    let back = old.replace("HOST_NAME", "STRIPE_KEY").replace("env_var: STRIPE_KEY", "env_var: K");
    fs::write(dir.path().join("new.yaml"), back).unwrap();
    let shown = text(dir.path(), &["diff", "old.yaml", "new.yaml"], 0);
    assert!(!shown.contains("no longer read"), "{shown}");
    // What has lost its default has to be set now.
    let default = old.replace("${HOST_NAME}", "${HOST_NAME:-a}");
    fs::write(dir.path().join("new.yaml"), &default).unwrap();
    assert!(!text(dir.path(), &["diff", "old.yaml", "new.yaml"], 0).contains("To do"));
    let shown = text(dir.path(), &["diff", "new.yaml", "old.yaml"], 0);
    assert!(shown.contains("set `HOST_NAME` before deploying"), "{shown}");
}

/// Who renames a credential has nothing to set.
#[test]
fn what_was_renamed() {
    let old = "
provider_credentials:
  - id: github
    provider: github
    auth: { type: api_key, source: env, env_var: GITHUB_TOKEN }
";
    let dir = directory(&[("old.yaml", old), ("new.yaml", &old.replace("id: github", "id: gh"))]);
    let args = ["diff", "old.yaml", "new.yaml", "--format"];
    let shown = |format: &str| text(dir.path(), &[&args[..], &[format]].concat(), 0);
    let human = shown("human");
    assert!(
        human.contains("renamed from `github`? It reads the same `GITHUB_TOKEN`")
            && !human.contains("To do"),
        "{human}"
    );
    for format in ["github", "markdown"] {
        assert!(shown(format).contains("renamed from `github`?"), "{}", shown(format));
    }
    let value = valid("diff.schema.json", &shown("json"));
    assert_eq!(value["credentials"][0]["renamed_from"], "github");
    assert_eq!(value["to_do"], serde_json::json!([]));
    // What was not required may be missing.
    fs::write(
        dir.path().join("old.yaml"),
        old.replace("    auth:", "    required: false\n    auth:"),
    )
    .unwrap();
    let human = shown("human");
    assert!(human.contains("renamed from") && human.contains("set `GITHUB_TOKEN`"), "{human}");
    // Another type is no new name of it, and nor is one beside it.
    fs::write(dir.path().join("old.yaml"), old.replace("api_key", "bearer_token")).unwrap();
    assert!(!shown("human").contains("renamed"), "{}", shown("human"));
    let both = old.to_owned() + old.strip_prefix("\nprovider_credentials:\n").unwrap();
    fs::write(dir.path().join("old.yaml"), old).unwrap();
    fs::write(dir.path().join("new.yaml"), both.replacen("id: github", "id: gh", 1)).unwrap();
    assert!(!shown("human").contains("renamed"), "{}", shown("human"));
}

#[test]
fn ranges_and_files_beside_revisions() {
    let dir = directory(&[("old.yaml", OLD), ("provider_credentials.yaml", OLD)]);
    for (args, words) in [
        (
            &["diff", "HEAD~1..HEAD"][..],
            "`HEAD~1..HEAD` is a range; write two revisions: `cargo credentials diff HEAD~1 HEAD`",
        ),
        (&["diff", "main..."], "write two revisions: `cargo credentials diff main HEAD`"),
        (
            &["diff", "old.yaml", "HEAD"],
            "`HEAD` is no file, and `old.yaml` is one; give two files, or `HEAD --manifest old.yaml`",
        ),
        (&["diff", "HEAD", "old.yaml"], "`HEAD` is no file, and `old.yaml` is one"),
    ] {
        let error = text(dir.path(), args, 2);
        assert!(error.contains(words), "{args:?}: {error}");
    }
}

/// What a manifest says is shown, and does nothing.
#[test]
fn hostile_manifests() {
    let evil = r#"
provider_credentials:
  - id: a
    provider: "x ::error::owned %0D` | <img src=x> @octocat [l](http://e)"
    description: "`</td>` | ``` ## h\n- [ ] x\r\e[2J %0A::warning::y \u202E"
    auth: { type: api_key, source: file, file_path: "/a`b|c/${X:-d}" }
    config: { name: "::set-output name=a::b | `x` <b>" }
"#;
    let good =
        evil.lines().map(|line| if line.contains("provider: ") { "    provider: x" } else { line });
    let good: Vec<&str> =
        good.filter(|line| !line.contains("description") && !line.contains("config")).collect();
    let dir = directory(&[("old.yaml", &(good.join("\n") + "\n")), ("new.yaml", evil)]);
    for format in ["human", "json", "github", "markdown"] {
        for sides in [["old.yaml", "new.yaml"], ["new.yaml", "old.yaml"]] {
            let shown = text(dir.path(), &["diff", sides[0], sides[1], "--format", format], 0);
            assert!(
                !shown.contains('\x1b') && !shown.contains('\r') && !shown.contains('\u{202e}'),
                "{shown}"
            );
            let lines: Vec<&str> = shown.lines().collect();
            match format {
                "github" => {
                    assert!(
                        lines
                            .iter()
                            .all(|line| line.starts_with("::notice ")
                                || line.starts_with("::warning ")),
                        "{shown}"
                    );
                    assert_eq!(lines.len(), 1, "{shown}");
                    assert!(shown.contains("%250A"), "{shown}");
                }
                "markdown" => {
                    assert_eq!(
                        lines.iter().filter(|line| line.starts_with('|')).count(),
                        3,
                        "{shown}"
                    );
                    let row = lines.iter().find(|line| line.contains("| `a` |")).unwrap();
                    assert_eq!(row.replace("\\|", "").matches('|').count(), 4, "{row}");
                    // All that means something is in code.
                    let plain: String = row.split('`').step_by(2).collect();
                    let plain = plain.replace("<br>", "");
                    assert!(!plain.contains(['<', '@', '[']), "{plain}");
                }
                _ => assert!(!lines.iter().any(|line| line.starts_with("::")), "{shown}"),
            }
        }
    }
}
