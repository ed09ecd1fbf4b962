//! Application default credentials: what this crate takes, Google's own client takes in the same surroundings.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::support::{
    Fault, Gcp, Proxy, Variables, answer, code, environment, home, load, secret, server, set,
};

const SECRET: (&str, &str) = ("secret", "projects/agents-prod/secrets/adc-app");
const VALUE: &str = "of-the-credentials";

fn with_secret() -> Option<&'static Gcp> {
    static MADE: std::sync::Once = std::sync::Once::new();
    let gcp = server()?;
    MADE.call_once(|| {
        gcp.python("create('adc-app', 'of-the-credentials', accessors=['serviceAccount:agent@agents-prod.iam.gserviceaccount.com', 'user:ada'])");
    });
    Some(gcp)
}

/// With nothing but a home.
fn bare(gcp: &Gcp, home: &Path) -> Variables {
    vec![
        ("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", gcp.address()),
        ("NO_GCE_CHECK", "true".to_owned()),
        ("HOME", home.to_str().unwrap().to_owned()),
    ]
}

fn with(variables: &Variables, pairs: &[(&'static str, &str)]) -> Variables {
    let mut all = variables.clone();
    for (name, value) in pairs {
        set(&mut all, name, *value);
    }
    all
}

fn ours(variables: &Variables) -> Result<String, &'static str> {
    code(&secret(&load(variables), &[SECRET], &[]))
}

/// What Google's own client reads in each of these surroundings, and the project that it finds. Where a login's tokens
/// are and where accounts are impersonated is built into it, so that both are set to the server first.
fn official(gcp: &Gcp, all: &[Variables]) -> Vec<(String, Option<String>)> {
    let all: Vec<HashMap<&str, &str>> = all
        .iter()
        .map(|all| all.iter().map(|(name, value)| (*name, value.as_str())).collect())
        .collect();
    let all = serde_json::to_string(&serde_json::to_string(&all).unwrap()).unwrap();
    let found = gcp.python(&format!(
        "import importlib
google.oauth2.credentials._GOOGLE_OAUTH2_TOKEN_ENDPOINT = URL + '/token'
google.auth.iam._IAM_ENDPOINT = google.auth.iam._IAM_ENDPOINT.replace('https://iamcredentials.googleapis.com', URL)
google.auth.iam._IAM_ENDPOINT = google.auth.iam._IAM_ENDPOINT.replace('https://iamcredentials.{{}}', URL)
from google.auth import _default, compute_engine
from google.auth.compute_engine import _metadata
result = []
for variables in json.loads({all}):
    os.environ.clear()
    os.environ.update({{name: value for name, value in variables.items() if value}})
    importlib.reload(_metadata)
    try:
        credentials, project = google.auth.default(scopes=['https://www.googleapis.com/auth/cloud-platform'])
        version = 'projects/agents-prod/secrets/adc-app/versions/latest'
        result.append([client(credentials).access_secret_version(name=version).payload.data.decode(), project])
    except Exception as error:
        result.append([repr(error), None])"
    ));
    serde_json::from_value(found).unwrap()
}

/// Both find credentials that the server takes, in all of these.
fn both(gcp: &Gcp, all: &[Variables]) -> Vec<Option<String>> {
    let official = official(gcp, all);
    assert_eq!(official.len(), all.len());
    let mut projects = Vec::new();
    for (variables, (official, project)) in all.iter().zip(official) {
        assert_eq!(ours(variables).as_deref(), Ok(VALUE), "{variables:?}");
        assert_eq!(official, VALUE, "{variables:?}");
        projects.push(project);
    }
    projects
}

fn login(gcp: &Gcp) -> String {
    format!(
        "{{\"type\": \"authorized_user\", \"client_id\": \"client-of-the-test\", \"client_secret\": \"secret-of-the-client\", \
         \"refresh_token\": \"login-of-ada\", \"token_uri\": \"{}/token\"}}",
        gcp.address()
    )
}

const ADC: &str = ".config/gcloud/application_default_credentials.json";

#[test]
fn keys_logins_and_the_metadata_server_in_their_order() {
    let Some(gcp) = with_secret() else { return };
    let key = gcp.key_file();
    let key = key.to_str().unwrap();
    let login = login(gcp);
    let with_login =
        home(&[(ADC, &login), ("gcloud/application_default_credentials.json", &login)]);
    let elsewhere = with_login.path().join("gcloud");
    let empty = home(&[]);
    let (logged_in, nothing) = (bare(gcp, with_login.path()), bare(gcp, empty.path()));
    let metadata = [
        ("NO_GCE_CHECK", ""),
        ("GCE_METADATA_HOST", gcp.listens_at()),
        ("GCE_METADATA_IP", gcp.listens_at()),
    ];
    let all = [
        with(&nothing, &[("GOOGLE_APPLICATION_CREDENTIALS", key)]),
        with(&logged_in, &[]),
        with(&nothing, &[("CLOUDSDK_CONFIG", elsewhere.to_str().unwrap())]),
        with(&nothing, &metadata),
        with(
            &nothing,
            &[("GOOGLE_APPLICATION_CREDENTIALS", key), ("GOOGLE_CLOUD_PROJECT", "agents-test")],
        ),
    ];
    let projects = both(gcp, &all);
    let [agents, test] = ["agents-prod", "agents-test"].map(|id| Some(id.to_owned()));
    assert_eq!(projects, [agents.clone(), None, None, agents, test]);
    assert_eq!(ours(&nothing), Err("gcp_no_credentials"));
    // What comes first is taken, as whom is seen by the server.
    let broken = home(&[(ADC, "{}")]);
    let broken = bare(gcp, broken.path());
    assert_eq!(ours(&with(&broken, &metadata)), Err("gcp_credentials_file_invalid"));
    assert_eq!(
        ours(&with(&broken, &[("GOOGLE_APPLICATION_CREDENTIALS", key)])).as_deref(),
        Ok(VALUE)
    );
    let missing = [("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json")];
    assert_eq!(ours(&with(&logged_in, &missing)), Err("gcp_credentials_file_missing"));
}

#[test]
fn the_project_is_found_as_google_finds_it() {
    let Some(gcp) = with_secret() else { return };
    gcp.python("create('adc-project', 'of-the-test', parent='projects/agents-test', accessors=['serviceAccount:agent@agents-prod.iam.gserviceaccount.com', 'user:ada'])
create('adc-project', 'of-production', accessors=['serviceAccount:agent@agents-prod.iam.gserviceaccount.com', 'user:ada'])");
    let read =
        |variables: &Variables| code(&secret(&load(variables), &[("secret", "adc-project")], &[]));
    let config = ".config/gcloud/configurations/config_default";
    let (login, key) = (login(gcp), gcp.key_file());
    let home = home(&[
        (ADC, &login),
        (config, "[core]\nproject = agents-prod\n"),
        (".config/gcloud/configurations/config_test", "[core]\nproject = agents-test\n"),
    ]);
    let bare = bare(gcp, home.path());
    let key = ("GOOGLE_APPLICATION_CREDENTIALS", key.to_str().unwrap());
    let metadata = [("HOME", ""), ("NO_GCE_CHECK", ""), ("GCE_METADATA_HOST", gcp.listens_at())];
    for (pairs, expected) in [
        (&[][..], Ok("of-production")),
        (&[("CLOUDSDK_ACTIVE_CONFIG_NAME", "test")], Ok("of-the-test")),
        (&[("CLOUDSDK_CORE_PROJECT", "agents-test")], Ok("of-the-test")),
        (&[key], Ok("of-production")),
        // The key's own, before that of the command line.
        (&[key, ("CLOUDSDK_CORE_PROJECT", "agents-test")], Ok("of-production")),
        (&[key, ("GCLOUD_PROJECT", "agents-test")], Ok("of-the-test")),
        (
            &[key, ("GOOGLE_CLOUD_PROJECT", "agents-prod"), ("GCLOUD_PROJECT", "agents-test")],
            Ok("of-production"),
        ),
        (&metadata, Ok("of-production")),
        (&[("CLOUDSDK_ACTIVE_CONFIG_NAME", "none")], Err("gcp_project_missing")),
        (&[("CLOUDSDK_ACTIVE_CONFIG_NAME", "../x")], Err("gcp_project_missing")),
        (&[("GOOGLE_CLOUD_PROJECT", "Agents Prod")], Err("gcp_name_invalid")),
    ] {
        assert_eq!(read(&with(&bare, pairs)).as_deref(), expected.as_deref(), "{pairs:?}");
    }
    // Which configuration is active is also in a file.
    fs::write(home.path().join(".config/gcloud/active_config"), "test\n").unwrap();
    assert_eq!(read(&bare).as_deref(), Ok("of-the-test"));
}

#[test]
fn requests_are_counted_for_the_quota_project() {
    let Some(gcp) = with_secret() else { return };
    let login = login(gcp)
        .replace("\"token_uri\"", "\"quota_project_id\": \"quota-of-ada\", \"token_uri\"");
    let home = home(&[(ADC, &login)]);
    let bare = bare(gcp, home.path());
    let of_variable = with(&bare, &[("GOOGLE_CLOUD_QUOTA_PROJECT", "quota-of-all")]);
    both(gcp, &[bare.clone(), of_variable.clone()]);
    let seen = |variables: &Variables| {
        let proxy = Proxy::start(gcp.listens_at(), |_, _| Fault::None);
        let endpoint = ("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", proxy.address());
        let before = gcp.requests().len();
        assert_eq!(ours(&with(variables, &[endpoint])).as_deref(), Ok(VALUE));
        let is_it =
            |one: &&serde_json::Value| one["who"] == "user:ada" && !one["quota_project"].is_null();
        let requests = gcp.requests();
        let found: Vec<_> = requests[before..].iter().filter(is_it).collect();
        found
            .iter()
            .map(|one| one["quota_project"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(seen(&bare).contains(&"quota-of-ada".to_owned()));
    assert!(seen(&of_variable).contains(&"quota-of-all".to_owned()));
    // It would end the header.
    let odd = with(&bare, &[("GOOGLE_CLOUD_QUOTA_PROJECT", "quota\r\nx: y")]);
    assert_eq!(ours(&odd), Err("gcp_name_invalid"));
}

#[test]
fn accounts_are_impersonated() {
    let Some(gcp) = with_secret() else { return };
    let file = |account: &str, source: &str| {
        format!(
            "{{\"type\": \"impersonated_service_account\", \"delegates\": [], \"source_credentials\": {source}, \
             \"service_account_impersonation_url\": \"{}/v1/projects/-/serviceAccounts/{account}:generateAccessToken\"}}",
            gcp.address()
        )
    };
    let login = login(gcp);
    let agent = "agent@agents-prod.iam.gserviceaccount.com";
    let good = home(&[(ADC, &file(agent, &login))]);
    both(gcp, &[bare(gcp, good.path())]);
    let key = fs::read_to_string(gcp.key_file()).unwrap();
    let inner = file(agent, &login);
    for (content, expected) in [
        (file("other@agents-prod.iam.gserviceaccount.com", &login), "gcp_impersonation_denied"),
        // An account may not impersonate itself unless it is told so.
        (file(agent, &key), "gcp_impersonation_denied"),
        // One chain of accounts is `delegates`.
        (file(agent, &inner), "gcp_credentials_unsupported"),
        (file(agent, "null"), "gcp_credentials_file_invalid"),
    ] {
        let home = home(&[(ADC, &content)]);
        assert_eq!(ours(&bare(gcp, home.path())), Err(expected), "{content}");
    }
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    let Some(gcp) = with_secret() else { return };
    let key = fs::read_to_string(gcp.key_file()).unwrap();
    let login = login(gcp);
    let replaced = |from: &str, to: &str| {
        let changed = key.replace(from, to);
        assert_ne!(changed, key, "{from}");
        changed
    };
    for (content, expected) in [
        ("", "gcp_credentials_file_invalid"),
        ("no json", "gcp_credentials_file_invalid"),
        ("[]", "gcp_credentials_file_invalid"),
        ("{\"type\": \"service_account\"}", "gcp_credentials_file_invalid"),
        ("{\"type\": \"gdch_service_account\"}", "gcp_credentials_unsupported"),
        (&replaced("\"client_email\"", "\"x\""), "gcp_credentials_file_invalid"),
        (&replaced("-----BEGIN", "-----"), "gcp_key_unusable"),
        (&replaced("\\nM", "\\nX"), "gcp_key_unusable"),
        (
            &replaced("\"type\"", "\"universe_domain\": \"cloud.example\", \"type\""),
            "gcp_universe_mismatch",
        ),
        (&login.replace("login-of-ada", "login-of-nobody"), "gcp_login_expired"),
        (&login.replace("secret-of-the-client", "x"), "gcp_token_refused"),
        (&login.replace("refresh_token", "x"), "gcp_credentials_file_invalid"),
        (&login.replace("http://127.0.0.1", "http://203.0.113.1"), "gcp_credentials_host"),
        (&login.replace("http://127.0.0.1", "https://127.0.0.1.example"), "gcp_credentials_host"),
        (
            &login.replace("http://127.0.0.1", "https://googleapis.com.evil.example"),
            "gcp_credentials_host",
        ),
        (&login.replace("http://127.0.0.1", "https://evilgoogleapis.com"), "gcp_credentials_host"),
        (
            &login.replace("http://127.0.0.1", "http://oauth2.googleapis.com"),
            "gcp_credentials_host",
        ),
        // Of Google, and it keeps what it is sent for whoever wrote the file.
        (
            &login.replace("http://127.0.0.1", "https://storage.googleapis.com"),
            "gcp_credentials_host",
        ),
    ] {
        let home = home(&[(ADC, content)]);
        assert_eq!(ours(&bare(gcp, home.path())), Err(expected), "{content}");
    }
    // Who can read a key has it.
    let home = home(&[(ADC, &key)]);
    fs::set_permissions(home.path().join(ADC), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(ours(&bare(gcp, home.path())), Err("gcp_file_insecure"));
}

#[test]
fn another_key_of_the_same_account_is_refused() {
    let Some(gcp) = with_secret() else { return };
    let pem = std::process::Command::new("openssl")
        .args(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
        .output();
    let Ok(pem) = pem else {
        provider_credentials_test_servers::not_run("another key", "there is no openssl");
        return;
    };
    let mut key: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(gcp.key_file()).unwrap()).unwrap();
    key["private_key"] = String::from_utf8(pem.stdout).unwrap().into();
    let home = home(&[(ADC, &key.to_string())]);
    assert_eq!(ours(&bare(gcp, home.path())), Err("gcp_credentials_invalid"));
}

#[test]
fn a_metadata_server_is_googles_or_none() {
    let Some(gcp) = with_secret() else { return };
    let flavor = "Metadata-Flavor: Google\r\n";
    let token = "{\"access_token\": \"token-of-the-administrator\", \"expires_in\": 3599}";
    for (status, headers, body, expected, asked) in [
        ("200 OK", flavor, token, Ok(VALUE), 1),
        ("200 OK", "", token, Err("gcp_metadata_invalid"), 1),
        ("200 OK", "Metadata-Flavor: Other\r\n", token, Err("gcp_metadata_invalid"), 1),
        ("200 OK", flavor, "{}", Err("gcp_metadata_invalid"), 1),
        ("200 OK", flavor, "{\"access_token\": \"a b\"}", Err("gcp_metadata_invalid"), 1),
        ("404 None", flavor, "", Err("gcp_metadata_no_account"), 1),
        ("403 No", flavor, "", Err("gcp_metadata_refused"), 1),
        ("503 Starting", flavor, "", Err("gcp_metadata_unreachable"), 3),
        ("429 Slow", flavor, "", Err("gcp_metadata_unreachable"), 3),
    ] {
        let fault = answer(status, headers, body);
        let metadata = Proxy::start("127.0.0.1:1", move |_, _| fault.clone());
        let host = metadata.address().trim_start_matches("http://").to_owned();
        let mut variables = environment(gcp, &gcp.address());
        set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", "");
        set(&mut variables, "NO_GCE_CHECK", "");
        set(&mut variables, "GCE_METADATA_HOST", host);
        assert_eq!(ours(&variables).as_deref(), expected.as_deref(), "{status} {headers} {body}");
        assert_eq!(metadata.asked(), asked, "{status} {headers} {body}");
    }
    let mut variables = environment(gcp, &gcp.address());
    set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", "");
    set(&mut variables, "NO_GCE_CHECK", "");
    for (host, expected) in
        [("127.0.0.1:1", "gcp_metadata_unreachable"), ("a b", "gcp_metadata_host")]
    {
        set(&mut variables, "GCE_METADATA_HOST", host);
        assert_eq!(ours(&variables), Err(expected), "{host}");
    }
}
