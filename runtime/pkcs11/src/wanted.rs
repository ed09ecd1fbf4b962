//! What a request of the manifest asks for.

use std::path::PathBuf;
use std::sync::Arc;

use provider_credentials_core::{Needed, SourceError, SourceRequest};

use crate::failures::{NO_OBJECT_NAMED, URI_INVALID, URI_TYPE};
use crate::locate::{self, ModuleFile};
use crate::pin::Pin;
use crate::place::Place;
use crate::settings::Settings;
use crate::uri::{Class, Object, TokenName, Uri};

/// One secret in a token.
pub(crate) struct Wanted {
    /// Which request it is for.
    pub(crate) request: usize,
    pub(crate) module: ModuleFile,
    pub(crate) token: Arc<TokenName>,
    pub(crate) object: Object,
    pub(crate) pin: Option<Pin>,
}

impl Wanted {
    pub(crate) fn place(&self) -> Place {
        let Self { module, token, pin, .. } = self;
        Place { module: module.clone(), token: Arc::clone(token), pin: pin.clone() }
    }
}

/// What reads the requests of a load. A file with a PIN is read once.
pub(crate) struct Reader<'l> {
    pub(crate) settings: &'l Settings,
    pub(crate) needed: &'l Needed,
    pub(crate) files: Vec<(PathBuf, Result<Pin, SourceError>)>,
}

impl Reader<'_> {
    pub(crate) fn read(
        &mut self,
        at: usize,
        request: &SourceRequest,
    ) -> Result<Wanted, SourceError> {
        let uri = Uri::new(request.param("uri").ok_or(URI_INVALID)?)?;
        if !matches!(uri.object.class, None | Some(Class::Data | Class::SecretKey | Class::Private))
        {
            return Err(URI_TYPE);
        }
        if !uri.object.is_named() {
            return Err(NO_OBJECT_NAMED);
        }
        let module = locate::find(uri.module.as_ref(), self.settings.module.as_deref())?;
        let pin = match (request.param("pin_with"), uri.pin) {
            (Some(id), _) => Some(Pin::of(self.needed.secret(id)?.expose_bytes())?),
            (None, Some(path)) => Some(self.in_file(path.0)?),
            (None, None) => match &self.settings.pin {
                Some(pin) => Some(pin.read(self.needed)?),
                None => None,
            },
        };
        Ok(Wanted { request: at, module, token: Arc::new(uri.token), object: uri.object, pin })
    }

    fn in_file(&mut self, path: PathBuf) -> Result<Pin, SourceError> {
        if let Some((_, known)) = self.files.iter().find(|(known, _)| *known == path) {
            return known.clone();
        }
        let pin = Pin::in_file(&path, self.needed.files());
        self.files.push((path, pin.clone()));
        pin
    }
}
