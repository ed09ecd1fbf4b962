use std::backtrace::Backtrace;
use std::env;
use std::io::{Write, stderr};
use std::panic::{PanicHookInfo, set_hook};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::backtrace::shortened;
use super::shared::Shared;
use super::writer::RedactingWriter;

pub(super) fn install(shared: Arc<Shared>) {
    let is_first = AtomicBool::new(true);
    set_hook(Box::new(move |info| {
        let mut out = RedactingWriter::new(Arc::clone(&shared), stderr().lock());
        // There is nobody to tell.
        _ = print(info, &is_first, &mut out);
    }));
}

/// What the standard library prints, but for the number of the thread, which it does not give away.
fn print(
    info: &PanicHookInfo<'_>,
    is_first: &AtomicBool,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let thread = thread::current();
    write!(out, "\nthread '{}' panicked", thread.name().unwrap_or("<unnamed>"))?;
    if let Some(location) = info.location() {
        write!(out, " at {location}")?;
    }
    writeln!(out, ":\n{}", text.unwrap_or("Box<dyn Any>"))?;
    let wanted = env::var_os("RUST_BACKTRACE").filter(|wanted| wanted != "0");
    match wanted {
        Some(wanted) if wanted == "full" => {
            write!(out, "stack backtrace:\n{:#}", Backtrace::force_capture())
        }
        Some(_) => {
            let backtrace = Backtrace::force_capture().to_string();
            writeln!(
                out,
                "stack backtrace:\n{}note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.",
                shortened(&backtrace)
            )
        }
        None if is_first.swap(false, Ordering::Relaxed) => writeln!(
            out,
            "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace"
        ),
        None => Ok(()),
    }
}
