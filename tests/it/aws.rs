//! `source: aws_secrets_manager` and `source: aws_parameter_store` as a program has them, with an emulator that checks
//! signatures and policies.

use std::time::{Duration, Instant};

use provider_credentials::{ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::{Aws, Emulator};

credentials!("it/manifests/aws.yaml", struct Stores);

fn loader(address: &str, id: &str, secret: &str) -> Loader {
    Loader::new().with_environment([
        ("AWS_ENDPOINT_URL", address),
        ("AWS_ACCESS_KEY_ID", id),
        ("AWS_SECRET_ACCESS_KEY", secret),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("STAGE", "staging"),
        ("FROM_THE_ENVIRONMENT", "of-the-environment"),
    ])
}

#[test]
fn both_stores_in_one_program_and_a_rotation() {
    let emulator = Emulator::Moto;
    let Some(aws) = Aws::for_test("AWS", env!("CARGO_TARGET_TMPDIR"), emulator) else { return };
    aws.python(
        "sm = boto3.client('secretsmanager')
sm.create_secret(Name='staging/orders', SecretString=json.dumps({'username': 'ada', 'password': 'of-ada', 'port': 5432}))
sm.create_secret(Name='staging/rotated', SecretString='value-1')
sm.put_secret_value(SecretId='staging/rotated', SecretString='value-2')
boto3.client('ssm').put_parameter(Name='/staging/openai', Value='of-the-parameter', Type='SecureString')",
    );
    let user = aws.user(
        "program",
        &[
            "secretsmanager:GetSecretValue",
            "secretsmanager:BatchGetSecretValue",
            "ssm:GetParameters",
            "ssm:GetParameter",
        ],
    );
    let options = LiveOptions::new().interval(Duration::from_millis(300));
    let live = Live::<Stores>::start_with(loader(&aws.address(), &user.id, &user.secret), options);
    let now = live.current();
    assert_eq!(now.orders.username().unwrap(), "ada");
    assert_eq!(now.orders.password().unwrap().expose_secret(), "of-ada");
    assert_eq!(now.openai.secret().unwrap().expose_secret(), "of-the-parameter");
    assert_eq!(now.openai.metadata().version(), Some("1"));
    assert_eq!(now.rotated.secret().unwrap().expose_secret(), "value-2");
    assert_eq!(now.before.secret().unwrap().expose_secret(), "value-1");
    let version = now.rotated.metadata().version().map(str::to_owned);
    assert!(version.is_some());
    // What is not there falls through to the next.
    assert_eq!(now.fallback.secret().unwrap().expose_secret(), "of-the-environment");
    aws.python(
        "boto3.client('secretsmanager').put_secret_value(SecretId='staging/rotated', SecretString='value-3')",
    );
    let since = Instant::now();
    loop {
        let now = live.current();
        let found = now.rotated.secret().unwrap().expose_secret().to_owned();
        if found == "value-3" && now.before.secret().unwrap().expose_secret() == "value-2" {
            assert_ne!(now.rotated.metadata().version(), version.as_deref());
            break;
        }
        assert!(since.elapsed() < Duration::from_secs(20), "{found}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Nothing listens there.
#[test]
fn with_aws_down_all_else_is_there() {
    let since = Instant::now();
    let creds: Stores = loader("http://127.0.0.1:1", "id", "secret").load();
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
    assert_eq!(creds.local.secret().unwrap().expose_secret(), "of-the-environment");
    for error in [creds.openai.secret().unwrap_err(), creds.rotated.secret().unwrap_err()] {
        assert_eq!(error.code(), "aws_unreachable");
    }
    let shown = creds.rotated.metadata().to_string();
    assert!(shown.contains("AWS secret `${STAGE}/rotated`"), "{shown}");
}
