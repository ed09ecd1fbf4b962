//! Many at once, counted by a proxy in front of an emulator.

use std::sync::{Arc, Mutex};

use provider_credentials_aws::{aws_parameter_store, aws_secrets_manager};
use provider_credentials_core::testing::load_all_from;

use crate::support::{Fault, Keys, Proxy, code, environment, load, moto};

/// What was asked for, by a proxy that hands everything on.
fn watched(listens_at: &str) -> (Proxy, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::<Mutex<Vec<String>>>::default();
    let log = Arc::clone(&seen);
    let proxy = Proxy::start(listens_at, move |request, _| {
        let target = request.lines().find_map(|line| line.strip_prefix("X-Amz-Target: "));
        log.lock().unwrap().push(target.unwrap_or_default().to_owned());
        Fault::None
    });
    (proxy, seen)
}

fn count(seen: &Mutex<Vec<String>>, target: &str) -> usize {
    seen.lock().unwrap().iter().filter(|seen| seen.ends_with(target)).count()
}

type Params = Vec<Vec<(&'static str, &'static str)>>;

fn names(param: &'static str, prefix: &str, count: usize) -> Params {
    (0..count).map(|at| vec![(param, &*format!("{prefix}{at}").leak())]).collect()
}

fn made(count: usize) -> bool {
    let Some(aws) = moto() else { return false };
    aws.python(&format!(
        "sm = boto3.client('secretsmanager')
ssm = boto3.client('ssm')
for at in range({count}):
    sm.create_secret(Name=f'batches/{count}/{{at}}', SecretString=f'secret-{{at}}-of-{count}')
    ssm.put_parameter(Name=f'/batches/{count}/{{at}}', Value=f'parameter-{{at}}', Type='SecureString')
result = 1"
    ));
    true
}

#[test]
fn a_hundred_secrets_are_five_requests_and_a_hundred_parameters_ten() {
    if !made(100) {
        return;
    }
    let aws = moto().unwrap();
    let (proxy, seen) = watched(aws.listens_at());
    let loader = load(&environment(proxy.address(), aws.administrator()));
    let all = names("secret", "batches/100/", 100);
    let found = load_all_from(&aws_secrets_manager::OPENER, &all, &loader);
    for (at, credential) in found.iter().enumerate() {
        assert_eq!(code(credential).unwrap(), format!("secret-{at}-of-100"));
        assert!(credential.metadata().version().is_some());
    }
    assert_eq!((proxy.asked(), count(&seen, "BatchGetSecretValue")), (5, 5));
    let all = names("parameter", "/batches/100/", 100);
    let found = load_all_from(&aws_parameter_store::OPENER, &all, &loader);
    for (at, credential) in found.iter().enumerate() {
        assert_eq!(code(credential).unwrap(), format!("parameter-{at}"));
    }
    assert_eq!((proxy.asked(), count(&seen, "GetParameters")), (15, 10));
    // The same secret is asked for once, however many want it.
    let all = vec![vec![("secret", "batches/100/1")]; 7];
    let found = load_all_from(&aws_secrets_manager::OPENER, &all, &loader);
    assert!(found.iter().all(|credential| code(credential).unwrap() == "secret-1-of-100"));
    assert_eq!((proxy.asked(), count(&seen, "GetSecretValue") - 5), (16, 1));
}

fn loaded(
    address: &str,
    keys: &Keys,
    opener: Opener,
    all: &Params,
) -> Vec<Result<String, &'static str>> {
    load_all_from(opener, all, &load(&environment(address, keys))).iter().map(code).collect()
}

type Opener = &'static provider_credentials_core::Opener<dyn provider_credentials_core::Source>;

#[test]
fn where_a_policy_has_no_batches_each_is_read_alone() {
    if !made(12) {
        return;
    }
    let aws = moto().unwrap();
    let keys = aws.user("single-reader", &["secretsmanager:GetSecretValue", "ssm:GetParameter"]);
    let (proxy, seen) = watched(aws.listens_at());
    let loader = load(&environment(proxy.address(), &keys));
    let all = names("secret", "batches/12/", 12);
    for round in 1..=2 {
        let found = load_all_from(&aws_secrets_manager::OPENER, &all, &loader);
        for (at, credential) in found.iter().enumerate() {
            assert_eq!(code(credential).unwrap(), format!("secret-{at}-of-12"));
        }
        // It is tried once.
        assert_eq!(count(&seen, ".BatchGetSecretValue"), 1);
        assert_eq!(count(&seen, ".GetSecretValue"), 12 * round);
    }
    let found = loaded(
        proxy.address(),
        &keys,
        &aws_parameter_store::OPENER,
        &names("parameter", "/batches/12/", 12),
    );
    for (at, found) in found.into_iter().enumerate() {
        assert_eq!(found.unwrap(), format!("parameter-{at}"));
    }
    assert_eq!((count(&seen, ".GetParameters"), count(&seen, ".GetParameter")), (2, 12));
    // The other way around.
    let keys = aws.user("batch-reader", &["ssm:GetParameters"]);
    let found = loaded(
        &aws.address(),
        &keys,
        &aws_parameter_store::OPENER,
        &names("parameter", "/batches/12/", 1),
    );
    assert_eq!(found[0].as_deref(), Ok("parameter-0"));
    let keys = aws.user("no-reader", &["sts:GetCallerIdentity"]);
    for (opener, all) in [
        (&aws_parameter_store::OPENER, names("parameter", "/batches/12/", 3)),
        (&aws_secrets_manager::OPENER, names("secret", "batches/12/", 3)),
    ] {
        let found = loaded(&aws.address(), &keys, opener, &all);
        assert!(found.iter().all(|found| *found == Err("aws_access_denied")), "{found:?}");
    }
}

#[test]
fn what_is_wrong_with_one_is_told_of_that_one() {
    if !made(5) {
        return;
    }
    let aws = moto().unwrap();
    aws.python(
        "boto3.client('secretsmanager').delete_secret(SecretId='batches/5/2', RecoveryWindowInDays=7)
result = 1",
    );
    let mut all = names("secret", "batches/5/", 6);
    all.push(vec![("secret", "batches/5/0"), ("version_stage", "AWSPREVIOUS")]);
    let found = loaded(&aws.address(), aws.administrator(), &aws_secrets_manager::OPENER, &all);
    for at in [0, 1, 3, 4] {
        assert_eq!(found[at].as_deref(), Ok(&*format!("secret-{at}-of-5")));
    }
    assert_eq!(found[2], Err("aws_secret_deleted"));
    assert_eq!(found[5], Err("aws_not_found"));
    // Of that, `moto` says no more than of a secret that is not there.
    assert!(matches!(found[6], Err("aws_version_not_found" | "aws_not_found")));
    let all = names("parameter", "/batches/5/", 6);
    let found = loaded(&aws.address(), aws.administrator(), &aws_parameter_store::OPENER, &all);
    assert_eq!(found[4].as_deref(), Ok("parameter-4"));
    assert_eq!(found[5], Err("aws_not_found"));
}
