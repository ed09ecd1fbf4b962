use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::io::stdout;
use std::panic::{AssertUnwindSafe, catch_unwind};

use provider_credentials::{
    AnyCredential, CredentialSet, Event, JsonLines, LoadWarning, Loader, Metrics, Secret,
};

use crate::audited::audit_log;

/// Both forms of it, on the standard output.
pub(crate) fn debug(value: &dyn Debug) {
    println!("{value:?}\n{value:#?}");
}

fn display(value: &(impl Debug + Display)) {
    println!("{value}\n{value:#}");
    debug(value);
}

/// What a program gets when it does not look.
#[allow(clippy::panicking_unwrap, clippy::unnecessary_unwrap, reason = "it is to panic")]
fn unwrap<T: Debug, E: Debug>(what: Result<T, E>) {
    let _ = catch_unwind(AssertUnwindSafe(|| {
        if what.is_ok() { drop(what.unwrap_err()) } else { drop(what.unwrap()) }
    }));
}

/// With an observer that shows all that it is told.
pub(crate) fn observing(loader: Loader) -> Loader {
    let loader = loader.with_observer(|event: &Event<'_>| {
        println!("{event}\n{event:?}\n{event:#?} {:?}", event.metadata());
        debug(&event.to_record());
    });
    let lines = JsonLines::start(stdout()).expect("a thread");
    let loader = loader.with_observer(lines).with_observer(Metrics::new());
    loader.with_access_events().with_access_observer(audit_log())
}

/// Everything that can be said about a load, on the standard output; panics on the standard error.
#[derive(Default)]
pub(crate) struct Seen {
    codes: BTreeSet<String>,
}

impl Seen {
    pub(crate) fn codes(self) -> BTreeSet<String> {
        self.codes
    }

    /// As a log has it, and all that is below.
    pub(crate) fn error(&mut self, code: &str, error: &(dyn Error + 'static)) {
        self.codes.insert(code.to_owned());
        let mut below = Some(error);
        while let Some(error) = below {
            println!("{error}\n{error:#}");
            debug(&error);
            below = error.source();
        }
    }

    pub(crate) fn result<T: Debug, E: Error + 'static>(
        &mut self,
        result: Result<T, E>,
        code: impl Fn(&E) -> &'static str,
    ) {
        debug(&result);
        if let Err(error) = &result {
            self.error(code(error), error);
        }
        unwrap(result);
    }

    pub(crate) fn credential(&mut self, credential: &AnyCredential) {
        debug(credential);
        let metadata = credential.metadata();
        display(&metadata);
        println!("{}", serde_json::to_string(&metadata).expect("JSON"));
        println!("{}", serde_json::to_string_pretty(&metadata.health()).expect("JSON"));
        for warning in metadata.warnings() {
            self.warning(warning);
        }
        for skipped in metadata.skipped() {
            display(&skipped);
        }
        debug(&metadata.attributes().collect::<Vec<_>>());
        debug(&(metadata.version(), metadata.good_until(), metadata.stale_error()));
        for part in metadata.parts() {
            self.result(credential.part(part), |error| error.code());
        }
        let secret: Result<&Secret, _> = credential.secret();
        self.result(secret, |error| error.code());
    }

    fn warning(&mut self, warning: &LoadWarning) {
        self.codes.insert(warning.code().to_owned());
        display(warning);
    }

    /// Of a whole set.
    pub(crate) fn set<T: CredentialSet>(&mut self, creds: &T) {
        debug(creds);
        for credential in creds.iter() {
            self.credential(credential);
        }
        debug(&(creds.ids(), creds.loaded_ids(), creds.failed_ids()));
        let missing = creds.require_all();
        if let Err(missing) = &missing {
            display(missing);
        }
        unwrap(missing);
    }
}
