//! Workload identity federation: another issuer's token for one of Google.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{
    Gcp, Proxy, Variables, answer, code, environment, home, load, secret, server, set, write,
};

const SECRET: (&str, &str) = ("secret", "projects/agents-prod/secrets/federation-app");
const VALUE: &str = "of-the-federation";
const TOKEN: &str = "token-of-the-issuer";

fn with_secret() -> Option<&'static Gcp> {
    static MADE: std::sync::Once = std::sync::Once::new();
    let gcp = server()?;
    MADE.call_once(|| {
        gcp.python("create('federation-app', 'of-the-federation', accessors=['serviceAccount:agent@agents-prod.iam.gserviceaccount.com', 'principal:subject'])");
    });
    Some(gcp)
}

/// As `gcloud iam workload-identity-pools create-cred-config` writes it.
fn config(gcp: &Gcp, source: &Value) -> Value {
    json!({
        "type": "external_account",
        "audience": "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/issuer",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": format!("{}/v1/token", gcp.address()),
        "credential_source": source,
    })
}

fn impersonating(gcp: &Gcp, mut config: Value) -> Value {
    let account = "agent@agents-prod.iam.gserviceaccount.com";
    let url =
        format!("{}/v1/projects/-/serviceAccounts/{account}:generateAccessToken", gcp.address());
    config["service_account_impersonation_url"] = url.into();
    config
}

/// Everybody may read the file, since there is no secret in it.
fn variables(gcp: &Gcp, home: &Path, config: &Value) -> Variables {
    let file = home.join("config.json");
    write(&file, &config.to_string());
    let mode = if config["credential_source"]["url"].is_null()
        && config["credential_source"]["executable"].is_null()
    {
        0o644
    } else {
        0o600
    };
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    let mut variables = environment(gcp, &gcp.address());
    set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", file.to_str().unwrap());
    variables
}

fn ours(variables: &Variables) -> Result<String, &'static str> {
    code(&secret(&load(variables), &[SECRET], &[]))
}

fn official(gcp: &Gcp, home: &Path) -> Value {
    let file = home.join("config.json");
    gcp.python(&format!(
        "os.environ['GOOGLE_APPLICATION_CREDENTIALS'] = '{}'
os.environ['GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES'] = '1'
os.environ['GOOGLE_CLOUD_PROJECT'] = 'agents-prod'
credentials, _ = google.auth.default(scopes=['https://www.googleapis.com/auth/cloud-platform'])
version = 'projects/agents-prod/secrets/federation-app/versions/latest'
result = client(credentials).access_secret_version(name=version).payload.data.decode()",
        file.display()
    ))
}

#[test]
fn a_token_in_a_file() {
    let Some(gcp) = with_secret() else { return };
    let home = home(&[
        ("token", TOKEN),
        ("token.json", "{\"id_token\": \"token-of-the-issuer\"}"),
        ("old", "x"),
    ]);
    let file = |name: &str| json!(home.path().join(name));
    let as_json = json!({"type": "json", "subject_token_field_name": "id_token"});
    for source in [
        json!({"file": file("token")}),
        json!({"file": file("token"), "format": {"type": "text"}}),
        json!({"file": file("token.json"), "format": as_json}),
    ] {
        for config in [config(gcp, &source), impersonating(gcp, config(gcp, &source))] {
            let variables = variables(gcp, home.path(), &config);
            assert_eq!(ours(&variables).as_deref(), Ok(VALUE), "{config}");
            assert_eq!(official(gcp, home.path()), VALUE, "{config}");
        }
    }
    let good = config(gcp, &json!({"file": file("token")}));
    let changed = |name: &str, value: Value| {
        let mut changed = good.clone();
        changed[name] = value;
        changed
    };
    for (config, expected) in [
        (config(gcp, &json!({"file": file("none")})), "gcp_subject_token"),
        (config(gcp, &json!({"file": file("token"), "format": as_json})), "gcp_subject_token"),
        (config(gcp, &json!({"file": file("old")})), "gcp_sts_refused"),
        (config(gcp, &json!({})), "gcp_credentials_file_invalid"),
        (config(gcp, &json!({"environment_id": "aws1"})), "gcp_credentials_unsupported"),
        (config(gcp, &json!({"certificate": {}})), "gcp_credentials_unsupported"),
        (changed("audience", json!("//iam.googleapis.com/of/another")), "gcp_sts_refused"),
        (changed("audience", Value::Null), "gcp_credentials_file_invalid"),
        (changed("token_url", json!("https://sts.example.com/v1/token")), "gcp_credentials_host"),
        (
            changed("service_account_impersonation_url", json!("https://iam.example.com/x")),
            "gcp_credentials_host",
        ),
    ] {
        assert_eq!(ours(&variables(gcp, home.path(), &config)), Err(expected), "{config}");
    }
}

/// Where it goes is known before it is got.
#[test]
fn a_token_is_got_for_google_alone() {
    let Some(gcp) = with_secret() else { return };
    let issuer = Proxy::start("127.0.0.1:1", |_, _| answer("200 OK", "", TOKEN));
    let home = home(&[]);
    let mut config = config(gcp, &json!({"url": issuer.address()}));
    // The second is of Google, and would keep what it is sent for whoever wrote the file.
    for url in [
        "https://sts.example.com/v1/token",
        "https://storage.googleapis.com/upload/storage/v1/b/of-somebody/o?uploadType=media&name=x",
    ] {
        config["token_url"] = json!(url);
        assert_eq!(ours(&variables(gcp, home.path(), &config)), Err("gcp_credentials_host"));
    }
    assert_eq!(issuer.asked(), 0);
}

#[test]
fn a_token_from_a_url() {
    let Some(gcp) = with_secret() else { return };
    let issuer = Proxy::start("127.0.0.1:1", |request, _| {
        if request.contains("Metadata: True") {
            answer("200 OK", "", "{\"access_token\": \"token-of-the-issuer\"}")
        } else {
            answer("400 Bad", "", "{\"access_token\": \"token-of-the-issuer\"}")
        }
    });
    let home = home(&[]);
    let format = json!({"type": "json", "subject_token_field_name": "access_token"});
    let source =
        |headers: Value| json!({"url": issuer.address(), "headers": headers, "format": format});
    let good = config(gcp, &source(json!({"Metadata": "True"})));
    assert_eq!(ours(&variables(gcp, home.path(), &good)).as_deref(), Ok(VALUE));
    assert_eq!(official(gcp, home.path()), VALUE);
    let plain = config(gcp, &json!({"url": "http://issuer.example/token"}));
    for config in [config(gcp, &source(json!({}))), plain] {
        assert_eq!(
            ours(&variables(gcp, home.path(), &config)),
            Err("gcp_subject_token"),
            "{config}"
        );
    }
}

/// Out of reach is no refusal: sources behind it are for something else.
#[test]
fn an_issuer_that_is_down() {
    let Some(gcp) = with_secret() else { return };
    let home = home(&[]);
    for (fault, expected) in [
        (answer("503 Busy", "", ""), (true, false)),
        (answer("429 Slow", "", ""), (true, false)),
        (crate::support::Fault::Cut(0), (true, false)),
        (answer("404 None", "", ""), (false, true)),
        (answer("200 OK", "", ""), (false, true)),
    ] {
        let shown = format!("{fault:?}");
        let issuer = Proxy::start("127.0.0.1:1", move |_, _| fault.clone());
        let config = config(gcp, &json!({"url": issuer.address()}));
        let found = secret(&load(&variables(gcp, home.path(), &config)), &[SECRET], &[]);
        let error = found.secret().unwrap_err();
        assert_eq!(error.code(), "gcp_subject_token", "{shown}");
        assert_eq!(error.is_retryable(), expected.0, "{shown}");
        assert_eq!(error.to_string().contains("cannot be reached"), !expected.1, "{shown}");
    }
}

fn program(home: &Path, name: &str, lines: &str) -> String {
    let path = home.join(name);
    write(&path, &format!("#!/bin/sh\n{lines}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_token_from_a_program() {
    let Some(gcp) = with_secret() else { return };
    let home = home(&[]);
    let printed = "{\"version\": 1, \"success\": true, \"token_type\": \"urn:ietf:params:oauth:token-type:jwt\", \"id_token\": \"token-of-the-issuer\"}";
    let good = program(
        home.path(),
        "good",
        &format!(
            "[ \"$1 $2\" = 'for this' ] && [ \"$GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE\" = urn:ietf:params:oauth:token-type:jwt ] && [ \"${{GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE#//iam}}\" != \"$GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE\" ] || exit 1\necho '{printed}'"
        ),
    );
    let config = |command: &str| {
        let executable = json!({"command": command, "timeout_millis": 5000});
        config(gcp, &json!({"executable": executable}))
    };
    let allowed = |config: &Value| {
        let mut variables = variables(gcp, home.path(), config);
        set(&mut variables, "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES", "1");
        variables
    };
    let with_arguments = config(&format!("{good} for this"));
    assert_eq!(
        ours(&variables(gcp, home.path(), &with_arguments)),
        Err("gcp_executable_not_allowed")
    );
    assert_eq!(ours(&allowed(&with_arguments)).as_deref(), Ok(VALUE));
    assert_eq!(official(gcp, home.path()), VALUE);
    let fails = program(home.path(), "fails", "echo s3ntinel >&2\nexit 3");
    let says_no = program(
        home.path(),
        "no",
        "echo '{\"version\": 1, \"success\": false, \"code\": \"401\", \"message\": \"s3ntinel\"}'",
    );
    let other = program(home.path(), "other", "echo s3ntinel");
    let much = program(home.path(), "much", "yes s3ntinel");
    for command in [&*fails, &says_no, &other, &much, "/nowhere/program", "good for this"] {
        let found = secret(&load(&allowed(&config(command))), &[SECRET], &[]);
        let error = found.secret().unwrap_err();
        assert_eq!(error.code(), "gcp_executable_failed", "{command}");
        assert!(!format!("{error} {error:?}").contains("s3ntinel"), "{error}");
    }
    // Others could have it run something else.
    let variables = allowed(&with_arguments);
    fs::set_permissions(home.path().join("config.json"), fs::Permissions::from_mode(0o666))
        .unwrap();
    assert_eq!(ours(&variables), Err("gcp_file_insecure"));
}

#[test]
fn a_program_that_hangs_is_ended_with_all_that_it_started() {
    let Some(gcp) = with_secret() else { return };
    let home = home(&[]);
    let mark = home.path().join("mark");
    let lines = format!("(sleep 2; echo late > '{}') &\nwait", mark.display());
    let hangs = program(home.path(), "hangs", &lines);
    let executable = json!({"command": hangs, "timeout_millis": 300});
    let config = config(gcp, &json!({"executable": executable}));
    let mut variables = variables(gcp, home.path(), &config);
    set(&mut variables, "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES", "1");
    let since = Instant::now();
    assert_eq!(ours(&variables), Err("gcp_executable_failed"));
    assert!(since.elapsed() < Duration::from_millis(1500), "{:?}", since.elapsed());
    std::thread::sleep(Duration::from_millis(2200));
    assert!(!mark.exists());
}
