//! What people get wrong, and what they are told: each is mended from the message alone.

use crate::support::{Variables, environment, load, moto, parameter, secret, set};

/// The code and the whole message.
fn told(
    is_secret: bool,
    variables: &Variables,
    params: &[(&'static str, &'static str)],
    key: &'static [&'static str],
) -> (&'static str, String) {
    let loader = load(variables);
    let found =
        if is_secret { secret(&loader, params, key) } else { parameter(&loader, params, key) };
    let error = found.secret().unwrap_err();
    (error.code(), error.to_string())
}

#[test]
fn each_has_its_own_word() {
    let Some(aws) = moto() else { return };
    aws.python(
        "sm = boto3.client('secretsmanager')
sm.create_secret(Name='mistakes/app', SecretString='{\"key\": \"of-the-app\"}')
sm.create_secret(Name='mistakes/gone', SecretString='of-the-app')
sm.delete_secret(SecretId='mistakes/gone', RecoveryWindowInDays=7)
boto3.client('ssm').put_parameter(Name='/mistakes/app', Value='of-the-app', Type='SecureString')",
    );
    let nobody = aws.user("mistakes", &["sts:GetCallerIdentity"]);
    let good = environment(&aws.address(), aws.administrator());
    let home = tempfile::tempdir().unwrap();
    let home = home.path().to_str().unwrap();
    for is_secret in [true, false] {
        let name: (&str, &str) =
            if is_secret { ("secret", "mistakes/app") } else { ("parameter", "/mistakes/app") };
        let mut each = Vec::new();
        let mut try_with = |change: &dyn Fn(&mut Variables),
                            name,
                            key: &'static [&'static str],
                            code: &str,
                            fix: &str| {
            let mut variables = good.clone();
            set(&mut variables, "HOME", home);
            change(&mut variables);
            let (found, message) = told(is_secret, &variables, &[name], key);
            assert_eq!(found, code, "{message}");
            assert!(message.contains(fix), "{message}");
            assert!(!message.contains(&aws.administrator().secret), "{message}");
            each.push(message);
        };
        let without = |name: &'static str| {
            move |variables: &mut Variables| variables.retain(|(known, _)| *known != name)
        };
        let with = |name: &'static str, value: &'static str| {
            move |variables: &mut Variables| set(variables, name, value)
        };
        try_with(&without("AWS_REGION"), name, &[], "aws_region_missing", "set `AWS_REGION`");
        try_with(&with("AWS_REGION", "Ireland!"), name, &[], "aws_region_invalid", "`eu-west-1`");
        try_with(
            &without("AWS_SECRET_ACCESS_KEY"),
            name,
            &[],
            "aws_credentials_incomplete",
            "set both",
        );
        try_with(
            &|variables| {
                without("AWS_SECRET_ACCESS_KEY")(variables);
                without("AWS_ACCESS_KEY_ID")(variables);
            },
            name,
            &[],
            "aws_no_credentials",
            "give the instance, task or pod a role",
        );
        try_with(
            &with("AWS_SECRET_ACCESS_KEY", "of-somebody-else"),
            name,
            &[],
            "aws_signature_mismatch",
            "set both anew",
        );
        try_with(
            &with("AWS_SECRET_ACCESS_KEY", "\"in quotes\""),
            name,
            &[],
            "aws_credentials_malformed",
            "without quotes",
        );
        try_with(
            &with("AWS_ACCESS_KEY_ID", "of-nobody"),
            name,
            &[],
            "aws_credentials_invalid",
            "create another access key",
        );
        try_with(
            &with("AWS_SESSION_TOKEN", "of-nobody"),
            name,
            &[],
            "aws_credentials_invalid",
            "log in anew",
        );
        try_with(
            &|variables| {
                set(variables, "AWS_ACCESS_KEY_ID", &*nobody.id);
                set(variables, "AWS_SECRET_ACCESS_KEY", &*nobody.secret);
            },
            name,
            &[],
            "aws_access_denied",
            if is_secret { "`secretsmanager:GetSecretValue`" } else { "`ssm:GetParameters`" },
        );
        try_with(
            &with("AWS_ENDPOINT_URL", "localhost:4566"),
            name,
            &[],
            "aws_endpoint_invalid",
            "`AWS_ENDPOINT_URL`",
        );
        try_with(
            &with("AWS_ENDPOINT_URL", "http://localstack.example:4566"),
            name,
            &[],
            "aws_endpoint_insecure",
            "use https",
        );
        try_with(
            &with("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
            name,
            &[],
            "aws_unreachable",
            "the endpoint",
        );
        let tls = aws.address().replace("http:", "https:");
        try_with(
            &|variables| set(variables, "AWS_ENDPOINT_URL", &*tls),
            name,
            &[],
            "aws_tls",
            "`http://`",
        );
        try_with(
            &with("AWS_CA_BUNDLE", "/nowhere/ca.pem"),
            name,
            &[],
            "aws_authority_invalid",
            "`AWS_CA_BUNDLE`",
        );
        try_with(
            &|variables| {
                without("AWS_ACCESS_KEY_ID")(variables);
                without("AWS_SECRET_ACCESS_KEY")(variables);
                set(variables, "AWS_PROFILE", "gone");
            },
            name,
            &[],
            "aws_profile_not_found",
            "aws configure list-profiles",
        );
        let nothing = |_: &mut Variables| ();
        if is_secret {
            try_with(&nothing, ("secret", "mistakes/none"), &[], "aws_not_found", "`aws_secret`");
            try_with(
                &nothing,
                ("secret", "mistakes/gone"),
                &[],
                "aws_secret_deleted",
                "restore-secret",
            );
            try_with(&nothing, name, &["kee"], "key_not_found", "kee");
            let arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/mistakes/app";
            try_with(&nothing, ("secret", arn), &[], "aws_arn_invalid", "the name alone");
        } else {
            try_with(
                &nothing,
                ("parameter", "/mistakes/none"),
                &[],
                "aws_not_found",
                "leading slash",
            );
            try_with(
                &nothing,
                ("parameter", "/mistakes/app:7"),
                &[],
                "aws_version_not_found",
                "get-parameter-history",
            );
        }
        // What one is told differs from what every other one is told, but for the two with a code of their own.
        let all = each.len();
        each.sort();
        each.dedup();
        assert_eq!(each.len(), all - 1, "{each:#?}");
    }
}
