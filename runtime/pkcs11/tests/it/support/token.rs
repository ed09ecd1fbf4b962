//! Tokens of SoftHSM, made by the interface that is tested: it does not see what another process makes.

use std::sync::{Mutex, OnceLock, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::object::{Attribute, ObjectClass};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;

use super::load::PIN;
use super::module::softhsm;

const OFFICER: &str = "officer-4321";

/// A token with a label of its own.
pub(crate) struct Token {
    pub(crate) label: String,
    pub(crate) context: Pkcs11,
    pub(crate) slot: Slot,
}

fn pin(text: &str) -> AuthPin {
    AuthPin::new(text.into())
}

fn context() -> Option<Pkcs11> {
    let context = Pkcs11::new(softhsm()?).unwrap();
    match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Some(context),
        Err(error) => panic!("{error}"),
    }
}

/// Those of all tests: they are made before any of them is used, because the library does not take it well where one thread makes a
/// token while another looks at them.
const LABELS: [&str; 43] = [
    "all",
    "differ",
    "environment",
    "faults",
    "flags",
    "hangs",
    "json",
    "k-hangs",
    "k-kinds",
    "k-many",
    "k-mistakes",
    "k-others",
    "left",
    "lengths",
    "logout",
    "m change",
    "m init",
    "m path",
    "m-empty",
    "m-key",
    "m-object",
    "m-private",
    "m-several",
    "m-token",
    "m-twins",
    "m-twins",
    "m-uri",
    "many",
    "mixed",
    "officer",
    "once",
    "other faults",
    "pins",
    "s-asks",
    "s-not",
    "s-tls",
    "short",
    "starts",
    "swapped",
    "unclear",
    "values",
    "variables",
    "which one",
];

/// The slots of tokens that no test has taken yet.
type Free = Mutex<Vec<(&'static str, Slot)>>;

fn made() -> Option<(Pkcs11, Free)> {
    let context = context()?;
    let mut free = Vec::new();
    for label in LABELS {
        let slots = context.get_slots_with_token().unwrap();
        let is_new = |slot: &Slot| !context.get_token_info(*slot).unwrap().token_initialized();
        let slot = slots.into_iter().find(is_new).unwrap();
        context.init_token(slot, &pin(OFFICER), label).unwrap();
        let session = context.open_rw_session(slot).unwrap();
        session.login(UserType::So, Some(&pin(OFFICER))).unwrap();
        session.init_pin(&pin(PIN)).unwrap();
        free.push((label, slot));
    }
    // The slot of the next one, which stays free.
    context.get_slots_with_token().unwrap();
    Some((context, Mutex::new(free)))
}

impl Token {
    /// One with the usual PIN, which is this test's alone.
    pub(crate) fn new(label: &str) -> Option<Self> {
        static MADE: OnceLock<Option<(Pkcs11, Free)>> = OnceLock::new();
        let (context, free) = MADE.get_or_init(made).as_ref()?;
        let mut free = free.lock().unwrap_or_else(PoisonError::into_inner);
        let at = free.iter().position(|(of, _)| *of == label).unwrap();
        let (_, slot) = free.swap_remove(at);
        Some(Self { label: label.to_owned(), context: context.clone(), slot })
    }

    /// A session of its user.
    pub(crate) fn session(&self) -> Session {
        let session = self.context.open_rw_session(self.slot).unwrap();
        match session.login(UserType::User, Some(&pin(PIN))) {
            // A session of what is tested is not closed yet.
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => session,
            Err(error) => panic!("{error}"),
        }
    }

    pub(crate) fn data(&self, label: &str, value: &[u8]) {
        self.create(ObjectClass::DATA, label, value, true);
    }

    pub(crate) fn public_data(&self, label: &str, value: &[u8]) {
        self.create(ObjectClass::DATA, label, value, false);
    }

    pub(crate) fn create(&self, class: ObjectClass, label: &str, value: &[u8], is_private: bool) {
        let attributes = [
            Attribute::Class(class),
            Attribute::Token(true),
            Attribute::Private(is_private),
            Attribute::Label(label.into()),
            Attribute::Value(value.into()),
        ];
        self.session().create_object(&attributes).unwrap();
    }

    pub(crate) fn uri(&self, object: &str) -> String {
        format!("pkcs11:token={};object={object}", self.label)
    }
}
