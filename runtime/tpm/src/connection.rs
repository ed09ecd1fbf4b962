use core::time::Duration;
use std::thread;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::code::Code;
use crate::failures::ANSWER;
use crate::fault::Fault;
use crate::tcti::{Tcti, Transport};
use crate::wire::Reader;

/// As much as any TPM answers.
const LONGEST: usize = 4096;

/// How long to wait before a command is sent again: twice as long each time, 2.5 seconds in all.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const PAUSES: u32 = 8;

/// Commands to a TPM, one after the other.
pub(crate) struct Connection {
    transport: Box<dyn Transport>,
    response: Zeroizing<Vec<u8>>,
}

impl Connection {
    pub(crate) fn open(tcti: &Tcti) -> Result<Self, SourceError> {
        Ok(Self { transport: tcti.open()?, response: Zeroizing::new(vec![0; LONGEST]) })
    }

    /// What follows the header of the response.
    pub(crate) fn exchange(&mut self, command: &[u8]) -> Result<Reader<'_>, Fault> {
        let mut pause = FIRST_PAUSE;
        for _ in 0..PAUSES {
            match self.once(command)? {
                (code, _) if code.is_passing() => {
                    thread::sleep(pause);
                    pause *= 2;
                }
                (Code::SUCCESS, length) => {
                    let body = self.response.get(HEADER..length).ok_or(ANSWER)?;
                    return Ok(Reader::new(body));
                }
                (code, _) => return Err(Fault::Code(code)),
            }
        }
        Err(Fault::Error(crate::failures::BUSY))
    }

    fn once(&mut self, command: &[u8]) -> Result<(Code, usize), SourceError> {
        let length = self.transport.exchange(command, &mut self.response)?;
        let mut header = Reader::new(self.response.get(..length).ok_or(ANSWER)?);
        let (tag, said, code) = (header.u16(), header.u32(), header.u32());
        let is_sound =
            tag.is_some() && said.and_then(|it| usize::try_from(it).ok()) == Some(length);
        let code = code.filter(|_| is_sound).ok_or(ANSWER)?;
        Ok((Code::new(code), length))
    }
}

/// The tag, the length and the code.
const HEADER: usize = 10;
