//! Instruction counts by callgrind: the same on a busy machine as on an idle one.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixtures;
use crate::manifest::Kind;

/// The name that [`crate::measured::measured`] has for callgrind.
const MEASURED: &str = "*measured::measured*";

/// Arguments of the program `scenario`, and what it needs.
#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    /// The name in tables and in the baseline.
    pub name: &'static str,
    /// The command, without the last argument.
    arguments: &'static [&'static str],
    /// What is given to it.
    needs: (Kind, usize),
    /// What one more of is counted: the last argument.
    of: Of,
}

#[derive(Debug, Clone, Copy)]
enum Of {
    /// The whole of it.
    All(&'static str),
    /// One of so many: the difference between that many and twice as many.
    Each(usize),
}

/// All that is held against the baseline.
pub const SCENARIOS: [Scenario; 15] = [
    load("load env 1000", &["load", "env", "1000"], Kind::Env),
    load("load text 1000", &["load", "text", "1000"], Kind::Text),
    load("load json 1000", &["load", "json", "1000"], Kind::Json),
    load("load yaml 1000", &["load", "yaml", "1000"], Kind::Yaml),
    load("load json_files 1000", &["load", "json_files", "1000"], Kind::JsonFiles),
    load("load keys 1000", &["load", "keys", "1000"], Kind::Keys),
    ACCESS,
    COMPARISONS[0],
    COMPARISONS[1],
    LOOKUPS[0],
    LOOKUPS[1],
    LOOKUPS[2],
    LOOKUPS[3],
    expand("check and generate 1000", "plain"),
    expand("check and generate 1000 with config", "config"),
];

/// `creds.x.secret()`.
pub const ACCESS: Scenario = each("access", &["access"], 1000);
/// A secret beside one that differs in its first byte, and in its last: as many instructions, or the
/// time would tell how much of a guess is right.
pub const COMPARISONS: [Scenario; 2] = [
    each("compare, first byte differs", &["equal", "0"], 0),
    each("compare, last byte differs", &["equal", "63"], 0),
];
/// A bare `ArcSwap::load`, and `live.current()`; of the program `current`.
pub const CURRENT: [Scenario; 2] =
    [each("ArcSwap::load", &["bare"], 0), each("current", &["live"], 0)];
/// `creds.get("x")` in sets of ten times the size each.
pub const LOOKUPS: [Scenario; 4] = [
    each("lookup in 10", &["lookup", "10"], 10),
    each("lookup in 100", &["lookup", "100"], 100),
    each("lookup in 1000", &["lookup", "1000"], 1000),
    each("lookup in 10000", &["lookup", "10000"], 10_000),
];

const fn load(name: &'static str, arguments: &'static [&'static str], kind: Kind) -> Scenario {
    Scenario { name, arguments, needs: (kind, 1000), of: Of::All("1") }
}

const fn each(name: &'static str, arguments: &'static [&'static str], size: usize) -> Scenario {
    Scenario { name, arguments, needs: (Kind::Env, size), of: Of::Each(1000) }
}

const fn expand(name: &'static str, config: &'static str) -> Scenario {
    Scenario { name, arguments: &["expand", "1000"], needs: (Kind::Env, 0), of: Of::All(config) }
}

/// What callgrind counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Count {
    /// Instructions.
    pub instructions: f64,
    /// Instructions that lock the bus: atomic ones.
    pub locked: f64,
}

/// Where callgrind is.
pub fn valgrind() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join("valgrind")).find(|file| file.is_file())
}

impl Scenario {
    /// Runs it; `program` is `scenario`.
    pub fn count(&self, valgrind: &Path, program: &Path) -> Count {
        match self.of {
            Of::All(last) => self.run(valgrind, program, last),
            Of::Each(times) => {
                let once = self.run(valgrind, program, &times.to_string());
                let twice = self.run(valgrind, program, &(2 * times).to_string());
                let each = |twice: f64, once: f64| (twice - once) / times as f64;
                Count {
                    instructions: each(twice.instructions, once.instructions),
                    locked: each(twice.locked, once.locked),
                }
            }
        }
    }

    fn run(&self, valgrind: &Path, program: &Path, last: &str) -> Count {
        let (kind, size) = self.needs;
        let files = fixtures::files(kind, size);
        let mut command = Command::new(valgrind);
        fixtures::with_variables(&mut command, kind, size);
        command
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-bus=yes"])
            .args(["--collect-atstart=no".to_owned(), format!("--toggle-collect={MEASURED}")])
            .arg(program)
            .args(self.arguments)
            .arg(last)
            .current_dir(files.path());
        let output = command.output().expect("valgrind");
        let log = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} failed under valgrind:\n{log}", self.name);
        collected(&log).unwrap_or_else(|| panic!("{} has no count:\n{log}", self.name))
    }
}

/// The totals in callgrind's log: `==1== Collected : 5380902 12`.
fn collected(log: &str) -> Option<Count> {
    let (_, line) = log.split_once("Collected :")?;
    let mut numbers = line.lines().next()?.split_whitespace();
    let instructions: f64 = numbers.next()?.parse().ok()?;
    // Zeros at the end are left out.
    let locked = numbers.next().map_or(Some(0.0), |number| number.parse().ok())?;
    (instructions > 0.0).then_some(Count { instructions, locked })
}

#[cfg(test)]
mod tests {
    use super::{Count, collected};

    #[test]
    fn the_totals_are_read() {
        let log = "==7== Events    : Ir Ge\n==7== Collected : 10027 3\n==7== \n";
        assert_eq!(collected(log), Some(Count { instructions: 10_027.0, locked: 3.0 }));
        let log = "==7== Collected : 10027\n";
        assert_eq!(collected(log), Some(Count { instructions: 10_027.0, locked: 0.0 }));
        // Nothing was watched: the function has another name.
        assert_eq!(collected("==7== Collected : 0 0\n"), None);
        assert_eq!(collected("==7== \n"), None);
    }
}
