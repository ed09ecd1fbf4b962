use std::sync::Arc;
use std::time::SystemTime;

use super::clock::Clock;
use crate::contract::AccessObserver;
use crate::report::Observer;

/// Who is asked and who is notified when a program asks for a secret.
#[derive(Default)]
pub(crate) struct Accesses {
    pub(crate) recorders: Vec<Arc<dyn AccessObserver>>,
    /// Whether observers are notified of each access.
    pub(crate) has_events: bool,
    pub(crate) observers: Vec<Arc<dyn Observer>>,
    clock: Clock,
}

impl Accesses {
    /// For the credentials of one load; `None` if nobody wants to know.
    pub(super) fn for_load(&self, observers: &[Arc<dyn Observer>], clock: &Clock) -> Option<Self> {
        let has_events = self.has_events && (!observers.is_empty() || cfg!(feature = "tracing"));
        if self.recorders.is_empty() && !has_events {
            return None;
        }
        let (recorders, observers) = (self.recorders.clone(), observers.to_vec());
        Some(Self { recorders, has_events, observers, clock: clock.clone() })
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.clock.now()
    }
}
