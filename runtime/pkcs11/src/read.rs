//! All secrets of a load: each module is asked once which tokens it has, and each token is opened once.

use std::collections::HashMap;
use std::path::Path;

use provider_credentials_core::{SecretFiles, SourceError, SourceWarning};
use zeroize::Zeroizing;

use crate::failures::{OBJECT_NOT_FOUND, PIN_MISSING, PINS_DIFFER, by_login};
use crate::locate;
use crate::module::Module;
use crate::pin::Pin;
use crate::scheme::Kind;
use crate::session::Session;
use crate::token::{Token, Tokens};
use crate::uri::{Class, Object};
use crate::wanted::Wanted;

/// What an object holds.
pub(crate) enum Content {
    Bytes(Zeroizing<Vec<u8>>),
    /// Of a private key, which signs in the token.
    PublicKey(Kind, Vec<u8>),
}

type Value = Result<Content, SourceError>;
type ValueRef<'v> = Result<&'v Content, SourceError>;

/// What takes the value for a request, and what there is to say about its module.
type Answer<'a> = dyn FnMut(&Wanted, ValueRef<'_>, Option<SourceWarning>) + 'a;

pub(crate) fn all(mut wanted: Vec<Wanted>, files: &SecretFiles, answer: &mut Answer<'_>) {
    wanted.sort_by(|one, other| one.module.path.cmp(&other.module.path));
    for of_module in wanted.chunk_by(|one, other| one.module.path == other.module.path) {
        let Some(path) = of_module.first().map(|one| &*one.module.path) else { continue };
        match open(path, files) {
            Ok((tokens, warning)) => in_module(&tokens, of_module, &mut |one, value| {
                answer(one, value, warning);
            }),
            Err(error) => {
                for one in of_module {
                    answer(one, Err(one.module.explain(error)), None);
                }
            }
        }
    }
}

/// The tokens of a module that nobody else can change.
pub(crate) fn open(
    path: &Path,
    files: &SecretFiles,
) -> Result<(Tokens, Option<SourceWarning>), SourceError> {
    let warning = locate::check(path, files)?;
    Ok((Tokens::of(Module::at(path)?)?, warning))
}

fn in_module(tokens: &Tokens, wanted: &[Wanted], answer: &mut dyn FnMut(&Wanted, ValueRef<'_>)) {
    let mut found: Vec<(&Token, &Wanted)> = Vec::with_capacity(wanted.len());
    for one in wanted {
        match tokens.find(&one.token) {
            Ok(token) => found.push((token, one)),
            Err(error) => answer(one, Err(one.module.explain(error))),
        }
    }
    // What needs no PIN is read before the login, so that it does not depend on what else is loaded.
    found.sort_by_key(|(token, one)| (token.slot.id(), one.pin.is_some()));
    for of_token in found.chunk_by(|(one, _), (other, _)| one.slot == other.slot) {
        let Some((token, _)) = of_token.first() else { continue };
        let session = Session::open(tokens.module(), token);
        let mut reading = session.as_ref().map(Reading::of);
        for (_, one) in of_token {
            match &mut reading {
                Ok(reading) => {
                    let value = reading.value(one);
                    answer(one, value.map_err(|error| one.module.explain(error)));
                }
                Err(error) => answer(one, Err(one.module.explain(**error))),
            }
        }
    }
}

/// What one session has read.
struct Reading<'s, 'w> {
    session: &'s Session,
    login: Option<(&'w Pin, Result<(), SourceError>)>,
    values: HashMap<(&'w Object, bool), Value>,
}

impl<'s, 'w> Reading<'s, 'w> {
    fn of(session: &'s Session) -> Self {
        Self { session, login: None, values: HashMap::new() }
    }

    fn value(&mut self, wanted: &'w Wanted) -> ValueRef<'_> {
        let session = self.session;
        if let Some(pin) = &wanted.pin {
            let (first, login) =
                self.login.get_or_insert_with(|| (pin, session.log_in(pin.bytes())));
            if *first != pin {
                return Err(PINS_DIFFER);
            }
            (*login)?;
        }
        let key = (&wanted.object, wanted.pin.is_some());
        let value = self.values.entry(key).or_insert_with(|| {
            let value = content(session, &wanted.object);
            let value = match value {
                // Private objects are shown to nobody who is not logged in any more: it may be there.
                Err(OBJECT_NOT_FOUND) if session.hides() => Err(PIN_MISSING),
                value => value,
            };
            value.map_err(|error| by_login(error, wanted.pin.is_some()))
        });
        value.as_ref().map_err(|error| *error)
    }
}

fn content(session: &Session, object: &Object) -> Value {
    if object.class != Some(Class::Private) {
        return session.value(object).map(Content::Bytes);
    }
    let key = session.key(object, Class::Private)?;
    let kind = session.signing_kind(key)?;
    Ok(Content::PublicKey(kind, session.public_key(key, kind)?))
}
