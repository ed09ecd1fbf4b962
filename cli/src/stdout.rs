//! Standard output, whose reader may go.

use std::io::{self, Write};

/// Standard output, or nothing once its reader has gone, as `head` does: what a run found is its exit
/// status all the same.
pub(crate) struct Stdout(io::StdoutLock<'static>);

impl Stdout {
    pub(crate) fn lock() -> Self {
        Self(io::stdout().lock())
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_closed(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_closed(self.0.flush(), ())
    }
}

fn unless_closed<T>(result: io::Result<T>, closed: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(closed),
        result => result,
    }
}

/// Whether nobody can read what is yet to be written.
#[cfg(unix)]
pub(crate) fn reader_is_gone() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let stdout = io::stdout();
    let mut one = [PollFd::new(&stdout, PollFlags::empty())];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut one, Some(&at_once)).is_ok()
        && one.iter().any(|one| one.revents().intersects(PollFlags::ERR | PollFlags::HUP))
}

#[cfg(not(unix))]
pub(crate) fn reader_is_gone() -> bool {
    false
}
