//! Credentials that end: replaced before, shared by both stores, and found anew when AWS refuses them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::support::{Fake, Variables, code, environment, load, moto, parameter, secret, set};

/// RFC 3339, so many seconds from now.
fn after(seconds: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + seconds;
    let (days, of_day) = (now / 86_400, now % 86_400);
    // Counted from 2026-01-01, which is enough for a test.
    let mut day = days - 20_454;
    let mut year = 2026;
    loop {
        let length = if year % 4 == 0 { 366 } else { 365 };
        if day < length {
            break;
        }
        day -= length;
        year += 1;
    }
    let lengths = [31, if year % 4 == 0 { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", month + 1, day + 1)
}

#[test]
fn both_stores_share_credentials_and_replace_them_before_they_end() {
    let Some(aws) = moto() else { return };
    aws.python(
        "boto3.client('secretsmanager').create_secret(Name='renewal/app', SecretString='of-the-app')
boto3.client('ssm').put_parameter(Name='/renewal/app', Value='of-the-app', Type='SecureString')",
    );
    let keys = aws.administrator().clone();
    let issued = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&issued);
    let fake = Fake::start(move |_| {
        // The first are good for three seconds, those behind them for an hour.
        let seconds = if count.fetch_add(1, Ordering::SeqCst) == 0 { 3 } else { 3600 };
        let (id, secret, end) = (&keys.id, &keys.secret, after(seconds));
        let body = format!(
            "{{\"AccessKeyId\": \"{id}\", \"SecretAccessKey\": \"{secret}\", \"Expiration\": \"{end}\"}}"
        );
        (200, body)
    });
    let mut variables: Variables = environment(&aws.address(), aws.administrator());
    variables.retain(|(name, _)| !name.contains("KEY"));
    set(&mut variables, "AWS_CONTAINER_CREDENTIALS_FULL_URI", fake.address());
    let loader = load(&variables);
    let both = || {
        let found = secret(&loader, &[("secret", "renewal/app")], &[]);
        assert_eq!(code(&found).unwrap(), "of-the-app");
        let found = parameter(&loader, &[("parameter", "/renewal/app")], &[]);
        assert_eq!(code(&found).unwrap(), "of-the-app");
    };
    both();
    assert_eq!(issued.load(Ordering::SeqCst), 1);
    std::thread::sleep(Duration::from_millis(3200));
    both();
    assert_eq!(issued.load(Ordering::SeqCst), 2);
    both();
    assert_eq!(issued.load(Ordering::SeqCst), 2);
}

#[test]
fn a_file_that_was_rewritten_is_read_anew_when_aws_refuses() {
    let Some(aws) = moto() else { return };
    aws.python("boto3.client('secretsmanager').create_secret(Name='renewal/file', SecretString='of-the-file')");
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("credentials");
    let write = |id: &str, secret: &str| {
        use std::os::unix::fs::PermissionsExt as _;
        let text =
            format!("[default]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n");
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    };
    let user = aws
        .user("renewal", &["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"]);
    write(&user.id, &user.secret);
    let mut variables: Variables = environment(&aws.address(), aws.administrator());
    variables.retain(|(name, _)| !name.contains("KEY"));
    set(&mut variables, "AWS_SHARED_CREDENTIALS_FILE", file.to_str().unwrap());
    let loader = load(&variables);
    let read = || code(&secret(&loader, &[("secret", "renewal/file")], &[]));
    assert_eq!(read().unwrap(), "of-the-file");
    aws.python(&format!(
        "boto3.client('iam').delete_access_key(UserName='renewal', AccessKeyId='{}')",
        user.id
    ));
    assert_eq!(read(), Err("aws_credentials_invalid"));
    let administrator = aws.administrator();
    write(&administrator.id, &administrator.secret);
    assert_eq!(read().unwrap(), "of-the-file");
}
