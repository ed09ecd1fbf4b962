//! A line from a terminal that does not show it.

use std::io::{self, Read, Stdin, Write};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use zeroize::Zeroizing;

use crate::end::Failure;

/// Longer than anybody types, and pastes of keys.
const MOST: usize = 64 * 1024;

const INTERRUPT: u8 = 3;
const END: u8 = 4;
const BACKSPACE: u8 = 8;
const CLEAR: u8 = 21;
const DELETE: u8 = 127;

/// Held while the terminal is set: a signal that comes just before must not be followed by it.
static SETTING: Mutex<()> = Mutex::new(());

/// The terminal as it was, when this goes.
struct Unseen {
    stdin: Stdin,
    before: Termios,
}

impl Unseen {
    fn start() -> io::Result<Self> {
        let stdin = io::stdin();
        let before = tcgetattr(&stdin)?;
        restore_on_signal(before.clone())?;
        let mut unseen = before.clone();
        // Byte by byte, with Ctrl-C as one of them: a signal would leave the terminal as it is now.
        unseen.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        let _alone = SETTING.lock().unwrap_or_else(PoisonError::into_inner);
        tcsetattr(&stdin, OptionalActions::Flush, &unseen)?;
        Ok(Self { stdin, before })
    }
}

/// Whoever ends this process from elsewhere leaves a terminal that shows what is typed.
fn restore_on_signal(before: Termios) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            let _until_the_end = SETTING.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &before);
            let _ = emulate_default_handler(signal);
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait).map(drop)
}

impl Drop for Unseen {
    fn drop(&mut self) {
        // What was pasted behind the first line would be a shell's next command.
        let _ = tcsetattr(&self.stdin, OptionalActions::Flush, &self.before);
    }
}

pub(super) fn line(prompt: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let failed = |error: io::Error| Failure(format!("cannot read the terminal: {}", error.kind()));
    let terminal = Unseen::start().map_err(failed)?;
    let _ = write!(io::stderr(), "{prompt}");
    let mut value = Zeroizing::new(Vec::with_capacity(MOST));
    let result = fill(&mut value, &mut terminal.stdin.lock());
    drop(terminal);
    let _ = writeln!(io::stderr());
    match result {
        Ok(true) => Ok(value),
        Ok(false) => Err(Failure("interrupted; nothing is written".to_owned())),
        Err(error) => Err(failed(error)),
    }
}

/// Whether the line is whole.
fn fill(value: &mut Vec<u8>, input: &mut impl Read) -> io::Result<bool> {
    // Of the size of the buffer that standard input has itself, which is left empty then: nobody wipes it.
    let mut bytes = Zeroizing::new([0; 8192]);
    loop {
        let count = input.read(&mut *bytes)?;
        if count == 0 {
            return Ok(true);
        }
        for byte in bytes.get(..count).unwrap_or_default() {
            match *byte {
                b'\r' | b'\n' | END => return Ok(true),
                INTERRUPT => return Ok(false),
                CLEAR => value.clear(),
                BACKSPACE | DELETE => {
                    // A sign may be several bytes.
                    while value.pop().is_some_and(|last| last & 0b1100_0000 == 0b1000_0000) {}
                }
                _ if value.len() == MOST => return Err(io::ErrorKind::FileTooLarge.into()),
                other => value.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_edit() {
        for (typed, value, is_whole) in [
            (&b"abc\rdef"[..], &b"abc"[..], true),
            ("aé\x7fb\x08c\n".as_bytes(), b"ac", true),
            (b"abc\x15de\x04", b"de", true),
            (b"abc\x03", b"abc", false),
            (b"\x7fa", b"a", true),
        ] {
            let mut line = Vec::new();
            assert_eq!(fill(&mut line, &mut &*typed).ok(), Some(is_whole));
            assert_eq!(line, value);
        }
    }
}
