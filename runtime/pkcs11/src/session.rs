//! A session with a token, and its one login.

use std::sync::{Arc, PoisonError};

use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session as Open, SessionState, UserType};
use cryptoki::slot::TokenInfo;
use cryptoki::types::RawAuthPin;
use provider_credentials_core::SourceError;

use crate::failures::{
    OTHER_USER, PIN_FINAL_TRY, PIN_LENGTH, PIN_LOCKED, PIN_NOT_SET, PIN_REFUSED, PIN_WRONG,
    PIN_WRONG_FINAL, PIN_WRONG_LOCKED, PIN_WRONG_LOW, TOKEN_REMOVED, of_call,
};
use crate::module::Module;
use crate::refused::Refused;
use crate::token::Token;

/// It is closed when it goes; the token logs the program out when its last session is closed.
pub(crate) struct Session {
    // Before the module, which has to outlive it.
    pub(crate) open: Open,
    pub(crate) module: Arc<Module>,
    pub(crate) token: Token,
}

impl Session {
    pub(crate) fn open(module: &Arc<Module>, token: &Token) -> Result<Self, SourceError> {
        let open = module.context.open_ro_session(token.slot).map_err(|error| of_call(&error))?;
        let session = Self { open, module: Arc::clone(module), token: token.clone() };
        // Another token may have come into the slot since the slots were looked at. From now on that ends the session.
        if session.info().is_ok_and(|now| !token.is_still(&now)) {
            return Err(TOKEN_REMOVED);
        }
        Ok(session)
    }

    /// Logs the user in. A PIN is not tried if the token has refused it before, or if it could be the last try.
    pub(crate) fn log_in(&self, pin: &[u8]) -> Result<(), SourceError> {
        let refused = Refused::of(&self.token.info);
        let mut refused = refused.lock().unwrap_or_else(PoisonError::into_inner);
        let info = self.info()?;
        if info.user_pin_locked() {
            return Err(PIN_LOCKED);
        }
        if !info.user_pin_initialized() {
            return Err(PIN_NOT_SET);
        }
        if refused.has(pin) {
            return Err(PIN_REFUSED);
        }
        if info.user_pin_final_try() {
            return Err(PIN_FINAL_TRY);
        }
        // Tokens that do not know the most say 0.
        let most = info.max_pin_length();
        if pin.len() < info.min_pin_length() || (most > 0 && pin.len() > most) {
            return Err(PIN_LENGTH);
        }
        let given = RawAuthPin::new(Box::new(pin.to_vec()));
        match self.open.login_with_raw(UserType::User, &given) {
            // By another session of this process.
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(()),
            Err(Error::Pkcs11(RvError::PinIncorrect, _)) => {
                refused.add(pin);
                Err(self.info().map_or(PIN_WRONG, |info| wrong(&info)))
            }
            Err(error) => {
                let error = of_call(&error);
                // Some tokens answer a wrong PIN by an error that says nothing, and count it.
                let counted = || self.info().ok().filter(|now| tries(now) < tries(&info));
                let wrong = if error.is_denied() { None } else { counted().map(|now| wrong(&now)) };
                // Whatever a token says of a PIN, the next try would not be another one.
                if wrong.is_some() || (error.is_denied() && error != OTHER_USER) {
                    refused.add(pin);
                }
                Err(wrong.unwrap_or(error))
            }
        }
    }

    /// Whether a login would show more.
    pub(crate) fn hides(&self) -> bool {
        self.token.info.login_required() && !self.is_logged_in()
    }

    /// Whether the program is, by whichever part of it.
    pub(crate) fn is_logged_in(&self) -> bool {
        let info = self.open.get_session_info();
        info.is_ok_and(|info| {
            matches!(info.session_state(), SessionState::RoUser | SessionState::RwUser)
        })
    }

    /// The token as it is now.
    fn info(&self) -> Result<TokenInfo, SourceError> {
        self.module.context.get_token_info(self.token.slot).map_err(|error| of_call(&error))
    }
}

/// How many tries are left, as far as the token tells: fewer or more.
fn tries(info: &TokenInfo) -> u8 {
    if info.user_pin_locked() {
        0
    } else if info.user_pin_final_try() {
        1
    } else if info.user_pin_count_low() {
        2
    } else {
        3
    }
}

/// As far as the token tells how many tries are left.
fn wrong(info: &TokenInfo) -> SourceError {
    match tries(info) {
        0 => PIN_WRONG_LOCKED,
        1 => PIN_WRONG_FINAL,
        2 => PIN_WRONG_LOW,
        _ => PIN_WRONG,
    }
}
