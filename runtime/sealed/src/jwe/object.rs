//! JSON objects of headers and keys, without a copy of what they hold.

use std::borrow::Cow;

use provider_credentials_core::{ExposeSecret, json_members, json_values};

/// More than any header or key has. Each member is compared with all others.
const MOST: usize = 100;

/// The members of an object, with their values as they are written.
#[derive(Default)]
pub(super) struct Object<'t>(Vec<(Cow<'t, str>, &'t str)>);

impl<'t> Object<'t> {
    /// `None` if it is no object, has a member twice, or more than [`MOST`].
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let mut object = Self::default();
        object.add(text)?;
        Some(object)
    }

    /// Adds the members of another, which must be others.
    pub(super) fn add(&mut self, text: &'t str) -> Option<()> {
        for (name, value) in json_members(text)? {
            if self.0.len() == MOST {
                return None;
            }
            let name = if name.contains('\\') {
                Cow::Owned(unescaped(&format!("\"{name}\""))?)
            } else {
                Cow::Borrowed(name)
            };
            if self.has(&name) {
                return None;
            }
            self.0.push((name, value));
        }
        Some(())
    }

    pub(super) fn members(&self) -> &[(Cow<'t, str>, &'t str)] {
        &self.0
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// A value as it is written.
    pub(super) fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The text that a string is that stands for itself, as base64url and names do; `None` of any other value.
    pub(super) fn plain(&self, name: &str) -> Option<&'t str> {
        plain(self.get(name)?)
    }
}

/// The text of a string without escapes.
fn plain(value: &str) -> Option<&str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('\\')).then_some(text)
}

/// The text of a string that is no secret; `None` of any other value.
pub(super) fn text(value: &str) -> Option<Cow<'_, str>> {
    match plain(value) {
        Some(text) => Some(Cow::Borrowed(text)),
        None => unescaped(value).map(Cow::Owned),
    }
}

fn unescaped(value: &str) -> Option<String> {
    value.starts_with('"').then_some(())?;
    let text = json_values(value, &[&[]])?.pop()??;
    Some(text.expose_secret().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_twice_is_none_however_it_is_written() {
        let object = Object::new(r#"{"alg":"dir","k\u0069d":"a\"b","n":1,"e":""}"#).unwrap();
        assert_eq!(object.plain("alg"), Some("dir"));
        assert_eq!(object.get("kid").and_then(text).as_deref(), Some("a\"b"));
        assert_eq!(object.plain("kid"), None);
        assert_eq!(object.get("n").and_then(text), None);
        assert_eq!(object.get("e").and_then(text).as_deref(), Some(""));
        for broken in
            [r#"{"a":1,"a":2}"#, r#"{"a":1,"\u0061":2}"#, "[]", "", r#"{"a":1}{"b":2}"#, "\"a\""]
        {
            assert!(Object::new(broken).is_none(), "{broken}");
        }
        let of = |count| {
            format!(
                "{{{}}}",
                (0..count).map(|n| format!("\"{n}\":1")).collect::<Vec<_>>().join(",")
            )
        };
        assert_eq!(Object::new(&of(MOST)).unwrap().members().len(), MOST);
        assert!(Object::new(&of(MOST + 1)).is_none());
        let mut one = Object::new(r#"{"a":1}"#).unwrap();
        assert!(one.add(r#"{"b":1}"#).is_some() && one.add(r#"{"\u0061":1}"#).is_none());
    }
}
