use std::future::Future;
use std::pin::pin;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use provider_credentials::{Event, Live, LiveOptions, Loader};

use super::{Set, files, rename_over, value};

fn live() -> Live<Set> {
    Live::start(Loader::isolated().with_secret("openai", "first-of-a-test"))
}

#[test]
fn a_channel_and_a_function_are_told_and_hurt_nobody() {
    let live = live();
    let rotations = live.subscribe();
    drop(live.subscribe());
    let (sender, told) = channel();
    live.on_rotation(|_, _| panic!("of a subscriber, for the test")).unwrap();
    live.on_rotation(|_, _| thread::sleep(Duration::from_secs(60))).unwrap();
    live.on_rotation(move |_, rotated| sender.send(rotated.clone()).unwrap()).unwrap();
    for value in ["second-of-a-test", "third-of-a-test"] {
        live.give("openai", value);
    }
    for generation in [2, 3] {
        let rotated = rotations.recv_timeout(Duration::from_secs(10)).unwrap();
        assert_eq!((rotated.id, rotated.generation), ("openai", generation));
        assert_eq!(rotated.previous_generation, generation - 1);
        assert_eq!(told.recv_timeout(Duration::from_secs(10)).unwrap(), rotated);
    }
    drop(live);
    assert!(rotations.recv_timeout(Duration::from_secs(10)).is_err(), "it ends with the set");
}

#[test]
fn an_observer_that_panics_hurts_nobody() {
    let loader = Loader::isolated().with_secret("openai", "first-of-a-test").with_observer(
        |event: &Event<'_>| assert_ne!(event.name(), "credential_rotated", "for the test"),
    );
    let live = Live::<Set>::start(loader);
    assert!(live.give("openai", "second-of-a-test"));
    assert_eq!(value(&live.current().openai), "second-of-a-test");
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Without any runtime.
fn block_on(future: impl Future<Output = ()>) {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    while future.as_mut().poll(&mut Context::from_waker(&waker)) == Poll::Pending {
        thread::park_timeout(Duration::from_secs(10));
    }
}

#[test]
fn a_change_can_be_awaited() {
    let live = live();
    let changed = live.changed();
    let other = live.clone();
    let giver = thread::spawn(move || {
        thread::sleep(Duration::from_millis(50));
        other.give("openai", "second-of-a-test")
    });
    block_on(changed);
    assert_eq!(value(&live.current().openai), "second-of-a-test");
    assert!(giver.join().unwrap());
    // It is not late for one that comes before it is asked.
    let changed = live.changed();
    live.give("openai", "third-of-a-test");
    block_on(changed);
}

#[test]
fn an_observer_may_load_again_and_sees_the_new_set() {
    let files = files();
    let (of_observer, seen) =
        (Arc::new(OnceLock::<Live<Set>>::new()), Arc::<Mutex<Vec<String>>>::default());
    let (live, values) = (Arc::clone(&of_observer), Arc::clone(&seen));
    let loader = files.loader().with_observer(move |event: &Event<'_>| {
        if let (Some(live), "credential_rotated") = (live.get(), event.name()) {
            live.reload();
            values.lock().unwrap().push(value(&live.current().openai));
        }
    });
    let options = LiveOptions::new().without_watching().without_thread();
    let live = of_observer.get_or_init(|| Live::start_with(loader, options));
    rename_over(&files.join("openai"), "second-of-openai");
    live.reload();
    assert_eq!(*seen.lock().unwrap(), ["second-of-openai"]);
}
