//! What people get wrong, and what they are told: each is mended from the message alone.

use crate::support::{Aws, Variables, environment, load, moto, parameter, secret, set};

/// A change of the environment, the code that it leads to, and a piece of the fix.
type Mistake = (&'static [(&'static str, &'static str)], &'static str, &'static str);

/// Of either store. An empty value takes the variable away.
const OF_BOTH: [Mistake; 13] = [
    (&[("AWS_REGION", "")], "aws_region_missing", "set `AWS_REGION`"),
    (&[("AWS_REGION", "Ireland!")], "aws_region_invalid", "`eu-west-1`"),
    (&[("AWS_SECRET_ACCESS_KEY", "")], "aws_credentials_incomplete", "set both"),
    (
        &[("AWS_SECRET_ACCESS_KEY", ""), ("AWS_ACCESS_KEY_ID", "")],
        "aws_no_credentials",
        "give the instance, task or pod a role",
    ),
    (&[("AWS_SECRET_ACCESS_KEY", "of-somebody-else")], "aws_signature_mismatch", "set both again"),
    (&[("AWS_SECRET_ACCESS_KEY", "\"in quotes\"")], "aws_credentials_malformed", "without quotes"),
    (&[("AWS_ACCESS_KEY_ID", "of-nobody")], "aws_credentials_invalid", "create another access key"),
    (&[("AWS_SESSION_TOKEN", "of-nobody")], "aws_credentials_invalid", "log in again"),
    (&[("AWS_ENDPOINT_URL", "localhost:4566")], "aws_endpoint_invalid", "`AWS_ENDPOINT_URL`"),
    (
        &[("AWS_ENDPOINT_URL", "http://localstack.example:4566")],
        "aws_endpoint_insecure",
        "use https",
    ),
    (&[("AWS_ENDPOINT_URL", "http://127.0.0.1:1")], "aws_unreachable", "the endpoint"),
    (&[("AWS_CA_BUNDLE", "/nowhere/ca.pem")], "aws_authority_invalid", "`AWS_CA_BUNDLE`"),
    (
        &[("AWS_SECRET_ACCESS_KEY", ""), ("AWS_ACCESS_KEY_ID", ""), ("AWS_PROFILE", "gone")],
        "aws_profile_not_found",
        "aws configure list-profiles",
    ),
];

type Param = (&'static str, &'static str);

const SECRET: Param = ("secret", "mistakes/app");
const PARAMETER: Param = ("parameter", "/mistakes/app");

/// Of what is asked for: its name, a key, and the rest as above.
const OF_NAMES: [(Param, &[&str], &str, &str); 6] = [
    (("secret", "mistakes/none"), &[], "aws_not_found", "`aws_secret`"),
    (("secret", "mistakes/gone"), &[], "aws_secret_deleted", "restore-secret"),
    (SECRET, &["kee"], "key_not_found", "kee"),
    (
        ("secret", "arn:aws:ssm:eu-west-1:123456789012:parameter/mistakes/app"),
        &[],
        "aws_arn_invalid",
        "the name alone",
    ),
    (("parameter", "/mistakes/none"), &[], "aws_not_found", "leading slash"),
    (("parameter", "/mistakes/app:7"), &[], "aws_version_not_found", "get-parameter-history"),
];

/// The code and the whole message, which names no secret key.
fn told(
    aws: &Aws,
    variables: &Variables,
    param: Param,
    key: &'static [&'static str],
) -> (&'static str, String) {
    let loader = load(variables);
    let found = if param.0 == "secret" {
        secret(&loader, &[param], key)
    } else {
        parameter(&loader, &[param], key)
    };
    let error = found.secret().unwrap_err();
    let message = error.to_string();
    assert!(!message.contains(&aws.administrator().secret), "{message}");
    (error.code(), message)
}

fn prepared() -> Option<&'static Aws> {
    static MADE: std::sync::Once = std::sync::Once::new();
    let aws = moto()?;
    MADE.call_once(|| {
        aws.python(
            "sm = boto3.client('secretsmanager')
sm.create_secret(Name='mistakes/app', SecretString='{\"key\": \"of-the-app\"}')
sm.create_secret(Name='mistakes/gone', SecretString='of-the-app')
sm.delete_secret(SecretId='mistakes/gone', RecoveryWindowInDays=7)
boto3.client('ssm').put_parameter(Name='/mistakes/app', Value='of-the-app', Type='SecureString')",
        );
    });
    Some(aws)
}

#[test]
fn each_setting_has_its_own_word() {
    let Some(aws) = prepared() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut good = environment(&aws.address(), aws.administrator());
    set(&mut good, "HOME", home.path().to_str().unwrap());
    for param in [SECRET, PARAMETER] {
        let mut each = Vec::new();
        for (changes, code, fix) in OF_BOTH {
            let mut variables = good.clone();
            for (name, value) in changes {
                set(&mut variables, name, *value);
            }
            let (found, message) = told(aws, &variables, param, &[]);
            assert_eq!(found, code, "{message}");
            assert!(message.contains(fix), "{message}");
            each.push(message);
        }
        // What one is told differs from what every other one is told, but for the key and the token of nobody.
        each.sort();
        each.dedup();
        assert_eq!(each.len(), OF_BOTH.len() - 1, "{each:#?}");
    }
}

#[test]
fn each_name_has_its_own_word() {
    let Some(aws) = prepared() else { return };
    let good = environment(&aws.address(), aws.administrator());
    for (param, key, code, fix) in OF_NAMES {
        let (found, message) = told(aws, &good, param, key);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(fix), "{message}");
    }
}

#[test]
fn who_is_refused_is_told_the_action() {
    let Some(aws) = prepared() else { return };
    let nobody = aws.user("mistakes", &["sts:GetCallerIdentity"]);
    let variables = environment(&aws.address(), &nobody);
    for (param, action) in
        [(SECRET, "`secretsmanager:GetSecretValue`"), (PARAMETER, "`ssm:GetParameters`")]
    {
        let (found, message) = told(aws, &variables, param, &[]);
        assert_eq!(found, "aws_access_denied", "{message}");
        assert!(message.contains(action), "{message}");
    }
    let tls = aws.address().replace("http:", "https:");
    let variables = environment(&tls, aws.administrator());
    let (found, message) = told(aws, &variables, SECRET, &[]);
    assert_eq!(found, "aws_tls", "{message}");
    assert!(message.contains("does not speak TLS"), "{message}");
}
