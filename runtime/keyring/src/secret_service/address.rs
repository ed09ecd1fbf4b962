//! Where the session bus is.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_core::SourceError;

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect as connect_to, socket_with,
};
use rustix::process::geteuid;

use crate::failures::{BUS_ADDRESS, BUS_GONE, BUS_REFUSED, NO_BUS, TIMED_OUT};

/// How often a bus with a full queue is asked again.
const STEP: Duration = Duration::from_millis(10);

/// A Unix socket.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Path(PathBuf),
    Abstract(Vec<u8>),
}

#[derive(Debug, PartialEq, Eq)]
struct Address {
    place: Place,
    /// What the bus must say that it is.
    guid: Option<String>,
}

/// A bus that nothing has been said to.
pub(super) struct Connected {
    pub(super) socket: UnixStream,
    pub(super) guid: Option<String>,
}

/// Connects to the first address that answers.
pub(super) fn connect(
    variable: Option<&OsStr>,
    runtime_directory: Option<&OsStr>,
    until: Instant,
) -> Result<Connected, SourceError> {
    let addresses = addresses(variable, runtime_directory)?;
    let mut last = if variable.is_some() { BUS_GONE } else { NO_BUS };
    for Address { place, guid } in addresses {
        match open(&place, until) {
            Ok(socket) => return Ok(Connected { socket, guid }),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => last = BUS_REFUSED,
            Err(error) if error.kind() == io::ErrorKind::TimedOut => return Err(TIMED_OUT),
            Err(_) => {}
        }
    }
    Err(last)
}

/// The standard library waits without a limit for a bus whose queue is full.
fn open(place: &Place, until: Instant) -> io::Result<UnixStream> {
    let address = match place {
        Place::Path(path) => {
            is_of_user(path)?;
            SocketAddrUnix::new(path)?
        }
        #[cfg(target_os = "linux")]
        Place::Abstract(name) => SocketAddrUnix::new_abstract_name(name)?,
        #[cfg(not(target_os = "linux"))]
        Place::Abstract(_) => return Err(io::ErrorKind::Unsupported.into()),
    };
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    loop {
        match connect_to(&socket, &address) {
            Ok(()) => break,
            Err(Errno::AGAIN | Errno::INTR) if Instant::now() < until => thread::sleep(STEP),
            Err(Errno::AGAIN | Errno::INTR) => return Err(io::ErrorKind::TimedOut.into()),
            Err(error) => return Err(error.into()),
        }
    }
    let socket = UnixStream::from(socket);
    socket.set_nonblocking(false)?;
    Ok(socket)
}

/// Another user's socket, left where the bus of an older session was, would be told the password that is written.
fn is_of_user(path: &Path) -> io::Result<()> {
    let owner = fs::metadata(path)?.uid();
    let is_trusted = owner == 0 || owner == geteuid().as_raw();
    if is_trusted { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

/// Those of the variable; without it, the socket that systemd makes for each user.
fn addresses(
    variable: Option<&OsStr>,
    runtime_directory: Option<&OsStr>,
) -> Result<Vec<Address>, SourceError> {
    let of_user = || {
        let path = runtime_directory.map(|directory| Path::new(directory).join("bus"));
        path.map(Place::Path)
    };
    let Some(variable) = variable else {
        return Ok(of_user().map(|place| Address { place, guid: None }).into_iter().collect());
    };
    let mut addresses = Vec::new();
    for address in variable.to_str().unwrap_or_default().split(';') {
        let Some(keys) = address.strip_prefix("unix:") else { continue };
        let (mut place, mut guid) = (None, None);
        for (key, value) in keys.split(',').filter_map(|pair| pair.split_once('=')) {
            match (key, unescaped(value)) {
                ("path", Some(value)) => {
                    place = Some(Place::Path(OsString::from_vec(value).into()));
                }
                ("abstract", Some(value)) => place = Some(Place::Abstract(value)),
                ("runtime", Some(value)) if value == b"yes" => place = of_user(),
                ("guid", _) => guid = Some(value.to_owned()),
                _ => {}
            }
        }
        addresses.extend(place.map(|place| Address { place, guid }));
    }
    if addresses.is_empty() { Err(BUS_ADDRESS) } else { Ok(addresses) }
}

/// With each `%` and two hexadecimal digits as one byte.
fn unescaped(text: &str) -> Option<Vec<u8>> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        // Which would take a sign for a digit.
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests state what must hold")]

    use super::*;

    #[test]
    fn the_sockets_of_an_address() {
        let of = |text: &str| addresses(Some(OsStr::new(text)), Some(OsStr::new("/run/user/7")));
        let at = |place| Address { place, guid: None };
        let path = |path: &str| at(Place::Path(path.into()));
        let with_guid = Address { guid: Some("ab12".to_owned()), ..path("/run/bus") };
        assert_eq!(of("unix:path=/run/bus,guid=ab12").unwrap(), [with_guid]);
        assert_eq!(of("unix:path=/a%20b%3d").unwrap(), [path("/a b=")]);
        assert_eq!(of("unix:runtime=yes").unwrap(), [path("/run/user/7/bus")]);
        assert_eq!(
            of("tcp:host=localhost,port=1;unix:abstract=/tmp/dbus-X;unix:path=/b").unwrap(),
            [at(Place::Abstract(b"/tmp/dbus-X".to_vec())), path("/b")]
        );
        for none in [
            "",
            "autolaunch:",
            "tcp:host=localhost,port=1",
            "unix:path=%2",
            "unix:path=/%+f",
            "unix:dir=/tmp",
        ] {
            assert_eq!(of(none).unwrap_err().code(), "keyring_bus_address", "{none}");
        }
        let unset = addresses(None, Some(OsStr::new("/run/user/7"))).unwrap();
        assert_eq!(unset, [path("/run/user/7/bus")]);
        assert!(addresses(None, None).unwrap().is_empty());
    }

    /// `connect` of the standard library never returns there.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_bus_whose_queue_is_full_is_waited_for_until_the_end() {
        let name = format!("provider-credentials-full-{}", std::process::id()).into_bytes();
        let listener =
            socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)
                .unwrap();
        rustix::net::bind(&listener, &SocketAddrUnix::new_abstract_name(&name).unwrap()).unwrap();
        rustix::net::listen(&listener, 0).unwrap();
        let variable = format!("unix:abstract={}", String::from_utf8(name).unwrap());
        let mut held = Vec::new();
        let error = loop {
            let until = Instant::now() + Duration::from_millis(200);
            match connect(Some(OsStr::new(&variable)), None, until) {
                Ok(connected) => held.push(connected),
                Err(error) => break error,
            }
            assert!(held.len() < 10);
        };
        assert_eq!(error.code(), "keyring_timed_out");
    }

    #[test]
    fn a_socket_of_another_user_is_not_connected_to() {
        if !geteuid().is_root() {
            println!("NOT RUN: only root can give a socket to another user");
            return;
        }
        let path = std::env::temp_dir().join(format!("bus-of-another-{}", std::process::id()));
        let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        let variable = format!("unix:path={}", path.display());
        let connect = || {
            let until = Instant::now() + Duration::from_secs(1);
            connect(Some(OsStr::new(&variable)), None, until).map(|_| ())
        };
        connect().unwrap();
        std::os::unix::fs::chown(&path, Some(65_533), None).unwrap();
        let error = connect().unwrap_err();
        fs::remove_file(&path).unwrap();
        drop(listener);
        assert_eq!(error.code(), "keyring_bus_refused");
    }
}
