use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::certificate::CertificateOfClient;
use super::known::{
    CLIENT_ID, CLIENT_SECRET, FEDERATED, IDENTITY, IDENTITY_HEADER, OTHER_TENANT, TENANT,
};
use super::message::{Reply, Request};
use super::state::{Seen, State, lock};
use super::{entra, identities, vaults};
use crate::front::Front;
use crate::proxy::{Fault, read_request};

/// A fake of Azure, until the process ends. Vaults and Entra ID are reached by their real names through a [`Front`];
/// managed identities are asked for without it.
#[derive(Debug)]
pub struct Azure {
    listen: String,
    front: Front,
    state: Arc<State>,
}

const NAMES: [&str; 6] = [
    "*.vault.azure.net",
    "*.vault.azure.cn",
    "*.vault.usgovcloudapi.net",
    "login.microsoftonline.com",
    "login.chinacloudapi.cn",
    "login.microsoftonline.us",
];

impl Azure {
    /// The tenant of vaults and identities; that of the vault `elsewhere` is [`OTHER_TENANT`](Self::OTHER_TENANT).
    pub const TENANT: &str = TENANT;
    /// Another one.
    pub const OTHER_TENANT: &str = OTHER_TENANT;
    /// The application that it knows.
    pub const CLIENT_ID: &str = CLIENT_ID;
    /// Its secret.
    pub const CLIENT_SECRET: &str = CLIENT_SECRET;
    /// What its federated credential accepts.
    pub const FEDERATED: &str = FEDERATED;
    /// The managed identity that there is.
    pub const IDENTITY: &str = IDENTITY;
    /// What App Service wants to see.
    pub const IDENTITY_HEADER: &str = IDENTITY_HEADER;

    /// Starts one.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = listener.local_addr().unwrap().to_string();
        let state = Arc::<State>::default();
        let of_threads = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming() {
                let state = Arc::clone(&of_threads);
                thread::spawn(move || {
                    // What fails here fails the client too.
                    let _ = serve(client.unwrap(), &state);
                });
            }
        });
        let front = Front::start(&NAMES, &listen, |_, _| Fault::None);
        Self { listen, front, state }
    }

    /// Another way to it, on which answers suffer.
    #[must_use]
    pub fn front(&self, fault: impl Fn(&str, usize) -> Fault + Send + Sync + 'static) -> Front {
        Front::start(&NAMES, &self.listen, fault)
    }

    /// The variables by which clients find it, without credentials.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        through(&self.front)
    }

    /// The same through another front.
    #[must_use]
    pub fn environment_through(&self, front: &Front) -> Vec<(&'static str, String)> {
        through(front)
    }

    /// Where managed identities are asked for.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// Sets a secret of a vault, such as `agent.vault.azure.net`; its version.
    #[must_use]
    pub fn set(&self, host: &str, name: &str, value: &str) -> String {
        self.set_with(host, name, &json!({ "value": value }))
    }

    /// The same with attributes and a content type.
    #[must_use]
    pub fn set_with(&self, host: &str, name: &str, bundle: &Value) -> String {
        vaults::set(&self.state, host, name, bundle.clone())
    }

    /// Sets those bytes as the secret of a certificate.
    #[must_use]
    pub fn set_pkcs12(&self, host: &str, name: &str, bytes: &[u8]) -> String {
        let value = STANDARD.encode(bytes);
        let kind = "application/x-pkcs12";
        self.set_with(host, name, &json!({ "value": value, "contentType": kind, "managed": true }))
    }

    /// Lets the application sign by that.
    pub fn trust(&self, certificate: CertificateOfClient) {
        lock(&self.state.certificates).push(certificate);
    }

    /// For how many seconds the next tokens are good.
    pub fn issue_for(&self, seconds: u64) {
        self.state.lifetime.store(seconds, Ordering::SeqCst);
    }

    /// No token that was issued is good any more.
    pub fn revoke(&self) {
        self.state.revoke();
    }

    /// The file that the agent of Azure Arc names.
    ///
    /// # Panics
    ///
    /// If it is no text.
    pub fn name_key(&self, path: &Path) {
        path.to_str().unwrap().clone_into(&mut lock(&self.state.arc_key));
    }

    /// How many tokens were issued.
    #[must_use]
    pub fn issued(&self) -> usize {
        self.state.issued()
    }

    /// What was asked of vaults and Entra ID.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.state.seen).clone()
    }

    /// How many secrets were read at once, at most.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.state.most_busy.load(Ordering::SeqCst)
    }
}

fn through(front: &Front) -> Vec<(&'static str, String)> {
    vec![
        ("HTTPS_PROXY", front.address().to_owned()),
        ("REQUESTS_CA_BUNDLE", front.authority().to_str().unwrap().to_owned()),
    ]
}

fn serve(mut client: TcpStream, state: &State) -> std::io::Result<()> {
    let Some(text) = read_request(&mut client)? else { return Ok(()) };
    let Some(request) = Request::parse(&text) else { return Ok(()) };
    let has_token = request.header("Authorization").is_some();
    let (host, path) = (request.host.clone(), request.path.clone());
    let reply: Reply = if host.starts_with("login.") {
        lock(&state.seen).push(Seen { host, path, has_token });
        entra::answer(state, &request)
    } else if host.contains(".vault.") {
        lock(&state.seen).push(Seen { host, path, has_token });
        vaults::answer(state, &request)
    } else {
        identities::answer(state, &request)
    };
    reply.write(&mut client)
}
