use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::code::Code;
use crate::command::{Command, Handle, Proof};
use crate::diagnosis;
use crate::failures::{
    BUSY, FOREIGN, HANDLE_NOT_FOUND, LAST_TRY, LOCKED_OUT, NO_POLICY, NOT_SEALED, PARENT_MISMATCH,
    PARENT_PASSWORD, PARENT_UNFIT, PASSWORD_NEEDED, PASSWORD_WRONG, PASSWORD_WRONG_AND_LAST,
    POLICY_NEEDED, REFUSED,
};
use crate::fault::Fault;
use crate::hash::Hash;
use crate::lockout;
use crate::name::Name;
use crate::object::{Key, Public};
use crate::refused;
use crate::sealed::{Object, Parent, Place, Policy};
use crate::session::Session;
use crate::start::Use;
use crate::tcti::Tcti;
use crate::template::{Algorithm, Template};
use crate::tpm::{Loaded, Tpm};
use crate::wire::Writer;

/// What the manifest says of an object beside its place.
pub(crate) struct Terms<'t> {
    pub(crate) policy: Option<Policy>,
    pub(crate) password: Option<&'t [u8]>,
    /// The name of the parent, whose key encrypts the salt of sessions.
    pub(crate) parent_name: Option<&'t Name>,
}

/// Unseals one object after the other, with one parent and one session as long as they fit.
pub(crate) struct Unsealer {
    tpm: Tpm,
    parent: Option<(Parent, Loaded)>,
    /// Encrypts what comes back, and proves passwords.
    session: Option<Session>,
    policies: Option<Session>,
    /// How many wrong passwords the process had tried when it was seen that another one would not lock the TPM.
    checked_after: Option<u64>,
}

const POLICY_PCR: u32 = 0x017F;
const POLICY_AUTH_VALUE: u32 = 0x016B;
const POLICY_RESTART: u32 = 0x0180;

const POLICY_TRIES: u32 = 8;

impl Unsealer {
    pub(crate) fn open(tcti: &Tcti) -> Result<Self, SourceError> {
        let tpm = Tpm::open(tcti)?;
        Ok(Self { tpm, parent: None, session: None, policies: None, checked_after: None })
    }

    pub(crate) fn unseal(
        &mut self,
        place: &Place,
        terms: &Terms<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        match place {
            Place::Persistent(handle, parent) => {
                let object = self.tpm.persistent(*handle).map_err(|fault| {
                    fault.or(&[(Code::HANDLE, HANDLE_NOT_FOUND), (Code::VALUE, HANDLE_NOT_FOUND)])
                })?;
                // Any key that decrypts will do for the session, which may be there already.
                let is_there = self.session.is_some() && self.parent.is_some();
                if !is_there || terms.parent_name.is_some() {
                    let parent = parent.unwrap_or(Parent::Primary(Template::USUAL));
                    self.take(parent, terms.parent_name)?;
                }
                self.open_object((object.handle, &object.public), terms)
            }
            Place::Object(object) => {
                let handle = self.load(object, terms.parent_name)?;
                let result = self.open_object((handle, &object.public), terms);
                self.tpm.flush(handle);
                result
            }
        }
    }

    /// Loads an object under its parent, or under one that it may mean.
    fn load(&mut self, object: &Object, name: Option<&Name>) -> Result<u32, SourceError> {
        let mut parents = match object.parent {
            Parent::OfPem { rsa } => {
                let wanted = if rsa { Algorithm::Rsa } else { Algorithm::Ecc };
                let all = Template::OF_PEM.into_iter();
                all.filter(|it| it.algorithm == wanted).map(Parent::Primary).collect()
            }
            parent => vec![parent],
        };
        // The one at hand costs nothing.
        parents.sort_by_key(|parent| self.parent.as_ref().is_none_or(|(known, _)| known != parent));
        let mut failed = Some(PARENT_MISMATCH);
        for parent in parents {
            match self.take(parent, name) {
                Err(PARENT_MISMATCH) => continue,
                taken => taken?,
            }
            failed = None;
            let Some((_, parent)) = &self.parent else { continue };
            let mut wrong_tries = lockout::wrong_tries();
            let name = parent.public.name().bytes().to_vec();
            let counts = parent.public.counts_failures();
            if refused::is_known(&name, &[]) {
                return Err(PARENT_PASSWORD);
            }
            // What a primary key is made from says that it has no password.
            if counts && parent.is_persistent() {
                self.check_lockout(*wrong_tries)?;
            }
            let Some((_, parent)) = &self.parent else { continue };
            match self.tpm.load(parent, &object.private, &object.public) {
                Ok(handle) => return Ok(handle),
                Err(Fault::Code(Code::INTEGRITY)) => {}
                Err(Fault::Code(code)) if code.is_wrong_auth() => {
                    *wrong_tries += 1;
                    refused::remember(&name, &[]);
                    return Err(PARENT_PASSWORD);
                }
                Err(fault) => {
                    return Err(fault.or(&[
                        (Code::AUTH_UNAVAILABLE, PARENT_PASSWORD),
                        (Code::TYPE, PARENT_UNFIT),
                        (Code::BINDING, FOREIGN),
                    ]));
                }
            }
        }
        // Two primary keys and an object are all that some TPMs have room for.
        self.release();
        Err(failed.unwrap_or_else(|| diagnosis::of_parent(&mut self.tpm, object)))
    }

    /// Has that parent loaded, and no other. If its name is given, it has that name, and so has what salted the sessions.
    fn take(&mut self, wanted: Parent, name: Option<&Name>) -> Result<(), SourceError> {
        let loaded = match self.parent.take() {
            Some((known, loaded)) if known == wanted => loaded,
            other => {
                self.parent = other;
                self.release();
                match wanted {
                    Parent::Persistent(handle) => self.tpm.parent(handle)?,
                    Parent::Primary(template) => self.tpm.primary(template)?,
                    Parent::OfPem { .. } => self.tpm.primary(Template::USUAL)?,
                }
            }
        };
        let (_, loaded) = self.parent.insert((wanted, loaded));
        if let Some(name) = name {
            if loaded.public.name() != name {
                return Err(PARENT_MISMATCH);
            }
            for session in [&mut self.session, &mut self.policies] {
                // Another parent salted it, which may be anybody's.
                if session.as_ref().is_some_and(|session| !session.is_salted_by(name)) {
                    self.tpm.flush(session.take().map_or(0, |session| session.handle()));
                }
            }
        }
        if loaded.public.is_parent() { Ok(()) } else { Err(PARENT_UNFIT) }
    }

    fn release(&mut self) {
        if let Some((_, parent)) = self.parent.take() {
            self.tpm.flush(parent.handle);
        }
    }

    fn open_object(
        &mut self,
        (handle, public): (u32, &Public),
        terms: &Terms<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        if !matches!(public.key(), Key::Sealed) {
            return Err(NOT_SEALED);
        }
        let policy = policy(public, terms)?;
        let needs_password = policy.as_ref().is_none_or(|policy| policy.needs_password);
        let given = terms.password.unwrap_or_default();
        // The TPM cuts zeros at the end of passwords.
        let end = given.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let password = if needs_password { given.get(..end).unwrap_or_default() } else { &[] };
        let wrong = if terms.password.is_some() { PASSWORD_WRONG } else { PASSWORD_NEEDED };
        let mut wrong_tries = lockout::wrong_tries();
        if needs_password {
            self.may_try(public, password, wrong, *wrong_tries)?;
        }
        let result = match &policy {
            None => self.by_password((handle, public), password),
            Some(policy) => self.by_steady_policy((handle, public), policy, password),
        };
        if let Err(Fault::Error(_)) = result {
            // The TPM has gone on to a nonce that is not known here: it would take the next proof for a wrong password.
            self.end_sessions();
        }
        result.map_err(|fault| match (fault, &policy) {
            (Fault::Code(code), _) if code.is_wrong_auth() => {
                *wrong_tries += 1;
                refused::remember(public.name().bytes(), password);
                if terms.password.is_some() && public.counts_failures() && self.is_near_lockout() {
                    PASSWORD_WRONG_AND_LAST
                } else {
                    wrong
                }
            }
            (Fault::Code(Code::POLICY_FAIL | Code::VALUE), Some(policy)) => {
                // With room for what it tries.
                self.tpm.flush(handle);
                diagnosis::of_policy(&mut self.tpm, public, policy)
            }
            (fault, _) => {
                fault.or(&[(Code::PCR_CHANGED, BUSY), (Code::AUTH_UNAVAILABLE, POLICY_NEEDED)])
            }
        })
    }

    fn end_sessions(&mut self) {
        for session in [self.session.take(), self.policies.take()].into_iter().flatten() {
            self.tpm.flush(session.handle());
        }
    }

    /// That a password was not wrong before, and would not lock the TPM if it is.
    fn may_try(
        &mut self,
        public: &Public,
        password: &[u8],
        wrong: SourceError,
        wrong_tries: u64,
    ) -> Result<(), SourceError> {
        // None can be longer than a digest.
        if refused::is_known(public.name().bytes(), password)
            || password.len() > public.hash().length()
        {
            return Err(wrong);
        }
        if public.counts_failures() { self.check_lockout(wrong_tries) } else { Ok(()) }
    }

    fn is_near_lockout(&mut self) -> bool {
        lockout::check(&mut self.tpm)
            .is_err_and(|error| [LAST_TRY.code(), LOCKED_OUT.code()].contains(&error.code()))
    }

    fn check_lockout(&mut self, wrong_tries: u64) -> Result<(), SourceError> {
        if self.checked_after != Some(wrong_tries) {
            lockout::check(&mut self.tpm)?;
            self.checked_after = Some(wrong_tries);
        }
        Ok(())
    }

    fn by_password(
        &mut self,
        object: (u32, &Public),
        password: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Fault> {
        self.start_session()?;
        let session = self.session.as_mut().ok_or(REFUSED)?;
        self.tpm.unseal(object, &mut [Proof::Session(session, password)])
    }

    /// Again if a PCR, which need not be one of the policy, changed between two commands, as PCR 10 does where IMA is on.
    fn by_steady_policy(
        &mut self,
        object: (u32, &Public),
        policy: &Policy,
        password: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Fault> {
        for _ in 1..POLICY_TRIES {
            match self.by_policy(object, policy, password) {
                Err(Fault::Code(Code::PCR_CHANGED)) => {}
                result => return result,
            }
        }
        self.by_policy(object, policy, password)
    }

    fn by_policy(
        &mut self,
        object: (u32, &Public),
        policy: &Policy,
        password: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Fault> {
        self.start_session()?;
        let hash = object.1.hash();
        match &self.policies {
            Some(session) if session.hash() == hash => {
                // Nothing of what was tried before may count.
                let session = session.handle();
                self.policy_command(session, POLICY_RESTART, Writer::default())?;
            }
            _ => {
                if let Some(session) = self.policies.take() {
                    self.tpm.flush(session.handle());
                }
                let (_, salted_by) = self.parent.as_ref().ok_or(REFUSED)?;
                self.policies = Some(self.tpm.session(Use::Policy, hash, salted_by)?);
            }
        }
        let session = self.policies.as_ref().ok_or(REFUSED)?.handle();
        if let Some(pcrs) = &policy.pcrs {
            // Without a digest: of the PCRs as they are.
            let parameters = Writer::default().sized(&[]).bytes(&pcrs.bytes());
            self.policy_command(session, POLICY_PCR, parameters)?;
        }
        if policy.needs_password {
            self.policy_command(session, POLICY_AUTH_VALUE, Writer::default())?;
        }
        let policies = self.policies.as_mut().ok_or(REFUSED)?;
        let session = self.session.as_mut().ok_or(REFUSED)?;
        let proofs = &mut [Proof::Session(policies, password), Proof::Session(session, &[])];
        self.tpm.unseal(object, proofs)
    }

    fn policy_command(&mut self, session: u32, code: u32, parameters: Writer) -> Result<(), Fault> {
        let handles = [Handle::of(session)];
        let command = Command { code, handles: &handles, parameters, returns: 0 };
        self.tpm.run(command, &mut []).map(|_| ())
    }

    /// A session that encrypts what the TPM answers, so that nobody on the bus reads it.
    fn start_session(&mut self) -> Result<(), Fault> {
        if self.session.is_none() {
            let (_, salted_by) = self.parent.as_ref().ok_or(REFUSED)?;
            let session = self.tpm.session(Use::Hmac, Hash::Sha256, salted_by)?;
            self.session = Some(session.encrypting());
        }
        Ok(())
    }
}

/// The policy to satisfy; `None` if a password does, which may be empty.
fn policy(public: &Public, terms: &Terms<'_>) -> Result<Option<Policy>, SourceError> {
    match &terms.policy {
        Some(_) if public.policy().is_empty() => Err(NO_POLICY),
        Some(policy) => Ok(Some(policy.clone())),
        None if public.takes_auth() => Ok(None),
        None if terms.password.is_some() => Ok(Some(Policy { pcrs: None, needs_password: true })),
        None => Err(POLICY_NEEDED),
    }
}
