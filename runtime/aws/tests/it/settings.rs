//! Regions and endpoints: by variables, profiles and sections of services.

use std::fs;

use crate::support::{
    Fault, Proxy, Variables, code, environment, load, moto, parameter, secret, set,
};

#[test]
fn endpoints_and_regions_by_every_setting() {
    let Some(aws) = moto() else { return };
    aws.python(
        "boto3.client('secretsmanager').create_secret(Name='settings/app', SecretString='of-the-app')
boto3.client('ssm').put_parameter(Name='/settings/app', Value='of-the-app', Type='SecureString')",
    );
    let proxy = || Proxy::start(aws.listens_at(), |_, _| Fault::None);
    let (one, other) = (proxy(), proxy());
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join(".aws")).unwrap();
    let config = format!(
        "[default]\nregion = eu-west-1\nendpoint_url = {}\nservices = local\n[services local]\nssm =\n  endpoint_url = {}\n\
         [profile ignored]\nregion = eu-west-1\nendpoint_url = {}\nignore_configured_endpoint_urls = true\n",
        one.address(),
        other.address(),
        one.address()
    );
    fs::write(home.path().join(".aws/config"), config).unwrap();
    let mut variables: Variables = environment("", aws.administrator());
    variables.retain(|(name, _)| !matches!(*name, "AWS_ENDPOINT_URL" | "AWS_REGION"));
    set(&mut variables, "HOME", home.path().to_str().unwrap());
    let read = |variables: &Variables| {
        let loader = load(variables);
        let before = (one.asked(), other.asked());
        let of_secret = code(&secret(&loader, &[("secret", "settings/app")], &[]));
        let of_parameter = code(&parameter(&loader, &[("parameter", "/settings/app")], &[]));
        let asked = (one.asked() - before.0, other.asked() - before.1);
        (of_secret.is_ok() && of_parameter.is_ok(), asked)
    };
    // The region too is that of the profile; the section of services comes before the profile.
    assert_eq!(read(&variables), (true, (1, 1)));
    // A variable for all comes before both, and one for a service before that.
    set(&mut variables, "AWS_ENDPOINT_URL", other.address());
    assert_eq!(read(&variables), (true, (0, 2)));
    set(&mut variables, "AWS_ENDPOINT_URL_SECRETS_MANAGER", one.address());
    assert_eq!(read(&variables), (true, (1, 1)));
    set(&mut variables, "AWS_ENDPOINT_URL_SSM", one.address());
    assert_eq!(read(&variables), (true, (2, 0)));
    // A region is what is signed for, and what nobody has there is not found.
    set(&mut variables, "AWS_DEFAULT_REGION", "us-west-2");
    assert!(!read(&variables).0);
    set(&mut variables, "AWS_REGION", "eu-west-1");
    assert_eq!(read(&variables), (true, (2, 0)));
    // Without them it is AWS itself, which a proxy that nobody has keeps away from here.
    set(&mut variables, "HTTPS_PROXY", "http://127.0.0.1:1");
    set(&mut variables, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(read(&variables), (false, (0, 0)));
    variables
        .retain(|(name, _)| !name.starts_with("AWS_ENDPOINT") && !name.starts_with("AWS_IGNORE"));
    set(&mut variables, "AWS_PROFILE", "ignored");
    assert_eq!(read(&variables), (false, (0, 0)));
}
