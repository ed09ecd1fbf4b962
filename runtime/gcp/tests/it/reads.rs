//! What is there, by each way to name it, and as Google's own client reads it.

use serde_json::json;

use crate::support::{code, environment, load, secret, server};

const FULL: &str = "projects/agents-prod/secrets/reads-app";

#[test]
fn by_every_name_and_version() {
    let Some(gcp) = server() else { return };
    let read = gcp.python(
        "name = create('reads-app', json.dumps({'key': 'of-the-app-1', 'n': 12345678}), json.dumps({'key': 'of-the-app-2', 'n': 87654321}))
administrator().update_secret(request={'secret': {'name': name, 'version_aliases': {'first': 1}}, 'update_mask': {'paths': ['version_aliases']}})
answer = administrator().access_secret_version(name=name + '/versions/latest')
result = [name, answer.name, answer.payload.data.decode(), json.loads(administrator().access_secret_version(name=name + '/versions/first').payload.data)['key']]",
    );
    let name = "projects/123456789012/secrets/reads-app";
    let value = "{\"key\": \"of-the-app-2\", \"n\": 87654321}";
    let version = format!("{name}/versions/2");
    assert_eq!(read, json!([name, version, value, "of-the-app-1"]));
    let loader = load(&environment(gcp, &gcp.address()));
    let id = |id: &'static str| ("secret", id);
    for (params, expected) in [
        (&[id("reads-app")][..], 2),
        (&[id(FULL)], 2),
        (&[id("projects/123456789012/secrets/reads-app")], 2),
        (&[id("reads-app"), ("project", "agents-prod")], 2),
        (&[id("reads-app"), ("version", "latest")], 2),
        (&[id("reads-app"), ("version", "2")], 2),
        (&[id("reads-app"), ("version", "1")], 1),
        (&[id("reads-app"), ("version", "first")], 1),
        (&[id("projects/agents-prod/secrets/reads-app/versions/1")], 1),
        (&[id("projects/agents-prod/secrets/reads-app/versions/latest")], 2),
        (&[id(" reads-app\n"), ("version", " 1 ")], 1),
    ] {
        let found = secret(&loader, params, &["key"]);
        assert_eq!(code(&found), Ok(format!("of-the-app-{expected}")), "{params:?}");
        assert_eq!(found.metadata().version(), Some(&*expected.to_string()), "{params:?}");
    }
    assert_eq!(code(&secret(&loader, &[id("reads-app")], &["n"])).unwrap(), "87654321");
    assert_eq!(code(&secret(&loader, &[id("reads-app")], &[])).unwrap(), value);
    for (params, expected) in [
        (&[id("reads-none")][..], "gcp_not_found"),
        (&[id("reads-app"), ("version", "9")], "gcp_version_not_found"),
        (&[id("reads-app"), ("version", "second")], "gcp_version_not_found"),
        (&[id("reads-app"), ("project", "agents-test")], "gcp_not_found"),
        (&[id("reads-app"), ("project", "agents-none")], "gcp_access_denied"),
        (&[id(FULL), ("project", "agents-prod")], "gcp_project_conflict"),
        (
            &[id("projects/agents-prod/secrets/reads-app/versions/1"), ("version", "1")],
            "gcp_version_conflict",
        ),
        (&[id("projects/agents-prod/secrets/..")], "gcp_name_invalid"),
        (&[id("reads-app"), ("project", "../x")], "gcp_name_invalid"),
        (&[id("reads-app"), ("version", "1/../2")], "gcp_name_invalid"),
    ] {
        assert_eq!(code(&secret(&loader, params, &["key"])), Err(expected), "{params:?}");
    }
}

#[test]
fn any_bytes() {
    let Some(gcp) = server() else { return };
    gcp.python(
        "create('reads-text', 'line \"1\"\\nline 2 é')
create('reads-line', 'of-the-line\\n')
create('reads-large', 'a' * 65536)
create('reads-empty', '')",
    );
    let loader = load(&environment(gcp, &gcp.address()));
    let read = |id| code(&secret(&loader, &[("secret", id)], &[]));
    assert_eq!(read("reads-text").unwrap(), "line \"1\"\nline 2 é");
    assert_eq!(read("reads-line").unwrap(), "of-the-line");
    assert_eq!(read("reads-large").unwrap(), "a".repeat(65536));
    assert_eq!(read("reads-empty"), Err("value_empty"));
}

#[test]
fn regional_secrets() {
    let Some(gcp) = server() else { return };
    let read = gcp.python(
        "name = create('reads-regional', 'of-frankfurt', parent='projects/agents-prod/locations/europe-west3')
create('reads-regional', 'of-the-world')
result = administrator().access_secret_version(name=name + '/versions/1').payload.data.decode()",
    );
    assert_eq!(read, json!("of-frankfurt"));
    let loader = load(&environment(gcp, &gcp.address()));
    let read = |id| code(&secret(&loader, &[("secret", id)], &[]));
    let regional = "projects/agents-prod/locations/europe-west3/secrets/reads-regional";
    assert_eq!(read(regional).unwrap(), "of-frankfurt");
    assert_eq!(read("reads-regional").unwrap(), "of-the-world");
}

#[test]
fn versions_that_are_disabled_or_destroyed() {
    let Some(gcp) = server() else { return };
    let refused = gcp.python(
        "name = create('reads-states', 'value-1', 'value-2', 'value-3')
administrator().disable_secret_version(name=name + '/versions/1')
administrator().destroy_secret_version(name=name + '/versions/3')
result = []
for version in ('1', '3', 'latest'):
    try:
        administrator().access_secret_version(name=name + '/versions/' + version)
    except Exception as error:
        result.append(str(error).rsplit(' is in ')[1])",
    );
    let [disabled, destroyed] = ["DISABLED state.", "DESTROYED state."];
    assert_eq!(refused, json!([disabled, destroyed, destroyed]));
    let loader = load(&environment(gcp, &gcp.address()));
    let read =
        |version| code(&secret(&loader, &[("secret", "reads-states"), ("version", version)], &[]));
    assert_eq!(read("1"), Err("gcp_version_disabled"));
    assert_eq!(read("2").unwrap(), "value-2");
    assert_eq!(read("3"), Err("gcp_version_destroyed"));
    assert_eq!(read("latest"), Err("gcp_version_destroyed"));
    gcp.python("administrator().enable_secret_version(name='projects/agents-prod/secrets/reads-states/versions/1')");
    assert_eq!(read("1").unwrap(), "value-1");
}

#[test]
fn the_role_on_one_secret_is_enough_for_that_one() {
    let Some(gcp) = server() else { return };
    let refused = gcp.python(
        "create('reads-granted', 'of-the-granted')
name = create('reads-denied', 'of-the-denied', accessors=[])
from google.oauth2 import service_account
agent = client(service_account.Credentials.from_service_account_file(os.path.expanduser('~/key.json')))
result = [agent.access_secret_version(name='projects/agents-prod/secrets/reads-granted/versions/latest').payload.data.decode()]
try:
    agent.access_secret_version(name=name + '/versions/latest')
except Exception as error:
    result.append(error.code)",
    );
    assert_eq!(refused, json!(["of-the-granted", 403]));
    let loader = load(&environment(gcp, &gcp.address()));
    let read = |id| code(&secret(&loader, &[("secret", id)], &[]));
    assert_eq!(read("reads-granted").unwrap(), "of-the-granted");
    assert_eq!(read("reads-denied"), Err("gcp_access_denied"));
}
