//! One program with a credential in each of the stores: all of them at once, and with one of them down.

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials::{Loader, credentials};
use provider_credentials_test_servers::{Aws, Azure, Bao, Emulator, Gcp, Keys, Mode};

use crate::support::{Files, outcome};

credentials!("it/manifests/stores.yaml", struct Stores);

const AGENTS: &str = "staging-agents.vault.azure.net";
const READS: &str = r#"path "secret/data/staging/*" { capabilities = ["read"] }"#;

/// What each credential has, by the order of the manifest.
const ALL: [(&str, &str); 7] = [
    ("of_vault", "in-vault"),
    ("of_secrets_manager", "in-secrets-manager"),
    ("of_parameter_store", "in-parameter-store"),
    ("of_azure", "in-key-vault"),
    ("of_gcp", "in-secret-manager"),
    ("of_env", "in-a-variable"),
    ("of_file", "in-a-file"),
];

/// The variable that leads to a store, whose credentials they are, and how they fail while it is silent, or not there.
const WAYS: [(&str, &[&str], [&str; 2]); 4] = [
    ("VAULT_ADDR", &["of_vault"], ["vault_timed_out", "vault_unreachable"]),
    (
        "AWS_ENDPOINT_URL",
        &["of_secrets_manager", "of_parameter_store"],
        ["aws_timed_out", "aws_unreachable"],
    ),
    ("HTTPS_PROXY", &["of_azure"], ["azure_timed_out", "azure_unreachable"]),
    (
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER",
        &["of_gcp"],
        ["gcp_timed_out", "gcp_unreachable"],
    ),
];

const SILENT: usize = 0;
const CLOSED: usize = 1;

struct Counterparts {
    bao: Bao,
    token: String,
    aws: Aws,
    user: Keys,
    azure: Azure,
    gcp: Gcp,
    files: Files,
}

impl Counterparts {
    fn start(test: &str) -> Option<Self> {
        let target = env!("CARGO_TARGET_TMPDIR");
        let bao = Bao::for_test(test, target, Mode::Plain)?;
        let aws = Aws::for_test(test, target, Emulator::Moto)?;
        let gcp = Gcp::for_test(test, target)?;
        let azure = Azure::start();
        bao.bao("kv put -mount=secret staging/openai api_key=in-vault");
        aws.python(
            "orders = json.dumps({'username': 'ada', 'password': 'in-secrets-manager'})
boto3.client('secretsmanager').create_secret(Name='staging/orders', SecretString=orders)
boto3.client('ssm').put_parameter(Name='/staging/openai', Value='in-parameter-store', Type='SecureString')",
        );
        let _ = azure.set(AGENTS, "openai", "in-key-vault");
        gcp.python("create('staging-openai', 'in-secret-manager')");
        let token = bao.token("agent", READS, "1h");
        let actions = [
            "secretsmanager:GetSecretValue",
            "secretsmanager:BatchGetSecretValue",
            "ssm:GetParameters",
            "ssm:GetParameter",
        ];
        let user = aws.user("program", &actions);
        let files = Files::new().with("openai.key", "in-a-file");
        Some(Self { bao, token, aws, user, azure, gcp, files })
    }

    /// As the program is started, but some variables lead elsewhere.
    fn loader(&self, elsewhere: &[(&'static str, String)]) -> Loader {
        let key = self.gcp.key_file();
        let variables = [
            ("VAULT_ADDR", self.bao.address()),
            ("AWS_ENDPOINT_URL", self.aws.address()),
            ("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", self.gcp.address()),
        ];
        let words = [
            ("VAULT_TOKEN", &*self.token),
            ("AWS_ACCESS_KEY_ID", &self.user.id),
            ("AWS_SECRET_ACCESS_KEY", &self.user.secret),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AZURE_TENANT_ID", Azure::TENANT),
            ("AZURE_CLIENT_ID", Azure::CLIENT_ID),
            ("AZURE_CLIENT_SECRET", Azure::CLIENT_SECRET),
            ("GOOGLE_APPLICATION_CREDENTIALS", key.to_str().unwrap()),
            ("NO_GCE_CHECK", "true"),
            ("STORES_API_KEY", "in-a-variable"),
        ]
        .map(|(name, value)| (name, value.to_owned()));
        let mut all: Vec<_> = variables.into_iter().chain(words).collect();
        all.extend(self.azure.environment());
        all.retain(|(name, _)| elsewhere.iter().all(|(other, _)| other != name));
        all.extend(elsewhere.iter().cloned());
        self.files.loader().with_environment(all)
    }
}

/// Secrets, and codes of what has none, by the names of the credentials.
fn found(creds: &Stores) -> Vec<(&'static str, Result<String, &'static str>)> {
    creds.iter().map(|credential| (credential.id(), outcome(credential))).collect()
}

/// All but what belongs to those stores, which fails with one of two codes.
fn expected(down: &[usize], code: usize) -> Vec<(&'static str, Result<String, &'static str>)> {
    let fails = |id| {
        let mut ways = down.iter().map(|at| &WAYS[*at]);
        ways.find(|(_, ids, _)| ids.contains(&id)).map(|(_, _, codes)| codes[code])
    };
    ALL.iter().map(|(id, secret)| (*id, fails(*id).map_or(Ok((*secret).to_owned()), Err))).collect()
}

/// How long one of them may take.
const LIMIT: Duration = Duration::from_secs(6);

pub(crate) fn all_at_once_and_each_of_them_down() {
    let Some(there) = Counterparts::start("a program with all stores") else { return };
    let creds: Stores = there.loader(&[]).load();
    assert_eq!(found(&creds), expected(&[], SILENT));
    assert_eq!(creds.of_secrets_manager.username().unwrap(), "ada");
    creds.require_all().unwrap();
    thread::scope(|scope| {
        for down in [&[0][..], &[1], &[2], &[3], &[0, 1, 2, 3]] {
            let there = &there;
            scope.spawn(move || silent(there, down));
            scope.spawn(move || closed(there, down));
        }
    });
    // None of that is kept.
    let creds: Stores = there.loader(&[]).load();
    assert_eq!(found(&creds), expected(&[], SILENT));
}

/// Connections come about, and nothing is ever answered: the load takes what the store may take, nine tenths of the
/// loader's limit, however many of them are so.
fn silent(there: &Counterparts, down: &[usize]) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let elsewhere: Vec<_> = down.iter().map(|at| (WAYS[*at].0, address.clone())).collect();
    let since = Instant::now();
    let creds: Stores = there.loader(&elsewhere).source_timeout(LIMIT).load();
    let took = since.elapsed();
    assert_eq!(found(&creds), expected(down, SILENT));
    assert!(took > LIMIT * 4 / 5 && took < LIMIT, "{down:?}: {took:?}");
}

/// Nobody listens, which is known at once.
fn closed(there: &Counterparts, down: &[usize]) {
    let elsewhere = { down.iter() }.map(|at| (WAYS[*at].0, "http://127.0.0.1:1".to_owned()));
    let elsewhere: Vec<_> = elsewhere.collect();
    let since = Instant::now();
    let creds: Stores = there.loader(&elsewhere).load();
    let took = since.elapsed();
    assert_eq!(found(&creds), expected(down, CLOSED));
    assert!(took < Duration::from_secs(10), "{down:?}: {took:?}");
}
