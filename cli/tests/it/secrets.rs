//! No command shows a secret, not in part.

use crate::project::{Project, SENTINEL};

const MANIFEST: &str = "
provider_credentials:
  - id: quoted
    provider: acme
    auth: { type: api_key, source: env, env_var: QUOTED_KEY }
  - id: broken
    provider: acme
    auth: { type: api_key, source: file, file_path: broken.json, file_key: a.b }
  - id: listed
    provider: acme
    auth: { type: api_key, source: file, file_path: list.yaml, file_key: a }
  - id: both
    provider: acme
    auth: { type: basic, source: file, file_path: both.json }
  - id: path
    provider: acme
    auth: { type: api_key, source: file, file_path: '${SECRET_PATH}/x' }
";

const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

#[test]
fn no_output_has_a_piece_of_one() {
    let project = Project::new(MANIFEST)
        .with("broken.json", &format!("{{ \"a\": {{ \"b\": \"{SENTINEL}\" }} {SENTINEL}"))
        .with("list.yaml", &format!("a:\n  - {SENTINEL}\n  - *{SENTINEL}\n"))
        .with(
            "both.json",
            &format!("{{\"username\": \"{SENTINEL}\", \"password\": \"{SENTINEL}\"}}"),
        )
        .with(
            "sealed.yaml",
            &format!("{SENTINEL}: ENC[AES256_GCM,data:{SENTINEL}]\nsops: [{SENTINEL}\n"),
        )
        .with("sealed.age", &format!("age-encryption.org/v1\n-> X25519 {SENTINEL}\n{SENTINEL}\n"))
        .with("dev.env", &format!("QUOTED_KEY={SENTINEL} {SENTINEL}\n{SENTINEL}\n"));
    let quoted = format!("'{SENTINEL}'");
    let twin = format!("/{SENTINEL}");
    let mut count = 0;
    for variables in [
        &[("QUOTED_KEY", quoted.as_str()), ("SECRET_PATH", SENTINEL)][..],
        &[("QUOTED_KEY_FILE", twin.as_str())],
        &[],
    ] {
        for args in [
            &["status"][..],
            &["status", "--format", "json"],
            &["status", "--color", "always", "--permissions", "warn"],
            &["status", "--env-file", "dev.env"],
            &["run", "--", "true"],
            &["run", "--files", "--", "true"],
            &["run", "--only", "both", "--", "./none"],
            &["run", "--only", "both", "--files", "--", "./none"],
            &["set", "quoted"],
            &["set", "quoted", "--env-file", "dev.env"],
            &["set", "quoted", "--env-file", "other.env"],
            &["set", "broken"],
            &["set", "listed"],
            &["set", "both.password"],
            &["set", "path"],
            &["check"],
            &["expand"],
            &["encrypt", "broken.json", "--recipient", RECIPIENT],
            &["encrypt", "list.yaml", "--recipient", RECIPIENT],
            &["encrypt", "both.json", "--recipient", SENTINEL],
            &["encrypt", "both.json", "--as", "jwe", "--recipients-file", "both.json"],
            &["encrypt", "both.json", "--as", "age", "--recipients-file", "dev.env"],
            &["decrypt", "broken.json"],
            &["decrypt", "sealed.yaml"],
            &["decrypt", "sealed.age", "--identity", "broken.json"],
            &["edit", "sealed.yaml"],
            &["edit", "sealed.age", "--recipient", SENTINEL],
            &["rekey", "sealed.yaml", "--recipient", RECIPIENT],
            &["rekey", "sealed.age", "--recipients-file", "dev.env"],
        ] {
            let ended = project.run_with(args, variables, format!("{SENTINEL}\n"));
            for text in [&ended.out, &ended.err] {
                for piece in SENTINEL.as_bytes().windows(6) {
                    let piece = std::str::from_utf8(piece).unwrap();
                    assert!(!text.contains(piece), "{args:?}: {piece} in {text}");
                }
            }
            count += usize::from(!(ended.out + &ended.err).is_empty());
        }
    }
    assert!(count > 40, "commands say something: {count}");
}

#[test]
#[cfg(unix)]
fn names_of_files_do_nothing_to_a_terminal() {
    let project = Project::new("provider_credentials: []\n");
    let name = "a\x1b[31mb\u{202e}.yaml";
    project.write(name, "provider_credentials: 3\n");
    let good = "good\x1b[31m.yaml";
    project.write(good, MANIFEST);
    let other = "\x1b[31m-nothing";
    let mut count = 0;
    for args in [
        &["check", name][..],
        &["check", name, "--format", "short"],
        &["check", name, "--format", "github"],
        &["check", name, "--format", "json"],
        &["status", "--manifest", name],
        &["status", "--manifest", good],
        &["status", "--manifest", good, "--env-file", name],
        &["status", "--manifest", good, "--only", other],
        &["status", "--manifest", other],
        &["run", "--manifest", good, "--", "true"],
        &["run", "--manifest", name, "--", "true"],
        &["set", "--manifest", good, "quoted", "--env-file", name],
        &["set", "--manifest", name, "quoted"],
        &["expand", name],
        &["init", "--yes", "--manifest", name],
        &["init", "--from", other],
        &["diff", name, good],
        &["diff", "--manifest", name],
        &["explain", other],
        &["encrypt", name, "--recipient", other],
        &["encrypt", other],
        &["decrypt", name],
        &["edit", name],
        &["rekey", name],
    ] {
        let ended = project.run_with(args, &[], "value-of-it\n");
        for text in [&ended.out, &ended.err] {
            assert!(!text.contains(['\x1b', '\u{202e}']), "{args:?}: {text}");
        }
        count += usize::from(ended.err.contains("u{1b}") || ended.out.contains("u{1b}"));
    }
    assert!(count > 12, "names are shown: {count}");
}
