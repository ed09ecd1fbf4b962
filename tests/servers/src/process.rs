use std::process::{Child, Command, Stdio};

/// A program that ends with its test.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// `None` if there is no such program. What it prints is not kept.
    pub fn start(command: &mut Command) -> Option<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().ok().map(Self)
    }

    /// Whether it has not ended.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
