//! Searches the memory of another process.

use std::collections::HashMap;
use std::fs::{self, File};
use std::ops::Range;
use std::os::unix::fs::FileExt;

/// So many bytes in a row are a piece of a secret.
const WINDOW: usize = 16;

/// Every piece of some texts.
pub(crate) struct Pieces {
    pieces: HashMap<[u8; WINDOW], (usize, usize)>,
    /// By their first two bytes: whether there is any. Nearly all of memory is told by this alone.
    begins: Vec<bool>,
}

/// A piece that was found.
#[derive(Debug)]
pub(crate) struct Hit {
    /// Which text, and where in it.
    pub(crate) text: usize,
    pub(crate) offset: usize,
    pub(crate) address: u64,
    /// What `/proc/PID/maps` calls the memory.
    #[expect(dead_code, reason = "for the message of a failed test")]
    pub(crate) map: String,
}

impl Pieces {
    /// Those of `texts`. A piece that several have counts for the first.
    pub(crate) fn of<T: AsRef<[u8]>>(texts: &[T]) -> Self {
        let mut pieces = HashMap::new();
        let mut begins = vec![false; 1 << 16];
        for (text, bytes) in texts.iter().map(AsRef::as_ref).enumerate() {
            assert!(bytes.len() >= WINDOW + WINDOW / 2, "too short to be searched for: {bytes:?}");
            for (offset, window) in bytes.windows(WINDOW).enumerate() {
                begins[begin(window)] = true;
                pieces.entry(window.try_into().unwrap()).or_insert((text, offset));
            }
        }
        Self { pieces, begins }
    }

    /// All hits in what the process can write to, but for the memory at `except`.
    pub(crate) fn find_in(&self, pid: u32, except: &Range<u64>) -> Vec<Hit> {
        // A thread that has answered may be about to end, and its stack then goes while this reads.
        let mut tries = 0..100;
        loop {
            assert!(tries.next().is_some(), "the memory keeps changing");
            if let Some(hits) = self.try_to_find_in(pid, except) {
                return hits;
            }
        }
    }

    /// `None` if the memory changes meanwhile.
    fn try_to_find_in(&self, pid: u32, except: &Range<u64>) -> Option<Vec<Hit>> {
        let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
        let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
        let mut hits = Vec::new();
        let mut stack_seen = false;
        for map in maps.lines() {
            let mut fields = map.split_ascii_whitespace();
            let (Some(range), Some(access)) = (fields.next(), fields.next()) else {
                panic!("{map}");
            };
            if !access.starts_with("rw") {
                continue;
            }
            stack_seen |= map.ends_with("[stack]");
            let (start, end) = range.split_once('-').unwrap();
            let [start, end] = [start, end].map(|hex| u64::from_str_radix(hex, 16).unwrap());
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            if memory.read_exact_at(&mut bytes, start).is_err() {
                return None;
            }
            self.find(&bytes, start, map, &mut hits);
        }
        assert!(stack_seen, "not all of the memory was read: {maps}");
        hits.retain(|hit| !except.contains(&hit.address));
        Some(hits)
    }

    fn find(&self, bytes: &[u8], start: u64, map: &str, hits: &mut Vec<Hit>) {
        const PAGE: usize = 4096;
        for page in (0..bytes.len()).step_by(PAGE) {
            if bytes[page..bytes.len().min(page + PAGE)] == [0; PAGE] {
                continue;
            }
            let last = bytes.len().min(page + PAGE + WINDOW - 1);
            for (at, window) in bytes[page..last].windows(WINDOW).enumerate() {
                if !self.begins[begin(window)] {
                    continue;
                }
                if let Some(&(text, offset)) = self.pieces.get(window) {
                    let address = start + u64::try_from(page + at).unwrap();
                    hits.push(Hit { text, offset, address, map: map.to_owned() });
                }
            }
        }
    }
}

fn begin(window: &[u8]) -> usize {
    usize::from(window[0]) << 8 | usize::from(window[1])
}

/// Where the kernel keeps the variables that the process was started with.
pub(crate) fn environment_of(pid: u32) -> Range<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // The second field, the name, is in parentheses; `env_start` and `env_end` are 50 and 51.
    let (_, behind_name) = stat.rsplit_once(')').unwrap();
    let mut fields = behind_name.split_ascii_whitespace().skip(50 - 3).map(|n| n.parse().unwrap());
    fields.next().unwrap()..fields.next().unwrap()
}
