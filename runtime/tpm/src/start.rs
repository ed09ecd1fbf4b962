//! How a session begins (part 3, section 11.1).

use crate::command::{Command, Handle};
use crate::connection::Connection;
use crate::failures::{ANSWER, INTERNAL};
use crate::fault::Fault;
use crate::hash::Hash;
use crate::object::Public;
use crate::salt;
use crate::session::{NONCE, Session, nonce};
use crate::wire::Writer;

/// What a session is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// It proves an authorization value.
    Hmac,
    /// It satisfies a policy.
    Policy,
}

const START: u32 = 0x0176;
const NULL: u32 = 0x4000_0007;
const AES: u16 = 0x0006;
const CFB: u16 = 0x0043;

/// Starts one whose salt only the TPM with that key knows.
pub(crate) fn session(
    connection: &mut Connection,
    usage: Use,
    hash: Hash,
    (handle, public): (u32, &Public),
) -> Result<Session, Fault> {
    let salt = salt::encrypted(public)?;
    let ours = nonce()?;
    // The shortest and the longest nonce that a session of the hash may have are 16 bytes and a digest.
    let sent = ours.get(..hash.length().min(NONCE)).ok_or(INTERNAL)?;
    let kind = match usage {
        Use::Hmac => 0,
        Use::Policy => 1,
    };
    let parameters = Writer::default().sized(sent).sized(&salt.encrypted).u8(kind);
    let parameters = parameters.u16(AES).u16(128).u16(CFB).u16(hash.id());
    let handles = [Handle::of(handle), Handle::of(NULL)];
    let start = Command { code: START, handles: &handles, parameters, returns: 1 };
    let answer = start.run(connection, &mut [])?;
    let theirs = answer.parameters().sized().ok_or(ANSWER)?;
    let session =
        Session::new(answer.handle()?, hash, (&salt.plain, public.name()), (ours, theirs));
    Ok(session.ok_or(INTERNAL)?)
}
