use provider_credentials::{
    Event, ExposeSecret, Live, LiveOptions, Loader, Permissions, Secret, harden_process,
};

use super::secrets::secret;
use super::shown::show;
use crate::sets::{Plain, PlainId};
use crate::support::Files;

fn files() -> Files {
    Files::new().with("key", secret("file"))
}

fn loader(files: &Files) -> Loader {
    let variables = [
        ("OPENAI_API_KEY", format!("'{}'", secret("variable"))),
        ("DB_USER", "app".to_owned()),
        ("DB_PASSWORD", secret("password")),
        ("SESSION_TOKEN", secret("session")),
    ];
    Loader::new().with_environment(variables).base_dir(files.path())
}

/// What a program has that has loaded.
pub(super) fn all() {
    let files = files();
    let observed = |event: &Event<'_>| {
        show!(event);
        if let Event::LoadFinished(summary) = event {
            show!(*summary);
        }
    };
    let loader = loader(&files).with_observer(observed).with_secret("asked", secret("given"));
    let creds: Plain = loader.load();
    show!(&loader, &creds, &PlainId::Pair, creds.pair.config, &creds.iter(), &Plain::load_async());
    for credential in &creds {
        let metadata = credential.metadata();
        show!(credential, &metadata, &metadata.health());
        for warning in metadata.warnings() {
            show!(warning);
        }
        if let Err(error) = credential.secret() {
            show!(&error);
        }
    }
    let missing = creds.require_all().expect_err("not all are there");
    let unknown = secret("parsed").parse::<PlainId>().expect_err("no ID");
    let secret = creds.pair.secret().expect("it is there");
    let url = creds.pair.connection_url("{").expect_err("no URL");
    show!(&missing, &unknown, secret, &secret.to_secret_string(), &url, &Permissions::Warn);
    show!(&creds.variable, creds.variable.config, &creds.pair, &creds.session);
    show!(&(creds.pair.config.url));
    let process = harden_process();
    show!(&process, &process.core_dumps());
    live(&files);
}

/// What a program has whose secrets change.
fn live(files: &Files) {
    let options = LiveOptions::new().without_watching().without_thread();
    show!(&options);
    let live = Live::<Plain>::start_with(loader(files), options);
    let rotations = live.subscribe();
    let changed = live.changed();
    live.give("file", Secret::from(secret("given")));
    let rotated = rotations.recv().expect("a rotation");
    show!(&live, &live.current(), &changed, &rotated);
}

/// A secret that somebody asked for.
pub(super) fn exposed() -> String {
    let creds: Plain = loader(&files()).load();
    creds.pair.secret().expect("it is there").expose_secret().to_owned()
}
