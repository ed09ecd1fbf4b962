//! `source: aws_secrets_manager` and `source: aws_parameter_store` as a program has them, with an emulator that checks
//! signatures and policies.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use provider_credentials::{ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::{Aws, Emulator, Keys};

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

/// What the endpoint for credentials of a container answers, good for three seconds at first and then for an hour.
fn container(keys: &Keys) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let issued = Arc::new(AtomicUsize::new(0));
    let (count, Keys { id, secret }) = (Arc::clone(&issued), keys.clone());
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let mut client = client.unwrap();
            let _ = client.read(&mut [0; 4096]);
            let seconds = if count.fetch_add(1, Ordering::SeqCst) == 0 { 3 } else { 3600 };
            let ends = SystemTime::now() + Duration::from_secs(seconds);
            let date = Command::new("date")
                .args(["-u", "+%Y-%m-%dT%H:%M:%SZ", "-d"])
                .arg(format!("@{}", ends.duration_since(UNIX_EPOCH).unwrap().as_secs()))
                .output()
                .unwrap();
            let date = String::from_utf8(date.stdout).unwrap();
            let body = format!(
                "{{\"AccessKeyId\": \"{id}\", \"SecretAccessKey\": \"{secret}\", \"Expiration\": \"{}\"}}",
                date.trim()
            );
            let length = body.len();
            let _ = write!(
                client,
                "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
    });
    (address, issued)
}

#[test]
fn live_replaces_credentials_between_loads() {
    let keys = Keys { id: "of-the-test".to_owned(), secret: "of-the-test".to_owned() };
    let (address, issued) = container(&keys);
    let loader = Loader::new().with_environment([
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &address),
        ("AWS_REGION", "eu-west-1"),
        ("STAGE", "staging"),
        ("FROM_THE_ENVIRONMENT", "of-the-environment"),
    ]);
    let options = LiveOptions::new().interval(Duration::from_secs(3600));
    let live = Live::<Stores>::start_with(loader, options);
    assert_eq!(live.current().openai.secret().unwrap_err().code(), "aws_unreachable");
    assert_eq!(issued.load(Ordering::SeqCst), 1);
    let since = Instant::now();
    while issued.load(Ordering::SeqCst) < 2 {
        assert!(since.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(100));
    }
    // Both stores have the same ones.
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(issued.load(Ordering::SeqCst), 2);
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
