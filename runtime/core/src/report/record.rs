use core::fmt;

#[cfg(feature = "access")]
use super::access_event::AccessEvent;
use super::event::Event;
use super::metadata::Metadata;
use super::summary::LoadSummary;

/// An event that can be kept, and reported later or on another thread.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Event, EventRecord, Loader};
/// use std::sync::mpsc::channel;
///
/// let (sender, records) = channel::<EventRecord>();
/// let loader = Loader::new().with_observer(move |event: &Event<'_>| _ = sender.send(event.to_record()));
/// # let creds = loader;
/// // Wherever they are read:
/// while let Ok(record) = records.try_recv() {
///     println!("{}", record.as_event());
/// }
/// ```
#[derive(Clone)]
pub struct EventRecord(Told);

#[derive(Clone)]
enum Told {
    /// The event, made of the metadata that it is about.
    Credential(EventOf, Metadata),
    Load(LoadSummary),
    #[cfg(feature = "access")]
    Access(AccessEvent),
}

/// Makes an event of the metadata that it is about.
pub(crate) type EventOf = for<'a> fn(&'a Metadata) -> Event<'a>;

impl Event<'_> {
    /// The same, for keeps.
    #[must_use]
    pub fn to_record(&self) -> EventRecord {
        let (event, metadata): (EventOf, _) = match *self {
            Self::CredentialLoaded(metadata) => (|of| Event::CredentialLoaded(of), metadata),
            Self::CredentialFailed(metadata) => (|of| Event::CredentialFailed(of), metadata),
            #[cfg(feature = "live")]
            Self::CredentialRotated(metadata) => (|of| Event::CredentialRotated(of), metadata),
            #[cfg(feature = "live")]
            Self::CredentialReloadFailed(metadata) => {
                (|of| Event::CredentialReloadFailed(of), metadata)
            }
            #[cfg(feature = "live")]
            Self::CredentialRecovered(metadata) => (|of| Event::CredentialRecovered(of), metadata),
            #[cfg(feature = "live")]
            Self::CredentialWarned(metadata) => (|of| Event::CredentialWarned(of), metadata),
            #[cfg(feature = "live")]
            Self::CredentialExpired(metadata) => (|of| Event::CredentialExpired(of), metadata),
            #[cfg(feature = "access")]
            Self::Access(event) => return EventRecord(Told::Access(*event)),
            Self::LoadFinished(summary) => return EventRecord(Told::Load(*summary)),
        };
        EventRecord(Told::Credential(event, metadata.clone()))
    }
}

impl EventRecord {
    /// The event.
    #[must_use]
    pub fn as_event(&self) -> Event<'_> {
        match &self.0 {
            Told::Credential(event, metadata) => event(metadata),
            Told::Load(summary) => Event::LoadFinished(summary),
            #[cfg(feature = "access")]
            Told::Access(event) => Event::Access(event),
        }
    }
}

/// One line for a log.
impl fmt::Display for EventRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_event(), f)
    }
}

impl fmt::Debug for EventRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_event(), f)
    }
}
