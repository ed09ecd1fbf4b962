//! Signals that this process gets are meant for the command.

use std::io;
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{
    SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
};
use signal_hook::iterator::SignalsInfo;
use signal_hook::iterator::exfiltrator::WithRawSiginfo;
use signal_hook::low_level::emulate_default_handler;

const PASSED_ON: [(i32, Signal); 9] = [
    (SIGCONT, Signal::CONT),
    (SIGHUP, Signal::HUP),
    (SIGINT, Signal::INT),
    (SIGQUIT, Signal::QUIT),
    (SIGTERM, Signal::TERM),
    (SIGTSTP, Signal::TSTP),
    (SIGUSR1, Signal::USR1),
    (SIGUSR2, Signal::USR2),
    (SIGWINCH, Signal::WINCH),
];

/// Signals that are waited for from now on.
pub(super) struct Caught(SignalsInfo<WithRawSiginfo>);

impl Caught {
    /// Those that this process does not ignore: what `nohup` ignores stays ignored in the command, too.
    pub(super) fn new() -> io::Result<Self> {
        let ignored = ignored();
        let wanted = PASSED_ON.iter().map(|(number, _)| *number);
        SignalsInfo::new(wanted.filter(|number| ignored & (1 << (number - 1)) == 0)).map(Self)
    }

    /// Gives them to the command until it is over.
    pub(super) fn pass_on(mut self, to: Pid, is_over: Arc<AtomicBool>) -> io::Result<()> {
        let pass = move || {
            for caught in self.0.forever() {
                let number = caught.si_signo;
                if is_over.load(Ordering::Acquire) {
                    return;
                }
                let named = PASSED_ON.iter().find(|(known, _)| *known == number);
                let is_from_terminal = matches!(number, SIGINT | SIGQUIT | SIGTSTP | SIGWINCH)
                    && !is_from_process(caught.si_code)
                    && is_in_foreground();
                if let Some((_, signal)) = named.filter(|_| !is_from_terminal) {
                    let _ = kill_process(to, *signal);
                }
                // So that the shell sees it stop; process 1 cannot.
                if number == SIGTSTP && std::process::id() != 1 {
                    let _ = emulate_default_handler(SIGTSTP);
                }
            }
        };
        thread::Builder::new().name("signals".to_owned()).spawn(pass).map(drop)
    }
}

/// Whether `kill` or the like sent it, to this process: the system's own codes are above zero. Others than Linux do not
/// tell.
fn is_from_process(code: i32) -> bool {
    cfg!(target_os = "linux") && code <= 0
}

/// Whether keys of the terminal are signals for this process group, in which the command is, too.
fn is_in_foreground() -> bool {
    let Ok(terminal) = std::fs::File::open("/dev/tty") else { return false };
    rustix::termios::tcgetpgrp(terminal.as_fd())
        .is_ok_and(|group| group == rustix::process::getpgrp())
}

/// A bit a signal, as far as the system tells.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    line.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
}
