//! Every way in which a secret gets into a program.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use provider_credentials::{
    ExposeSecret, Live, LiveOptions, Loader, Needed, Permissions, Secret, SecretFiles, Source,
    SourceAnswer, SourceRequest, credentials,
};

use crate::held::Held;
use crate::masked::unmasked;
use crate::redacted;
use crate::vault;

credentials!("manifests/text.yaml", struct Text);
credentials!("manifests/json.yaml", struct Json);
credentials!("manifests/yaml.yaml", struct Yaml);
credentials!("manifests/unknown.yaml", struct Unknown);
credentials!("manifests/shared.yaml", struct Shared);
credentials!("manifests/env.yaml", pub(crate) struct Env);
credentials!("manifests/custom.yaml", struct Custom);
credentials!("manifests/needed.yaml", struct Needing);
credentials!("manifests/encoded.yaml", struct Encoded);
credentials!("manifests/parts.yaml", struct Parts);
credentials!("manifests/bearer.yaml", struct Bearer);
credentials!("manifests/binary.yaml", struct Binary);
credentials!("manifests/encrypted.yaml", struct Encrypted);
credentials!("manifests/sops.yaml", struct Sops);
credentials!("manifests/certificate.yaml", struct Certificate);
credentials!("manifests/oauth2.yaml", struct Client);
credentials!("manifests/aws.yaml", struct Amazon);
credentials!("manifests/azure.yaml", struct Azure);
credentials!("manifests/gcp.yaml", struct Google);
credentials!("manifests/jwe.yaml", struct Jwe);
credentials!("manifests/jwe_json.yaml", struct JweJson);
credentials!("manifests/command.yaml", struct Written);
credentials!("manifests/token.yaml", struct InToken);
credentials!("manifests/command_key.yaml", struct Selected);
credentials!("manifests/tpm.yaml", struct Sealed);
credentials!("manifests/keyring.yaml", struct InKeyring);

/// Longer than a source has.
const TOO_LONG: Duration = Duration::from_millis(50);

/// The kinds of load; those of `control` leave something on purpose.
#[expect(clippy::too_many_lines, reason = "it is a table")]
pub(crate) fn load(kind: &str, directory: &Path, masked: &[String]) -> Held {
    let files = || no_environment().base_dir(directory);
    let text = |at: usize| unmasked(masked.get(at).unwrap());
    let env =
        |name: &str, value: String| Loader::new().with_environment([(name.to_owned(), value)]);
    match kind {
        "text" => Held::of::<Text>(&files()),
        "text_limited" => Held::of::<Text>(&files().max_file_size(6000)),
        "text_warned" => Held::of::<Text>(&files().permissions(Permissions::Warn)),
        "text_locked" => Held::of::<Text>(&files().lock_memory()),
        "json" => Held::of::<Json>(&files()),
        "yaml" => Held::of::<Yaml>(&files()),
        "unknown" => Held::of::<Unknown>(&files()),
        "shared" => Held::of::<Shared>(&files()),
        "env" => Held::of::<Env>(&env("LEAK_PROBE_KEY", text(0))),
        "encoded" => Held::of::<Encoded>(&env("LEAK_PROBE_KEY", text(0))),
        "live" => {
            let first = Loader::isolated().with_secret(EnvId::Wanted, text(0));
            let options = LiveOptions::new().grace(Duration::ZERO);
            let live = Live::<Env>::start_with(first, options);
            black_box(live.give(EnvId::Wanted, text(1)));
            live.tick();
            let held = Held::from(&*live.current());
            drop(live);
            // Until its thread, which may be at work, has let go of the loader and what that was given.
            std::thread::sleep(TOO_LONG * 5);
            held
        }
        "redacted" => redacted::load(text(0), masked.get(1).map(|masked| unmasked(masked))),
        "basic" => {
            let set: Parts = env("LEAK_PROBE_KEY", text(0)).load();
            let url = set.database.connection_url("x://{username}:{password}@host/").unwrap();
            let header = set.database.authorization().unwrap();
            black_box(url.expose_secret().len() + header.expose_secret().len());
            drop((url, header));
            Held::from(&set)
        }
        "bearer" => {
            let set: Bearer = env("LEAK_PROBE_KEY", text(0)).load();
            black_box(set.session.authorization().unwrap().expose_secret().len());
            black_box(set.session.expires_at().unwrap());
            Held::from(&set)
        }
        "certificate" => {
            let certificate = ("LEAK_PROBE_CERTIFICATE".to_owned(), text(1));
            let variables = [("LEAK_PROBE_KEY".to_owned(), text(0)), certificate];
            let set: Certificate = Loader::new().with_environment(variables).load();
            if let Ok(pem) = set.client.pem() {
                black_box(pem.expose_secret().len());
            }
            Held::from(&set)
        }
        "oauth2" => {
            let names = ["LEAK_PROBE_KEY", "LEAK_PROBE_URL", "LEAK_PROBE_WAY"];
            let variables = names.iter().enumerate().map(|(at, name)| (*name, text(at)));
            let set: Client = Loader::new().with_environment(variables).load();
            let token = set.api.token().unwrap();
            black_box(token.authorization().expose_secret().len());
            Held::from(&set)
        }
        "vault" => vault::load(masked),
        "aws" => {
            let of_file = ("AWS_SHARED_CREDENTIALS_FILE".to_owned(), "credentials".to_owned());
            let profile = ("AWS_PROFILE".to_owned(), "agent".to_owned());
            let variables = [("AWS_ENDPOINT_URL".to_owned(), text(0)), of_file, profile];
            Held::of::<Amazon>(&files().with_environment(variables))
        }
        "azure" => {
            let names = [
                "HTTPS_PROXY",
                "REQUESTS_CA_BUNDLE",
                "AZURE_TENANT_ID",
                "AZURE_CLIENT_ID",
                "AZURE_CLIENT_SECRET",
            ];
            let variables = names.iter().enumerate().map(|(at, name)| (*name, text(at)));
            Held::of::<Azure>(&files().with_environment(variables))
        }
        "gcp" => {
            let variables = [
                ("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER".to_owned(), text(0)),
                ("GOOGLE_APPLICATION_CREDENTIALS".to_owned(), "login.json".to_owned()),
                ("GOOGLE_CLOUD_PROJECT".to_owned(), "agents-prod".to_owned()),
            ];
            Held::of::<Google>(&files().with_environment(variables))
        }
        "jwe" => Held::of::<Jwe>(&files()),
        "token" => {
            let pin = ("LEAK_PROBE_PIN".to_owned(), text(0));
            let module = ("PKCS11_MODULE_PATH".to_owned(), text(1));
            Held::of::<InToken>(&files().with_environment([pin, module]))
        }
        "jwe_json" => Held::of::<JweJson>(&files()),
        "tpm" => {
            let names = ["TPM2TOOLS_TCTI", "LEAK_PROBE_PASSWORD"];
            let variables = names.iter().enumerate().map(|(at, name)| (*name, text(at)));
            Held::of::<Sealed>(&files().with_environment(variables))
        }
        "command" | "command_key" => {
            let place = ("LEAK_PROBE_DIRECTORY".to_owned(), directory.display().to_string());
            let path = ("PATH".to_owned(), "/usr/bin:/bin".to_owned());
            let loader = Loader::new().with_environment([place, path]);
            if kind == "command" {
                Held::of::<Written>(&loader)
            } else {
                Held::of::<Selected>(&loader)
            }
        }
        "keyring" => {
            let bus = ("DBUS_SESSION_BUS_ADDRESS".to_owned(), text(0));
            Held::of::<InKeyring>(&Loader::new().with_environment([bus]))
        }
        "binary" => Held::of::<Binary>(&files()),
        "encrypted" => Held::of::<Encrypted>(&files()),
        "encrypted_by_passphrase" => {
            let passphrase = ("AGE_PASSPHRASE".to_owned(), text(0));
            Held::of::<Encrypted>(&files().with_environment([passphrase]))
        }
        "encrypted_by_variable" => {
            let key = ("AGE_SECRET_KEY".to_owned(), text(0));
            Held::of::<Encrypted>(&files().with_environment([key]))
        }
        "sops_yaml" | "sops_json" => {
            let name = if kind == "sops_yaml" { "secret.yaml" } else { "secret.json" };
            let file = ("SECRET_FILE".to_owned(), name.to_owned());
            let key = ("SOPS_AGE_KEY".to_owned(), text(0));
            Held::of::<Sops>(&files().with_environment([file, key]))
        }
        "env_strict" => Held::of::<Env>(&env("LEAK_PROBE_KEY", text(0)).strict_values()),
        "env_not_asked_for" => Held::of::<Env>(&env("LEAK_PROBE_OTHER", text(0))),
        "env_of_process" => Held::of::<Env>(&Loader::new()),
        "env_dotenv" => Held::of::<Env>(&files().with_dotenv("dotenv")),
        "env_file_pasted" => Held::of::<Env>(&env("LEAK_PROBE_KEY_FILE", text(0))),
        "env_file" => {
            Held::of::<Env>(&files().with_environment([("LEAK_PROBE_KEY_FILE", "secret")]))
        }
        "env_and_file" => {
            let key = ("LEAK_PROBE_KEY".to_owned(), text(0));
            let file = ("LEAK_PROBE_KEY_FILE".to_owned(), "secret".to_owned());
            Held::of::<Env>(&files().with_environment([key, file]))
        }
        "env_replaced" => {
            let first = env("LEAK_PROBE_KEY", text(0));
            Held::of::<Env>(&first.with_environment([("LEAK_PROBE_KEY", text(1))]))
        }
        "env_overridden" => {
            let loader = env("LEAK_PROBE_KEY", text(0));
            Held::of::<Env>(&loader.with_secret(EnvId::Wanted, text(1)))
        }
        "given" => Held::of::<Env>(&Loader::isolated().with_secret(EnvId::Wanted, text(0))),
        "given_locked" => {
            let given = Loader::isolated().with_secret(EnvId::Wanted, text(0));
            Held::of::<Env>(&given.lock_memory())
        }
        "given_twice" => {
            let first = Loader::isolated().with_secret(EnvId::Wanted, text(0));
            Held::of::<Env>(&first.with_secret(EnvId::Wanted, text(1)))
        }
        "given_to_nobody" => Held::of::<Env>(&Loader::isolated().with_secret("wnated", text(0))),
        "given_many" => Held::of::<Env>(&given_many(&text)),
        "copied" => {
            let mut held = Held::of::<Text>(&files());
            held.keep_a_copy();
            held
        }
        "compared" => {
            let held = Held::of::<Text>(&files());
            let secret = held.first();
            black_box(*secret == Secret::from(text(0)) && *secret == *secret.expose_secret());
            held
        }
        "needed" | "needed_locked" => {
            let loader = env("LEAK_PROBE_KEY", text(0)).with_source("store", Needy::new(directory));
            let is_locked = kind == "needed_locked";
            Held::of::<Needing>(&if is_locked { loader.lock_memory() } else { loader })
        }
        "custom_late" => {
            let late = Loader::new().with_source("store", Store::new(kind, masked));
            let held = Held::of::<Custom>(&late.source_timeout(TOO_LONG / 10));
            // Until the source has answered to nobody.
            std::thread::sleep(TOO_LONG * 5);
            held
        }
        "control_drop" => control(|| drop(black_box(text(0)))),
        "control_growth" => control(|| wipe_all_but_what_growth_left(&text(0))),
        "control_stack" => control(|| leave_on_stack(text(0))),
        _ => Held::of::<Custom>(&Loader::new().with_source("store", Store::new(kind, masked))),
    }
}

/// Enough given values for the loader's map to grow several times.
fn given_many(text: &impl Fn(usize) -> String) -> Loader {
    let others = (0..100).map(|n| format!("other_{n}"));
    let loader = others.fold(Loader::isolated(), |loader, id| loader.with_secret(id, text(1)));
    loader.with_secret(EnvId::Wanted, text(0))
}

struct Store {
    kind: String,
    masked: Vec<String>,
}

impl Store {
    fn new(kind: &str, masked: &[String]) -> Self {
        Self { kind: kind.to_owned(), masked: masked.to_vec() }
    }
}

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let text = |at: usize| unmasked(self.masked.get(at).unwrap());
        let request = requests.first_mut().unwrap();
        match self.kind.as_str() {
            "custom" => request.answer(Ok(Secret::from(text(0)))),
            "custom_spare_capacity" => {
                let mut wiped = text(0);
                let mut spare = String::with_capacity(3 * wiped.len());
                spare.push_str(&wiped);
                wipe(&mut wiped);
                request.answer(Ok(Secret::from(spare)));
            }
            "custom_borrowed" => {
                let mut wiped = text(0);
                request.answer(Ok(Secret::from(wiped.as_str())));
                wipe(&mut wiped);
            }
            "custom_twice" => {
                request.answer(Ok(Secret::from(text(0))));
                request.answer(Ok(Secret::from(text(1))));
            }
            "content" => request.answer_with(Ok(SourceAnswer::content(text(0).into_bytes()))),
            "custom_late" => {
                std::thread::sleep(TOO_LONG);
                request.answer(Ok(Secret::from(text(0))));
            }
            "custom_panics" => {
                let _secret = Secret::from(text(0));
                // No message on standard error: the test wants this.
                std::panic::resume_unwind(Box::new(()));
            }
            unknown => panic!("no kind of load: {unknown}"),
        }
    }
}

/// Has a file and a secret of another credential for each request, and keeps neither.
struct Needy {
    needs: [String; 1],
    file: PathBuf,
}

impl Needy {
    fn new(directory: &Path) -> Self {
        Self { needs: ["token".to_owned()], file: directory.join("secret") }
    }
}

impl Source for Needy {
    fn needs(&self) -> &[String] {
        &self.needs
    }

    fn fetch(&self, _: &mut [SourceRequest]) {}

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let token = needed.secret("token").unwrap().expose_secret().len();
        let content = SecretFiles::default().read(&self.file).unwrap();
        for request in requests {
            request.answer(Ok(Secret::from(format!("needed {token} and {}", content.len()))));
        }
    }
}

fn no_environment() -> Loader {
    Loader::new().with_environment::<&str, &str>([])
}

fn wipe(text: &mut String) {
    // The copy in the `Secret` goes with it.
    drop(Secret::from(std::mem::take(text)));
}

fn control(work: impl FnOnce()) -> Held {
    work();
    Held::nothing("control")
}

fn wipe_all_but_what_growth_left(text: &str) {
    let mut grown = String::with_capacity(text.len());
    grown.push_str(text);
    grown.push_str("more");
    wipe(&mut grown);
    wipe(&mut text.to_owned());
}

fn leave_on_stack(mut text: String) {
    // Its beginning is its lowest address, out of the reach of what is called next.
    let mut copy = [0_u8; 8192];
    copy.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
    black_box(&copy);
    wipe(&mut text);
}
