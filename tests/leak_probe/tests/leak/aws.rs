//! Secrets from an emulator of AWS, by a role that the program assumes.

use provider_credentials_disguises::letters as sentinel;
use provider_credentials_test_servers::{Aws, Emulator};

use crate::case::Case;

/// Loads by the programs `probes`: what is wrong, if anything stays.
pub(crate) fn check(probes: &[&str]) -> Vec<String> {
    let emulator = Aws::for_test("AWS in memory", env!("CARGO_TARGET_TMPDIR"), Emulator::Moto);
    let Some(aws) = emulator else { return Vec::new() };
    let names = ["keyed", "whole", "former", "binary", "parameter"];
    let [keyed, whole, former, binary, parameter] = names.map(sentinel);
    let beside = sentinel("beside");
    aws.python(&format!(
        "sm = boto3.client('secretsmanager')
sm.create_secret(Name='leak/keyed', SecretString=json.dumps({{'a': {{'wanted': '\\t{keyed}\\n.'}}, 'other': '{beside}'}}))
sm.create_secret(Name='leak/whole', SecretString='{former}')
sm.put_secret_value(SecretId='leak/whole', SecretString='{whole}')
sm.create_secret(Name='leak/binary', SecretBinary=b'{binary}')
boto3.client('ssm').put_parameter(Name='/leak/parameter', Value='{parameter}', Type='SecureString')
iam = boto3.client('iam')
document = lambda one: json.dumps({{'Version': '2012-10-17', 'Statement': [one]}})
trust = {{'Effect': 'Allow', 'Principal': {{'AWS': '*'}}, 'Action': 'sts:AssumeRole'}}
iam.create_role(RoleName='leak', AssumeRolePolicyDocument=document(trust))
allow = {{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}}
iam.put_role_policy(RoleName='leak', PolicyName='leak', PolicyDocument=document(allow))"
    ));
    let keys = aws.administrator();
    let credentials = format!(
        "[base]\naws_access_key_id = {}\naws_secret_access_key = {}\n[agent]\n\
         role_arn = arn:aws:iam::123456789012:role/leak\nsource_profile = base\nregion = eu-west-1\n",
        keys.id, keys.secret
    );
    // What was sent or read to get there goes too.
    let case = Case::new("aws", "aws", "loaded loaded loaded loaded loaded")
        .text(&aws.address())
        .file("credentials", credentials)
        .loads(&keyed)
        .loads(&whole)
        .loads(&former)
        .loads(&binary)
        .loads(&parameter)
        .never(&beside)
        .never(&keys.secret);
    let of = |probe: &&str| {
        let wrong = case.check(probe).into_iter();
        wrong.map(|wrong| format!("{probe}: {wrong}")).collect::<Vec<_>>()
    };
    probes.iter().flat_map(of).collect()
}
