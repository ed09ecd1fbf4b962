use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{Write, stderr};
use std::panic::{PanicHookInfo, set_hook};
use std::sync::Arc;
use std::thread;

use super::shared::Shared;
use super::writer::RedactingWriter;

pub(super) fn install(shared: Arc<Shared>) {
    set_hook(Box::new(move |info| {
        let mut out = RedactingWriter::new(Arc::clone(&shared), stderr().lock());
        // There is nobody to tell.
        _ = print(info, &mut out);
    }));
}

/// What the standard library prints.
fn print(info: &PanicHookInfo<'_>, out: &mut impl Write) -> std::io::Result<()> {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let thread = thread::current();
    write!(out, "\nthread '{}' panicked", thread.name().unwrap_or("<unnamed>"))?;
    if let Some(location) = info.location() {
        write!(out, " at {location}")?;
    }
    writeln!(out, ":\n{}", text.unwrap_or("Box<dyn Any>"))?;
    let backtrace = Backtrace::capture();
    match backtrace.status() {
        BacktraceStatus::Captured => writeln!(out, "stack backtrace:\n{backtrace}"),
        BacktraceStatus::Disabled => writeln!(
            out,
            "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace"
        ),
        _ => Ok(()),
    }
}
