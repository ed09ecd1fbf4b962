//! Many changes, with readers beside them. `LIVE_ROUNDS=10000 cargo test -p provider-credentials-tests --test it live`
//! is the full size.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials::{ExposeSecret, Live, Loader};

use super::{Set, files, rename_over, soon, swap, value};

fn rounds() -> u32 {
    std::env::var("LIVE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300)
}

fn entries(directory: &str) -> usize {
    std::fs::read_dir(directory).unwrap().count()
}

/// What this process has in memory, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// User and password of one number, always.
fn read(live: &Live<Set>, stop: &AtomicBool, reads: &AtomicU32) {
    while !stop.load(Ordering::Relaxed) {
        let current = live.current();
        let user = current.database.username().unwrap();
        let password = current.database.password().unwrap().expose_secret();
        assert_eq!(user.strip_prefix("user-"), password.strip_prefix("password-"));
        reads.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn no_reader_sees_half_of_a_change_and_the_last_one_is_seen() {
    let files = files();
    let live = Live::<Set>::start(files.loader());
    let (stop, reads) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (live, stop, reads) = (live.clone(), Arc::clone(&stop), Arc::clone(&reads));
            thread::spawn(move || read(&live, &stop, &reads))
        })
        .collect();
    let (rounds, descriptors) = (rounds(), entries("/proc/self/fd"));
    let mut before = 0;
    for round in 2..rounds {
        if round == rounds / 4 {
            before = resident();
        }
        swap(&files.join("volume"), round);
        rename_over(&files.join("openai"), &format!("key-of-round-{round}"));
    }
    let last = Instant::now();
    soon("the last volume", || {
        value(&live.current().database) == format!("password-{}", rounds - 1)
    });
    soon("the last file", || {
        value(&live.current().openai) == format!("key-of-round-{}", rounds - 1)
    });
    println!("visible after {:?}, {} reads", last.elapsed(), reads.load(Ordering::Relaxed));
    stop.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.join().unwrap();
    }
    // Other tests open files beside this one.
    assert!(entries("/proc/self/fd") < descriptors + 100);
    // They use memory, too, but they are over long before this one in its full size.
    let now = resident();
    println!("{before} KiB after a quarter, {now} KiB at the end");
    assert!(std::env::var_os("LIVE_ROUNDS").is_none() || now < before + 4096);
}

/// Stopped at any point of a write, for any time, and resumed.
#[test]
fn a_half_written_value_is_never_taken() {
    let files = files();
    let live = Live::<Set>::start(files.loader());
    let mut before = "first-of-openai".to_owned();
    // A linear congruential generator: tests need no better one.
    let mut state = 1_u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for round in 0..rounds() / 20 {
        let text = format!("key-that-was-written-slowly-{round}");
        let stop = 1 + random(u32::try_from(text.len()).unwrap() - 1) as usize;
        let mut file =
            File::options().write(true).truncate(true).open(files.join("openai")).unwrap();
        file.write_all(&text.as_bytes()[..stop]).unwrap();
        thread::sleep(Duration::from_millis(u64::from(random(40))));
        if random(3) == 0 {
            live.reload();
        }
        assert_eq!(value(&live.current().openai), before);
        file.write_all(&text.as_bytes()[stop..]).unwrap();
        drop(file);
        soon(&text, || value(&live.current().openai) == text);
        before = text;
    }
}

#[test]
fn the_thread_and_its_watches_go_with_the_last_handle_and_are_idle_before() {
    let threads = || {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap();
        let mut found = Vec::new();
        for task in tasks.flatten() {
            let name = std::fs::read_to_string(task.path().join("comm")).unwrap_or_default();
            if name.trim() == "idle-test" || name.trim() == "credentials" {
                found.push(task.path());
            }
        }
        found
    };
    // Others start and end beside this one: look at the one that is new and stays.
    let before = threads();
    let live = Live::<Set>::start(Loader::isolated().with_secret("openai", "an-example-secret"));
    thread::sleep(Duration::from_millis(300));
    let new: Vec<_> = threads().into_iter().filter(|task| !before.contains(task)).collect();
    let switches = |task: &std::path::Path| {
        let status = std::fs::read_to_string(task.join("status")).ok()?;
        let count = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches"))?;
        count.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    let counts: Vec<_> = new.iter().map(|task| switches(task)).collect();
    thread::sleep(Duration::from_millis(500));
    let idle =
        new.iter().zip(counts).any(|(task, before)| before.is_some() && switches(task) == before);
    assert!(idle, "a thread of a set at rest does not wake up");
    drop(live);
    soon("the thread ends", || new.iter().any(|task| !task.exists()));
}
