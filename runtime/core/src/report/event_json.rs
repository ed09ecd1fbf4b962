//! Events as JSON, of which nothing has to be parsed: no library is needed for it.

use core::fmt::{self, Write as _};

#[cfg(feature = "access")]
use super::access_event::AccessEvent;
use super::error::LoadError;
use super::event::Event;
use super::metadata::Metadata;
use super::rfc3339::Rfc3339;
use super::warning::LoadWarning;

impl<'a> Event<'a> {
    /// The event as one JSON object, without a line break: feature `json-events`. `schema/events.schema.json` is its
    /// schema.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{Event, Loader};
    ///
    /// let loader = Loader::new().with_observer(|event: &Event<'_>| println!("{}", event.json()));
    /// ```
    #[must_use]
    pub fn json(&self) -> impl fmt::Display + use<'a> {
        Json(*self)
    }
}

struct Json<'a>(Event<'a>);

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(event) = self;
        write!(f, "{{\"schema_version\":{}", Event::SCHEMA_VERSION)?;
        write!(f, ",\"event\":\"{}\"", event.name())?;
        write!(f, ",\"time\":\"{}\"", Rfc3339(event.time()))?;
        write!(f, ",\"duration_us\":{}", event.duration().as_micros())?;
        if let Some(metadata) = event.metadata() {
            write_credential(f, event, metadata)?;
        }
        #[cfg(feature = "access")]
        if let Some(event) = event.access() {
            write_access(f, event)?;
        }
        if let Some(summary) = event.summary() {
            // Not `loaded`, which is no number: a search engine takes one type for one name.
            write!(f, ",\"credentials_total\":{}", summary.total)?;
            write!(f, ",\"credentials_loaded\":{}", summary.loaded)?;
            write!(f, ",\"credentials_missing\":{}", summary.missing)?;
        }
        f.write_char('}')
    }
}

fn write_credential(
    f: &mut fmt::Formatter<'_>,
    event: &Event<'_>,
    metadata: &Metadata,
) -> fmt::Result {
    write_text(f, "credential_id", Some(metadata.credential_id()))?;
    write_text(f, "provider", Some(metadata.provider()))?;
    write_text(f, "kind", Some(metadata.kind()))?;
    write_text(f, "source", Some(metadata.source()))?;
    write!(f, ",\"required\":{}", metadata.is_required())?;
    write!(f, ",\"loaded\":{}", metadata.is_loaded())?;
    let error = event.error();
    write_text(f, "error", error.map(LoadError::text).as_deref())?;
    write_text(f, "error_code", event.error_code())?;
    write_text(f, "error_part", error.map(LoadError::part))?;
    write_warnings(f, event.warnings())?;
    write!(f, ",\"generation\":{}", event.generation().unwrap_or(1))?;
    write_text(f, "version", event.version())
}

#[cfg(feature = "access")]
fn write_access(f: &mut fmt::Formatter<'_>, event: &AccessEvent) -> fmt::Result {
    let access = event.access();
    write_text(f, "credential_id", Some(access.credential_id()))?;
    write_text(f, "provider", Some(access.provider()))?;
    write_text(f, "kind", Some(access.kind()))?;
    write_text(f, "part", Some(access.part()))?;
    write!(f, ",\"generation\":{}", access.generation())?;
    let place = access.place();
    write_text(f, "file", Some(place.file()))?;
    write!(f, ",\"line\":{},\"column\":{}", place.line(), place.column())?;
    write_text(f, "reason", access.reason())?;
    if let Some(why) = event.problem() {
        write_text(f, "error", Some(&why.to_string()))?;
        write_text(f, "error_code", Some(why.code()))?;
        write!(f, ",\"refused\":{}", event.is_refused())?;
    }
    if let Some(anchor) = event.anchor() {
        write!(f, ",\"sequence\":{}", anchor.sequence())?;
        write_text(f, "head", Some(&anchor.to_string()))?;
    }
    Ok(())
}

/// A list of objects, because codes and texts belong together.
fn write_warnings(f: &mut fmt::Formatter<'_>, warnings: &[LoadWarning]) -> fmt::Result {
    f.write_str(",\"warnings\":[")?;
    for (number, warning) in warnings.iter().enumerate() {
        f.write_str(if number == 0 { "{\"code\":" } else { ",{\"code\":" })?;
        write_string(f, warning.code())?;
        f.write_str(",\"warning\":")?;
        write_string(f, &warning.to_string())?;
        f.write_char('}')?;
    }
    f.write_char(']')
}

fn write_text(f: &mut fmt::Formatter<'_>, key: &str, value: Option<&str>) -> fmt::Result {
    write!(f, ",\"{key}\":")?;
    match value {
        Some(value) => write_string(f, value),
        None => f.write_str("null"),
    }
}

/// RFC 8259, section 7. Every control character is escaped, so that one event is one line also for readers that
/// take U+0085 or U+2028 for its end.
fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\u{2028}' | '\u{2029}' => write!(f, "\\u{:04x}", u32::from(c))?,
            c if c.is_control() => write!(f, "\\u{:04x}", u32::from(c))?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Text<'a>(&'a str);

    impl fmt::Display for Text<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write_string(f, self.0)
        }
    }

    #[test]
    fn every_character_comes_back_and_none_ends_the_line() {
        let all: String = ('\0'..=char::MAX).collect();
        let json = Text(&all).to_string();
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), all);
        let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
        assert!(!json.contains(ends));
    }
}
