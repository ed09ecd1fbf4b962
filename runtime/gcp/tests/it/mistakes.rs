//! What people get wrong, and what they are told: each is mended from the message alone.

use crate::support::{Gcp, Proxy, Variables, answer, environment, home, load, secret, server, set};

/// A change of the environment, the code that it leads to, and a piece of the fix.
type Mistake = (&'static [(&'static str, &'static str)], &'static str, &'static str);

/// An empty value takes the variable away.
const OF_SETTINGS: [Mistake; 14] = [
    (
        &[("GOOGLE_APPLICATION_CREDENTIALS", "")],
        "gcp_no_credentials",
        "gcloud auth application-default login",
    ),
    (
        &[("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json")],
        "gcp_credentials_file_missing",
        "mount it there",
    ),
    (
        &[("GOOGLE_APPLICATION_CREDENTIALS", "$HOME/no.json")],
        "gcp_credentials_file_invalid",
        "as Google gave it",
    ),
    (&[("GOOGLE_CLOUD_PROJECT", "My Project")], "gcp_name_invalid", "gcloud projects list"),
    (
        &[("GOOGLE_CLOUD_QUOTA_PROJECT", "My Project")],
        "gcp_name_invalid",
        "`GOOGLE_CLOUD_QUOTA_PROJECT`",
    ),
    (
        &[("GOOGLE_APPLICATION_CREDENTIALS", "{\"type\": \"service_account\"}")],
        "gcp_credentials_file_missing",
        "set the variable to its path",
    ),
    (&[("GOOGLE_APPLICATION_CREDENTIALS", "$HOME")], "gcp_credentials_file_missing", "Docker"),
    (
        &[("GOOGLE_APPLICATION_CREDENTIALS", "$HOME/client.json")],
        "gcp_credentials_file_invalid",
        "a service account's key in its place",
    ),
    (
        &[("GOOGLE_CLOUD_PROJECT", "agents-none")],
        "gcp_access_denied",
        "check `gcp_secret` and its project",
    ),
    (
        &[("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", "localhost:8080")],
        "gcp_endpoint_invalid",
        "`CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER`",
    ),
    (
        &[("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", "http://secrets.example")],
        "gcp_endpoint_insecure",
        "use https",
    ),
    (
        &[("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", "http://127.0.0.1:1")],
        "gcp_unreachable",
        "the endpoint",
    ),
    (
        &[("GOOGLE_CLOUD_UNIVERSE_DOMAIN", "cloud.example")],
        "gcp_universe_mismatch",
        "`GOOGLE_CLOUD_UNIVERSE_DOMAIN`",
    ),
    (
        &[
            ("GOOGLE_APPLICATION_CREDENTIALS", ""),
            ("NO_GCE_CHECK", ""),
            ("GCE_METADATA_HOST", "127.0.0.1:1"),
        ],
        "gcp_metadata_unreachable",
        "`GCE_METADATA_HOST`",
    ),
];

type Params = &'static [(&'static str, &'static str)];

const APP: (&str, &str) = ("secret", "mistakes-app");

/// Of what is asked for: its name, a key, and the rest as above.
const OF_NAMES: [(Params, &[&str], &str, &str); 8] = [
    (&[("secret", "mistakes-none")], &[], "gcp_not_found", "gcloud secrets create"),
    (
        &[("secret", "mistakes.app")],
        &[],
        "gcp_name_invalid",
        "`projects/agents-prod/secrets/openai-api-key`",
    ),
    (&[APP, ("version", "v 3")], &[], "gcp_name_invalid", "a number, `latest` or an alias"),
    (&[APP, ("version", "9")], &[], "gcp_version_not_found", "gcloud secrets versions list"),
    (&[APP, ("version", "1")], &[], "gcp_version_disabled", "gcloud secrets versions enable"),
    (&[APP, ("version", "2")], &[], "gcp_version_destroyed", "gcloud secrets versions add"),
    (
        &[("secret", "mistakes-denied")],
        &[],
        "gcp_access_denied",
        "roles/secretmanager.secretAccessor",
    ),
    (&[APP], &["kee"], "key_not_found", "kee"),
];

/// The code and the whole message.
fn told(
    variables: &Variables,
    params: Params,
    key: &'static [&'static str],
) -> (&'static str, String) {
    let found = secret(&load(variables), params, key);
    let error = found.secret().unwrap_err();
    (error.code(), error.to_string())
}

fn prepared() -> Option<&'static Gcp> {
    static MADE: std::sync::Once = std::sync::Once::new();
    let gcp = server()?;
    MADE.call_once(|| {
        gcp.python(
            "name = create('mistakes-app', 'value-1', 'value-2', json.dumps({'key': 'of-the-app'}))
administrator().disable_secret_version(name=name + '/versions/1')
administrator().destroy_secret_version(name=name + '/versions/2')
create('mistakes-denied', 'of-the-denied', accessors=[])",
        );
    });
    Some(gcp)
}

#[test]
fn each_setting_has_its_own_word() {
    let Some(gcp) = prepared() else { return };
    let home = home(&[
        ("no.json", "{\"key\": 1}"),
        ("client.json", "{\"installed\": {\"client_id\": \"x\", \"client_secret\": \"y\"}}"),
    ]);
    let mut good = environment(gcp, &gcp.address());
    let place = home.path().to_str().unwrap();
    set(&mut good, "HOME", place);
    let mut each = Vec::new();
    for (changes, code, fix) in OF_SETTINGS {
        let mut variables = good.clone();
        for (name, value) in changes {
            set(&mut variables, name, value.replace("$HOME", place));
        }
        let (found, message) = told(&variables, &[APP], &[]);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(fix), "{message}");
        each.push(message);
    }
    // What one is told differs from what every other one is told.
    each.sort();
    each.dedup();
    assert_eq!(each.len(), OF_SETTINGS.len(), "{each:#?}");
}

/// Of a file that the variable names, and of gcloud's login, which nobody named.
#[cfg(unix)]
#[test]
fn the_file_and_its_type_are_named() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;

    const ADC: &str = ".config/gcloud/application_default_credentials.json";
    const FILE: &str = "`GOOGLE_APPLICATION_CREDENTIALS`";
    const LOGIN: &str = "gcloud's login (`application_default_credentials.json`)";
    const KEY: &str = "{\"type\": \"service_account\", \"private_key\": \"x\"}";
    let gdch = KEY.replace("service_account", "gdch_service_account");
    let workforce = KEY.replace("service_account", "external_account_authorized_user");
    for (content, mode, code, fragments) in [
        ("no json", 0o600, "gcp_credentials_file_invalid", [FILE, LOGIN]),
        (KEY, 0o644, "gcp_file_insecure", [FILE, LOGIN]),
        (KEY, 0o600, "gcp_credentials_file_invalid", ["lacks what its `type` needs"; 2]),
        (&gdch, 0o600, "gcp_credentials_unsupported", ["`gdch_service_account`"; 2]),
        (
            &workforce,
            0o600,
            "gcp_credentials_unsupported",
            ["`external_account_authorized_user`"; 2],
        ),
    ] {
        let home = home(&[(ADC, content)]);
        let path = home.path().join(ADC);
        set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let mut variables = Variables::new();
        set(&mut variables, "GOOGLE_CLOUD_PROJECT", "agents-prod");
        set(&mut variables, "HTTPS_PROXY", "http://127.0.0.1:1");
        let (mut named, mut login) = (variables.clone(), variables);
        set(&mut named, "GOOGLE_APPLICATION_CREDENTIALS", path.to_str().unwrap());
        set(&mut login, "HOME", home.path().to_str().unwrap());
        for (variables, fragment) in [named, login].iter().zip(fragments) {
            let (found, message) = told(variables, &[APP], &[]);
            assert_eq!(found, code, "{message}");
            assert!(message.contains(fragment), "{message}");
        }
    }
}

#[test]
fn each_name_has_its_own_word() {
    let Some(gcp) = prepared() else { return };
    let good = environment(gcp, &gcp.address());
    for (params, key, code, fix) in OF_NAMES {
        let (found, message) = told(&good, params, key);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(fix), "{message}");
    }
    for (status, fix) in [
        ("502 Bad Gateway", "check that it reaches `.googleapis.com`"),
        ("407 Proxy Authentication Required", "`http://USER:PASSWORD@proxy.example:3128`"),
        ("403 Forbidden", "`NO_PROXY`"),
    ] {
        let refusal = answer(status, "", "");
        let proxy = Proxy::start("127.0.0.1:1", move |_, _| refusal.clone());
        let mut variables = environment(gcp, "https://secretmanager.googleapis.com");
        set(&mut variables, "HTTPS_PROXY", proxy.address());
        let (found, message) = told(&variables, &[APP], &[]);
        assert_eq!(found, "gcp_proxy", "{message}");
        assert!(message.contains(fix), "{message}");
    }
    let tls = environment(gcp, &gcp.address().replace("http:", "https:"));
    let (found, message) = told(&tls, &[APP], &[]);
    assert_eq!(found, "gcp_tls", "{message}");
    assert!(message.contains("does not speak TLS"), "{message}");
}
