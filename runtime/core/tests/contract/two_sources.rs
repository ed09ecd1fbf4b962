//! What `credentials!` makes of a manifest with two credentials, one of a registered source and one of a source that
//! opens itself.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use provider_credentials_core::__private::{
    CredentialSet, FallThrough, Handles, PartSpec, RemoteSpec, Set, SourceSpec, Spec, Table,
    UNFILLED, UnknownCredentialId, parse_id,
};
use provider_credentials_core::{
    AnyCredential, Opener, Secret, Source, SourceError, SourceRequest,
};

pub(crate) struct TwoSources {
    pub(crate) registered: AnyCredential,
    pub(crate) opened: AnyCredential,
    set: Set,
}

/// How often the upkeep of sources that `OPENED` opened was called, by the number in their environment.
pub(crate) static OF_OPENED: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];

const CLOSED: SourceError = SourceError::new("opened_closed", "it is closed", "open it");

static OPENED: Opener<dyn Source> = Opener::new("opened", &["OPEN"], |surroundings| {
    struct Opened(usize);

    impl Source for Opened {
        fn fetch(&self, requests: &mut [SourceRequest]) {
            for request in requests {
                request.answer(Ok(Secret::from("value-of-opened")));
            }
        }

        fn upkeep(&self) -> Option<Duration> {
            if let Some(calls) = OF_OPENED.get(self.0) {
                calls.fetch_add(1, Ordering::SeqCst);
            }
            Some(Duration::from_secs(50))
        }
    }

    let number = surroundings.variable("OPEN").and_then(|number| number.to_str()?.parse().ok());
    Ok(Box::new(Opened(number.ok_or(CLOSED)?)))
});

const fn remote(kind: &'static str, opener: Option<&'static Opener<dyn Source>>) -> SourceSpec {
    SourceSpec::Remote(RemoteSpec {
        kind,
        noun: "secret under test",
        opener,
        params: &[],
        key: None,
        fall_through: FallThrough::ABSENT,
    })
}

const fn spec(id: &'static str, parts: &'static [PartSpec]) -> Spec {
    Spec::new(id, "example", true, parts)
}

static TABLE: Table = Table::new(&[
    spec("registered", &[PartSpec { name: "secret", sources: &[remote("registered", None)] }]),
    spec("opened", &[PartSpec { name: "secret", sources: &[remote("opened", Some(&OPENED))] }]),
])
.asking();

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Id(usize);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_ref())
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        TABLE.id(self.0)
    }
}

impl FromStr for Id {
    type Err = UnknownCredentialId;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        parse_id(&TABLE, TwoSources::IDS, id)
    }
}

impl fmt::Debug for TwoSources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TwoSources")
    }
}

impl CredentialSet for TwoSources {
    type Id = Id;

    const IDS: &'static [Id] = &[Id(0), Id(1)];

    fn __table() -> &'static Table {
        &TABLE
    }

    fn __from(mut handles: Handles) -> Self {
        let mut new = Self { registered: UNFILLED, opened: UNFILLED, set: Set::UNFILLED };
        handles.fill(&mut [&mut new.registered, &mut new.opened]);
        handles.into_set(&mut new.set);
        new
    }

    fn __set(&self) -> &Set {
        &self.set
    }
}
