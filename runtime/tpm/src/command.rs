//! One command with its handles, its parameters, and what proves that it may be done (part 1, section 18).

use zeroize::Zeroizing;

use crate::connection::{Connection, NO_SESSIONS, SESSIONS};
use crate::failures::{ANSWER, FORGED};
use crate::fault::Fault;
use crate::hash::Hash;
use crate::session::{self, Session};
use crate::wire::{Reader, Writer};

/// What is asked of a TPM.
pub(crate) struct Command<'c> {
    pub(crate) code: u32,
    pub(crate) handles: &'c [Handle<'c>],
    pub(crate) parameters: Writer,
    /// How many handles the response has.
    pub(crate) returns: usize,
}

/// A handle, and the name of what it stands for.
#[derive(Clone, Copy)]
pub(crate) struct Handle<'n> {
    pub(crate) handle: u32,
    /// Of objects; others are named by their handle.
    pub(crate) name: Option<&'n [u8]>,
}

impl<'n> Handle<'n> {
    pub(crate) const fn of(handle: u32) -> Self {
        Self { handle, name: None }
    }

    pub(crate) const fn object(handle: u32, name: &'n [u8]) -> Self {
        Self { handle, name: Some(name) }
    }
}

/// What authorizes the use of a handle, or encrypts what comes back.
pub(crate) enum Proof<'p> {
    /// A password, which is empty.
    Empty,
    /// A session, and the authorization value that its HMAC is to prove.
    Session(&'p mut Session, &'p [u8]),
}

/// The handles and the parameters of a response, the first of which is decrypted.
pub(crate) struct Response {
    handle: Option<u32>,
    parameters: Zeroizing<Vec<u8>>,
}

impl Response {
    pub(crate) fn handle(&self) -> Result<u32, Fault> {
        Ok(self.handle.ok_or(ANSWER)?)
    }

    pub(crate) fn parameters(&self) -> Reader<'_> {
        Reader::new(&self.parameters)
    }
}

/// `TPM_RS_PW`.
const PASSWORD: u32 = 0x4000_0009;

const HEADER: usize = 10;

impl Command<'_> {
    pub(crate) fn run(
        self,
        connection: &mut Connection,
        proofs: &mut [Proof<'_>],
    ) -> Result<Response, Fault> {
        let Self { code, handles, parameters, returns } = self;
        let parameters = parameters.into_bytes();
        let mut body = Writer::default();
        for handle in handles {
            body = body.u32(handle.handle);
        }
        let tag = if proofs.is_empty() { NO_SESSIONS } else { SESSIONS };
        if !proofs.is_empty() {
            let area = authorizations(code, handles, &parameters, proofs)?;
            let length = u32::try_from(area.len()).map_err(|_| ANSWER)?;
            body = body.u32(length).bytes(&area);
        }
        let body = body.bytes(&parameters).into_bytes();
        let length = u32::try_from(HEADER + body.len()).map_err(|_| ANSWER)?;
        let command = Writer::default().u16(tag).u32(length).u32(code).bytes(&body).into_bytes();
        let mut answer = connection.exchange(&command)?;
        let mut handle = None;
        for _ in 0..returns {
            handle = Some(answer.u32().ok_or(ANSWER)?);
        }
        if proofs.is_empty() {
            return Ok(Response { handle, parameters: Zeroizing::new(answer.rest().to_vec()) });
        }
        let length = answer.u32().and_then(|it| usize::try_from(it).ok()).ok_or(ANSWER)?;
        let parameters = answer.bytes(length).ok_or(ANSWER)?;
        let mut parameters = Zeroizing::new(parameters.to_vec());
        verify(code, &mut parameters, answer, proofs)?;
        Ok(Response { handle, parameters })
    }
}

/// The authorization area.
fn authorizations(
    code: u32,
    handles: &[Handle<'_>],
    parameters: &[u8],
    proofs: &mut [Proof<'_>],
) -> Result<Vec<u8>, Fault> {
    // With new nonces first, since that of the session that encrypts is in the HMAC of the first one.
    let mut encrypting = None;
    for (at, proof) in proofs.iter_mut().enumerate() {
        if let Proof::Session(session, _) = proof {
            session.renew()?;
            if session.encrypts() && at > 0 {
                encrypting = Some(session.theirs().to_vec());
            }
        }
    }
    let code = code.to_be_bytes();
    let names = names(handles);
    let mut area = Writer::default();
    for (at, proof) in proofs.iter().enumerate() {
        area = match proof {
            Proof::Empty => area.u32(PASSWORD).sized(&[]).u8(session::CONTINUE).sized(&[]),
            Proof::Session(session, value) => {
                let digest = session.hash().digest(&[&code, &names, parameters]);
                let other = encrypting.as_deref().filter(|_| at == 0).unwrap_or_default();
                let hmac = session.sign(value, digest.as_ref(), other);
                area.u32(session.handle())
                    .sized(session.ours())
                    .u8(session.attributes())
                    .sized(hmac.as_ref())
            }
        };
    }
    Ok(area.into_bytes())
}

fn names(handles: &[Handle<'_>]) -> Vec<u8> {
    let mut names = Vec::new();
    for handle in handles {
        match handle.name {
            Some(name) => names.extend(name),
            None => names.extend(handle.handle.to_be_bytes()),
        }
    }
    names
}

/// That the response is the TPM's own, and its first parameter in plain.
fn verify(
    code: u32,
    parameters: &mut [u8],
    mut areas: Reader<'_>,
    proofs: &mut [Proof<'_>],
) -> Result<(), Fault> {
    let digest_of = |hash: Hash, parameters: &[u8]| {
        hash.digest(&[&0_u32.to_be_bytes(), &code.to_be_bytes(), parameters])
    };
    let mut decrypting = None;
    for (at, proof) in proofs.iter_mut().enumerate() {
        let nonce = areas.sized().ok_or(ANSWER)?;
        let attributes = areas.u8().ok_or(ANSWER)?;
        let hmac = areas.sized().ok_or(ANSWER)?;
        let Proof::Session(session, value) = proof else { continue };
        session.accept(nonce);
        let digest = digest_of(session.hash(), parameters);
        if !session.is_signed(value, digest.as_ref(), attributes, hmac) {
            return Err(Fault::Error(FORGED));
        }
        if session.encrypts() {
            decrypting = Some(at);
        }
    }
    if !areas.is_empty() {
        return Err(Fault::Error(ANSWER));
    }
    if let Some(Proof::Session(session, value)) = decrypting.and_then(|at| proofs.get(at)) {
        session.decrypt(value, parameters).ok_or(ANSWER)?;
    }
    Ok(())
}
