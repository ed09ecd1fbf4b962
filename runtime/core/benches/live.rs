//! What `Live::current` costs beside a bare `ArcSwap::load`: at most twice as much.
//!
//! `cargo bench -p provider-credentials-core --features live --bench live`

#![forbid(unsafe_code)]
#![allow(missing_docs, clippy::print_stdout, reason = "a program")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use provider_credentials_core::__private::{
    AnyCredential, CredentialSet, Debug, Handles, Set, Table, UnknownCredentialId, fmt,
};
use provider_credentials_core::{Live, Loader};

static TABLE: Table = Table::new(&[]);

struct Empty {
    set: Set,
}

impl Debug for Empty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Empty")
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
struct Id;

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("id")
    }
}

impl AsRef<str> for Id {
    #[allow(clippy::unnecessary_literal_bound, reason = "as the trait has it")]
    fn as_ref(&self) -> &str {
        "id"
    }
}

impl std::str::FromStr for Id {
    type Err = UnknownCredentialId;

    fn from_str(_: &str) -> Result<Self, Self::Err> {
        Ok(Self)
    }
}

impl CredentialSet for Empty {
    type Id = Id;

    const IDS: &'static [Id] = &[];

    fn __table() -> &'static Table {
        &TABLE
    }

    fn __from(handles: Handles) -> Self {
        let mut set = Set::UNFILLED;
        handles.into_set(&mut set);
        Self { set }
    }

    fn __set(&self) -> &Set {
        &self.set
    }
}

const TIMES: u32 = 10_000_000;

/// The best of several, as other programs only make it longer.
fn best(mut work: impl FnMut() -> usize) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..10 {
        let since = Instant::now();
        let done: usize = (0..TIMES).map(|_| work()).sum();
        black_box(done);
        best = best.min(since.elapsed());
    }
    best
}

fn main() {
    let live = Live::<Empty>::start(Loader::isolated());
    let bare: ArcSwap<Vec<AnyCredential>> = ArcSwap::from_pointee(Vec::new());
    let of_bare = best(|| black_box(&bare).load().len());
    let of_live = best(|| black_box(&live).current().iter().len());
    let each = |duration: Duration| duration.as_secs_f64() * 1e9 / f64::from(TIMES);
    let ratio = of_live.as_secs_f64() / of_bare.as_secs_f64();
    println!("ArcSwap::load   {:6.1} ns", each(of_bare));
    println!("Live::current   {:6.1} ns, {ratio:.2} times", each(of_live));
    assert!(ratio < 2.0, "more than twice as much");
}
