//! What the commands say that load secrets, write them, and read the audit log.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use provider_credentials_disguises::{Sentinels, github_token};

use crate::audited::audit_key;
use crate::child;
use crate::command_line::command_line;
use crate::output::Output;
use crate::support::Files;

const MANIFEST: &str = include_str!("plain.yaml");

/// Arguments, and what is typed.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["status"], ""),
    (&["status", "--format", "json"], ""),
    (&["status", "--color", "always", "--only", "json,file,variable"], ""),
    (&["status", "--env-file", ".env"], ""),
    (&["status", "--only", "§"], ""),
    (&["run", "--", "true"], ""),
    (&["run", "--only", "variable", "--", "true"], ""),
    (&["run", "--files", "--only", "file,pair", "--", "true"], ""),
    (&["run", "--only", "variable", "--", "./there-is-no-such-program"], ""),
    (&["set", "file"], "§\n"),
    (&["set", "file"], "Bearer §\n"),
    (&["set", "yaml"], "§"),
    (&["set", "json"], "§\n§"),
    (&["set", "variable"], "§"),
    (&["set", "nobody"], "§"),
    (&["set", "§"], ""),
    (&["set", "file", "§"], ""),
    (&["set", "file=§"], ""),
    (&["set", "file", "--value=§"], ""),
    (&["set", "file", "--value", "§"], ""),
    (&["encrypt", "secrets.json", "--recipient", RECIPIENT], ""),
    (&["encrypt", "secrets.yaml", "--recipient", RECIPIENT], ""),
    (&["encrypt", "key", "--recipient", "§"], ""),
    (&["encrypt", "key", "--as", "age", "--recipients-file", "key"], ""),
    (&["encrypt", "key", "--as", "jwe", "--recipients-file", "secrets.json"], ""),
    (&["encrypt", "--key", "§"], ""),
    (&["decrypt", "secrets.json"], ""),
    (&["decrypt", "sealed.yaml"], ""),
    (&["decrypt", "sealed.age", "--identity", "key"], ""),
    (&["edit", "sealed.yaml"], ""),
    (&["edit", "sealed.age", "--recipient", RECIPIENT], ""),
    (&["rekey", "sealed.yaml", "--recipient", "§"], ""),
    (&["rekey", "sealed.age", "--recipients-file", "key"], ""),
    (&["status", "--format", "§"], ""),
    (&["§"], ""),
    (&["explain", "§"], ""),
    (&["run", "--prefix", "§", "--only", "§", "--", "true"], ""),
];

/// Anybody.
const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

fn secret() -> String {
    github_token("commands")
}

fn run(number: usize, arguments: &[&str], typed: &str) -> Output {
    let secret = secret();
    let json = format!("{{\"wanted\": {{\"key\": {secret}}}}}");
    let files = Files::new()
        .with("provider_credentials.yaml", MANIFEST)
        .with("key", &secret)
        .with("secrets.json", json)
        .with("secrets.yaml", format!("wanted:\n  key: '{secret}'\n"))
        .with("sealed.yaml", format!("{secret}: ENC[AES256_GCM,data:{secret}]\nsops: [{secret}\n"))
        .with("sealed.age", format!("age-encryption.org/v1\n-> X25519 {secret}\n{secret}\n"))
        .with(".env", format!("SECOND_API_KEY='{secret}\n"));
    let mut command = Command::new(command_line());
    command.args(arguments.iter().map(|argument| argument.replace('§', &secret)));
    command.current_dir(files.path()).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env("OPENAI_API_KEY", format!("'{secret}'")).env("DB_USER", "app");
    command.env("DB_PASSWORD", &secret).env("SESSION_TOKEN", &secret).env("RUST_BACKTRACE", "1");
    let mut child = command.spawn().expect("the command line");
    let mut stdin = child.stdin.take().expect("its input");
    // One that does not read has ended.
    let _ = stdin.write_all(typed.replace('§', &secret).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the command line");
    Output::of(&format!("command {number} {}", arguments[0]), &output)
}

/// For another opinion, too.
pub(crate) fn outputs() -> &'static [Output] {
    static OUTPUTS: OnceLock<Vec<Output>> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        let commands = COMMANDS.iter().enumerate();
        let outputs = commands.map(|(number, (arguments, typed))| run(number, arguments, typed));
        outputs.chain(audit()).collect()
    })
}

/// Of the log that all loads of the cases wrote.
fn audit() -> Vec<Output> {
    let [.., log] = &child::run().outputs;
    let files = Files::new().with("access.jsonl", &log.bytes);
    let run = |arguments: &[&str]| {
        let mut command = Command::new(command_line());
        command.arg("audit").args(arguments).arg("access.jsonl").current_dir(files.path());
        let output = command.env("AUDIT_KEY", audit_key()).output().expect("the command line");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Output::of(&format!("audit {}", arguments.join(" ")), &output)
    };
    vec![
        run(&["show"]),
        run(&["show", "--counts"]),
        run(&["show", "--format", "json"]),
        run(&["verify", "--key-from", "AUDIT_KEY"]),
    ]
}

#[test]
fn no_command_says_a_secret() {
    let sentinels = Sentinels::new().with("commands", &secret());
    let sentinels = sentinels.with("key of the audit log", &audit_key());
    let mut wrong = Vec::new();
    for output in outputs() {
        assert!(output.bytes.len() > 5 || output.name.contains("run"), "{}", output.name);
        let found = sentinels.find(&output.bytes);
        wrong.extend(found.iter().map(|found| {
            let text = String::from_utf8_lossy(&output.bytes).replace(&secret(), "§");
            format!("{}: {found}: {text}", output.name)
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
