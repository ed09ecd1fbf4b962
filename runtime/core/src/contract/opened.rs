#[cfg(feature = "live")]
use std::sync::TryLockError;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::decoder::Decoder;
use super::error::SourceError;
use super::key_provider::KeyProvider;
use super::opener::{Opener, Surroundings};
use super::source::Source;

/// What was opened from one environment, each kind once.
#[derive(Default)]
pub(crate) struct Opened {
    sources: Cache<dyn Source>,
    decoders: Cache<dyn Decoder>,
    key_providers: Cache<dyn KeyProvider>,
}

impl Opened {
    /// What was opened from the process's environment.
    pub(crate) fn of_process() -> Arc<Self> {
        static PROCESS: LazyLock<Arc<Opened>> = LazyLock::new(Arc::default);
        Arc::clone(&PROCESS)
    }

    pub(crate) fn source(
        &self,
        opener: &'static Opener<dyn Source>,
        surroundings: &Surroundings,
    ) -> Result<Arc<dyn Source>, SourceError> {
        self.sources.get_or_open(opener, surroundings)
    }

    /// The source of a kind, if it is open.
    #[cfg(feature = "live")]
    pub(crate) fn known_source(
        &self,
        opener: &'static Opener<dyn Source>,
    ) -> Option<Arc<dyn Source>> {
        self.sources.known(opener.name())
    }

    pub(crate) fn decoder(
        &self,
        opener: &'static Opener<dyn Decoder>,
        surroundings: &Surroundings,
    ) -> Result<Arc<dyn Decoder>, SourceError> {
        self.decoders.get_or_open(opener, surroundings)
    }

    pub(crate) fn key_provider(
        &self,
        opener: &'static Opener<dyn KeyProvider>,
        surroundings: &Surroundings,
    ) -> Result<Arc<dyn KeyProvider>, SourceError> {
        self.key_providers.get_or_open(opener, surroundings)
    }
}

struct Cache<T: ?Sized>(Mutex<Vec<Entry<T>>>);

struct Entry<T: ?Sized> {
    name: &'static str,
    opened: Arc<Mutex<Option<Arc<T>>>>,
}

impl<T: ?Sized> Default for Cache<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T: ?Sized> Cache<T> {
    /// A kind that could not be opened is tried again the next time. Kinds do not wait for each other.
    fn get_or_open(
        &self,
        opener: &'static Opener<T>,
        surroundings: &Surroundings,
    ) -> Result<Arc<T>, SourceError> {
        let entry = self.entry(opener.name());
        let mut entry = entry.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*entry {
            return Ok(Arc::clone(known));
        }
        let new = Arc::from(opener.open(surroundings)?);
        *entry = Some(Arc::clone(&new));
        Ok(new)
    }

    /// Does not wait for one that is being opened.
    #[cfg(feature = "live")]
    fn known(&self, name: &'static str) -> Option<Arc<T>> {
        let entry = self.entry(name);
        match entry.try_lock() {
            Ok(entry) => entry.clone(),
            Err(TryLockError::Poisoned(entry)) => entry.into_inner().clone(),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    fn entry(&self, name: &'static str) -> Arc<Mutex<Option<Arc<T>>>> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.iter().find(|entry| entry.name == name) {
            return Arc::clone(&entry.opened);
        }
        let opened = Arc::default();
        entries.push(Entry { name, opened: Arc::clone(&opened) });
        opened
    }
}
