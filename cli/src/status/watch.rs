//! `--watch`: the table again whenever something changes, until a signal ends it.

use std::io::Write;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use provider_credentials::{Event, Live, LiveOptions, Loader};

use super::view::{Format, View, end};
use super::{human, json};
use crate::end::{End, Failure};
use crate::loaded::Loaded;

enum News {
    /// A load is over.
    Load,
    /// Nobody wants to see more.
    Over,
}

/// Events of one load, and of files that change together, come at once.
const TOGETHER: Duration = Duration::from_millis(50);

/// For file systems without events, and for the time that is left of a certificate.
const INTERVAL: Duration = Duration::from_secs(60);

pub(super) fn run(view: &View<'_>, loader: Loader, out: &mut dyn Write) -> Result<End, Failure> {
    let (tell, news) = channel();
    over_on_signal(tell.clone())?;
    let loader = loader.with_observer(move |event: &Event<'_>| {
        if matches!(event, Event::LoadFinished(_)) || event.metadata().is_some() {
            let _ = tell.send(News::Load);
        }
    });
    let live = Live::<Loaded>::start_with(loader, LiveOptions::new().interval(INTERVAL));
    let mut shown = String::new();
    loop {
        let rows = view.rows(&live.current());
        let text = match view.format {
            Format::Human => human::text(&view.manifest.path, &rows, &view.screen),
            Format::Json => format!("{}\n", json::value(&view.manifest.path, &rows)),
        };
        if text != shown {
            if view.format == Format::Human && !shown.is_empty() {
                if view.screen.is_terminal {
                    // From its end back to its beginning, and what is from there on is gone. No line of it is wider
                    // than the terminal. A table that is higher begins at its top.
                    write!(out, "\x1b[{}F\x1b[J", shown.lines().count())?;
                } else {
                    writeln!(out)?;
                }
            }
            write!(out, "{text}")?;
            out.flush()?;
            shown = text;
        }
        match news.recv_timeout(INTERVAL) {
            Ok(News::Over) | Err(RecvTimeoutError::Disconnected) => return Ok(end(&rows)),
            Ok(News::Load) | Err(RecvTimeoutError::Timeout) => {}
        }
        loop {
            match news.recv_timeout(TOGETHER) {
                Ok(News::Load) => {}
                Ok(News::Over) => return Ok(end(&view.rows(&live.current()))),
                Err(_) => break,
            }
        }
    }
}

#[cfg(unix)]
fn over_on_signal(tell: Sender<News>) -> Result<(), Failure> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])
        .map_err(|error| Failure(format!("cannot wait for signals: {}", error.kind())))?;
    let wait = move || {
        if signals.forever().next().is_some() {
            let _ = tell.send(News::Over);
        }
    };
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(wait)
        .map_err(|error| Failure(format!("cannot wait for signals: {}", error.kind())))?;
    Ok(())
}

#[cfg(not(unix))]
fn over_on_signal(_: Sender<News>) -> Result<(), Failure> {
    Ok(())
}
