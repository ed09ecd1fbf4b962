//! Who is notified of rotations. None of them can hold up a load, or another.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::task::Waker;

use super::rotated::Rotated;
use crate::contract::shielded;

#[derive(Default)]
pub(super) struct Subscribers {
    channels: Mutex<Vec<Sender<Rotated>>>,
    wakers: Mutex<Vec<Waker>>,
}

impl Subscribers {
    pub(super) fn add(&self) -> Receiver<Rotated> {
        let (sender, receiver) = channel();
        self.channels.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        receiver
    }

    pub(super) fn add_waker(&self, waker: &Waker) {
        let mut wakers = self.wakers.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|known| known.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }

    /// Channels do not fill up, and those that nobody reads any more go.
    pub(super) fn tell(&self, all: &[Rotated]) {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        for rotated in all {
            channels.retain(|channel| channel.send(rotated.clone()).is_ok());
        }
    }

    pub(super) fn wake(&self) {
        let wakers = {
            let mut wakers = self.wakers.lock().unwrap_or_else(PoisonError::into_inner);
            core::mem::take(&mut *wakers)
        };
        for waker in wakers {
            // It is the program's: its panic must not end the thread that loads.
            shielded(|| waker.wake());
        }
    }
}
