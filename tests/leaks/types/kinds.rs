use provider_credentials::{
    AuthValue, AwsBuilder, AzureKeyVaultBuilder, GcpBuilder, Loader, Pkcs11Builder, Pkcs11Pin,
    Proxies, TokenError, VaultAuth, VaultBuilder,
};

use super::secrets::secret;
use super::shown::show;
use crate::made::{ALGORITHMS, Authority};
use crate::server::Server;
use crate::sets::{Amazon, Azure, Certificates, Clients, Google, Tokens, Vaults};
use crate::support::Files;

/// What the kinds with a crate of their own have.
pub(super) fn all() {
    clients();
    certificates();
    vault();
    aws();
    azure();
    gcp();
    tokens();
}

fn clients() {
    let token = secret("token");
    let body = format!(
        "{{\"access_token\": \"{token}\", \"token_type\": \"Bearer\", \"expires_in\": 60}}"
    );
    let good = format!("HTTP/1.1 200 OK\r\n\r\n{body}");
    let refused = format!("HTTP/1.1 400 Bad Request\r\n\r\n{{\"error\": \"{token}\"}}");
    let server = Server::start(vec![("/t", good), ("/other", refused)], None);
    let load = |path: &str| -> Clients {
        let url = format!("{}{path}", server.url());
        let variables = [("CLIENT_SECRET", secret("password")), ("ACME_AUTH", url)];
        Loader::new().with_environment(variables).load()
    };
    let creds = load("/t");
    let token = creds.by_secret.token().expect("a token");
    show!(&creds, &creds.by_secret, &creds.google, &token, token.secret(), &token.authorization());
    let error = load("/other").by_secret.token().expect_err("it is refused");
    show!(&error);
    let TokenError::Failed(failure) = error else { panic!("it is loaded") };
    show!(&failure);
    show!(&creds.google.token().expect_err("it is not loaded"));
}

fn certificates() {
    let made = Authority::root("root").issue(ALGORITHMS[0]);
    let files = Files::new().with("client.key", &made.key).with("client.crt", &made.certificate);
    let creds: Certificates = files.loader().load();
    let resolver = creds.broker.client_cert_resolver().expect("a resolver");
    let missing = creds.store.client_cert_resolver().expect_err("it is not loaded");
    let pem = creds.broker.pem().expect("PEM");
    show!(&creds, &creds.broker, &*resolver, &missing, &pem);
    let lines: Vec<&str> = made.key.lines().filter(|line| !line.starts_with('-')).collect();
    let key = provider_credentials_disguises::Sentinels::new().with("key", &lines.join("\n"));
    for shown in super::shown::shown() {
        assert_eq!(key.find(shown.text.as_bytes()), [], "{}", shown.name);
    }
}

fn vault() {
    let value = || AuthValue::given(secret("vault"));
    let auth = || VaultAuth::app_role(value(), value());
    let proxy = Proxies::all(&format!("http://user:{}@127.0.0.1:1", secret("password")));
    show!(&value(), &auth(), &VaultAuth::userpass("ada", value()), &proxy);
    let builder = VaultBuilder::new().address("http://127.0.0.1:1").auth(auth()).proxies(proxy);
    show!(&builder);
    let vault = builder.build().expect("a source");
    show!(&vault);
    let creds: Vaults = Loader::new().with_source("vault", vault).load();
    show!(&creds);
}

fn tokens() {
    let pin = || Pkcs11Pin::given(secret("pin"));
    show!(&pin());
    let builder = Pkcs11Builder::new().module("/nowhere/module.so").pin(pin());
    show!(&builder);
    let pkcs11 = builder.build().expect("a source");
    show!(&pkcs11);
    let creds: Tokens = Loader::new().with_source("pkcs11", pkcs11).load();
    show!(&creds);
}

fn aws() {
    let found = format!("{{\"SecretString\": \"{}\", \"VersionId\": \"1\"}}", secret("source"));
    let server = Server::start(vec![("/", format!("HTTP/1.1 200 OK\r\n\r\n{found}"))], None);
    let variables = [
        ("AWS_ENDPOINT_URL", server.url().to_owned()),
        ("AWS_REGION", "eu-west-1".to_owned()),
        ("AWS_ACCESS_KEY_ID", "id-of-the-test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", secret("password")),
        ("AWS_SESSION_TOKEN", secret("session")),
    ];
    let creds: Amazon = Loader::new().with_environment(variables).load();
    assert!(creds.staged.secret().is_ok(), "{creds:?}");
    show!(&creds, &creds.staged, &creds.keyed);
    let proxy = Proxies::all(&format!("http://user:{}@127.0.0.1:1", secret("password")));
    let builder = AwsBuilder::new().profile("agent").region("eu-west-1").proxies(proxy);
    show!(&builder);
    let aws = builder.build().expect("sources");
    show!(&aws, &aws.secrets_manager(), &aws.parameter_store(), &aws.kms());
}

fn azure() {
    let proxy = Proxies::all(&format!("http://user:{}@127.0.0.1:1", secret("password")));
    let builder = AzureKeyVaultBuilder::new().client_id("agent").proxies(proxy);
    show!(&builder);
    let vaults = builder.build().expect("a source");
    show!(&vaults);
    let creds: Azure = Loader::new().with_source("azure_key_vault", vaults).load();
    show!(&creds);
}

fn gcp() {
    let head = "HTTP/1.1 200 OK\r\nMetadata-Flavor: Google\r\n\r\n";
    let token = format!("{head}{{\"access_token\": \"{}\"}}", secret("session"));
    let content = data_encoding::BASE64.encode(secret("source").as_bytes());
    let found = format!("{head}{{\"name\": \"x\", \"payload\": {{\"data\": \"{content}\"}}}}");
    let server = Server::start(vec![("/computeMetadata", token), ("/", found)], None);
    let variables = [
        ("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", server.url().to_owned()),
        ("GCE_METADATA_HOST", server.url().trim_start_matches("http://").to_owned()),
        ("GOOGLE_CLOUD_PROJECT", "agents-prod".to_owned()),
    ];
    let creds: Google = Loader::new().with_environment(variables).load();
    assert!(creds.whole.secret().is_ok(), "{creds:?}");
    show!(&creds, &creds.whole, &creds.keyed);
    let proxy = Proxies::all(&format!("http://user:{}@127.0.0.1:1", secret("password")));
    let builder = GcpBuilder::new().project("agents-prod").proxies(proxy);
    show!(&builder);
    show!(&builder.build().expect("a source"));
}
