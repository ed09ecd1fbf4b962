//! What is wrong with a manifest, as each front end says it: the macro, a build script, the command
//! line.

use std::process::Command;

use crate::command_line::command_line as program;
use crate::package::Project;

const BAD: &str = "\
provider_credentials:
  - id: openai
    providr: openai
    auth: { type: api_key, source: evn, env_var: OPENAI_API_KEY }
    config:
      password: hunter2fake
  - id: openai
    provider: openai
    auth: { type: api_key, source: file, file_path: /run/secrets/openai }
  - id: anthropic
    provider: anthropic
";

const WITH_WARNINGS: &str = "\
provider_credentials:
  - id: openai
    provider: &unused openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
    config: { base_url: 'http://api.example.com' }
";

/// What `cargo check` writes, and whether it succeeds.
fn check(project: &Project) -> (bool, String) {
    let output = project.cargo(&["check"]);
    (output.status.success(), String::from_utf8(output.stderr).expect("text"))
}

/// What the command line says in that package.
fn command_line(project: &Project, format: &str) -> String {
    let output = Command::new(program())
        .args(["check", "--format", format, "provider_credentials.yaml"])
        .current_dir(project.path(""))
        .output()
        .expect("the command line");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).expect("text")
}

/// Without the indentation, which rustc and cargo add to.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn assert_says(output: &str, problem: &str) {
    let (output, problem) = (lines(output), lines(problem));
    let says = output.windows(problem.len()).any(|window| window == problem);
    assert!(says, "{problem:#?}\nnot in\n{output:#?}");
}

#[test]
fn warnings_are_shown_where_a_build_script_generates() {
    let project = Project::with_build_script("warned", WITH_WARNINGS);
    let (success, output) = check(&project);
    assert!(success, "{output}");
    for (place, code) in [("3:15", "unused_anchor"), ("5:25", "insecure_url")] {
        let warning = output.lines().find(|line| line.contains(code)).expect(code);
        let start = format!("warning: warned@0.0.0: provider_credentials.yaml:{place}: ");
        assert!(warning.starts_with(&start), "{warning}");
    }
}

/// A package without that warning is never published, or says so.
#[test]
fn a_build_script_warns_of_a_manifest_outside_of_its_package() {
    let project = Project::with_build_script("outside", WITH_WARNINGS);
    let good = WITH_WARNINGS.replace("&unused ", "").replace("http:", "https:");
    project.write("../shared/provider_credentials.yaml", &good);
    let script = std::fs::read_to_string(project.path("build.rs")).expect("what was written");
    project.write(
        "build.rs",
        &script.replace("\"provider_credentials.yaml\"", "\"../shared/provider_credentials.yaml\""),
    );
    let cargo = std::fs::read_to_string(project.path("Cargo.toml")).expect("what was written");
    for (line, warns) in [
        ("", true),
        ("publish = false", false),
        ("publish = [\"private\"]", true),
        ("metadata.provider-credentials.manifest_outside_package = \"allow\"", false),
        ("metadata.provider-credentials.manifest_outside_package = \"deny\"", true),
        ("publish.workspace = true", false),
    ] {
        let cargo = cargo.replace("[dependencies]", &format!("{line}\n[dependencies]"));
        let root = if line.contains("workspace") {
            "[workspace]\npackage.publish = false\n"
        } else {
            "[workspace]\n"
        };
        project.write("Cargo.toml", &format!("{cargo}{root}"));
        // The change alone brings the script back.
        let (success, output) = check(&project);
        assert!(success, "{output}");
        assert_eq!(output.contains("[manifest_outside_package]"), warns, "{line}: {output}");
    }
}

#[test]
fn every_front_end_says_the_same() {
    let by_script = Project::with_build_script("refused", BAD);
    let report = command_line(&by_script, "human");
    let (report, _) = report.split_once("\n1 manifest checked: ").expect("a summary");
    let problems: Vec<&str> = report.split("\n\n").filter(|problem| !problem.is_empty()).collect();
    assert_eq!(problems.len(), 5, "{report}");

    let (success, output) = check(&by_script);
    assert!(!success, "{output}");
    let short = command_line(&by_script, "short");
    assert_eq!(short.lines().count(), problems.len());
    for line in short.lines() {
        assert_says(&output, &line.replacen("error: ", "error: refused@0.0.0: ", 1));
    }
    for problem in &problems {
        assert_says(&output, problem);
    }

    let by_macro = Project::with_macro("by_macro", BAD);
    let (success, output) = check(&by_macro);
    assert!(!success, "{output}");
    for problem in &problems {
        assert_says(&output, problem);
    }
    assert!(!output.contains("hunter2"), "{output}");
}
