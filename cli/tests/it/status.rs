//! `status`, of real files and variables.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::project::{Project, SENTINEL, is_snapshot, read_until};

/// Of each state one, long and wide text, and every kind of place.
const MANIFEST: &str = r#"
provider_credentials:
  - id: anthropic_sonnet
    provider: anthropic
    auth: { type: api_key, source: env, env_var: ANTHROPIC_API_KEY }
  - id: openai
    provider: openai
    required: false
    auth:
      type: api_key
      source: file
      file_path: "${SECRETS:-/nowhere/agent-engine/secrets}/credentials.json"
      file_key: openai.api_key
  - id: mail
    provider: "東京メール"
    auth: { type: api_key, source: file, file_path: mail.txt }
  - id: billing
    provider: stripe
    auth:
      type: api_key
      sources:
        - { source: env, env_var: STRIPE_KEY }
        - { source: file, file_path: /nowhere/secrets/stripe }
  - id: db
    provider: postgres
    auth:
      type: basic
      username: app
      password: { source: file, file_path: db.json, file_key: /db/password }
  - id: queue
    provider: acme
    auth: { type: api_key, source: custom, custom_name: acme_store, custom_params: { a: b } }
"#;

fn project() -> Project {
    Project::new(MANIFEST)
        .with("mail.txt", SENTINEL)
        .with("db.json", &format!(r#"{{ "db": {{ "password": "{SENTINEL}" }} }}"#))
}

#[test]
fn the_screen_at_several_widths() {
    let project = project();
    let variables = |width| [("ANTHROPIC_API_KEY", "changeme"), ("COLUMNS", width)];
    for width in ["60", "80", "200", "40", "47", "54", "57", "69", "96"] {
        let ended = project.run(&["status"], &variables(width));
        assert_eq!(ended.status, 1, "{ended:?}");
        assert_eq!(ended.err, "");
        if ["60", "80", "200"].contains(&width) {
            is_snapshot(&format!("status_{width}.txt"), &ended.out);
        }
        let width: usize = width.parse().unwrap();
        for line in ended.out.lines() {
            let wide = line.chars().filter(|c| ('\u{3000}'..='\u{9fff}').contains(c)).count();
            assert!(line.chars().count() + wide <= width, "{width}: {line}");
            assert!(!line.ends_with(' '), "{line:?}");
        }
    }
    let ascii = project.run(&["status"], &[("LC_ALL", "C"), ("COLUMNS", "60")]);
    is_snapshot("status_ascii.txt", &ascii.out);
    let coloured = project.run(&["status", "--color", "always"], &variables("80"));
    is_snapshot("status_coloured.txt", &coloured.out.replace('\x1b', "ESC"));
    assert!(!coloured.out.contains("\x1b[37m") && !coloured.out.contains("\x1b[30m"));
    // A pipe has no width, so that nothing is cut or wrapped.
    let piped = project.run(&["status"], &[]);
    assert!(
        piped.out.lines().any(|line| line.contains("/secrets}/credentials.json openai.api_key"))
    );
}

#[test]
fn for_programs() {
    let project = project();
    let variables = [("ANTHROPIC_API_KEY", "changeme")];
    let ended = project.run(&["status", "--format", "json"], &variables);
    assert_eq!(ended.status, 1);
    is_snapshot("status.json", &ended.out);
    let value: Value = serde_json::from_str(&ended.out).unwrap();
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/status.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).expect("a valid schema");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    if let Err(error) = validator.validate(&value) {
        panic!("{error} at {}", error.instance_path());
    }
    let mut other = value.clone();
    other["credentials"][0]["state"] = "fine".into();
    assert!(!validator.is_valid(&other), "the schema says what a state is");
}

#[test]
fn statuses() {
    let project = project();
    let status = |args: &[&str], variables: &[(&str, &str)]| {
        let ended = project.run(&[&["status"], args].concat(), variables);
        (ended.status, ended.out + &ended.err)
    };
    assert_eq!(status(&["--only", "mail,queue"], &[]).0, 0, "what is unknown is no failure");
    assert_eq!(status(&["--only", "openai"], &[]).0, 0, "nor is what is not required");
    let (code, told) = status(&["--only", "mail", "--only", "billing"], &[]);
    assert!(code == 1 && told.contains("1 of 2 loaded, 1 required but missing"), "{told}");
    let (code, told) = status(&["--only", "billing"], &[("STRIPE_KEY", SENTINEL)]);
    assert!(code == 0 && told.contains("env STRIPE_KEY"), "{told}");
    let (code, told) = status(&["--only", "biling"], &[]);
    assert!(code == 2 && told.contains("no credential `biling`; write `billing`"), "{told}");
    let (code, told) = status(&["--manifest", "none.yaml"], &[]);
    assert!(code == 2 && told.contains("none.yaml"), "{told}");
    project.write("bad.yaml", &MANIFEST.replace("source: env,", "source: evn,"));
    let (code, told) = status(&["--manifest", "bad.yaml"], &[]);
    assert!(code == 2 && told.contains("`cargo credentials check bad.yaml` shows more"), "{told}");
    project.write("none.yaml", "provider_credentials: []\n");
    let (code, told) = status(&["--manifest", "none.yaml"], &[]);
    assert_eq!((code, told.as_str()), (0, "none.yaml: 0 of 0 loaded\n"));
}

#[test]
fn what_this_build_lacks_is_said_in_its_row() {
    let manifest = "
provider_credentials:
  - id: stored
    provider: acme
    auth: { type: api_key, source: vault, vault_path: secret/acme, vault_key: key }
  - id: certificate
    provider: acme
    auth:
      type: client_certificate
      certificate: { source: file, file_path: it.pem }
      private_key: { source: file, file_path: it.pem }
  - id: token
    provider: acme
    auth:
      type: oauth2_client_credentials
      token_url: https://login.example/token
      client_id: app
      client_secret: { source: env, env_var: CLIENT_SECRET }
";
    let project = Project::new(manifest).with("it.pem", "no certificate");
    let variables = [("CLIENT_SECRET", SENTINEL)];
    for (id, has_feature, feature) in [
        ("stored", cfg!(feature = "vault"), "vault"),
        ("certificate", cfg!(feature = "certificates"), "certificates"),
        ("token", cfg!(feature = "oauth2"), "oauth2"),
    ] {
        let ended = project.run(&["status", "--only", id], &variables);
        let lacks = ended.out.contains("[cli_without_feature]");
        assert_eq!(lacks, !has_feature, "{ended:?}");
        let fix = format!("fix: install `cargo-credentials` with `--features {feature}`");
        assert_eq!(ended.out.contains(&fix), !has_feature, "{ended:?}");
        if !has_feature {
            // Not known here is not missing, and nothing of it is read or asked for.
            assert_eq!(ended.status, 0, "{ended:?}");
            assert!(ended.out.contains("? unknown"), "{ended:?}");
            let ended = project.run(&["status", "--only", id], &[]);
            assert!(
                ended.out.contains(&fix) && !ended.out.contains("CLIENT_SECRET` is"),
                "{ended:?}"
            );
        }
    }
    #[cfg(all(unix, not(feature = "certificates")))]
    {
        use std::os::unix::fs::PermissionsExt;
        // A certificate may be public, which is not for this build to judge.
        let public = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(project.path("it.pem"), public).unwrap();
        let ended = project.run(&["status", "--only", "certificate"], &[]);
        assert!(!ended.out.contains("chmod"), "{ended:?}");
        assert!(
            ended
                .out
                .contains("`type: client_certificate`: this build of `cargo credentials` lacks it"),
            "{ended:?}"
        );
    }
}

#[test]
fn files_are_read_as_the_options_say() {
    let project = project();
    project.write("dev.env", &format!("STRIPE_KEY={SENTINEL}\n"));
    let only = ["status", "--only", "billing", "--env-file", "dev.env"];
    assert_eq!(project.run(&only, &[]).status, 0);
    let elsewhere = ["status", "--only", "mail", "--base-dir", "/nowhere"];
    assert_eq!(project.run(&elsewhere, &[]).status, 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(project.path("mail.txt"), open).unwrap();
        for (rule, status, words) in [
            ("enforce", 1, "[file_insecure_permissions]"),
            ("warn", 0, "warning: "),
            ("off", 0, "1 of 1 loaded\n"),
        ] {
            let args = ["status", "--only", "mail", "--permissions", rule];
            let ended = project.run(&args, &[]);
            assert_eq!(ended.status, status, "{ended:?}");
            assert!(ended.out.contains(words), "{}", ended.out);
        }
    }
}

#[test]
fn a_missing_env_file_is_one_error_of_the_command_line() {
    let project = project();
    for (args, status) in [
        (&["status", "--env-file", "cfg/prodd.env"][..], 2),
        (&["status", "--env-file", "cfg/prodd.env", "--watch"], 2),
        (&["run", "--env-file", "cfg/prodd.env", "--", "true"], 125),
    ] {
        let ended = project.run(args, &[]);
        assert_eq!((ended.status, ended.out.as_str()), (status, ""), "{ended:?}");
        let error = "error: the `--env-file` `cfg/prodd.env` does not exist; correct the path\n";
        assert_eq!(ended.err, error);
    }
}

#[test]
#[cfg(unix)]
fn what_is_wrong_with_an_env_file_is_said_once_with_its_path() {
    use std::os::unix::fs::PermissionsExt;

    let manifest = "
provider_credentials:
  - id: one
    provider: acme
    auth: { type: api_key, source: env, env_var: ONE }
  - id: two
    provider: acme
    auth: { type: basic, username: app, password: { source: env, env_var: TWO } }
";
    let project = Project::new(manifest);
    project.write("my cfg/dev.env", &format!("ONE={SENTINEL}\nTWO={SENTINEL}\n"));
    let chmod = |name: &str, mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(project.path(name), mode).unwrap();
    };
    chmod("my cfg/dev.env", 0o644);
    let args = ["status", "--env-file", "my cfg/dev.env"];
    let ended = project.run(&args, &[]);
    assert_eq!(ended.status, 1);
    is_snapshot("status_shared.txt", &ended.out);
    // What it says helps.
    let fix = ended.out.lines().find_map(|line| line.strip_prefix("fix: run `")).unwrap();
    let command = fix.strip_suffix('`').unwrap();
    let shell = |command: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(project.directory()).status().unwrap()
    };
    assert!(shell(command).success(), "{command}");
    assert_eq!(project.run(&args, &[]).status, 0);
    chmod("my cfg", 0o777);
    let ended = project.run(&args, &[]);
    assert!(ended.out.contains("fix: run `chmod go-w my\\ cfg`\n"), "{ended:?}");
    chmod("my cfg", 0o755);
    // Relative to the working directory, also where the manifest's paths are relative to another one.
    project.write("sub/one", "");
    let ended = project.run(&[&args[..], &["--base-dir", "sub"]].concat(), &[]);
    assert_eq!(ended.status, 0, "{ended:?}");
    let set = ["set", "one", "--env-file", "my cfg/dev.env", "--base-dir", "sub"];
    let ended = project.run_with(&set, &[], "another-one-of-them");
    assert_eq!(ended.status, 0, "{ended:?}");
    assert!(project.read("my cfg/dev.env").starts_with("ONE=another-one-of-them\n"));
    assert!(!project.path("sub/my cfg").exists());
}

#[test]
#[cfg(unix)]
fn what_to_do_in_a_base_dir_can_be_done_from_here() {
    use std::os::unix::fs::PermissionsExt;

    let project = project();
    project.write("sub1/mail.txt", SENTINEL);
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(project.path("sub1/mail.txt"), open).unwrap();
    let args = ["status", "--only", "mail", "--base-dir", "sub1"];
    let ended = project.run(&args, &[]);
    assert!(ended.out.contains("file `mail.txt` has mode 0644"), "{ended:?}");
    let fix = ended.out.lines().find_map(|line| line.trim().strip_prefix("fix: run `")).unwrap();
    assert!(fix.ends_with("/sub1/mail.txt`"), "{fix}");
    let command = fix.strip_suffix('`').unwrap();
    let run = ["run", "--only", "mail", "--base-dir", "sub1", "--", "true"];
    let ended = project.run(&run, &[]);
    assert!(ended.status == 78 && ended.err.contains(command), "{ended:?}");
    let mut shell = Command::new("sh");
    assert!(shell.args(["-c", command]).current_dir("/").status().unwrap().success());
    assert_eq!(project.run(&args, &[]).status, 0);
    // In a file of its variable, too.
    let ended = project.run(&["status", "--only", "mail", "--base-dir", "sub2"], &[]);
    assert!(ended.out.contains("fix: create it, or mount it there\n"), "{ended:?}");
    std::fs::remove_file(project.path("mail.txt")).unwrap();
    for args in [&["status", "--only", "mail"][..], &["run", "--only", "mail", "--", "true"]] {
        let ended = project.run(args, &[]);
        let text = ended.out + &ended.err;
        let fix = "create it, or name the directory that the path is relative to with `--base-dir`";
        assert!(text.contains(fix), "{text}");
    }
}

#[test]
fn warnings_can_fail_and_what_is_refused_is_not_called_missing() {
    let project = project();
    let variables = [("ANTHROPIC_API_KEY", "changeme")];
    let args = ["status", "--only", "anthropic_sonnet"];
    assert_eq!(project.run(&args, &variables).status, 0);
    let denied = [&args[..], &["--deny-warnings"]].concat();
    assert_eq!(project.run(&denied, &variables).status, 1);
    assert_eq!(project.run(&denied, &[("ANTHROPIC_API_KEY", SENTINEL)]).status, 0);
    let run = ["run", "--only", "anthropic_sonnet", "--", "true"];
    let ended = project.run(&run, &variables);
    assert_eq!(
        ended.err,
        "warning: anthropic_sonnet: environment variable `ANTHROPIC_API_KEY` is a placeholder; put the secret \
         in its place [value_placeholder]\n"
    );
    project.write("db.json", "{");
    let ended = project.run(&["status", "--only", "db"], &[]);
    assert_eq!(ended.status, 1);
    assert!(
        ended.out.contains("✗ failed") && ended.out.contains("0 of 1 loaded, 1 failed\n"),
        "{ended:?}"
    );
    let ended = project.run(&["status", "--only", "db", "--format", "json"], &[]);
    let value: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((&value["summary"]["failed"], &value["summary"]["missing"]), (&1.into(), &0.into()));
    assert_eq!(value["credentials"][0]["state"], "failed");
}

#[test]
fn a_text_of_config_that_fails_has_a_source() {
    let manifest = "
provider_credentials:
  - id: billing
    provider: stripe
    auth: { type: api_key, source: env, env_var: STRIPE_KEY }
    config: { base_url: 'https://${REGION}.stripe.com' }
";
    let project = Project::new(manifest);
    let ended = project.run(&["status"], &[("STRIPE_KEY", SENTINEL)]);
    assert!(ended.out.lines().nth(1).unwrap().ends_with("api_key  manifest"), "{ended:?}");
}

#[test]
fn manifests_are_not_listed_without_end() {
    let project = Project::new(MANIFEST);
    for number in 0..30 {
        project.write(&format!("{number:02}/provider_credentials.yaml"), MANIFEST);
    }
    let ended = project.run(&["status"], &[]);
    assert_eq!(ended.status, 2);
    assert!(ended.err.contains("there are 31 manifests, `00/provider_"), "{ended:?}");
    assert!(ended.err.contains("` and 26 more; choose one with `--manifest`"), "{ended:?}");
    assert!(!ended.err.contains("`05/"), "{ended:?}");
    let ended = project.run(&["status", "--manifest", "none.yaml"], &[]);
    assert!(ended.status == 2 && !ended.err.contains("shows more"), "{ended:?}");
    project.write("one.yaml", "provider_credentials:\n  - id: ff\n    provider: a\n    auth: { type: api_key, source: env, env_var: FF_KEY }\n");
    let ended = project.run(&["status", "--manifest", "one.yaml", "--only", "zzzz"], &[]);
    assert!(ended.err.ends_with("; it has `ff` alone\n"), "{ended:?}");
}

#[test]
fn time_that_is_left_is_told() {
    let manifest = "
provider_credentials:
  - id: session
    provider: acme
    auth: { type: bearer_token, source: env, env_var: SESSION }
";
    let project = Project::new(manifest);
    // No token of anybody: its header and its body, `{\"exp\":4102444800}`, and no signature to speak of.
    let token = ["eyJhbGciOiJub25lIn0", "eyJleHAiOjQxMDI0NDQ4MDB9", "c2ln"].join(".");
    let variables = [("SESSION", token.as_str()), ("COLUMNS", "100")];
    let ended = project.run(&["status"], &variables);
    assert_eq!(ended.status, 0);
    assert!(ended.out.lines().next().unwrap().ends_with("GOOD FOR"), "{}", ended.out);
    assert!(ended.out.contains(" days left\n"), "{}", ended.out);
    let ended = project.run(&["status", "--format", "json"], &variables);
    assert!(ended.out.contains(r#""good_until": "2100-01-01T00:00:00Z""#), "{}", ended.out);
    // Under the row where there is no room for the column.
    let ended = project.run(&["status"], &[("SESSION", token.as_str()), ("COLUMNS", "50")]);
    assert!(ended.out.lines().any(|line| line.trim().ends_with(" days left")), "{}", ended.out);
    assert!(!ended.out.contains("GOOD FOR"), "{}", ended.out);
}

#[test]
#[cfg(unix)]
fn watching_tells_each_change() {
    let project = Project::new(
        "
provider_credentials:
  - id: mail
    provider: acme
    auth: { type: api_key, source: file, file_path: secrets/mail.txt }
",
    );
    project.write("secrets/other", "");
    for (format, is_loaded) in [("json", r#""state":"loaded""#), ("human", "1 of 1 loaded")] {
        let _ = std::fs::remove_file(project.path("secrets/mail.txt"));
        let mut child = project
            .command(&["status", "--watch", "--format", format], &[])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let first =
            read_until(&mut out, if format == "json" { "}}\n" } else { "file_not_found`\n" });
        assert!(first.contains("missing"), "{first}");
        project.write("secrets/mail.txt", SENTINEL);
        let second = read_until(&mut out, is_loaded);
        assert!(!second.contains("missing\":1") && !second.contains('\x1b'), "{second}");
        crate::project::signal(&child, "INT");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{format}");
    }
    // With the status of the last screen.
    std::fs::remove_file(project.path("secrets/mail.txt")).unwrap();
    let mut child =
        project.command(&["status", "--watch"], &[]).stdout(Stdio::piped()).spawn().unwrap();
    read_until(&mut child.stdout.take().unwrap(), "missing");
    crate::project::signal(&child, "TERM");
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// `status --watch | head -1` would stay until the next change, which may be never.
#[test]
#[cfg(unix)]
fn watching_ends_with_its_reader() {
    let project = project();
    let mut child =
        project.command(&["status", "--watch"], &[]).stdout(Stdio::piped()).spawn().unwrap();
    read_until(&mut child.stdout.take().unwrap(), "loaded");
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it goes on without a reader");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn watching_redraws_in_place_on_a_terminal() {
    if Command::new("script").arg("--version").output().is_err() {
        println!("NOT RUN: there is no script(1)");
        return;
    }
    let project = project();
    let program = env!("CARGO_BIN_EXE_cargo-credentials");
    let line = format!("exec {program} status --watch --only mail,db --color always");
    let mut child = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(project.directory())
        .envs([("LC_ALL", "C.UTF-8"), ("COLUMNS", "100"), ("TERM", "xterm")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let first = read_until(&mut out, "2 of 2 loaded\r\n");
    std::fs::remove_file(project.path("mail.txt")).unwrap();
    let second = read_until(&mut out, "file_not_found`\r\n");
    let lines = first.matches('\n').count();
    assert!(second.starts_with(&format!("\x1b[{lines}F\x1b[J\x1b[1mSTATE")), "{second:?}");
    child.stdin.take().unwrap().write_all(b"\x03").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "the value that was there is kept");
}

#[test]
fn the_documented_screen_is_one() {
    let manifest = "
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
  - id: billing
    provider: stripe
    auth:
      type: api_key
      sources:
        - { source: env, env_var: STRIPE_KEY }
        - { source: file, file_path: /run/secrets/stripe }
";
    let project = Project::new(manifest);
    let variables = [("OPENAI_API_KEY", SENTINEL), ("COLUMNS", "100")];
    let ended = project.run(&["status"], &variables);
    let documents =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/cli.md")).unwrap();
    let example = format!("```text\n$ cargo credentials status\n{}```", ended.out);
    assert!(documents.replace('\r', "").contains(&example), "docs/cli.md has not:\n{example}");
}

#[test]
fn a_hundred_files_take_no_time() {
    let mut manifest = String::from("provider_credentials:\n");
    for number in 0..100 {
        manifest += &format!(
            "  - id: key{number}\n    provider: acme\n    auth: {{ type: api_key, source: file, file_path: s/{number} }}\n"
        );
    }
    let project = Project::new(&manifest);
    for number in 0..100 {
        project.write(&format!("s/{number}"), SENTINEL);
    }
    let fastest = (0..5).map(|_| {
        let started = Instant::now();
        assert_eq!(project.run(&["status"], &[]).status, 0);
        started.elapsed()
    });
    // Not optimized, and beside other tests; 50 ms are for the optimized program.
    assert!(fastest.min().unwrap() < Duration::from_millis(500));
}
