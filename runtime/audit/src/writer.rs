//! Appending records to the file that the path leads to, whoever else does.

use std::mem;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::chain::{Chain, NOTHING};
use crate::end::{self, End};
use crate::failure::Failure;
use crate::file::LogFile;
use crate::hex::{self, Hash, HashText};
use crate::options::{Options, Sync};
use crate::tail::Torn;
use crate::text::{Second, push_number, push_string};

pub(crate) struct Writer {
    path: PathBuf,
    file: Arc<LogFile>,
    /// The file as this last left it; `None` before.
    left: Option<Left>,
    seq: u64,
    head: Head,
    /// The last hash of the file before this one.
    continues: Option<Hash>,
    /// Accesses that were let through without a record.
    pub(crate) lost: u64,
    /// How long to wait for the lock yet.
    pub(crate) patience: Duration,
    /// The program's name, in JSON.
    process: Vec<u8>,
    pid: u32,
    second: Second,
    buffer: Vec<u8>,
}

/// The hash of the last record, and as the next one has it.
#[derive(Clone, Copy)]
struct Head {
    hash: Hash,
    text: HashText,
}

impl From<Hash> for Head {
    fn from(hash: Hash) -> Self {
        Self { hash, text: hex::text(&hash) }
    }
}

/// A file that a process wrote to.
#[derive(Clone, Copy)]
struct Left {
    size: u64,
    /// Of its last record.
    head: Hash,
}

/// Between two looks at the path the file may be replaced, but not for ever.
const TRIES: u32 = 10;

/// Writes a record's event, in quotes, and the keys of its own, each with a comma in front.
pub(crate) type Write<'w> = &'w dyn Fn(&mut Vec<u8>);

/// What has to be said before the next record.
#[derive(Default)]
struct Found {
    needs_header: bool,
    is_open: bool,
    torn: Option<Torn>,
    /// The hash that the file was cut before.
    cut: Option<Hash>,
    continued: Option<Hash>,
}

impl Writer {
    pub(crate) fn open(path: &Path, options: &Options) -> Result<Self, Failure> {
        let mut process = Vec::new();
        push_string(&mut process, &process_name());
        let mut writer = Self {
            path: path.to_owned(),
            file: Arc::new(LogFile::open(path)?),
            left: None,
            seq: 0,
            head: NOTHING.into(),
            continues: None,
            lost: 0,
            patience: options.lock_timeout,
            process,
            pid: process::id(),
            second: Second::default(),
            buffer: Vec::new(),
        };
        // The first record of a file, so that what is wrong shows now.
        writer.append(options, SystemTime::now(), None)?;
        Ok(writer)
    }

    pub(crate) fn seq(&self) -> u64 {
        self.seq
    }

    pub(crate) fn head(&self) -> Hash {
        self.head.hash
    }

    /// Whether the process was copied since this was opened: the lock does not keep the copies apart.
    pub(crate) fn is_of_another_process(&self) -> bool {
        self.pid != process::id()
    }

    /// Opens the file anew, in a process that was copied.
    pub(crate) fn reopen(&mut self) -> Result<(), Failure> {
        self.file = Arc::new(LogFile::open(&self.path)?);
        (self.left, self.lost, self.pid) = (None, 0, process::id());
        Ok(())
    }

    /// Appends a record; without one, only what has to be said before it.
    pub(crate) fn append(
        &mut self,
        options: &Options,
        time: SystemTime,
        write: Option<Write<'_>>,
    ) -> Result<(), Failure> {
        for _ in 0..TRIES {
            // A handle of its own, because the rest changes while it is locked.
            let file = Arc::clone(&self.file);
            // What follows in the same access does not wait as long again.
            let _lock = file.lock(self.patience).inspect_err(|_| self.patience = Duration::ZERO)?;
            let Some(size) = file.size_by_name()? else {
                self.follow(&file, options)?;
                continue;
            };
            let found = match self.left {
                Some(left) if left.size == size => Found::default(),
                left => self.look(&file, size, left, options)?,
            };
            let size = if found.needs_header { 0 } else { size };
            let before = (self.seq, self.head);
            self.compose(&found, options, time, write);
            let result = self.write(&file, size, options);
            if result.is_ok() {
                (self.continues, self.lost) = (None, 0);
            } else {
                (self.seq, self.head) = before;
            }
            return result;
        }
        Err(Failure::Other)
    }

    /// The file was renamed, and nobody appends to it any more: on to the one that has its name now.
    fn follow(&mut self, old: &LogFile, options: &Options) -> Result<(), Failure> {
        let size = old.size()?;
        // What was cut is not gone on from: then the files do not fit together, and that shows.
        if self.left.is_some_and(|left| left.size != size && is_there(old, size, &left)) {
            if let Ok(End { tail: Some(tail), .. }) = end::read(old, size, &options.chain) {
                (self.seq, self.head) = (tail.seq, tail.head.into());
            }
        }
        self.file = Arc::new(LogFile::open(&self.path)?);
        if self.left.take().is_some() {
            self.continues = Some(self.head.hash);
        }
        Ok(())
    }

    /// What others did to the file.
    fn look(
        &mut self,
        file: &LogFile,
        size: u64,
        left: Option<Left>,
        options: &Options,
    ) -> Result<Found, Failure> {
        let cut = left.filter(|left| !is_there(file, size, left)).map(|left| left.head);
        let End { tail, is_torn_header } = end::read(file, size, &options.chain)?;
        let Some(tail) = tail else {
            if is_torn_header {
                file.clear()?;
            }
            return Ok(Found { needs_header: true, cut, ..Found::default() });
        };
        let mut found = Found { is_open: tail.is_open, torn: tail.torn, cut, ..Found::default() };
        if left.is_none() {
            let first = end::check_header(file, size, &options.chain)?;
            // Who began it knew of a record that is not older, or of none.
            found.continued = self.continues.filter(|_| self.seq >= first);
        }
        (self.seq, self.head) = (tail.seq, tail.head.into());
        Ok(found)
    }

    /// Puts all records into the buffer.
    fn compose(
        &mut self,
        found: &Found,
        options: &Options,
        time: SystemTime,
        write: Option<Write<'_>>,
    ) {
        let chain = &options.chain;
        self.buffer.clear();
        if found.is_open {
            self.buffer.push(b'\n');
        }
        if found.needs_header {
            self.record(chain, time, &|out| {
                out.extend_from_slice(b"\"audit_opened\",\"format\":1,\"alg\":");
                push_string(out, chain.algorithm());
                out.extend_from_slice(b",\"key_id\":");
                match chain.key_id() {
                    Some(id) => {
                        out.push(b'"');
                        out.extend_from_slice(&id);
                        out.push(b'"');
                    }
                    None => out.extend_from_slice(b"null"),
                }
            });
        }
        if let Some(torn) = found.torn {
            self.record(chain, time, &|out| {
                out.extend_from_slice(b"\"audit_torn\",\"bytes\":");
                push_number(out, torn.bytes);
                push_hash(out, b",\"sha256\":\"", &torn.hash);
            });
        }
        if let Some(expected) = found.cut {
            self.record(chain, time, &|out| {
                push_hash(out, b"\"audit_cut\",\"expected\":\"", &expected);
            });
        }
        if let Some(old) = found.continued {
            self.record(chain, time, &|out| {
                push_hash(out, b"\"audit_continued\",\"old_head\":\"", &old);
            });
        }
        if self.lost > 0 {
            let lost = self.lost;
            self.record(chain, time, &|out| {
                out.extend_from_slice(b"\"audit_lost\",\"count\":");
                push_number(out, lost);
            });
        }
        if let Some(write) = write {
            self.record(chain, time, write);
        }
    }

    /// Puts one into the buffer.
    fn record(&mut self, chain: &Chain, time: SystemTime, write: Write<'_>) {
        self.seq = self.seq.saturating_add(1);
        let start = self.buffer.len();
        let mut out = mem::take(&mut self.buffer);
        out.extend_from_slice(b"{\"seq\":");
        push_number(&mut out, self.seq);
        out.extend_from_slice(b",\"time\":");
        self.second.push(&mut out, time);
        out.extend_from_slice(b",\"event\":");
        write(&mut out);
        out.extend_from_slice(b",\"pid\":");
        push_number(&mut out, self.pid.into());
        out.extend_from_slice(b",\"process\":");
        out.extend_from_slice(&self.process);
        out.extend_from_slice(b",\"prev\":\"");
        out.extend_from_slice(&self.head.text);
        out.push(b'"');
        self.head = chain.hash(out.get(start..).unwrap_or_default()).into();
        out.extend_from_slice(b",\"hash\":\"");
        out.extend_from_slice(&self.head.text);
        out.extend_from_slice(b"\"}\n");
        self.buffer = out;
    }

    /// What is in the buffer, to the end of the file.
    fn write(&mut self, file: &LogFile, size: u64, options: &Options) -> Result<(), Failure> {
        if !self.buffer.is_empty() {
            file.append(&self.buffer, size)?;
            if options.sync == Sync::Always {
                // It is there all the same, and found when the file is looked at again.
                file.sync().inspect_err(|_| self.left = None)?;
            }
        }
        self.left = Some(Left { size: size + self.buffer.len() as u64, head: self.head.hash });
        Ok(())
    }
}

/// Whether the record that a file ended with is still where it was.
fn is_there(file: &LogFile, size: u64, left: &Left) -> bool {
    let mut end = Vec::new();
    push_hash(&mut end, b"", &left.head);
    end.extend_from_slice(b"}\n");
    let length = end.len() as u64;
    let there = length.min((size + length).saturating_sub(left.size));
    let found = || file.read(left.size.saturating_sub(length), there);
    // A cut that took the line break alone took nothing.
    there + 1 >= length && found().is_ok_and(|found| end.starts_with(&found))
}

/// With the quote at its end.
fn push_hash(out: &mut Vec<u8>, before: &[u8], hash: &Hash) {
    out.extend_from_slice(before);
    hex::push(out, hash);
    out.push(b'"');
}

/// The name of the program's file, as far as it is one.
fn process_name() -> String {
    const LONGEST: usize = 64;

    let path = std::env::current_exe().unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.chars().take(LONGEST).collect()
}
