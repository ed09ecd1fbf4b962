//! A TPM, and what of ours is in it.

use std::collections::BTreeMap;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::code::Code;
use crate::command::{Command, Handle, Proof, Response};
use crate::connection::Connection;
use crate::failures::{ANSWER, OWNER_AUTH, OWNER_OFF, PARENT_NOT_FOUND, PRIMARY_UNKNOWN};
use crate::fault::Fault;
use crate::hash::Hash;
use crate::object::Public;
use crate::pcrs::Pcrs;
use crate::session::Session;
use crate::start::{self, Use};
use crate::tcti::Tcti;
use crate::template::Template;
use crate::wire::{Reader, Writer};

/// What is loaded in it is flushed when this goes, whatever happened.
pub(crate) struct Tpm {
    connection: Connection,
    flushed: Vec<u32>,
    /// The values of PCRs that were read, since all of a load may ask for them.
    pcrs: BTreeMap<(u16, u8), Option<Vec<u8>>>,
}

/// Something loaded.
pub(crate) struct Loaded {
    pub(crate) handle: u32,
    pub(crate) public: Public,
}

impl Loaded {
    pub(crate) fn is_persistent(&self) -> bool {
        const PERSISTENT: u32 = 0x81;

        self.handle >> 24 == PERSISTENT
    }
}

const OWNER: u32 = 0x4000_0001;

const CREATE_PRIMARY: u32 = 0x0131;
const LOAD: u32 = 0x0157;
const UNSEAL: u32 = 0x015E;
const FLUSH: u32 = 0x0165;
const READ_PUBLIC: u32 = 0x0173;
const GET_CAPABILITY: u32 = 0x017A;
const PCR_READ: u32 = 0x017E;

impl Tpm {
    pub(crate) fn open(tcti: &Tcti) -> Result<Self, SourceError> {
        let connection = Connection::open(tcti)?;
        Ok(Self { connection, flushed: Vec::new(), pcrs: BTreeMap::new() })
    }

    pub(crate) fn run(
        &mut self,
        command: Command<'_>,
        proofs: &mut [Proof<'_>],
    ) -> Result<Response, Fault> {
        command.run(&mut self.connection, proofs)
    }

    pub(crate) fn session(
        &mut self,
        usage: Use,
        hash: Hash,
        salted_by: &Loaded,
    ) -> Result<Session, Fault> {
        let key = (salted_by.handle, &salted_by.public);
        let session = start::session(&mut self.connection, usage, hash, key)?;
        self.flushed.push(session.handle());
        Ok(session)
    }

    /// The primary key of the owner that is made like that.
    pub(crate) fn primary(&mut self, template: Template) -> Result<Loaded, SourceError> {
        // No authorization value, no data, nothing outside, no PCRs.
        let parameters = Writer::default().sized(&[0; 4]).sized(&template.bytes());
        let parameters = parameters.sized(&[]).u32(0);
        let handles = [Handle::of(OWNER)];
        let command = Command { code: CREATE_PRIMARY, handles: &handles, parameters, returns: 1 };
        let answer = self.run(command, &mut [Proof::Empty]);
        let answer = answer.map_err(|fault| match fault {
            Fault::Code(code) if code.is_wrong_auth() => OWNER_AUTH,
            fault => fault.or(&[
                (Code::HIERARCHY, OWNER_OFF),
                (Code::CURVE, PRIMARY_UNKNOWN),
                (Code::HASH, PRIMARY_UNKNOWN),
                (Code::VALUE, PRIMARY_UNKNOWN),
                (Code::TYPE, PRIMARY_UNKNOWN),
            ]),
        })?;
        let handle = answer.handle().map_err(Fault::error)?;
        self.flushed.push(handle);
        let public = answer.parameters().sized().and_then(Public::new).ok_or(ANSWER)?;
        Ok(Loaded { handle, public })
    }

    /// A persistent object.
    pub(crate) fn persistent(&mut self, handle: u32) -> Result<Loaded, Fault> {
        let handles = [Handle::of(handle)];
        let parameters = Writer::default();
        let command = Command { code: READ_PUBLIC, handles: &handles, parameters, returns: 0 };
        let answer = self.run(command, &mut [])?;
        let public = answer.parameters().sized().and_then(Public::new).ok_or(ANSWER)?;
        Ok(Loaded { handle, public })
    }

    /// A persistent key that others are loaded under.
    pub(crate) fn parent(&mut self, handle: u32) -> Result<Loaded, SourceError> {
        self.persistent(handle).map_err(|fault| {
            fault.or(&[(Code::HANDLE, PARENT_NOT_FOUND), (Code::VALUE, PARENT_NOT_FOUND)])
        })
    }

    /// Loads an object under its parent, which needs no password; gives its handle.
    pub(crate) fn load(
        &mut self,
        parent: &Loaded,
        private: &[u8],
        public: &Public,
    ) -> Result<u32, Fault> {
        let parameters = Writer::default().sized(private).sized(public.bytes());
        let handles = [Handle::object(parent.handle, parent.public.name().bytes())];
        let command = Command { code: LOAD, handles: &handles, parameters, returns: 1 };
        let handle = self.run(command, &mut [Proof::Empty])?.handle()?;
        self.flushed.push(handle);
        Ok(handle)
    }

    /// The data of an object.
    pub(crate) fn unseal(
        &mut self,
        (handle, public): (u32, &Public),
        proofs: &mut [Proof<'_>],
    ) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let handles = [Handle::object(handle, public.name().bytes())];
        let parameters = Writer::default();
        let command = Command { code: UNSEAL, handles: &handles, parameters, returns: 0 };
        let answer = self.run(command, proofs)?;
        Ok(Zeroizing::new(answer.parameters().sized().ok_or(ANSWER)?.to_vec()))
    }

    /// Forgets an object or a session. One that is persistent stays.
    pub(crate) fn flush(&mut self, handle: u32) {
        if let Some(at) = self.flushed.iter().position(|known| *known == handle) {
            self.flushed.swap_remove(at);
            let parameters = Writer::default().u32(handle);
            let command = Command { code: FLUSH, handles: &[], parameters, returns: 0 };
            // If it is not there any more, all is well too.
            _ = self.run(command, &mut []);
        }
    }

    /// Properties of the TPM from one on, as numbers and values.
    pub(crate) fn properties(&mut self, first: u32, count: u32) -> Result<Vec<(u32, u32)>, Fault> {
        const PROPERTIES: u32 = 6;

        self.capability(PROPERTIES, first, count, |answer| Some((answer.u32()?, answer.u32()?)))
    }

    /// The handles of persistent objects.
    pub(crate) fn persistent_handles(&mut self) -> Result<Vec<u32>, Fault> {
        const HANDLES: u32 = 1;
        const PERSISTENT: u32 = 0x8100_0000;

        self.capability(HANDLES, PERSISTENT, 64, |answer| {
            answer.u32().filter(|handle| *handle >= PERSISTENT)
        })
    }

    fn capability<T>(
        &mut self,
        capability: u32,
        first: u32,
        count: u32,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<Vec<T>, Fault> {
        let parameters = Writer::default().u32(capability).u32(first).u32(count);
        let command = Command { code: GET_CAPABILITY, handles: &[], parameters, returns: 0 };
        let answer = self.run(command, &mut [])?;
        let mut answer = answer.parameters();
        answer.u8().ok_or(ANSWER)?;
        answer.u32().filter(|it| *it == capability).ok_or(ANSWER)?;
        let mut values = Vec::new();
        for _ in 0..answer.u32().ok_or(ANSWER)?.min(count) {
            values.push(read(&mut answer).ok_or(ANSWER)?);
        }
        Ok(values)
    }

    /// The values of PCRs, in the order in which a policy has them; `None` if the TPM lacks one of them.
    pub(crate) fn pcr_values(&mut self, pcrs: &Pcrs) -> Result<Option<Vec<Vec<u8>>>, Fault> {
        let mut values = Vec::new();
        for (bank, number) in pcrs.each() {
            let key = (bank.id(), number);
            let value = if let Some(known) = self.pcrs.get(&key) {
                known.clone()
            } else {
                let value = self.pcr_value(bank, number)?;
                self.pcrs.insert(key, value.clone());
                value
            };
            let Some(value) = value else { return Ok(None) };
            values.push(value);
        }
        Ok(Some(values))
    }

    fn pcr_value(&mut self, bank: Hash, number: u8) -> Result<Option<Vec<u8>>, Fault> {
        let parameters = Writer::default().bytes(&Pcrs::one(bank, number).bytes());
        let command = Command { code: PCR_READ, handles: &[], parameters, returns: 0 };
        let answer = self.run(command, &mut [])?;
        let mut answer = answer.parameters();
        answer.u32().ok_or(ANSWER)?;
        for _ in 0..answer.u32().ok_or(ANSWER)? {
            answer.u16().ok_or(ANSWER)?;
            let length = answer.u8().ok_or(ANSWER)?;
            answer.bytes(length.into()).ok_or(ANSWER)?;
        }
        if answer.u32().ok_or(ANSWER)? != 1 {
            return Ok(None);
        }
        Ok(Some(answer.sized().ok_or(ANSWER)?.to_vec()))
    }
}

impl Drop for Tpm {
    fn drop(&mut self) {
        for handle in core::mem::take(&mut self.flushed).into_iter().rev() {
            let parameters = Writer::default().u32(handle);
            let command = Command { code: FLUSH, handles: &[], parameters, returns: 0 };
            if let Err(Fault::Error(_)) = self.run(command, &mut []) {
                // It cannot be reached any more.
                break;
            }
        }
    }
}
