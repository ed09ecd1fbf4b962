//! Modules, each loaded and initialized once a process.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11 as Context};
use cryptoki::error::{Error, RvError};
use provider_credentials_core::SourceError;

use crate::failures::{MODULE_INVALID, NO_LOCKS, of_call};
use crate::turn::Turn;
use crate::value::Values;

/// A module that is loaded. It is never finalized: others in the process may use it too.
pub(crate) struct Module {
    pub(crate) context: Context,
    pub(crate) values: Values,
    /// The process that initialized it: a fork has to do it again.
    process: AtomicU32,
}

/// One that is being loaded keeps those waiting that want the same, and nobody else.
struct Entry {
    path: PathBuf,
    module: Arc<Mutex<Option<Arc<Module>>>>,
}

static MODULES: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

impl Module {
    /// The module of this path, whose file has been checked.
    pub(crate) fn at(path: &Path) -> Result<Arc<Self>, SourceError> {
        let entry = entry(path);
        let mut entry = entry.lock().unwrap_or_else(PoisonError::into_inner);
        let module = if let Some(known) = &*entry {
            Arc::clone(known)
        } else {
            let new = Arc::new(Self::load(path)?);
            *entry = Some(Arc::clone(&new));
            new
        };
        module.initialize()?;
        Ok(module)
    }

    fn load(path: &Path) -> Result<Self, SourceError> {
        let context = Context::new(path).map_err(|error| match error {
            Error::LibraryLoading(_) | Error::MissingSymbol(_) | Error::NullFunctionPointer => {
                MODULE_INVALID
            }
            error => of_call(&error),
        })?;
        let values = Values::of(path).ok_or(MODULE_INVALID)?;
        Ok(Self { context, values, process: AtomicU32::new(0) })
    }

    pub(crate) fn initialize(&self) -> Result<(), SourceError> {
        let process = std::process::id();
        if self.process.load(Ordering::Acquire) == process {
            return Ok(());
        }
        let _turn = Turn::wait();
        match self.context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            // By somebody else in this process.
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {
                self.process.store(process, Ordering::Release);
                Ok(())
            }
            Err(Error::Pkcs11(RvError::CantLock | RvError::NeedToCreateThreads, _)) => {
                Err(NO_LOCKS)
            }
            Err(error) => Err(of_call(&error)),
        }
    }

    /// That another part of the program has finalized it: it is initialized anew the next time.
    pub(crate) fn is_finalized(&self) {
        self.process.store(0, Ordering::Release);
    }
}

fn entry(path: &Path) -> Arc<Mutex<Option<Arc<Module>>>> {
    let mut entries = MODULES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(entry) = entries.iter().find(|entry| entry.path == path) {
        return Arc::clone(&entry.module);
    }
    let module = Arc::default();
    entries.push(Entry { path: path.to_owned(), module: Arc::clone(&module) });
    module
}
