//! What a program has written when it closes its output, or has ended.

use std::process::{Child, ChildStdout};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::group;
use crate::read::Buffer;

/// How often it is looked whether a program has ended whose output is open.
const STEP: Duration = Duration::from_millis(10);

/// How long another that it started may hold the output when it has ended itself.
const GRACE: Duration = Duration::from_secs(1);

/// `None` if that is more than the most.
type Written = Option<Zeroizing<Vec<u8>>>;

/// What is left of the grace, from the moment at which the program is found to have ended.
#[derive(Default)]
struct Grace(Option<Instant>);

impl Grace {
    /// Whether it is over. What holds the output then is not the program, and what that wrote is there.
    fn is_over(&mut self, child: &mut Child, now: Instant) -> bool {
        if self.0.is_none() && group::has_ended(child) {
            self.0 = Some(now + GRACE);
        }
        self.0.is_some_and(|ends| now >= ends)
    }
}

/// No read blocks, so that a process that has left the group and holds the output holds nothing up.
#[cfg(unix)]
pub(crate) fn written(
    child: &mut Child,
    mut pipe: ChildStdout,
    most: usize,
    end: Instant,
) -> Result<Written, Failure> {
    let (mut buffer, mut grace) = (Buffer::new(most), Grace::default());
    loop {
        let now = Instant::now();
        if now >= end {
            return Err(Failure::TimedOut);
        }
        let is_over = grace.is_over(child, now);
        if is_over {
            group::kill(child);
        }
        if is_ready(&pipe, if is_over { Duration::ZERO } else { STEP }) {
            if !buffer.read(&mut pipe) {
                return Ok(buffer.into_written());
            }
        } else if is_over {
            return Ok(buffer.into_written());
        }
    }
}

/// Whether a read returns at once, which may take that long.
#[cfg(unix)]
fn is_ready(pipe: &ChildStdout, time: Duration) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let time = Timespec { tv_sec: 0, tv_nsec: time.subsec_nanos().into() };
    let mut waited = [PollFd::new(pipe, PollFlags::IN)];
    poll(&mut waited, Some(&time)).is_ok_and(|count| count > 0)
}

#[cfg(not(unix))]
pub(crate) fn written(
    child: &mut Child,
    mut pipe: ChildStdout,
    most: usize,
    end: Instant,
) -> Result<Written, Failure> {
    use std::sync::mpsc::{RecvTimeoutError, sync_channel};

    let (sender, receiver) = sync_channel(1);
    let reader = std::thread::Builder::new().name("output of a program".to_owned());
    // Blocked until all writers are gone.
    let reader = reader.spawn(move || {
        let mut buffer = Buffer::new(most);
        while buffer.read(&mut pipe) {}
        _ = sender.send(buffer.into_written());
    });
    reader.map_err(|_| Failure::NotStarted)?;
    let mut grace = Grace::default();
    loop {
        match receiver.recv_timeout(STEP) {
            Ok(written) => return Ok(written),
            Err(RecvTimeoutError::Disconnected) => return Err(Failure::NotStarted),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = Instant::now();
        if now >= end {
            return Err(Failure::TimedOut);
        }
        if grace.is_over(child, now) {
            group::kill(child);
            return receiver.recv_timeout(GRACE).map_err(|_| Failure::TimedOut);
        }
    }
}
