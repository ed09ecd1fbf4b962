//! What is there, by each way to name it.

use provider_credentials_aws::aws_secrets_manager;
use provider_credentials_core::testing::load_all_from;

use crate::support::{Aws, code, environment, load, ministack, moto, parameter, secret};

fn leaked(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn secrets(aws: &Aws) {
    let made = aws.python(
        "sm = boto3.client('secretsmanager')
first = sm.create_secret(Name='reads/app', SecretString=json.dumps({'key': 'of-the-app-1', 'n': 7}))
second = sm.put_secret_value(SecretId='reads/app', SecretString=json.dumps({'key': 'of-the-app-2', 'n': 8}))
sm.create_secret(Name='reads/text', SecretString='line \"1\"\\nline 2 é')
sm.create_secret(Name='reads/binary', SecretBinary=b'of-the-binary')
result = [first['ARN'], first['VersionId'], second['VersionId']]",
    );
    let word = |at: usize| leaked(made[at].as_str().unwrap());
    let (arn, first, second) = (word(0), word(1), word(2));
    let partial = leaked(arn.rsplit_once('-').unwrap().0);
    let loader = load(&environment(&aws.address(), aws.administrator()));
    let id = |id: &'static str| ("secret", id);
    for name in ["reads/app", arn, partial] {
        let found = secret(&loader, &[id(name)], &["key"]);
        assert_eq!(code(&found).unwrap(), "of-the-app-2", "{name}");
        assert_eq!(found.metadata().version(), Some(second), "{name}");
    }
    for stage in ["AWSPREVIOUS", "AWSCURRENT"] {
        let found = secret(&loader, &[id("reads/app"), ("version_stage", stage)], &["key"]);
        assert_eq!(
            code(&found).unwrap(),
            if stage == "AWSPREVIOUS" { "of-the-app-1" } else { "of-the-app-2" }
        );
    }
    let found = secret(&loader, &[id("reads/app"), ("version_id", first)], &["key"]);
    assert_eq!(code(&found).unwrap(), "of-the-app-1");
    assert_eq!(found.metadata().version(), Some(first));
    assert_eq!(code(&secret(&loader, &[id("reads/text")], &[])).unwrap(), "line \"1\"\nline 2 é");
    assert_eq!(code(&secret(&loader, &[id("reads/binary")], &[])).unwrap(), "of-the-binary");
    assert_eq!(code(&secret(&loader, &[id("reads/none")], &[])), Err("aws_not_found"));
    // All of them at once, by either name, and one that is not there.
    let all: Vec<_> = ["reads/text", arn, partial, "reads/binary", "reads/none", "reads/app"]
        .map(|name| vec![("secret", name)])
        .into();
    let found = load_all_from(&aws_secrets_manager::OPENER, &all, &loader);
    let found: Vec<_> = found.iter().map(code).collect();
    assert_eq!(found[0].as_deref(), Ok("line \"1\"\nline 2 é"));
    for at in [1, 2, 5] {
        assert!(found[at].as_ref().unwrap().contains("of-the-app-2"), "{at}");
    }
    assert_eq!(found[3].as_deref(), Ok("of-the-binary"));
    assert_eq!(found[4], Err("aws_not_found"));
}

fn parameters(aws: &Aws) {
    aws.python(
        "ssm = boto3.client('ssm')
for value in ('of-the-token-1', 'of-the-token-2'):
    ssm.put_parameter(Name='/reads/token', Value=value, Type='SecureString', Overwrite=True)
ssm.put_parameter(Name='/reads/json', Value=json.dumps({'user': 'ada', 'password': 'of-ada'}), Type='SecureString')
ssm.put_parameter(Name='reads-plain', Value='of-the-plain', Type='String')
result = 1",
    );
    let loader = load(&environment(&aws.address(), aws.administrator()));
    let id = |id: &'static str| [("parameter", id)];
    let found = parameter(&loader, &id("/reads/token"), &[]);
    assert_eq!(code(&found).unwrap(), "of-the-token-2");
    assert_eq!(found.metadata().version(), Some("2"));
    assert_eq!(code(&parameter(&loader, &id("reads-plain"), &[])).unwrap(), "of-the-plain");
    let found = parameter(&loader, &id("/reads/json"), &["password"]);
    assert_eq!(code(&found).unwrap(), "of-ada");
    assert_eq!(code(&parameter(&loader, &id("/reads/none"), &[])), Err("aws_not_found"));
}

#[test]
fn from_moto() {
    let Some(aws) = moto() else { return };
    secrets(aws);
    parameters(aws);
    // The other emulator knows no versions here.
    let loader = load(&environment(&aws.address(), aws.administrator()));
    let id = |id: &'static str| [("parameter", id)];
    assert_eq!(code(&parameter(&loader, &id("/reads/token:1"), &[])).unwrap(), "of-the-token-1");
    assert_eq!(code(&parameter(&loader, &id("/reads/token:9"), &[])), Err("aws_version_not_found"));
}

#[test]
fn from_ministack() {
    let Some(aws) = ministack() else { return };
    secrets(aws);
    parameters(aws);
}

#[test]
fn in_another_region() {
    let Some(aws) = moto() else { return };
    let made = aws.python(
        "sm = boto3.client('secretsmanager', region_name='us-west-2')
made = sm.create_secret(Name='regions/app', SecretString='of-the-west')
boto3.client('secretsmanager').create_secret(Name='regions/app', SecretString='of-ireland')
result = made['ARN']",
    );
    let arn = leaked(made.as_str().unwrap());
    let loader = load(&environment(&aws.address(), aws.administrator()));
    let read = |params: &[(&'static str, &'static str)]| code(&secret(&loader, params, &[]));
    let name = ("secret", "regions/app");
    assert_eq!(read(&[name]).unwrap(), "of-ireland");
    assert_eq!(read(&[name, ("region", "us-west-2")]).unwrap(), "of-the-west");
    assert_eq!(read(&[("secret", arn)]).unwrap(), "of-the-west");
    assert_eq!(read(&[("secret", arn), ("region", "us-west-2")]).unwrap(), "of-the-west");
    assert_eq!(read(&[("secret", arn), ("region", "eu-west-1")]), Err("aws_region_conflict"));
}
