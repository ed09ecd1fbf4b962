//! `--watch`: the table again whenever something changes, until a signal ends it.

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use provider_credentials::{Event, Live, LiveOptions, Loader};

use super::view::View;
use super::{human, json};
use crate::end::{End, Failure};
use crate::format::Format;
use crate::loaded::Loaded;
use crate::screen::columns;
use crate::stdout::reader_is_gone;

enum News {
    /// A load is over, or the terminal has another size.
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
    let mut columns_before = None;
    loop {
        let rows = view.rows(&live.current());
        let screen = view.screen.measured();
        let text = match view.format {
            Format::Human => human::text(&view.manifest.path, &rows, &screen),
            Format::Json => format!("{}\n", json::value(&view.manifest.path, &rows)),
        };
        if text != shown {
            let columns = columns();
            if view.format == Format::Human && !shown.is_empty() {
                if !view.screen.is_terminal {
                    writeln!(out)?;
                } else if columns == columns_before && columns.is_none_or(|it| it >= screen.width) {
                    // From its end back to its beginning, and what is from there on is gone. No line of it is wider
                    // than the terminal. A table that is higher begins at its top.
                    write!(out, "\x1b[{}F\x1b[J", shown.lines().count())?;
                } else {
                    // How many lines it takes is the terminal's affair.
                    write!(out, "\x1b[H\x1b[2J")?;
                }
            }
            write!(out, "{text}")?;
            out.flush()?;
            shown = text;
            columns_before = columns;
        }
        match next(&news) {
            None => return Ok(view.end(&rows)),
            Some(News::Over) => return Ok(view.end(&view.rows(&live.current()))),
            Some(News::Load) => {}
        }
        loop {
            match news.recv_timeout(TOGETHER) {
                Ok(News::Load) => {}
                Ok(News::Over) => return Ok(view.end(&view.rows(&live.current()))),
                Err(_) => break,
            }
        }
    }
}

/// What there is to see, after a while at the latest; `None` when there is nobody to see it.
fn next(news: &Receiver<News>) -> Option<News> {
    for _ in 0..INTERVAL.as_secs() {
        match news.recv_timeout(Duration::from_secs(1)) {
            Ok(one) => return Some(one),
            Err(RecvTimeoutError::Disconnected) => return Some(News::Over),
            // Nothing has to be written for a pipe to be left.
            Err(RecvTimeoutError::Timeout) if reader_is_gone() => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
    Some(News::Load)
}

#[cfg(unix)]
fn over_on_signal(tell: Sender<News>) -> Result<(), Failure> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGWINCH])
        .map_err(|error| Failure(format!("cannot wait for signals: {}", error.kind())))?;
    let wait = move || {
        for signal in signals.forever() {
            let is_over = signal != SIGWINCH;
            let _ = tell.send(if is_over { News::Over } else { News::Load });
            if is_over {
                return;
            }
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
