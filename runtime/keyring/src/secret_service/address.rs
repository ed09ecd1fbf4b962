//! Where the session bus is.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use provider_credentials_core::SourceError;

use crate::failures::{BUS_ADDRESS, BUS_GONE, BUS_REFUSED, NO_BUS};

/// A Unix socket.
#[derive(Debug, PartialEq, Eq)]
enum Address {
    Path(PathBuf),
    Abstract(Vec<u8>),
}

/// Connects to the first address that answers.
pub(super) fn connect(
    variable: Option<&OsStr>,
    runtime_directory: Option<&OsStr>,
) -> Result<UnixStream, SourceError> {
    let addresses = addresses(variable, runtime_directory)?;
    let mut last = if variable.is_some() { BUS_GONE } else { NO_BUS };
    for address in addresses {
        match open(&address) {
            Ok(stream) => return Ok(stream),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => last = BUS_REFUSED,
            Err(_) => {}
        }
    }
    Err(last)
}

fn open(address: &Address) -> io::Result<UnixStream> {
    match address {
        Address::Path(path) => UnixStream::connect(path),
        #[cfg(target_os = "linux")]
        Address::Abstract(name) => {
            use std::os::linux::net::SocketAddrExt as _;

            UnixStream::connect_addr(&std::os::unix::net::SocketAddr::from_abstract_name(name)?)
        }
        #[cfg(not(target_os = "linux"))]
        Address::Abstract(_) => Err(io::ErrorKind::Unsupported.into()),
    }
}

/// Those of the variable; without it, the socket that systemd makes for each user.
fn addresses(
    variable: Option<&OsStr>,
    runtime_directory: Option<&OsStr>,
) -> Result<Vec<Address>, SourceError> {
    let of_user = || runtime_directory.map(|directory| Path::new(directory).join("bus"));
    let Some(variable) = variable else {
        return Ok(of_user().map(Address::Path).into_iter().collect());
    };
    let mut addresses = Vec::new();
    for address in variable.to_str().unwrap_or_default().split(';') {
        let Some(keys) = address.strip_prefix("unix:") else { continue };
        for (key, value) in keys.split(',').filter_map(|pair| pair.split_once('=')) {
            let Some(value) = unescaped(value) else { continue };
            match key {
                "path" => addresses.push(Address::Path(OsString::from_vec(value).into())),
                "abstract" => addresses.push(Address::Abstract(value)),
                "runtime" if value == b"yes" => addresses.extend(of_user().map(Address::Path)),
                _ => {}
            }
        }
    }
    if addresses.is_empty() { Err(BUS_ADDRESS) } else { Ok(addresses) }
}

/// With each `%` and two hexadecimal digits as one byte.
fn unescaped(text: &str) -> Option<Vec<u8>> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
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
        let path = |path: &str| Address::Path(path.into());
        assert_eq!(of("unix:path=/run/bus,guid=ab12").unwrap(), [path("/run/bus")]);
        assert_eq!(of("unix:path=/a%20b%3d").unwrap(), [path("/a b=")]);
        assert_eq!(of("unix:runtime=yes").unwrap(), [path("/run/user/7/bus")]);
        assert_eq!(
            of("tcp:host=localhost,port=1;unix:abstract=/tmp/dbus-X;unix:path=/b").unwrap(),
            [Address::Abstract(b"/tmp/dbus-X".to_vec()), path("/b")]
        );
        for none in
            ["", "autolaunch:", "tcp:host=localhost,port=1", "unix:path=%2", "unix:dir=/tmp"]
        {
            assert_eq!(of(none).unwrap_err().code(), "keyring_bus_address", "{none}");
        }
        let unset = addresses(None, Some(OsStr::new("/run/user/7"))).unwrap();
        assert_eq!(unset, [path("/run/user/7/bus")]);
        assert!(addresses(None, None).unwrap().is_empty());
    }
}
