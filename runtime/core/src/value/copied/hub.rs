//! Connection strings of Azure's hub for devices (its documentation, "Control access to `IoT` Hub").

use crate::value::about::About;
use crate::value::letters::signs::begins;
use crate::value::letters::table::table;
use crate::value::letters::text::{any_of, holds};

fn is_of_hub(text: &str) -> bool {
    begins(text, "hostname=")
        && holds(text, b".azure-devices")
        && !holds(text, b".azure-devices-provisioning")
}

/// Whether it has no key: a device may have a certificate instead.
pub(super) fn is_cut(text: &str) -> bool {
    const KEYS: [&str; 3] = ["SharedAccess", "x509", "Authentication="];

    is_of_hub(text) && !any_of(&KEYS, &|part| holds(text, part.as_bytes()))
}

/// Whether it is the connection string of a hub for devices, which has no device in it, where a device's is asked for.
pub(in crate::value) fn lacks_device(text: &str, about: &About) -> bool {
    is_of_hub(text)
        && holds(text, b";SharedAccessKeyName=")
        && !holds(text, b"DeviceId=")
        && about.has_word(table!("device"))
        && !about.has_name_of(table!("registry manage provision service"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_in_its_connection_string() {
        let of_hub =
            "HostName=acme.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=k9q=";
        let about = |variable| About::new("azure", Some(variable), ["it", "secret", ""]);
        let device = about("IOTHUB_DEVICE_CONNECTION_STRING");
        assert!(lacks_device(of_hub, &device));
        assert!(!lacks_device(of_hub, &about("IOTHUB_CONNECTION_STRING")));
        let of_device = "HostName=acme.azure-devices.net;DeviceId=porch;SharedAccessKey=k9q=";
        assert!(!lacks_device(of_device, &device));
    }
}
