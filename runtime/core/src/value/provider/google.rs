//! Files of Google's consoles that stand beside a key: they are downloaded from the same pages.

use crate::report::Doubt;
use crate::value::about::About;
use crate::value::encoded::json;
use crate::value::letters::signs::has;
use crate::value::letters::table::{exact_head, table};

/// What the file is, where its name does not say that it shall be that.
pub(in crate::value) fn told(text: &str, about: &About) -> Option<Doubt> {
    if is_configuration(text) {
        return (!is_meant(about))
            .then_some(Doubt::Beside("the configuration of an app by Google"));
    }
    // What Google names the file of a client is its secret.
    let is_client = about.ends_in(table!("key token password")) && json::is_client_of_google(text);
    is_client.then_some(Doubt::OtherKind("the file of an OAuth client of Google"))
}

/// `google-services.json`, `GoogleService-Info.plist`, and what Firebase shows for a page: they are in every copy of the
/// app.
fn is_configuration(text: &str) -> bool {
    const PLIST: &[u8] = table!("<?xml <plist");

    if text.starts_with('{') {
        return json::is_app_of_google(text);
    }
    let is_plist = || exact_head(text, PLIST).is_some() && has(text, "<key>GOOGLE_APP_ID</key>");
    let is_script =
        || has(text, "authDomain:") && has(text, "apiKey:") && has(text, "firebaseapp.com");
    is_plist() || is_script()
}

fn is_meant(about: &About) -> bool {
    about.has_name_of(table!("config googleservice google_service google-service android plist"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANDROID: &str = r#"{"project_info": {"project_id": "acme"}, "client": [{"api_key": [
        {"current_key": "AIzaExampleNotAKey"}]}], "configuration_version": "1"}"#;
    const APPLE: &str = "<?xml version=\"1.0\"?>\n<plist version=\"1.0\">\n<dict>\n<key>API_KEY</key>\n\
        <string>AIzaExampleNotAKey</string>\n<key>GOOGLE_APP_ID</key>\n</dict>\n</plist>";
    const PAGE: &str = r#"{"apiKey": "AIzaExampleNotAKey", "authDomain": "acme.firebaseapp.com"}"#;
    const SCRIPT: &str = "const firebaseConfig = {\n  apiKey: \"AIzaExampleNotAKey\",\n  \
        authDomain: \"acme.firebaseapp.com\"\n};";
    const CLIENT: &str = r#"{"installed": {"client_id": "a", "client_secret": "example"}}"#;

    fn of(name: &'static str, text: &str) -> Option<Doubt> {
        told(text, &About::new("firebase", None, [name, "secret", ""]))
    }

    #[test]
    fn the_configuration_of_an_app_is_no_secret() {
        for text in [ANDROID, APPLE, PAGE, SCRIPT] {
            for name in ["firebase", "google_api_key", "firebase_key"] {
                assert!(matches!(of(name, text), Some(Doubt::Beside(_))), "{name} {text}");
            }
            for name in ["google_services_json", "firebase_config", "GoogleService-Info"] {
                assert_eq!(of(name, text), None, "{name} {text}");
            }
        }
        for text in [
            r#"{"type": "service_account", "project_id": "acme", "private_key": "example"}"#,
            r#"{"project_info": {}, "client": [], "private_key": "example"}"#,
            r#"{"project_info": {}, "client": []}"#,
            r#"{"apiKey": "example", "authDomain": "login.example"}"#,
            "<?xml version=\"1.0\"?>\n<plist><dict><key>LICENSE</key></dict></plist>",
            "apiKey: example",
        ] {
            assert_eq!(of("firebase", text), None, "{text}");
        }
    }

    #[test]
    fn the_file_of_a_client_is_no_key() {
        for name in ["google_api_key", "gemini_key", "google_token"] {
            assert!(matches!(of(name, CLIENT), Some(Doubt::OtherKind(_))), "{name}");
        }
        for name in ["google", "google_client_secret", "google_oauth_client"] {
            assert_eq!(of(name, CLIENT), None, "{name}");
        }
    }
}
