//! Credentials from everywhere: what this crate takes, Amazon's own client takes in the same surroundings.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Aws, Fake, Keys, Variables, code, load, ministack, moto, secret, set};

const SECRET: (&str, &str) = ("secret", "chain/app");
const VALUE: &str = "of-the-chain";

/// Its home, with files of these names and contents.
fn home(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, content) in files {
        write(&home.path().join(name), content);
    }
    home
}

fn write(path: &Path, content: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// Without credentials.
fn bare(aws: &Aws, home: &Path) -> Variables {
    vec![
        ("AWS_ENDPOINT_URL", aws.address()),
        ("AWS_REGION", "eu-west-1".to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        ("HOME", home.to_str().unwrap().to_owned()),
    ]
}

fn ours(variables: &Variables) -> Result<String, &'static str> {
    code(&secret(&load(variables), &[SECRET], &[]))
}

/// What Amazon's own client reads in each of these surroundings, or its error.
fn official(aws: &Aws, all: &[Variables]) -> Vec<Result<String, String>> {
    let all: Vec<HashMap<&str, &str>> = all
        .iter()
        .map(|all| all.iter().map(|(name, value)| (*name, value.as_str())).collect())
        .collect();
    let script = "import os
result = []
for variables in json.loads(os.environ['ALL']):
    os.environ.clear()
    os.environ.update(variables)
    try:
        sm = boto3.Session().client('secretsmanager', region_name='eu-west-1')
        result.append([sm.get_secret_value(SecretId='chain/app')['SecretString'], None])
    except Exception as error:
        result.append([None, repr(error)])";
    // It remembers what its home was when it was imported.
    let home = all.first().and_then(|first| first.get("HOME")).copied().unwrap_or_default();
    let all = [("HOME", home.to_owned()), ("ALL", serde_json::to_string(&all).unwrap())];
    let found: Vec<(Option<String>, Option<String>)> =
        serde_json::from_value(aws.python_with(&all, script).unwrap()).unwrap();
    let found = found.into_iter();
    found.map(|(value, error)| value.ok_or(error.unwrap_or_default())).collect()
}

/// Both find credentials that the emulator takes, in all of these.
fn both(aws: &Aws, all: &[Variables]) {
    let official = official(aws, all);
    assert_eq!(official.len(), all.len());
    for (variables, official) in all.iter().zip(official) {
        assert_eq!(ours(variables).as_deref(), Ok(VALUE), "{:?}", names(variables));
        assert_eq!(official.as_deref(), Ok(VALUE), "{:?}", names(variables));
    }
}

fn names(variables: &Variables) -> Vec<&str> {
    variables.iter().map(|(name, _)| *name).collect()
}

/// The emulator, one who may read the secret, and a role for that one.
fn account() -> Option<(&'static Aws, &'static Keys, &'static str)> {
    static MADE: std::sync::OnceLock<Option<(Keys, String)>> = std::sync::OnceLock::new();
    let aws = moto()?;
    let made = MADE.get_or_init(|| {
        let user =
            aws.user("chain", &["secretsmanager:GetSecretValue", "sts:AssumeRole"]);
        let made = aws.python(
            "boto3.client('secretsmanager').create_secret(Name='chain/app', SecretString='of-the-chain')
iam = boto3.client('iam')
trust = {'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 'sts:AssumeRole'}
allow = {'Effect': 'Allow', 'Action': ['secretsmanager:GetSecretValue', 'sts:AssumeRole'], 'Resource': '*'}
document = lambda one: json.dumps({'Version': '2012-10-17', 'Statement': [one]})
role = iam.create_role(RoleName='chain', AssumeRolePolicyDocument=document(trust))['Role']
iam.put_role_policy(RoleName='chain', PolicyName='chain', PolicyDocument=document(allow))
result = role['Arn']",
        );
        Some((user, made.as_str().unwrap().to_owned()))
    });
    let (user, role) = made.as_ref()?;
    Some((aws, user, role))
}

fn keys(section: &str, keys: &Keys) -> String {
    let Keys { id, secret } = keys;
    format!("[{section}]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n")
}

#[test]
fn variables_and_profiles() {
    let Some((aws, user, role)) = account() else { return };
    let wrong = Keys { id: "of-nobody".to_owned(), secret: "of-nobody".to_owned() };
    let chained = format!(
        "[profile base]\nregion = eu-west-1\n[profile agent]\nrole_arn = {role}\nsource_profile = base\n\
         role_session_name = of-the-test\n[profile twice]\nrole_arn = {role}\nsource_profile = agent\n\
         [profile variables]\nrole_arn = {role}\ncredential_source = Environment\n\
         [profile itself]\nrole_arn = {role}\nsource_profile = itself\n{}",
        keys("profile inside", user)
    );
    let of_files =
        format!("{}{}{}", keys("base", user), keys("default", &wrong), keys("itself", user));
    let home = home(&[(".aws/config", &chained), (".aws/credentials", &of_files)]);
    let bare = bare(aws, home.path());
    let with = |pairs: &[(&'static str, &str)]| {
        let mut variables = bare.clone();
        for (name, value) in pairs {
            set(&mut variables, name, *value);
        }
        variables
    };
    let of_user = [("AWS_ACCESS_KEY_ID", &*user.id), ("AWS_SECRET_ACCESS_KEY", &*user.secret)];
    // Variables come before the file's default.
    let mut good = vec![with(&of_user)];
    assert_eq!(ours(&bare), Err("aws_credentials_invalid"));
    for profile in ["base", "inside", "agent", "twice", "itself"] {
        good.push(with(&[("AWS_PROFILE", profile)]));
    }
    // Behind variables, a profile is not looked at; where the profile says so, it takes them.
    let mut of_variables = with(&[("AWS_PROFILE", "base")]);
    set(&mut of_variables, "AWS_ACCESS_KEY_ID", &*wrong.id);
    set(&mut of_variables, "AWS_SECRET_ACCESS_KEY", &*wrong.secret);
    assert_eq!(ours(&of_variables), Err("aws_credentials_invalid"));
    assert!(official(aws, &[of_variables])[0].is_err());
    // Other places of the files.
    let elsewhere = self::home(&[("credentials", &keys("other", user)), ("config", "")]);
    let path = |name: &str| elsewhere.path().join(name).to_str().unwrap().to_owned();
    let (config, credentials) = (path("config"), path("credentials"));
    good.push(with(&[
        ("AWS_CONFIG_FILE", &config),
        ("AWS_SHARED_CREDENTIALS_FILE", &credentials),
        ("AWS_PROFILE", "other"),
    ]));
    both(aws, &good);
}

#[test]
fn what_is_wrong_with_a_profile() {
    let Some((aws, user, role)) = account() else { return };
    let config = format!(
        "[profile a]\nrole_arn = {role}\nsource_profile = b\n[profile b]\nrole_arn = {role}\nsource_profile = a\n\
         [profile none]\nrole_arn = {role}\n[profile lost]\nrole_arn = {role}\nsource_profile = gone\n\
         [profile empty]\nrole_arn = {role}\nsource_profile = region\n[profile region]\nregion = eu-west-1\n\
         [profile mfa]\nrole_arn = {role}\nsource_profile = good\nmfa_serial = arn:aws:iam::123456789012:mfa/ada\n\
         [profile word]\nrole_arn = {role}\ncredential_source = Nowhere\n[profile half]\naws_access_key_id = x\n\
         [profile login]\nlogin_session = arn:aws:iam::123456789012:user/ada\n\
         [profile stranger]\nrole_arn = arn:aws:iam::123456789012:role/gone\nsource_profile = limited\n\
         [profile sso]\nsso_start_url = https://example.awsapps.com/start\n{}",
        keys("profile good", user)
    );
    let limited = aws.user("limited", &["secretsmanager:GetSecretValue"]);
    let home = home(&[(".aws/config", &config), (".aws/credentials", &keys("limited", &limited))]);
    let bare = bare(aws, home.path());
    for (profile, expected) in [
        ("gone", "aws_profile_not_found"),
        ("a", "aws_profile_invalid"),
        ("none", "aws_profile_invalid"),
        ("lost", "aws_profile_not_found"),
        ("empty", "aws_profile_invalid"),
        ("mfa", "aws_profile_mfa"),
        ("word", "aws_profile_invalid"),
        ("half", "aws_credentials_incomplete"),
        ("login", "aws_login_session"),
        ("sso", "aws_profile_invalid"),
        ("stranger", "aws_assume_role_denied"),
        // There is nothing to be found, here or further on.
        ("region", "aws_no_credentials"),
    ] {
        let mut variables = bare.clone();
        set(&mut variables, "AWS_PROFILE", profile);
        assert_eq!(ours(&variables), Err(expected), "{profile}");
    }
    // Others can read it.
    let file = home.path().join(".aws/credentials");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(ours(&bare), Err("aws_file_insecure"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    write(&file, "[default\n");
    assert_eq!(ours(&bare), Err("aws_config_malformed"));
}

#[test]
fn a_process_prints_them() {
    let Some((aws, user, _)) = account() else { return };
    let home = home(&[]);
    let program = home.path().join("a helper");
    let Keys { id, secret } = user;
    let printed = format!(
        "{{\"Version\": 1, \"AccessKeyId\": \"{id}\", \"SecretAccessKey\": \"{secret}\", \"Expiration\": \"2099-01-01T00:00:00Z\"}}"
    );
    write(
        &program,
        &format!(
            "#!/bin/sh\n[ \"$1\" = '$(id)' ] && [ \"$2\" = 'two words' ] && echo '{printed}'\n"
        ),
    );
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let line = |arguments: &str| {
        format!("[default]\ncredential_process = \"{}\" {arguments}\n", program.to_str().unwrap())
    };
    write(&home.path().join(".aws/config"), &line("$(id) \"two words\""));
    let variables = bare(aws, home.path());
    both(aws, std::slice::from_ref(&variables));
    for (content, expected) in [
        (line("other"), "aws_process_failed"),
        ("[default]\ncredential_process = /nowhere/helper\n".to_owned(), "aws_process_failed"),
        ("[default]\ncredential_process = /bin/echo {}\n".to_owned(), "aws_process_invalid"),
        ("[default]\ncredential_process = /bin/echo x\n".to_owned(), "aws_process_invalid"),
    ] {
        write(&home.path().join(".aws/config"), &content);
        assert_eq!(ours(&variables), Err(expected), "{content}");
    }
}

#[test]
fn a_token_of_the_cluster() {
    let Some(aws) = ministack() else { return };
    aws.python("boto3.client('secretsmanager').create_secret(Name='chain/app', SecretString='of-the-chain')");
    let home = home(&[("token", "header.of-the-cluster.signature\n")]);
    let mut variables = bare(aws, home.path());
    let file = home.path().join("token");
    set(&mut variables, "AWS_WEB_IDENTITY_TOKEN_FILE", file.to_str().unwrap());
    assert_eq!(ours(&variables), Err("aws_web_identity_incomplete"));
    set(&mut variables, "AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/agent");
    set(&mut variables, "AWS_ROLE_SESSION_NAME", "of-the-test");
    let mut good = vec![variables.clone()];
    set(&mut variables, "AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token");
    assert_eq!(ours(&variables), Err("aws_web_identity_file"));
    // The same by a profile.
    let config = format!(
        "[profile web]\nrole_arn = arn:aws:iam::000000000000:role/agent\nweb_identity_token_file = {}\n",
        file.to_str().unwrap()
    );
    write(&home.path().join(".aws/config"), &config);
    let mut variables = bare(aws, home.path());
    set(&mut variables, "AWS_PROFILE", "web");
    good.push(variables);
    both(aws, &good);
}

/// As containers and instances are given them.
fn issued(keys: &Keys) -> String {
    let Keys { id, secret } = keys;
    format!(
        "{{\"Code\": \"Success\", \"AccessKeyId\": \"{id}\", \"SecretAccessKey\": \"{secret}\", \"Token\": null, \
         \"Expiration\": \"2099-01-01T00:00:00Z\", \"LastUpdated\": \"2026-01-01T00:00:00Z\"}}"
    )
}

/// Of a role, with a token, which the official client wants there.
fn issued_with_token(aws: &Aws, role: &str, user: &Keys) -> String {
    let variables = [
        ("AWS_ENDPOINT_URL", aws.address()),
        ("AWS_ACCESS_KEY_ID", user.id.clone()),
        ("AWS_SECRET_ACCESS_KEY", user.secret.clone()),
    ];
    let script = format!(
        "sts = boto3.client('sts', region_name='eu-west-1')
result = sts.assume_role(RoleArn='{role}', RoleSessionName='of-the-fake')['Credentials']"
    );
    let made = aws.python_with(&variables, &script).unwrap();
    let word = |name: &str| made[name].as_str().unwrap();
    let (id, secret, token) = (word("AccessKeyId"), word("SecretAccessKey"), word("SessionToken"));
    issued(&Keys { id: id.to_owned(), secret: secret.to_owned() })
        .replace("\"Token\": null", &format!("\"Token\": \"{token}\""))
}

#[test]
fn the_endpoint_of_a_container() {
    let Some((aws, user, role)) = account() else { return };
    let body = issued_with_token(aws, role, user);
    let fake = Fake::start(move |head| match head {
        head if !head.starts_with("GET /v1/credentials ") => (404, "{}".to_owned()),
        head if head.contains("authorization: of-the-pod\r\n") => (200, body.clone()),
        _ => (401, "{\"message\": \"s3ntinel\"}".to_owned()),
    });
    let home = home(&[("token", "of-the-pod")]);
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let mut variables = bare(aws, home.path());
    let url = format!("{}/v1/credentials", fake.address());
    set(&mut variables, "AWS_CONTAINER_CREDENTIALS_FULL_URI", &*url);
    assert_eq!(ours(&variables), Err("aws_container_refused"));
    set(&mut variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN", "of-the-pod");
    let mut good = vec![variables.clone()];
    // The file comes first, and is read anew.
    set(&mut variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN", "of-nobody");
    set(&mut variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path("token"));
    good.push(variables.clone());
    both(aws, &good);
    set(&mut variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path("none"));
    assert_eq!(ours(&variables), Err("aws_container_token"));
    set(&mut variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path("token"));
    set(&mut variables, "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://credentials.example/");
    assert_eq!(ours(&variables), Err("aws_container_endpoint"));
    set(&mut variables, "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/");
    assert_eq!(ours(&variables), Err("aws_container_unreachable"));
    let busy = Fake::start(|_| (503, String::new()));
    set(&mut variables, "AWS_CONTAINER_CREDENTIALS_FULL_URI", busy.address());
    let found = secret(&load(&variables), &[SECRET], &[]);
    let error = found.secret().unwrap_err();
    assert_eq!((error.code(), error.is_retryable()), ("aws_container_unreachable", true));
}

#[test]
fn the_metadata_of_an_instance() {
    let Some((aws, user, role)) = account() else { return };
    let body = issued_with_token(aws, role, user);
    let fake = Fake::start(move |head| {
        let has_token = head.contains("x-aws-ec2-metadata-token: of-the-instance\r\n");
        let is_asked = head.contains("x-aws-ec2-metadata-token-ttl-seconds: 21600\r\n");
        match head.split(' ').collect::<Vec<_>>()[..2] {
            ["PUT", "/latest/api/token"] if is_asked => (200, "of-the-instance".to_owned()),
            ["GET", "/latest/meta-data/iam/security-credentials/"] if has_token => {
                (200, "agent".to_owned())
            }
            ["GET", "/latest/meta-data/iam/security-credentials/agent"] if has_token => {
                (200, body.clone())
            }
            ["GET", "/latest/meta-data/placement/region"] if has_token => {
                (200, "eu-west-1".to_owned())
            }
            _ => (401, String::new()),
        }
    });
    let home = home(&[]);
    let mut variables = bare(aws, home.path());
    set(&mut variables, "AWS_EC2_METADATA_SERVICE_ENDPOINT", fake.address());
    assert_eq!(ours(&variables), Err("aws_no_credentials"));
    assert!(fake.seen().is_empty());
    set(&mut variables, "AWS_EC2_METADATA_DISABLED", "false");
    both(aws, std::slice::from_ref(&variables));
    // The region is there too.
    variables.retain(|(name, _)| *name != "AWS_REGION");
    assert_eq!(ours(&variables).as_deref(), Ok(VALUE));
    // Without a token there is no second try in the old way.
    assert!(fake.seen().iter().filter(|line| line.starts_with("GET")).count() >= 5);
    let refusing = Fake::start(|_| (403, String::new()));
    set(&mut variables, "AWS_EC2_METADATA_SERVICE_ENDPOINT", refusing.address());
    set(&mut variables, "AWS_REGION", "eu-west-1");
    assert_eq!(ours(&variables), Err("aws_no_credentials"));
    assert!(refusing.seen().iter().all(|line| line.starts_with("PUT ")));
    let empty = Fake::start(|head| {
        if head.starts_with("PUT") {
            (200, "of-the-instance".to_owned())
        } else {
            (404, String::new())
        }
    });
    set(&mut variables, "AWS_EC2_METADATA_SERVICE_ENDPOINT", empty.address());
    assert_eq!(ours(&variables), Err("aws_imds_no_role"));
    for (status, body, expected) in [
        (401, "", ("aws_imds_refused", false)),
        (200, "<html>", ("aws_imds_refused", false)),
        (503, "", ("aws_imds_unavailable", true)),
    ] {
        let other = Fake::start(move |_| (status, body.to_owned()));
        set(&mut variables, "AWS_EC2_METADATA_SERVICE_ENDPOINT", other.address());
        let found = secret(&load(&variables), &[SECRET], &[]);
        let error = found.secret().unwrap_err();
        assert_eq!((error.code(), error.is_retryable()), expected, "{status} {body}");
    }
}

#[test]
fn a_login_in_a_browser() {
    let Some((aws, user, role)) = account() else { return };
    let made = issued_with_token(aws, role, user);
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let body = serde_json::json!({ "roleCredentials": {
        "accessKeyId": made["AccessKeyId"],
        "secretAccessKey": made["SecretAccessKey"],
        "sessionToken": made["Token"],
        "expiration": 4_070_908_800_000_u64,
    }});
    let fake = Fake::start(move |head| {
        let path = "GET /federation/credentials?role_name=Read%20Only&account_id=123456789012 ";
        // The official client writes the space otherwise.
        let other = "GET /federation/credentials?role_name=Read+Only&account_id=123456789012 ";
        match head {
            head if head.starts_with(path) || head.starts_with(other) => {
                if head.contains("x-amz-sso_bearer_token: of-the-login\r\n") {
                    (200, body.to_string())
                } else {
                    (401, "{\"message\": \"s3ntinel\"}".to_owned())
                }
            }
            _ => (403, "{}".to_owned()),
        }
    });
    let config = "[profile session]\nsso_session = my-sso\nsso_account_id = 123456789012\nsso_role_name = Read Only\n\
                  [sso-session my-sso]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start\n\
                  [profile before]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-west-1\n\
                  sso_account_id = 123456789012\nsso_role_name = Read Only\n\
                  [profile denied]\nsso_session = my-sso\nsso_account_id = 123456789012\nsso_role_name = Other\n";
    let home = home(&[(".aws/config", config)]);
    let mut variables = bare(aws, home.path());
    set(&mut variables, "AWS_ENDPOINT_URL_SSO", fake.address());
    set(&mut variables, "AWS_PROFILE", "session");
    assert_eq!(ours(&variables), Err("aws_sso_expired"));
    // The files' names, by another hand.
    let made = aws.python_with(
        &[],
        "import hashlib
result = [hashlib.sha1(x.encode()).hexdigest() for x in ('my-sso', 'https://example.awsapps.com/start')]",
    );
    let made = made.unwrap();
    let cached = |token: &str, expires: &str| {
        format!(
            "{{\"accessToken\": \"{token}\", \"expiresAt\": \"{expires}\", \"region\": \"eu-west-1\", \
             \"startUrl\": \"https://example.awsapps.com/start\"}}"
        )
    };
    let write_all = |content: &str| {
        for name in made.as_array().unwrap() {
            let name = format!(".aws/sso/cache/{}.json", name.as_str().unwrap());
            write(&home.path().join(name), content);
        }
    };
    write_all(&cached("of-the-login", "2099-01-01T00:00:00Z"));
    let mut good = Vec::new();
    for profile in ["session", "before"] {
        set(&mut variables, "AWS_PROFILE", profile);
        good.push(variables.clone());
    }
    both(aws, &good);
    set(&mut variables, "AWS_PROFILE", "denied");
    assert_eq!(ours(&variables), Err("aws_sso_denied"));
    set(&mut variables, "AWS_PROFILE", "session");
    write_all(&cached("of-nobody", "2099-01-01T00:00:00Z"));
    assert_eq!(ours(&variables), Err("aws_sso_expired"));
    write_all(&cached("of-the-login", "2020-01-01T00:00:00UTC"));
    assert_eq!(ours(&variables), Err("aws_sso_expired"));
}

/// What the command line renews, it is asked for: a script in its place prints what it prints.
#[test]
fn logins_that_the_command_line_renews() {
    let Some((aws, user, role)) = account() else { return };
    let made: serde_json::Value =
        serde_json::from_str(&issued_with_token(aws, role, user)).unwrap();
    let printed = serde_json::json!({
        "Version": 1,
        "AccessKeyId": made["AccessKeyId"],
        "SecretAccessKey": made["SecretAccessKey"],
        "SessionToken": made["Token"],
        "Expiration": "2099-01-01T00:00:00+00:00",
    });
    let config = "[profile session]\nsso_session = my-sso\nsso_account_id = 123456789012\nsso_role_name = Read Only\n\
                  [sso-session my-sso]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start\n\
                  [profile login]\nlogin_session = arn:aws:iam::123456789012:user/ada\n\
                  [profile -x]\nlogin_session = arn:aws:iam::123456789012:user/ada\n";
    // The name of the file is that of the test before.
    let digest =
        aws.python_with(&[], "import hashlib\nresult = hashlib.sha1(b'my-sso').hexdigest()");
    let cache = format!(".aws/sso/cache/{}.json", digest.unwrap().as_str().unwrap());
    let token = |rest: &str| {
        format!("{{\"accessToken\": \"old\", \"expiresAt\": \"2020-01-01T00:00:00Z\"{rest}}}")
    };
    let renewed = token(", \"refreshToken\": \"x\"");
    let home = home(&[(".aws/config", config), ("printed", &printed.to_string())]);
    let place = home.path().to_str().unwrap();
    let script = |text: &str| {
        let program = home.path().join("bin/aws");
        write(&program, &format!("#!/bin/sh\necho \"$*\" >> {place}/asked\n{text}\n"));
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    };
    let asked = || fs::read_to_string(home.path().join("asked")).unwrap_or_default();
    let mut variables = bare(aws, home.path());
    set(&mut variables, "PATH", format!("{place}/bin:/usr/bin:/bin"));
    script("cat \"$HOME/printed\"");
    for (profile, file, expected) in [
        ("session", token(""), Err("aws_sso_expired")),
        ("session", renewed.clone(), Ok("of-the-chain")),
        ("login", String::new(), Ok("of-the-chain")),
        ("-x", String::new(), Ok("of-the-chain")),
    ] {
        write(&home.path().join(&cache), &file);
        set(&mut variables, "AWS_PROFILE", profile);
        assert_eq!(ours(&variables).as_deref(), expected.as_deref(), "{profile} {file}");
    }
    // The first had nothing to renew it by, so that nobody was asked.
    let line =
        |profile| format!("configure export-credentials --profile={profile} --format process\n");
    assert_eq!(asked(), ["session", "login", "-x"].map(line).concat());
    write(&home.path().join(&cache), &renewed);
    for text in ["echo s3ntinel >&2; exit 255", "echo s3ntinel", "echo '{\"Version\": 1}'"] {
        script(text);
        for (profile, expected) in [("session", "aws_sso_expired"), ("login", "aws_login_session")]
        {
            set(&mut variables, "AWS_PROFILE", profile);
            assert_eq!(ours(&variables), Err(expected), "{text}");
        }
    }
    set(&mut variables, "PATH", "bin");
    assert_eq!(ours(&variables), Err("aws_login_session"));
}
