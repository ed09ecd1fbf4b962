//! Which token a URI names.

use std::sync::Arc;

use cryptoki::error::{Error, RvError};
use cryptoki::slot::{Slot, TokenInfo};
use provider_credentials_core::SourceError;

use crate::failures::{NO_TOKEN, TOKEN_AMBIGUOUS, TOKEN_NOT_FOUND, TOKEN_NOT_INITIALIZED, of_call};
use crate::module::Module;
use crate::uri::TokenName;

/// The tokens that a module has now: slots come and go.
pub(crate) struct Tokens {
    module: Arc<Module>,
    all: Vec<Token>,
}

#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) slot: Slot,
    pub(crate) info: TokenInfo,
}

impl Tokens {
    pub(crate) fn of(module: Arc<Module>) -> Result<Self, SourceError> {
        let slots = match module.context.get_slots_with_token() {
            Err(Error::Pkcs11(RvError::CryptokiNotInitialized, _)) => {
                module.is_finalized();
                module.initialize()?;
                module.context.get_slots_with_token()
            }
            slots => slots,
        };
        let mut all = Vec::new();
        for slot in slots.map_err(|error| of_call(&error))? {
            // One that is gone by now, or that the module does not know, is none.
            if let Ok(info) = module.context.get_token_info(slot) {
                all.push(Token { slot, info });
            }
        }
        Ok(Self { module, all })
    }

    pub(crate) fn module(&self) -> &Arc<Module> {
        &self.module
    }

    /// The one token that is as the URI says.
    pub(crate) fn find(&self, name: &TokenName) -> Result<&Token, SourceError> {
        if self.all.is_empty() {
            return Err(NO_TOKEN);
        }
        if !self.is_of_library(name)? {
            return Err(TOKEN_NOT_FOUND);
        }
        let mut found = None;
        // Modules show slots for tokens to come: SoftHSM always has one.
        let mut otherwise = TOKEN_NOT_FOUND;
        for token in &self.all {
            if !token.is(name) || !self.is_in_slot(token, name)? {
                continue;
            }
            if !token.info.token_initialized() {
                otherwise = TOKEN_NOT_INITIALIZED;
                continue;
            }
            if found.is_some() {
                return Err(TOKEN_AMBIGUOUS);
            }
            found = Some(token);
        }
        found.ok_or(otherwise)
    }

    fn is_of_library(&self, name: &TokenName) -> Result<bool, SourceError> {
        if name.library_manufacturer.is_none()
            && name.library_description.is_none()
            && name.library_version.is_none()
        {
            return Ok(true);
        }
        let info = self.module.context.get_library_info().map_err(|error| of_call(&error))?;
        let version = (info.library_version().major(), info.library_version().minor());
        Ok(is(name.library_manufacturer.as_deref(), info.manufacturer_id())
            && is(name.library_description.as_deref(), info.library_description())
            && name.library_version.is_none_or(|wanted| wanted == version))
    }

    fn is_in_slot(&self, token: &Token, name: &TokenName) -> Result<bool, SourceError> {
        if name.slot_manufacturer.is_none() && name.slot_description.is_none() {
            return Ok(true);
        }
        let info =
            self.module.context.get_slot_info(token.slot).map_err(|error| of_call(&error))?;
        Ok(is(name.slot_manufacturer.as_deref(), info.manufacturer_id())
            && is(name.slot_description.as_deref(), info.slot_description()))
    }
}

impl Token {
    /// Whether this is what the token says of itself.
    pub(crate) fn is_still(&self, now: &TokenInfo) -> bool {
        self.info.serial_number() == now.serial_number()
            && self.info.label() == now.label()
            && self.info.model() == now.model()
            && self.info.manufacturer_id() == now.manufacturer_id()
    }

    fn is(&self, name: &TokenName) -> bool {
        is(name.label.as_deref(), self.info.label())
            && is(name.manufacturer.as_deref(), self.info.manufacturer_id())
            && is(name.serial.as_deref(), self.info.serial_number())
            && is(name.model.as_deref(), self.info.model())
            && name.slot_id.is_none_or(|wanted| wanted == self.slot.id())
    }
}

fn is(wanted: Option<&str>, given: &str) -> bool {
    wanted.is_none_or(|wanted| wanted.trim_end_matches(' ') == given)
}
