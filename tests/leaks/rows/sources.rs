use std::thread::sleep;
use std::time::Duration;

use provider_credentials::{
    Access, AccessObserver, Kind, Loader, Needed, NotRecorded, Recorded, Secret, Source,
    SourceAnswer, SourceError, SourceRequest,
};
use provider_credentials_core::testing::load_kind;
use provider_credentials_disguises::github_token;

use crate::case::Case;
use crate::seen::{Seen, observing};
use crate::sets::{Plain, plain};

/// A store that does not do as it should.
enum Store {
    Silent,
    Panicking,
    Slow,
    Refusing(SourceError),
    /// Answers with the parameter, which has the secret in it.
    Echo,
    /// With what is broken.
    Content(&'static str),
    /// It needs that credential.
    Needy([String; 1]),
}

impl Source for Store {
    fn needs(&self) -> &[String] {
        if let Self::Needy(ids) = self { ids } else { &[] }
    }

    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests.iter_mut() {
            println!("{request:?}\n{request:#?}");
            match self {
                Self::Silent | Self::Needy(_) => {}
                Self::Panicking => panic!("on purpose"),
                Self::Slow => sleep(Duration::from_millis(300)),
                Self::Refusing(error) => request.answer(Err(*error)),
                Self::Echo => {
                    let path = request.param("path").unwrap_or_default();
                    request.answer(Ok(Secret::from(path)));
                }
                Self::Content(content) => {
                    let content = content.replace('§', &github_token("a store"));
                    request.answer_with(Ok(SourceAnswer::content(content.into_bytes())));
                }
            }
        }
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let Self::Needy(ids) = self else { return self.fetch(requests) };
        println!("{needed:?}\n{needed:#?}");
        for request in requests {
            let secret = needed.secret(&ids[0]).map(|secret| Secret::from(secret.expose_bytes()));
            request.answer(secret);
        }
    }
}

const REFUSED: SourceError =
    SourceError::new("store_refused", "the store refuses", "ask its owner");

fn needing(loader: Loader, id: &str) -> Loader {
    loader.with_source("store", Store::Needy([id.to_owned()]))
}

fn isolated(_: &Loader, seen: &mut Seen) {
    let loader = Loader::isolated().with_secret("file", github_token("not_given"));
    seen.set(&observing(loader).load::<Plain>());
}

fn panicking(_: &Loader, seen: &mut Seen) {
    static KIND: Kind = Kind::new("other", &[]).assembled_by(|_| panic!("on purpose"));

    let parts = [("key", github_token("kind_panicked"))];
    seen.credential(&load_kind(&KIND, &parts, observing(Loader::isolated())));
}

/// Has no place to write to.
struct Full;

impl AccessObserver for Full {
    fn accessed(&self, access: &Access) -> Result<Recorded, NotRecorded> {
        println!("{access}\n{access:?}\n{access:#?}");
        Err(NotRecorded::new("log_full", "the disk is full", "make room"))
    }
}

pub(crate) fn cases() -> Vec<Case> {
    let of = |code| Case::new(code, plain).variable("STAGE", "§").variable("OPENAI_API_KEY", "§");
    let holding = |code, note: &str| of(code).note(note).secret(github_token("a store"));
    vec![
        of("source_not_registered"),
        of("source_gave_no_answer").loader(|loader| loader.with_source("store", Store::Silent)),
        of("source_panicked").loader(|loader| loader.with_source("store", Store::Panicking)),
        of("source_timed_out").loader(|loader| {
            let limit = Duration::from_millis(20);
            loader.with_source("store", Store::Slow).source_timeout(limit)
        }),
        of("source_skipped")
            .variable("SECOND_API_KEY", "§")
            .loader(|loader| loader.with_source("store", Store::Refusing(REFUSED.denied()))),
        of("not_found_in_sources").loader(|loader| loader.with_source("store", Store::Echo)),
        of("value_white_space")
            .note("of a store")
            .variable("STAGE", "§ x")
            .loader(|loader| loader.with_source("store", Store::Echo)),
        holding("json_syntax", "of a store").loader(|loader| {
            loader.with_source("store", Store::Content("{\"wanted\": {\"key\": §}}"))
        }),
        holding("key_not_found", "of a store").loader(|loader| {
            loader.with_source("store", Store::Content("{\"wanted\": {\"§\": \"§\"}}"))
        }),
        holding("key_not_scalar", "of a store").loader(|loader| {
            loader.with_source("store", Store::Content("{\"wanted\": {\"key\": [\"§\"]}}"))
        }),
        of("needed_credential_unknown").loader(|loader| needing(loader, "nobody")),
        of("needed_credential_not_local").loader(|loader| needing(loader, "asked")),
        of("needed_credential_failed").loader(|loader| needing(loader, "session")),
        of("access_not_recorded").loader(|loader| loader.with_access_observer(Full)),
        Case::new("kind_panicked", panicking).variable("KEY", "§"),
        Case::new("not_given", isolated).variable("FILE", "§").secret(github_token("not_given")),
    ]
}
