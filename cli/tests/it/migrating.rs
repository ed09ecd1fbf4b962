//! `docs/migrating.md`: each command that it shows is run, on the project that it is about.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::snapshot::assert_file;
use crate::{directory, run, text};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join("docs/migrating").join(name)).unwrap().replace("\r\n", "\n")
}

fn project() -> TempDir {
    let dir = directory(&[
        ("Cargo.toml", &read("before/Cargo.toml")),
        (".env", &read("before/dotenv")),
        (".gitignore", "target\n"),
        ("src/main.rs", &read("before/src/main.rs")),
        ("src/store.rs", &read("before/src/store.rs")),
        ("src/mail.rs", &read("before/src/mail.rs")),
    ]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let mode = fs::Permissions::from_mode(0o644);
        fs::set_permissions(dir.path().join(".env"), mode).unwrap();
    }
    dir
}

fn git(dir: &Path, args: &[&str]) {
    let name = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(dir).args(name).args(args).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// The text behind a command, up to the end of its block.
fn shown(page: &str, command: &str) -> String {
    let start = format!("$ {command}\n");
    let behind =
        page.split(&start).nth(1).unwrap_or_else(|| panic!("{command} is not in the page"));
    behind.split("```").next().unwrap().to_owned()
}

#[test]
fn what_the_page_shows_is_so() {
    let page = fs::read_to_string(root().join("docs/migrating.md")).unwrap().replace("\r\n", "\n");
    let project = project();
    let dir = project.path();
    git(dir, &["init", "-q"]);
    git(dir, &["add", "Cargo.toml", "src", ".gitignore"]);
    git(dir, &["commit", "-qm", "before"]);
    let init = text(dir, &["init", "--add", "SMTP_USER"], 0);
    let checkout = root().join("runtime").display().to_string();
    assert_eq!(
        shown(&page, "cargo credentials init --add SMTP_USER"),
        init.replace(&checkout, "…/runtime")
    );
    let manifest = fs::read_to_string(dir.join("provider_credentials.yaml")).unwrap();
    assert_file(&root().join("docs/migrating/after/provider_credentials.yaml"), &manifest);
    let diff = text(dir, &["diff", "HEAD"], 0);
    assert_eq!(shown(&page, "cargo credentials diff HEAD"), diff);

    // The code, as the page has it and as it is.
    for name in ["main.rs", "store.rs", "mail.rs"] {
        let code = read(&format!("after/src/{name}"));
        if let Some(part) = page
            .split(&format!("`rust,ignore\n// src/{name}\n"))
            .nth(if name == "main.rs" { 2 } else { 1 })
        {
            for line in part.split("```").next().unwrap().lines().filter(|line| !line.is_empty()) {
                assert!(code.contains(line), "{name}: {line}");
            }
        }
        // Each new line that `init` shows is in it, but where the page says otherwise.
        fs::write(dir.join("src").join(name), code).unwrap();
    }
    let after: String = ["main.rs", "store.rs", "mail.rs"]
        .iter()
        .map(|name| read(&format!("after/src/{name}")))
        .collect();
    for new in init.lines().filter_map(|line| line.strip_prefix("    + ")) {
        assert!(after.contains(new), "{new}");
    }
    let dependency =
        init.lines().find(|line| line.contains("provider-credentials = ")).unwrap().trim();
    let cargo = fs::read_to_string(dir.join("Cargo.toml")).unwrap();
    fs::write(dir.join("Cargo.toml"), format!("{cargo}{dependency}\n")).unwrap();

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        fs::set_permissions(dir.join(".env"), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let cargo = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "-q", "--offline"]).current_dir(dir).envs(variables.iter().copied());
        for name in [
            "SMTP_USER",
            "SMTP_PASSWORD",
            "GITHUB_TOKEN",
            "SENTRY_DSN",
            "REDIS_PASSWORD",
            "OPENAI_API_KEY",
            "STRIPE_SECRET_KEY",
            "DATABASE_URL",
            "MAIL_FROM",
        ] {
            if variables.iter().all(|(own, _)| *own != name) {
                command.env_remove(name);
            }
        }
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("migrating"));
        command.env("CARGO_PROFILE_DEV_DEBUG", "false").env("CARGO_INCREMENTAL", "0");
        let output = command.output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    assert_eq!(shown(&page, "PORT=8080 cargo run"), cargo(&[("PORT", "8080")]));
    let set = [("PORT", "8080"), ("SMTP_USER", "shop"), ("SMTP_PASSWORD", "example-smtp-value")];
    assert_eq!(
        shown(&page, "PORT=8080 SMTP_USER=shop SMTP_PASSWORD=example-smtp-value cargo run"),
        cargo(&set)
    );
    // Settings are what is left.
    let left: Value = serde_json::from_str(&text(
        dir,
        &["init", "--from", "src", "--dry-run", "--format", "json"],
        0,
    ))
    .unwrap();
    assert_eq!(left["credentials"], serde_json::json!([]));
    assert_eq!(left["left_out"], serde_json::json!(["MAIL_FROM", "PORT"]));
    assert_eq!(run(dir, &["check"]).status.code(), Some(0));
}
