use std::path::PathBuf;

use provider_credentials_core::SourceError;

use super::attribute::Attributes;
use crate::failures::{PIN_SOURCE, URI_INVALID, URI_TYPE};

/// What a URI names.
pub(crate) struct Uri {
    pub(crate) module: Option<ModuleName>,
    pub(crate) token: TokenName,
    pub(crate) object: Object,
    pub(crate) pin: Option<PinSource>,
}

/// `module-path` or `module-name`.
pub(crate) enum ModuleName {
    Path(PathBuf),
    Name(String),
}

/// What the token, its slot and its module must be; what is not said may be anything.
#[derive(Default, PartialEq, Eq, Hash)]
pub(crate) struct TokenName {
    pub(crate) label: Option<String>,
    pub(crate) manufacturer: Option<String>,
    pub(crate) serial: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) slot_id: Option<u64>,
    pub(crate) slot_manufacturer: Option<String>,
    pub(crate) slot_description: Option<String>,
    pub(crate) library_manufacturer: Option<String>,
    pub(crate) library_description: Option<String>,
    pub(crate) library_version: Option<(u8, u8)>,
}

/// What the object must be.
#[derive(Default, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Object {
    pub(crate) label: Option<Vec<u8>>,
    pub(crate) id: Option<Vec<u8>>,
    pub(crate) class: Option<Class>,
}

/// `type`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Class {
    Data,
    SecretKey,
    Private,
    Public,
    Certificate,
}

/// `pin-source`: the file with the PIN.
pub(crate) struct PinSource(pub(crate) PathBuf);

impl Uri {
    pub(crate) fn new(text: &str) -> Result<Self, SourceError> {
        let mut all = Attributes::read(text)?;
        let slot_id = all.text("slot-id")?.map(|text| text.parse()).transpose();
        let version = all.text("library-version")?;
        let class = all.text("type")?;
        Ok(Self {
            module: match (all.text("module-path")?, all.text("module-name")?) {
                (Some(path), None) => Some(ModuleName::Path(PathBuf::from(path))),
                (None, Some(name)) => Some(ModuleName::Name(name)),
                (None, None) => None,
                (Some(_), Some(_)) => return Err(URI_INVALID),
            },
            token: TokenName {
                label: all.text("token")?,
                manufacturer: all.text("manufacturer")?,
                serial: all.text("serial")?,
                model: all.text("model")?,
                slot_id: slot_id.map_err(|_| URI_INVALID)?,
                slot_manufacturer: all.text("slot-manufacturer")?,
                slot_description: all.text("slot-description")?,
                library_manufacturer: all.text("library-manufacturer")?,
                library_description: all.text("library-description")?,
                library_version: match version {
                    Some(text) => Some(library_version(&text).ok_or(URI_INVALID)?),
                    None => None,
                },
            },
            object: Object {
                label: all.bytes("object"),
                id: all.bytes("id"),
                class: match class {
                    Some(word) => Some(Class::named(&word).ok_or(URI_TYPE)?),
                    None => None,
                },
            },
            pin: match all.text("pin-source")? {
                Some(text) => Some(PinSource::new(&text)?),
                None => None,
            },
        })
    }
}

impl Object {
    /// Whether it says which object. An empty name is that of all objects without one.
    pub(crate) fn is_named(&self) -> bool {
        [&self.label, &self.id].into_iter().flatten().any(|name| !name.is_empty())
    }
}

impl Class {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "data" => Self::Data,
            "secret-key" => Self::SecretKey,
            "private" => Self::Private,
            "public" => Self::Public,
            "cert" => Self::Certificate,
            _ => return None,
        })
    }
}

impl PinSource {
    /// A path, or a URI of a local file.
    fn new(text: &str) -> Result<Self, SourceError> {
        let path = match text.strip_prefix("file:") {
            Some(path) => {
                path.strip_prefix("//localhost").or_else(|| path.strip_prefix("//")).unwrap_or(path)
            }
            None => text,
        };
        let path = PathBuf::from(path);
        if path.is_absolute() { Ok(Self(path)) } else { Err(PIN_SOURCE) }
    }
}

/// `3.0`, or `3`.
fn library_version(text: &str) -> Option<(u8, u8)> {
    let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        Uri::new(text).err().unwrap().code()
    }

    #[test]
    fn the_examples_of_the_rfc() {
        for none in ["pkcs11:", "pkcs11:token=a;object=", "pkcs11:object=;id="] {
            assert!(!Uri::new(none).unwrap().object.is_named(), "{none}");
        }
        let uri = Uri::new("pkcs11:object=my-pubkey;type=public").unwrap();
        assert_eq!(uri.object.label.as_deref(), Some(&b"my-pubkey"[..]));
        assert_eq!(uri.object.class, Some(Class::Public));
        let uri = Uri::new(
            "pkcs11:token=The%20Software%20PKCS%2311%20Softtoken;manufacturer=Snake%20Oil,%20Inc.;\
             model=1.0;object=my-certificate;type=cert;id=%69%95%3E%5C%F4%BD%EC%91;serial=\
             ?pin-source=file:/etc/token_pin",
        )
        .unwrap();
        assert_eq!(uri.token.label.as_deref(), Some("The Software PKCS#11 Softtoken"));
        assert_eq!(uri.token.manufacturer.as_deref(), Some("Snake Oil, Inc."));
        assert_eq!(uri.token.serial.as_deref(), Some(""));
        assert_eq!(uri.object.id.as_deref(), Some(&b"\x69\x95\x3e\x5c\xf4\xbd\xec\x91"[..]));
        assert_eq!(uri.pin.unwrap().0, PathBuf::from("/etc/token_pin"));
        let uri =
            Uri::new("pkcs11:slot-id=327;library-version=3.1?module-path=/mnt/libmypkcs11.so.1");
        let uri = uri.unwrap();
        assert_eq!((uri.token.slot_id, uri.token.library_version), (Some(327), Some((3, 1))));
        assert!(
            matches!(uri.module, Some(ModuleName::Path(path)) if *path == *"/mnt/libmypkcs11.so.1")
        );
    }

    #[test]
    fn what_is_none() {
        for bad in [
            "",
            "token=prod;object=a",
            "pkcs12:object=a",
            "pkcs11:object",
            "pkcs11:objekt=a",
            "pkcs11:object=a;object=b",
            "pkcs11:object=%zz",
            "pkcs11:token=%ff;object=a",
            "pkcs11:slot-id=one;object=a",
            "pkcs11:library-version=x;object=a",
            "pkcs11:object=a;module-path=/a",
            "pkcs11:object=a?token=b",
            "pkcs11:object=a?module-path=/a&module-name=b",
        ] {
            assert_eq!(code(bad), "pkcs11_uri_invalid", "{bad}");
        }
        assert_eq!(code("pkcs11:object=a;type=secret"), "pkcs11_uri_type");
        assert_eq!(code("pkcs11:object=a?pin-value=1234"), "pkcs11_pin_value");
        for bad in ["pin", "|/bin/pin", "https://example.com/pin", "file:pin"] {
            assert_eq!(
                code(&format!("pkcs11:object=a?pin-source={bad}")),
                "pkcs11_pin_source",
                "{bad}"
            );
        }
        for good in ["/etc/pin", "file:/etc/pin", "file:///etc/pin", "file://localhost/etc/pin"] {
            let uri = Uri::new(&format!("pkcs11:object=a?pin-source={good}")).unwrap();
            assert_eq!(uri.pin.unwrap().0, PathBuf::from("/etc/pin"), "{good}");
        }
    }
}
