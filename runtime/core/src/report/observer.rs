use super::event::Event;

/// Receives events, in order, on the thread that loads.
///
/// Any function of an event is one:
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Event, Loader};
///
/// let loader = Loader::new().with_observer(|event: &Event<'_>| eprintln!("{event}"));
/// ```
///
/// A load waits for its observers. Put one that may block into `Background` (feature `background`), which takes
/// events without waiting.
pub trait Observer: Send + Sync {
    /// Called once for each event. If it panics, the load goes on, the other observers are notified, and the next event
    /// reaches this one too; the panic hook reports it as any panic. In a program with `panic = "abort"` it ends
    /// the process.
    fn observe(&self, event: &Event<'_>);
}

impl<F: Fn(&Event<'_>) + Send + Sync> Observer for F {
    fn observe(&self, event: &Event<'_>) {
        self(event);
    }
}
