use std::ffi::OsStr;
use std::path::PathBuf;

use provider_credentials_core::SourceError;

use super::device::Device;
use super::socket::Socket;
use super::transport::Transport;
use crate::failures::BAD_TCTI;

/// Which TPM, and the way to it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tcti {
    Device(PathBuf),
    Swtpm(String, u16),
}

/// The kernel's resource manager: programs do not see each other's objects, and what one leaves behind goes with it.
const DEVICE: &str = "/dev/tpmrm0";

const HOST: &str = "localhost";
const PORT: u16 = 2321;

impl Default for Tcti {
    fn default() -> Self {
        Self::Device(DEVICE.into())
    }
}

impl Tcti {
    /// As `TPM2TOOLS_TCTI` has it: `device:/dev/tpmrm0`, `swtpm:host=localhost,port=2321`.
    pub(crate) fn new(text: &OsStr) -> Result<Self, SourceError> {
        let text = text.to_str().ok_or(BAD_TCTI)?;
        let (name, options) = text.split_once(':').unwrap_or((text, ""));
        match name {
            "device" if options.is_empty() => Ok(Self::default()),
            "device" => Ok(Self::Device(options.into())),
            "swtpm" => {
                let (mut host, mut port) = (HOST, PORT);
                for option in options.split(',').filter(|option| !option.is_empty()) {
                    match option.split_once('=') {
                        Some(("host", value)) if !value.is_empty() => host = value,
                        Some(("port", value)) => port = value.parse().map_err(|_| BAD_TCTI)?,
                        _ => return Err(BAD_TCTI),
                    }
                }
                Ok(Self::Swtpm(host.to_owned(), port))
            }
            _ => Err(BAD_TCTI),
        }
    }

    pub(crate) fn open(&self) -> Result<Box<dyn Transport>, SourceError> {
        Ok(match self {
            Self::Device(path) => Box::new(Device::open(path)?),
            Self::Swtpm(host, port) => Box::new(Socket::open(host, *port)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_tpm2_tools() {
        let swtpm = |host: &str, port| Ok(Tcti::Swtpm(host.to_owned(), port));
        let device = |path: &str| Ok(Tcti::Device(path.into()));
        for (text, tcti) in [
            ("device", device("/dev/tpmrm0")),
            ("device:", device("/dev/tpmrm0")),
            ("device:/dev/tpm0", device("/dev/tpm0")),
            ("swtpm", swtpm("localhost", 2321)),
            ("swtpm:port=7", swtpm("localhost", 7)),
            ("swtpm:host=::1,port=7", swtpm("::1", 7)),
            ("swtpm:port=70000", Err(BAD_TCTI)),
            ("swtpm:host=", Err(BAD_TCTI)),
            ("swtpm:path=/tmp/it", Err(BAD_TCTI)),
            ("tabrmd:bus_name=com.intel.tss2.Tabrmd", Err(BAD_TCTI)),
            ("/dev/tpm0", Err(BAD_TCTI)),
        ] {
            assert_eq!(Tcti::new(OsStr::new(text)), tcti, "{text}");
        }
    }
}
