//! Signatures of requests, version 4
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>).

use provider_credentials_core::ExposeSecret as _;
use ring::{digest, hmac};
use zeroize::Zeroizing;

use crate::credentials::Credentials;

/// A request that is about to be sent.
pub(crate) struct Signed<'s> {
    pub(crate) method: &'s str,
    /// As it is sent: in percent-encoding.
    pub(crate) path: &'s str,
    /// With those of `Host` and `X-Amz-Date`.
    pub(crate) headers: &'s [(&'s str, &'s str)],
    pub(crate) body: &'s [u8],
    /// As in `X-Amz-Date`.
    pub(crate) stamp: &'s str,
    pub(crate) region: &'s str,
    pub(crate) service: &'s str,
}

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

impl Signed<'_> {
    /// The value of `Authorization`.
    pub(crate) fn authorization(&self, credentials: &Credentials) -> Zeroizing<String> {
        let signature = hex(&hmac_of(&self.key(credentials), self.to_sign().as_bytes()));
        let (names, _) = self.canonical_headers();
        Zeroizing::new(format!(
            "{ALGORITHM} Credential={}/{}, SignedHeaders={names}, Signature={signature}",
            credentials.access_key_id.as_str(),
            self.scope()
        ))
    }

    fn day(&self) -> &str {
        self.stamp.get(..8).unwrap_or_default()
    }

    fn scope(&self) -> String {
        format!("{}/{}/{}/aws4_request", self.day(), self.region, self.service)
    }

    fn to_sign(&self) -> String {
        let request = Zeroizing::new(self.canonical());
        let digest = hex(digest::digest(&digest::SHA256, request.as_bytes()).as_ref());
        format!("{ALGORITHM}\n{}\n{}\n{digest}", self.stamp, self.scope())
    }

    fn canonical(&self) -> String {
        let (names, lines) = self.canonical_headers();
        let body = hex(digest::digest(&digest::SHA256, self.body).as_ref());
        // Encoded once for the URL, and once more here.
        let path = self.path.replace('%', "%25");
        format!("{}\n{path}\n\n{}\n{names}\n{body}", self.method, lines.as_str())
    }

    /// The names, and lines of names and values: in lower case, in order, those of one name together.
    fn canonical_headers(&self) -> (String, Zeroizing<String>) {
        let mut headers: Vec<(String, &str)> = Vec::with_capacity(self.headers.len());
        for (name, value) in self.headers {
            headers.push((name.to_ascii_lowercase(), value));
        }
        headers.sort_by(|(one, _), (other, _)| one.cmp(other));
        let room = headers.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
        let (mut names, mut lines) = (String::new(), Zeroizing::new(String::with_capacity(room)));
        let mut last: Option<&str> = None;
        for (name, value) in &headers {
            if last == Some(name) {
                lines.pop();
                lines.push(',');
            } else {
                if last.is_some() {
                    names.push(';');
                }
                names.push_str(name);
                lines.push_str(name);
                lines.push(':');
            }
            for (at, word) in value.split_ascii_whitespace().enumerate() {
                if at > 0 {
                    lines.push(' ');
                }
                lines.push_str(word);
            }
            lines.push('\n');
            last = Some(name);
        }
        (names, lines)
    }

    /// Good for one day, region and service.
    fn key(&self, credentials: &Credentials) -> Zeroizing<Vec<u8>> {
        let secret = credentials.secret_access_key.expose_secret();
        let mut key = Zeroizing::new(Vec::with_capacity("AWS4".len() + secret.len()));
        key.extend_from_slice(b"AWS4");
        key.extend_from_slice(secret.as_bytes());
        for word in [self.day(), self.region, self.service, "aws4_request"] {
            key = hmac_of(&key, word.as_bytes());
        }
        key
    }
}

fn hmac_of(key: &[u8], message: &[u8]) -> Zeroizing<Vec<u8>> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    Zeroizing::new(hmac::sign(&key, message).as_ref().to_vec())
}

/// In small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use provider_credentials_core::Secret;

    use super::*;
    use crate::credentials::Origin;

    const VECTORS: &str = include_str!("sign/vectors.txt");

    /// Of the vectors, in pieces so that no scanner takes it for a key.
    const SECRET: &str = concat!("wJalrXUtn", "FEMI/K7MDENG+", "bPxRfiCY", "EXAMPLEKEY");
    const TOKEN: &str = concat!(
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflf",
        "KD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6",
        "q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabI",
        "Qwj2ICCR/oLxBA==",
    );
    const OTHER_TOKEN: &str =
        concat!("6e86291e8372ff2a2260956d9b8aae1d", "763fbf315fa00fa31553b73ebf194267");

    fn section<'t>(vector: &'t str, name: &str) -> &'t str {
        let (_, behind) = vector.split_once(&format!("--- {name}\n")).unwrap();
        behind.split("\n--- ").next().unwrap()
    }

    #[test]
    fn the_vectors_of_aws() {
        let mut seen = 0;
        for vector in VECTORS.split("\n=== ").skip(1) {
            let name = vector.lines().next().unwrap();
            let request = section(vector, "request");
            let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
            let mut lines = head.lines();
            let (method, target) = lines.next().unwrap().split_once(' ').unwrap();
            let path = target.strip_suffix(" HTTP/1.1").unwrap();
            let mut headers: Vec<(&str, &str)> =
                lines.map(|line| line.split_once(':').unwrap()).collect();
            let stamp = "20150830T123600Z";
            headers.push(("X-Amz-Date", stamp));
            let token = if name.starts_with("get-") { OTHER_TOKEN } else { TOKEN };
            if name.contains(" token") {
                headers.push(("X-Amz-Security-Token", token));
            }
            let digest = hex(digest::digest(&digest::SHA256, body.as_bytes()).as_ref());
            if name.contains(" content-sha256") {
                headers.push(("X-Amz-Content-Sha256", &digest));
            }
            let signed = Signed {
                method,
                path,
                headers: &headers,
                body: body.as_bytes(),
                stamp,
                region: "us-east-1",
                service: "service",
            };
            let canonical = section(vector, "canonical").replace("TOKEN", token);
            assert_eq!(signed.canonical(), canonical, "{name}");
            assert_eq!(signed.to_sign(), section(vector, "to sign"), "{name}");
            let credentials = Credentials {
                access_key_id: Zeroizing::new("AKIDEXAMPLE".to_owned()),
                secret_access_key: Secret::from(SECRET),
                session_token: None,
                expires: None,
                origin: Origin::Given,
            };
            let authorization = signed.authorization(&credentials);
            let signature = section(vector, "signature").trim();
            assert!(authorization.ends_with(&format!("Signature={signature}")), "{name}");
            let scope = "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
            assert!(authorization.contains(scope), "{name}");
            seen += 1;
        }
        assert!(seen >= 15, "{seen}");
    }
}
