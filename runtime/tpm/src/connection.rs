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
    /// After it, what comes may be the answer to another command.
    broken: Option<SourceError>,
}

impl Connection {
    pub(crate) fn open(tcti: &Tcti) -> Result<Self, SourceError> {
        let response = Zeroizing::new(vec![0; LONGEST]);
        Ok(Self { transport: tcti.open()?, response, broken: None })
    }

    /// What follows the header of the response.
    pub(crate) fn exchange(&mut self, command: &[u8]) -> Result<Reader<'_>, Fault> {
        let mut pause = FIRST_PAUSE;
        for _ in 0..PAUSES {
            if let Some(error) = self.broken {
                return Err(error.into());
            }
            match self.once(command).inspect_err(|error| self.broken = Some(*error))? {
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
        // A TPM 1.2 answers by another tag.
        let is_sound = tag.is_some_and(|tag| [NO_SESSIONS, SESSIONS].contains(&tag))
            && said.and_then(|it| usize::try_from(it).ok()) == Some(length);
        let code = code.filter(|_| is_sound).ok_or(ANSWER)?;
        Ok((Code::new(code), length))
    }
}

/// `TPM_ST_NO_SESSIONS` and `TPM_ST_SESSIONS`.
pub(crate) const NO_SESSIONS: u16 = 0x8001;
pub(crate) const SESSIONS: u16 = 0x8002;

/// The tag, the length and the code.
const HEADER: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failures::NO_ANSWER;

    /// What it answers, from the last to the first; then nothing.
    struct Script(Vec<&'static [u8]>);

    impl Transport for Script {
        fn exchange(&mut self, _: &[u8], response: &mut [u8]) -> Result<usize, SourceError> {
            let answer = self.0.pop().ok_or(NO_ANSWER)?;
            response[..answer.len()].copy_from_slice(answer);
            Ok(answer.len())
        }
    }

    const WELL: &[u8] = &[0x80, 1, 0, 0, 0, 11, 0, 0, 0, 0, 7];

    fn said(answers: &[&'static [u8]], commands: usize) -> Vec<Result<Vec<u8>, &'static str>> {
        let transport = Box::new(Script(answers.iter().rev().copied().collect()));
        let response = Zeroizing::new(vec![0; LONGEST]);
        let mut connection = Connection { transport, response, broken: None };
        let mut all = Vec::new();
        for _ in 0..commands {
            let answer = connection.exchange(&[]).map(|answer| answer.rest().to_vec());
            all.push(answer.map_err(|fault| fault.error().code()));
        }
        all
    }

    /// A late or a broken answer would be taken for that of the next command.
    #[test]
    fn nothing_is_asked_after_a_broken_answer() {
        let broken: [&[u8]; 4] = [
            &[0x80, 1, 0, 0, 0, 12, 0, 0, 0, 0, 7],
            &[0x80, 1, 0, 0, 0, 9, 0, 0, 0],
            &[],
            // A TPM 1.2, which does not know the tag of the command.
            &[0, 0xC4, 0, 0, 0, 10, 0, 0, 0, 0x1E],
        ];
        for broken in broken {
            let all = said(&[WELL, broken, WELL], 3);
            assert_eq!(all, [Ok(vec![7]), Err("tpm_answer_invalid"), Err("tpm_answer_invalid")]);
        }
        assert_eq!(said(&[], 2), [Err("tpm_no_answer"), Err("tpm_no_answer")]);
    }

    #[test]
    fn what_passes_is_waited_for() {
        let passing: [&[u8]; 5] = [
            &[0x80, 1, 0, 0, 0, 10, 0, 0, 9, 0x08],
            &[0x80, 1, 0, 0, 0, 10, 0, 0, 9, 0x0A],
            &[0x80, 1, 0, 0, 0, 10, 0, 0, 9, 0x20],
            &[0x80, 1, 0, 0, 0, 10, 0, 0, 9, 0x22],
            &[0x80, 1, 0, 0, 0, 10, 0, 0, 9, 0x23],
        ];
        for passing in passing {
            assert_eq!(said(&[passing, WELL], 1), [Ok(vec![7])]);
        }
    }
}
