//! A program whose secrets are in the environment of its own build, as they are on a developer's machine.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use provider_credentials_disguises::{Sentinels, github_token};

use crate::left::left_of;
use crate::output::Output;
use crate::package::Project;

const MANIFEST: &str = "\
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
    config: { base_url: 'https://api.openai.com' }
  - id: other
    provider: other
    auth: { type: api_key, source: file, file_path: '${SECRETS_DIR:-secrets}/other' }
";

fn secret() -> String {
    github_token("environment of a build")
}

/// What the build wrote, and all that it made, the program first.
fn build(project: &Project, name: &str) -> Vec<Output> {
    let secret = secret();
    let variables = [("OPENAI_API_KEY", secret.as_str()), ("SECRETS_DIR", &secret)];
    let output = project.cargo_with(&["build", "-vv"], &variables);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("project/debug").join(name);
    let program = Output::new(name, fs::read(program).expect("the program"));
    let written = Output::of(&format!("build of {name}"), &output);
    [program, written].into_iter().chain(left_of(name)).collect()
}

/// For another opinion, too.
pub(crate) fn outputs() -> &'static [Output] {
    static OUTPUTS: OnceLock<Vec<Output>> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        let by_macro = Project::with_macro("innocent_macro", MANIFEST);
        let by_script = Project::with_build_script("innocent_script", MANIFEST);
        let by_macro = build(&by_macro, "innocent_macro");
        by_macro.into_iter().chain(build(&by_script, "innocent_script")).collect()
    })
}

#[test]
fn nothing_of_the_environment_of_a_build_is_left() {
    let sentinels = Sentinels::new().with("environment", &secret());
    assert!(outputs().len() > 20);
    for output in outputs() {
        let found = sentinels.find(&output.bytes);
        assert!(found.is_empty(), "{}: {}", output.name, found[0]);
    }
}

#[test]
fn what_a_program_takes_from_the_environment_of_its_build_is_found() {
    let project = Project::with_macro("guilty_macro", MANIFEST);
    let main = fs::read_to_string(project.path("src/main.rs")).expect("the program");
    let print = "println!(\"{}\", env!(\"OPENAI_API_KEY\")); let _";
    project.write("src/main.rs", &main.replace("let _", print));
    let outputs = build(&project, "guilty_macro");
    let sentinels = Sentinels::new().with("environment", &secret());
    assert!(!sentinels.find(&outputs[0].bytes).is_empty());
}
