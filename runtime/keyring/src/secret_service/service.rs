//! Reading the passwords of a load, and writing one.

use std::ffi::OsStr;
use std::time::Instant;

use provider_credentials_core::SourceError;

use super::bus::Bus;
use super::calls::{self, Encrypted, NOWHERE};
use super::session::{Key, Offer};
use crate::failures::{FAILED, LOCKED, NO_COLLECTION, NOT_FOUND, NOT_STORABLE, SEVERAL};
use crate::item::{Found, Item};

/// The service, by one connection and one session. Nothing here makes it ask anybody for a password.
pub(crate) struct Service {
    bus: Bus,
    session: String,
    key: Key,
}

/// The path of an item.
struct Place {
    path: String,
    is_locked: bool,
}

impl Service {
    pub(crate) fn open(
        bus: Option<&OsStr>,
        runtime_directory: Option<&OsStr>,
        until: Instant,
    ) -> Result<Self, SourceError> {
        let mut bus = Bus::open(bus, runtime_directory, until)?;
        let offer = Offer::new()?;
        let reply = bus.call(calls::open_session(&offer.public))?;
        let (theirs, session) = calls::session(&reply).ok_or(FAILED)?;
        let key = offer.agree(theirs).ok_or(FAILED)?;
        Ok(Self { bus, session: session.to_owned(), key })
    }

    /// As many answers as items, in their order.
    pub(crate) fn read(&mut self, items: &[Item<'_>]) -> Result<Vec<Found>, SourceError> {
        let mut places = self.search(items)?;
        self.unlock(&mut places)?;
        if places.iter().any(|place| is(place, NOT_FOUND)) {
            let error = match self.may_hide() {
                Ok(true) => LOCKED,
                Ok(false) => NOT_FOUND,
                Err(error) => error,
            };
            for place in places.iter_mut().filter(|place| is(place, NOT_FOUND)) {
                *place = Err(error);
            }
        }
        self.passwords(&places)
    }

    /// Stores it in the item that there is, or in a new one of the default collection.
    pub(crate) fn write(&mut self, item: Item<'_>, password: &[u8]) -> Result<(), SourceError> {
        let mut places = self.search(&[item])?;
        self.unlock(&mut places)?;
        let (vector, value) = self.key.encrypt(password).ok_or(FAILED)?;
        let new = Encrypted { session: &self.session, vector: &vector, value: &value };
        match places.pop().ok_or(FAILED)? {
            Ok(place) => self.bus.call(calls::replace(&place.path, &new)).map(|_| ()),
            Err(error) if error.code() == NOT_FOUND.code() => {
                let collection = self.bus.call(calls::default_collection())?;
                let collection = calls::collection(&collection).ok_or(FAILED)?;
                if collection == NOWHERE {
                    return Err(NO_COLLECTION);
                }
                let created = self.bus.call(calls::create(collection, item, &new))?;
                // The new item, or whom to ask first.
                if calls::created(&created).ok_or(FAILED)? == NOWHERE {
                    Err(LOCKED)
                } else {
                    Ok(())
                }
            }
            Err(error) => Err(error),
        }
    }

    fn search(
        &mut self,
        items: &[Item<'_>],
    ) -> Result<Vec<Result<Place, SourceError>>, SourceError> {
        let fit = items.iter().filter(|item| is_fit(item));
        let mut replies = self.bus.call_all(fit.map(|item| calls::search(*item)))?.into_iter();
        let mut places = Vec::new();
        for item in items {
            places.push(if is_fit(item) {
                match replies.next().ok_or(FAILED)? {
                    Ok(reply) => {
                        let (unlocked, locked) = calls::found(&reply).ok_or(FAILED)?;
                        match (unlocked.as_slice(), locked.as_slice()) {
                            ([path], []) => Ok(Place { path: (*path).into(), is_locked: false }),
                            ([], [path]) => Ok(Place { path: (*path).into(), is_locked: true }),
                            ([], []) => Err(NOT_FOUND),
                            _ => Err(SEVERAL),
                        }
                    }
                    Err(error) => Err(error),
                }
            } else {
                Err(NOT_STORABLE)
            });
        }
        Ok(places)
    }

    /// Where nobody has to be asked. What stays locked is so.
    fn unlock(&mut self, places: &mut [Result<Place, SourceError>]) -> Result<(), SourceError> {
        let locked: Vec<&str> =
            places.iter().flatten().filter(|it| it.is_locked).map(|it| &*it.path).collect();
        if locked.is_empty() {
            return Ok(());
        }
        let reply = self.bus.call(calls::unlock(&locked))?;
        let unlocked = calls::unlocked(&reply).ok_or(FAILED)?;
        for place in places {
            let stays = |it: &Place| it.is_locked && !unlocked.contains(&&*it.path);
            if place.as_ref().is_ok_and(stays) {
                *place = Err(LOCKED);
            }
        }
        Ok(())
    }

    /// Whether a collection is locked: some services do not find what is in such a one.
    fn may_hide(&mut self) -> Result<bool, SourceError> {
        let reply = self.bus.call(calls::collections())?;
        let collections = calls::paths(&reply).ok_or(FAILED)?;
        let locked = collections.iter().map(|collection| calls::is_locked(collection));
        let mut is_any_locked = false;
        for reply in self.bus.call_all(locked)? {
            is_any_locked |= calls::truth(&reply?).ok_or(FAILED)?;
        }
        Ok(is_any_locked)
    }

    fn passwords(
        &mut self,
        places: &[Result<Place, SourceError>],
    ) -> Result<Vec<Found>, SourceError> {
        let paths: Vec<&str> = places.iter().flatten().map(|place| &*place.path).collect();
        let mut reply = None;
        if !paths.is_empty() {
            reply = Some(self.bus.call(calls::secrets(&paths, &self.session))?);
        }
        let mut encrypted = match &reply {
            Some(reply) => calls::encrypted(reply).ok_or(FAILED)?,
            None => Vec::new(),
        };
        encrypted.sort_unstable_by_key(|(path, _)| *path);
        let password = |place: &Place| {
            let at = encrypted.binary_search_by_key(&&*place.path, |(path, _)| *path);
            // Locked since it was found, so that it is not absent.
            let (_, secret) = at.ok().and_then(|at| encrypted.get(at)).ok_or(LOCKED)?;
            self.key.decrypt(secret.vector, secret.value).ok_or(FAILED)
        };
        Ok(places
            .iter()
            .map(|place| place.as_ref().map_err(|error| *error).and_then(password))
            .collect())
    }
}

fn is(place: &Result<Place, SourceError>, error: SourceError) -> bool {
    place.as_ref().is_err_and(|it| it.code() == error.code())
}

/// The bus ends the connection of whoever sends a zero byte in a text.
fn is_fit(item: &Item<'_>) -> bool {
    !item.service.contains('\0') && !item.user.contains('\0')
}
