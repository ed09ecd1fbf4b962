//! One connection to the session bus.

use std::ffi::OsStr;
use std::time::Instant;

use provider_credentials_core::SourceError;

use super::address;
use super::login;
use super::message::{Call, FIXED, Received, Reply, length};
use super::stream::Stream;
use super::wire::Writer;
use crate::failures::{BUS_REFUSED, DENIED, FAILED, LOCKED, NO_SERVICE, TIMED_OUT};

pub(super) struct Bus {
    stream: Stream,
    /// Of the last call.
    serial: u32,
}

impl Bus {
    pub(super) fn open(
        variable: Option<&OsStr>,
        runtime_directory: Option<&OsStr>,
        until: Instant,
    ) -> Result<Self, SourceError> {
        let connected = address::connect(variable, runtime_directory, until)?;
        let mut stream = Stream::new(connected.socket, until);
        login::log_in(&mut stream, connected.guid.as_deref())?;
        let mut bus = Self { stream, serial: 0 };
        bus.call(Call {
            destination: "org.freedesktop.DBus",
            path: "/org/freedesktop/DBus",
            interface: "org.freedesktop.DBus",
            member: "Hello",
            signature: "",
            body: Writer::default(),
        })?;
        Ok(bus)
    }

    pub(super) fn call(&mut self, call: Call<'_>) -> Result<Reply, SourceError> {
        self.call_all([call])?.pop().ok_or(FAILED)?
    }

    /// Calls them together. As many answers as calls, in their order.
    pub(super) fn call_all<'c>(
        &mut self,
        calls: impl IntoIterator<Item = Call<'c>>,
    ) -> Result<Vec<Result<Reply, SourceError>>, SourceError> {
        let mut sent = Vec::new();
        let first = self.serial.wrapping_add(1);
        for call in calls {
            self.serial = self.serial.wrapping_add(1);
            sent.extend_from_slice(&call.into_bytes(self.serial));
        }
        let count = usize::try_from(self.serial.wrapping_sub(first).wrapping_add(1)).unwrap_or(0);
        self.stream.write(&sent)?;
        let mut replies: Vec<Option<Reply>> = Vec::new();
        replies.resize_with(count, || None);
        let mut missing = count;
        while missing > 0 {
            let Received::Reply(reply) = self.next()? else { continue };
            let at = usize::try_from(reply.serial.wrapping_sub(first)).unwrap_or(usize::MAX);
            if let Some(place @ None) = replies.get_mut(at) {
                *place = Some(reply);
                missing = missing.saturating_sub(1);
            }
        }
        Ok(replies.into_iter().flatten().map(checked).collect())
    }

    fn next(&mut self) -> Result<Received, SourceError> {
        let mut fixed = [0; FIXED];
        self.stream.read(&mut fixed)?;
        let mut bytes = vec![0; length(&fixed).ok_or(FAILED)?];
        let (start, rest) = bytes.split_at_mut_checked(FIXED).ok_or(FAILED)?;
        start.copy_from_slice(&fixed);
        self.stream.read(rest)?;
        Received::parse(bytes).ok_or(FAILED)
    }
}

fn checked(reply: Reply) -> Result<Reply, SourceError> {
    match reply.error.as_deref() {
        None => Ok(reply),
        Some(name) => Err(error(name)),
    }
}

/// By the names of the errors, never by their text. None of them says that there is no such password: only an answer of a
/// search does.
fn error(name: &str) -> SourceError {
    match name {
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner" => NO_SERVICE,
        _ if name.starts_with("org.freedesktop.DBus.Error.Spawn.") => NO_SERVICE,
        "org.freedesktop.DBus.Error.AccessDenied" => DENIED,
        "org.freedesktop.DBus.Error.AuthFailed" => BUS_REFUSED,
        "org.freedesktop.DBus.Error.NoReply"
        | "org.freedesktop.DBus.Error.Timeout"
        | "org.freedesktop.DBus.Error.TimedOut" => TIMED_OUT,
        "org.freedesktop.Secret.Error.IsLocked" => LOCKED,
        _ => FAILED,
    }
}
