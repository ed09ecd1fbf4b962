//! What stands beside a secret, and everybody may see: IDs, publishable keys, fingerprints.

use super::ids;
use super::numbers;
use super::publishable;
use crate::value::about::About;
use crate::value::encoded::token::has_role;
use crate::value::letters::signs::{begins, begins_with};
use crate::value::letters::table::{any_word, exact_head, head, is_exactly, is_one, table};
use crate::value::letters::text::{
    all, all_of, any, are_all, has_word, holds, is_alphanumeric, is_digit, is_guid, is_hex_digit,
    is_lower, is_of_guid, is_small_hex, is_upper,
};

/// How some begin, for the fast look.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    pk1_ pkey_ public_ Mid-client- SB-Mid-client- ewr1- live_ck_ test_ck_ xnd_public_ pk_live_ pk_test_ pk_sbox_ pk_prod_ pk_dev_ dvc_client_ client- pk. pk-lf- phc_ sb_publishable_ FLWPUBK pubkey- SHA1: SHA256: MD5: AROA AIDA AGPA ANPA ASCA AIPA ANVA APKA Iv1. Iv23li Ov23li arn:aws age1 price_ \
    acct_1 cus_ prod_ did: nsec1 xpub ypub zpub tpub upub vpub"
);

/// How some end, likewise.
pub(in crate::value) static TAILS: &[u8] = table!(".com");

/// What the text is, if it is no secret; not where its name says that it shall be that.
pub(in crate::value) fn kind(text: &str, about: About) -> Option<&'static str> {
    const OF_ID: &[u8] = table!("id user username login");
    const OF_THING: &[u8] = table!(
        "id account client customer product price plan user username endpoint session event subscription"
    );

    let is_named = |part| about.has_name_with(part);
    if is_of_gpg(text.as_bytes()) && about.is_of_key() && (is_named(b"gpg") || is_named(b"pgp")) {
        return Some("the fingerprint of a key of GnuPG");
    }
    if is_point(text) && about.has_name_with(b"vapid") && about.has_name_with(b"private") {
        return Some("a public key for push messages");
    }
    if is_fingerprint(text) {
        return (!about.has_name_with(b"fingerprint")).then_some("a fingerprint");
    }
    // Courier's secret ones begin so, too.
    if is_publishable(text) && !holds(about.provider, b"courier") {
        let is_meant = about.has_name_with(b"publi") || about.is_called(table!("pk"));
        return (!is_meant).then_some("a publishable key");
    }
    if let Some(what) = publishable::kind(text, &about) {
        return Some(what);
    }
    if text == "$ConnectionString" {
        return (!about.is_called(OF_ID)).then_some("the user name that Event Hubs asks for");
    }
    if is_id_of_aws(text) {
        return (!about.is_called(OF_ID)).then_some("the ID of an access key of AWS");
    }
    if is_of_aws(text) {
        let is_key = about.has_name_of(table!("access_key accesskey"));
        let is_meant = about.is_called(table!("id arn role user username topic queue resource"));
        return (is_key || !is_meant).then_some("the name of something at AWS");
    }
    if is_client_of_google(text) || is_client_of_github(text) {
        let is_meant = about.is_called(table!("id client audience aud username user login"));
        return (!is_meant).then_some("the ID of a client");
    }
    if is_sid_of_twilio(text, about.provider) {
        // What Twilio calls `TWILIO_API_KEY` is the SID of one.
        let is_key = text.starts_with("SK") && about.is_called(table!("key"));
        let is_meant = is_key || about.is_called(table!("sid id account username user login"));
        return (!is_meant).then_some("a SID of Twilio");
    }
    if is_id_of_stripe(text, about.provider) {
        return (!about.is_called(OF_THING)).then_some("the ID of something at Stripe");
    }
    if is_dsn_of_sentry(text) {
        return about.is_of_key().then_some("a DSN of Sentry");
    }
    if is_number_of_phone(text, about.provider) {
        return about.is_of_key().then_some("the number of a phone");
    }
    if holds(about.provider, b"supabase")
        && about.has_name_with(b"service")
        && has_role(text, "anon")
    {
        return Some("a key of the role `anon`");
    }
    if is_did(text) && about.is_of_key() && !about.has_word(table!("did dids handle identifier")) {
        return Some("a DID, the name of an account");
    }
    let is_for_signing = || {
        any_word(table!("xprv priv secret seed mnemonic"), &|word| about.has_chosen_name_with(word))
            && !is_named(b"publi")
            && !is_named(b"xpub")
    };
    if is_extended_public(text) && is_for_signing() {
        return Some("an extended public key");
    }
    if is_address_of_wallet(text) && about.has_chosen_words(b"private_key") {
        return Some("the address of a wallet");
    }
    let is_for_microsoft =
        || about.has_chosen_words(b"client_secret") && about.has_name_that(&is_of_microsoft);
    if is_guid_of_microsoft(text, about.provider) || is_guid(text) && is_for_microsoft() {
        // The keys of Application Insights are GUIDs, too.
        let is_meant = about.is_called(table!("id guid uuid")) && !about.is_id_of_secret()
            || about.has_name_with(b"instrumentation")
            || about.has_name_with(b"insights");
        return (!is_meant).then_some("a GUID, as Microsoft Entra has for IDs");
    }
    None
}

/// Of Stripe, Clerk, Paystack and Checkout.com.
fn is_publishable(text: &str) -> bool {
    begins_with(text, &["pk_live_", "pk_test_", "pk_sbox_"])
        && text.len() > 16
        && all_of(text, "_-=$")
}

fn is_id_of_aws(text: &str) -> bool {
    is_id_of_aws_in_any_case(text) && !any(text, is_lower)
}

/// The ID of an access key: four letters for its kind and sixteen of base32, as IAM has them, also in small letters.
pub(in crate::value) fn is_id_of_aws_in_any_case(text: &str) -> bool {
    text.len() == 20
        && head(text, table!("AKIA ASIA")).is_some()
        && all(text, |c| c.is_ascii_alphabetic() || matches!(c, '2'..='7'))
}

/// Of a user, a role, a group, or a policy of IAM and the like, by its ID (IAM User Guide, "IAM identifiers"); or of anything,
/// by its ARN.
fn is_of_aws(text: &str) -> bool {
    const KINDS: &[u8] = table!("AGPA AIDA AIPA ANPA ANVA APKA AROA ASCA");

    let is_id = matches!(text.len(), 20 | 21)
        && exact_head(text, KINDS).is_some()
        && all(text, |c| is_upper(c) || matches!(c, '2'..='7'));
    is_id || begins_with(text, &["arn:aws:", "arn:aws-cn:", "arn:aws-us-gov:"])
}

/// Of OAuth.
fn is_client_of_google(text: &str) -> bool {
    let Some(id) = text.strip_suffix(".apps.googleusercontent.com") else { return false };
    all_of(id, "-")
}

/// Of an app. Its secrets are forty hexadecimal digits.
fn is_client_of_github(text: &str) -> bool {
    text.len() == 20
        && (matches!(text.strip_prefix("Iv1."), Some(digits) if all(digits, is_hex_digit))
            || begins_with(text, &["Iv23li", "Ov23li"]) && all(text, is_alphanumeric))
}

/// Of a price, an account, a customer, a product, the endpoint of a webhook or another object (Stripe's API reference).
fn is_id_of_stripe(text: &str, provider: &str) -> bool {
    const SHORTEST: usize = 14;
    const KINDS: &[u8] = table!(
        "\
        price acct cus prod we evt pi ch sub si in ii seti pm card src tok txn po re tr plink promo ca \
        req file mk cs_live cs_test"
    );

    if !holds(provider, b"stripe") {
        return false;
    }
    let Some((head, id)) = text.rsplit_once('_') else { return false };
    is_exactly(head, KINDS) && id.len() >= SHORTEST && all(id, is_alphanumeric)
}

/// `https://…@….ingest.sentry.io/…`: it is in every page that reports errors.
fn is_dsn_of_sentry(text: &str) -> bool {
    let rest = text.strip_prefix("https://").and_then(|rest| rest.split_once('@'));
    let Some((key, rest)) = rest else { return false };
    let Some((host, project)) = rest.split_once('/') else { return false };
    all(key, is_hex_digit) && host.ends_with(".sentry.io") && all(project, is_digit)
}

/// `0x…`, forty digits (EIP-55): a private key has 64.
fn is_address_of_wallet(text: &str) -> bool {
    matches!(text.strip_prefix("0x"), Some(digits) if digits.len() == 40 && all(digits, is_hex_digit))
}

/// `did:plc:…` and `did:web:…` (W3C, "Decentralized Identifiers"). A secret has no method.
fn is_did(text: &str) -> bool {
    let Some((method, rest)) = text.strip_prefix("did:").and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    matches!(method.len(), 2..=10)
        && all(method, |c| is_lower(c) || is_digit(c))
        && rest.len() > 3
        && all_of(rest, ".-_:%#")
}

/// `xpub…` and the like (BIP 32, and SLIP-132), from which addresses are made.
fn is_extended_public(text: &str) -> bool {
    const KINDS: &[u8] = table!("xpub ypub zpub tpub upub vpub");

    matches!(text.len(), 107..=112)
        && exact_head(text, KINDS).is_some()
        && all(text, is_alphanumeric)
}

/// `+14155552671` (E.164).
fn is_number_of_phone(text: &str, provider: &str) -> bool {
    holds(provider, b"twilio")
        && matches!(
            text.strip_prefix('+'),
            Some(number) if matches!(number.len(), 8..=15) && all(number, is_digit)
        )
}

/// As OpenSSH and OpenSSL print one: in base64, or pairs of digits with colons between.
fn is_fingerprint(text: &str) -> bool {
    // Of most texts, the first signs tell.
    if !matches!(text.as_bytes(), [_, _, b':', ..] | [b'M', b'D', ..] | [b'S', b'H', b'A', ..]) {
        return false;
    }
    if let Some(digest) = text.strip_prefix("SHA256:") {
        let digits = digest.strip_suffix('=').unwrap_or(digest);
        if digits.len() == 43 {
            return all_of(digits, "+/");
        }
    }
    let pairs = match text.split_once(':') {
        Some(("MD5" | "SHA1" | "SHA256", pairs)) => pairs,
        _ => text,
    };
    // Of MD5, SHA-1 and SHA-256.
    matches!(pairs.len(), 47 | 59 | 95) && is_of_pairs(pairs)
}

/// A point on the curve P-256, uncompressed (RFC 8292, section 3.2): a private key is 43 letters.
fn is_point(text: &str) -> bool {
    text.len() == 87 && text.starts_with('B') && all_of(text, "-_")
}

/// As `gpg` prints a fingerprint, or the end of one.
pub(in crate::value) fn is_of_gpg(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"0x").unwrap_or(text);
    matches!(text.len(), 16 | 40) && are_all(text, |byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'))
}

/// `a1:b2:…`
fn is_of_pairs(text: &str) -> bool {
    for pair in text.split(':') {
        if pair.len() != 2 || !all(pair, is_hex_digit) {
            return false;
        }
    }
    true
}

/// How long a GUID is in letters, and the ID of a thing at Twilio.
const GUID: usize = 36;
const SID: usize = 34;

/// Whether it is the ID of a thing at its provider.
pub(in crate::value) fn is_id(text: &str, provider: &str, name: &str) -> bool {
    is_guid_of_microsoft(text, provider)
        || is_of_microsoft(name) && is_guid(text)
        || numbers::is_no_key(text, provider)
        || is_sid_of_twilio(text, provider)
        || is_point(text) && holds(name, b"private")
        || ids::is_id(text, provider, name)
}

/// Of an account, an API key, a service or anything else: two capitals say what it is of.
fn is_sid_of_twilio(text: &str, provider: &str) -> bool {
    let Some((kind, digits)) = text.split_at_checked(2) else { return false };
    text.len() == SID
        && all(kind, is_upper)
        && all(digits, is_small_hex)
        && holds(provider, b"twilio")
}

/// Whether a name says that an application of Microsoft Entra is meant, whoever its provider is.
fn is_of_microsoft(name: &str) -> bool {
    has_word(name, |word| is_one(word, table!("azure azuread entra msal")))
}

/// Microsoft's client secrets never are GUIDs, and their IDs are.
fn is_guid_of_microsoft(text: &str, provider: &str) -> bool {
    let bytes = text.as_bytes();
    text.len() == GUID
        && bytes.get(8) == Some(&b'-')
        && bytes.get(23) == Some(&b'-')
        && all(text, is_of_guid)
        && (holds(provider, b"azure")
            || has_word(provider, |word| begins(word, "entra"))
            || holds(provider, b"microsoft"))
}

#[cfg(test)]
mod tests {
    use super::kind as kind_of;
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged;

    fn of(provider: &'static str, text: &str) -> Option<&'static str> {
        kind(text, About::new(provider, None, ["key", "secret", ""]))
    }

    const ID: &str = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";
    const SID_OF_ACCOUNT: &str = "AC7d1f0a93c5e84264a0917ac3d5be8246";
    const SID_OF_KEY: &str = "SK7d1f0a93c5e84264a0917ac3d5be8246";

    #[test]
    fn what_may_be_seen_is_told_from_secrets() {
        let md5 = ["a1"; 16].join(":");
        for text in [
            "AKIAEXAMPLENOTAKEY77",
            "ASIAEXAMPLENOTAKEY77",
            "pk_live_exampleNotAKey",
            "pk_test_Y2xlcmsuZXhhbXBsZSQ=",
            "SHA256:exampleexampleexampleexampleexampleexample7",
            "SHA256:exampleexampleexampleexampleexampleexample7=",
            &["A1"; 20].join(":"),
            &["a1"; 32].join(":"),
            &md5,
            &format!("MD5:{md5}"),
            "AROAEXAMPLENOTAKEY77",
            "arn:aws:iam::123456789012:role/example",
            "708192634455-example.apps.googleusercontent.com",
            "Iv1.7d1f0a93c5e84264",
            "Iv23liExampleNotAKey",
            "Ov23liExampleNotAKey",
            "https://7d1f0a93c5e84264@o1234.ingest.sentry.io/5678",
        ] {
            assert!(of("acme", text).is_some(), "{text}");
        }
        for text in [
            "AKIAEXAMPLENOTAKEY7",
            "AKIAEXAMPLENOTAKEY771",
            "AKIAEXAMPLENOTAKEY18",
            "AKIAexamplenotakey77",
            "pk_example_not_a_key",
            "sk_live_exampleNotAKey",
            "SHA256:example",
            "a1:b2:c3:d4:e5:f6",
            "a1:b2:c3:d4:e5:f6:correct-horse-battery-staple-",
            ID,
            SID_OF_ACCOUNT,
            "AROAEXAMPLENOTAKEY7",
            "arn:azure:k9qZm77x",
            "Iv1.k9qZm77xR3vT5yW8",
            ".example.apps.googleusercontent.co",
        ] {
            assert_eq!(of("acme", text), None, "{text}");
        }
    }

    #[test]
    fn a_did_is_the_name_of_an_account() {
        for text in ["did:plc:k9qzm77xr3vt5yw8k9qzm77x", "did:web:acme.example"] {
            let doubts = judged("acme", "ACME_APP_PASSWORD", text);
            assert!(matches!(*doubts, [Doubt::Beside(_)]), "{text} {doubts:?}");
            for variable in ["ACME_DID", "ACME_DID_KEY", "ACME"] {
                let doubts = judged("acme", variable, text);
                assert!(!matches!(*doubts, [Doubt::Beside(_)]), "{variable} {doubts:?}");
            }
        }
        for text in ["did:it:a!b", "did:k9qZm77xR3", "did:My:k9qZm77xR3"] {
            let doubts = judged("acme", "ACME_APP_PASSWORD", text);
            assert!(!matches!(*doubts, [Doubt::Beside(_)]), "{text} {doubts:?}");
        }
    }

    #[test]
    fn an_extended_public_key_cannot_sign() {
        let text = "xpub<any:107>";
        for variable in ["BTC_XPRV", "WALLET_PRIVATE_KEY", "WALLET_SEED"] {
            let doubts = judged("acme", variable, text);
            assert!(matches!(*doubts, [Doubt::Beside(_)]), "{variable} {doubts:?}");
        }
        for variable in ["BTC_XPUB", "WATCH_WALLET_KEY", "WALLET_PUBLIC_KEY_SECRET"] {
            assert_eq!(judged("acme", variable, text), [], "{variable}");
        }
    }

    #[test]
    fn a_guid_of_microsoft_is_an_id() {
        for provider in ["azure", "microsoft_entra", "entra-id"] {
            assert!(of(provider, ID).is_some(), "{provider}");
            assert_eq!(of(provider, "k9q8Q~m77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm"), None);
            assert_eq!(of(provider, "7d1f0a93-c5e8-4264-a091-7ac3d5be824x"), None);
        }
    }

    #[test]
    fn a_name_may_say_that_it_is_of_microsoft() {
        for variable in ["AZURE_CLIENT_SECRET", "ENTRA_CLIENT_SECRET"] {
            let doubts = judged("acme", variable, ID);
            assert!(matches!(*doubts, [Doubt::Beside(_)]), "{variable} {doubts:?}");
        }
        for variable in
            ["AZURE_CLIENT_ID", "ACME_CLIENT_SECRET", "CENTRAL_CLIENT_SECRET", "AZURE_SECRET_NAME"]
        {
            assert_eq!(judged("acme", variable, ID), [], "{variable}");
        }
        let doubts = judged("acme", "KAFKA_SASL_PASSWORD", "$ConnectionString");
        assert!(matches!(*doubts, [Doubt::Beside(_)]), "{doubts:?}");
        assert_eq!(judged("central", "CENTRAL_CLIENT_SECRET", ID), []);
        assert_eq!(judged("acme", "KAFKA_SASL_USERNAME", "$ConnectionString"), []);
    }

    #[test]
    fn the_id_of_a_secret_is_no_secret() {
        let about = |id| About::new("azure", None, [id, "secret", ""]);
        for id in ["azure_secret_id", "client-secret-id", "clientSecretId"] {
            assert!(kind(ID, about(id)).is_some(), "{id}");
        }
        for id in ["azure_client_id", "tenantId", "secret_app_id", "azure_id"] {
            assert_eq!(kind(ID, about(id)), None, "{id}");
        }
    }

    #[test]
    fn an_id_of_iam_is_none_of_a_key() {
        let about = |id| About::new("aws", None, [id, "secret", ""]);
        for kind in ["AGPA", "AIDA", "AIPA", "ANPA", "ANVA", "APKA", "AROA", "ASCA"] {
            for text in [format!("{kind}EXAMPLENOTAKEY77"), format!("{kind}EXAMPLENOTAKEY772")] {
                assert!(kind_of(&text, about("aws_access_key_id")).is_some(), "{text}");
                assert!(kind_of(&text, about("accessKeyId")).is_some(), "{text}");
                assert_eq!(kind_of(&text, about("aws_user_id")), None, "{text}");
            }
        }
        assert_eq!(kind_of("AKIAEXAMPLENOTAKEY77", about("aws_access_key_id")), None);
    }

    #[test]
    fn a_sid_of_twilio_is_an_id() {
        let about = |id| About::new("twilio", None, [id, "secret", ""]);
        let sid_of_service = SID_OF_KEY.replacen("SK", "VA", 1);
        assert!(kind(&sid_of_service, about("twilio_api_key")).is_some());
        for sid in [SID_OF_ACCOUNT, SID_OF_KEY, &sid_of_service] {
            assert!(kind(sid, about("twilio_auth_token")).is_some(), "{sid}");
            assert_eq!(kind(sid, about("twilio_sid")), None, "{sid}");
            assert_eq!(kind(&sid.to_lowercase(), about("twilio")), None, "{sid}");
            assert!(is_id(sid, "twilio", "sid"));
        }
        assert_eq!(kind(SID_OF_KEY, about("twilio_api_key")), None);
        assert!(kind(SID_OF_ACCOUNT, about("twilio_api_key")).is_some());
    }

    #[test]
    fn what_is_called_so_is_meant() {
        let about = |id| About::new("azure", None, [id, "secret", ""]);
        for (id, text) in [
            ("aws_access_key_id", "AKIAEXAMPLENOTAKEY77"),
            ("stripe_publishable_key", "pk_live_exampleNotAKey"),
            ("host_fingerprint", "SHA256:exampleexampleexampleexampleexampleexample7"),
            ("tenant_id", ID),
            ("instrumentation_key", ID),
            ("aws_role_arn", "arn:aws:iam::123456789012:role/example"),
            ("aws_role_id", "AROAEXAMPLENOTAKEY772"),
            ("google_client_id", "708192634455-example.apps.googleusercontent.com"),
        ] {
            assert_eq!(kind(text, about(id)), None, "{id}");
            assert!(kind(text, about("key")).is_some(), "{id}");
        }
    }

    #[test]
    fn the_public_half_of_a_vapid_key_is_seen() {
        let doubts = judged("acme", "VAPID_PRIVATE_KEY", "B<any:86>");
        assert!(matches!(*doubts, [Doubt::Beside(_)]), "{doubts:?}");
        for (variable, key) in [
            ("VAPID_PRIVATE_KEY", "<any:43>"),
            ("VAPID_PUBLIC_KEY", "B<any:86>"),
            ("ACME_PRIVATE_KEY", "B<any:86>"),
        ] {
            assert_eq!(judged("acme", variable, key), [], "{variable}");
        }
    }

    #[test]
    fn the_address_of_a_wallet_is_seen() {
        let address = "0x7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93";
        let doubts = judged("acme", "WALLET_PRIVATE_KEY", address);
        assert!(matches!(*doubts, [Doubt::Beside(_)]), "{doubts:?}");
        assert_eq!(judged("acme", "WALLET_PRIVATE_KEY", "0x<hex:64>"), []);
    }

    #[test]
    fn what_stands_beside_the_keys_of_a_provider_is_told() {
        let of = |provider, variable, text: &str| {
            kind(text, About::new(provider, Some(variable), ["it", "secret", ""]))
        };
        for (provider, variable, text) in [
            ("stripe", "STRIPE_SECRET_KEY", "price_1ExampleNotAKey77"),
            ("stripe", "STRIPE_SECRET_KEY", "acct_1ExampleNotAKey77"),
            ("twilio", "TWILIO_AUTH_TOKEN", "+14155550123"),
            ("sentry", "SENTRY_AUTH_TOKEN", "https://7d1f0a93c5e84264@o1.ingest.sentry.io/5"),
            ("stripe", "STRIPE_WEBHOOK_SECRET", "we_1ExampleNotAKey77Exa"),
            ("stripe", "STRIPE_SECRET_KEY", "evt_1ExampleNotAKey77Ex"),
            ("stripe", "STRIPE_SECRET_KEY", "cs_test_a1ExampleNotAKey77"),
            ("stripe", "STRIPE_SECRET_KEY", "ca_ExampleNotAKey77Example"),
            ("acme", "GPG_PRIVATE_KEY", "7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93"),
            ("acme", "PGP_SIGNING_KEY", "7D1F0A93C5E84264"),
            ("acme", "WALLET_PRIVATE_KEY", "0x7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93"),
        ] {
            assert!(of(provider, variable, text).is_some(), "{variable}");
        }
        for (provider, variable, text) in [
            ("acme", "WALLET_ADDRESS", "0x7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93"),
            (
                "acme",
                "WALLET_PRIVATE_KEY",
                "0x7D1F0A93C5E84264A0917AC3D5BE82467D1F0A937D1F0A93C5E84264A0917AC3",
            ),
            ("stripe", "STRIPE_ACCOUNT", "acct_1ExampleNotAKey77"),
            ("acme", "ACME_KEY", "price_1ExampleNotAKey77"),
            ("stripe", "STRIPE_SECRET_KEY", "prod_k9q"),
            ("twilio", "TWILIO_FROM", "+14155550123"),
            ("acme", "ACME_PASSWORD", "+14155550123"),
            ("sentry", "SENTRY_DSN", "https://7d1f0a93c5e84264@o1.ingest.sentry.io/5"),
            ("stripe", "STRIPE_WEBHOOK_ENDPOINT", "we_1ExampleNotAKey77Exa"),
            ("stripe", "STRIPE_SECRET_KEY", "pi_3ExampleNotAKey77_secret_example"),
            ("acme", "ACME_KEY", "we_1ExampleNotAKey77Exa"),
            ("courier", "COURIER_AUTH_TOKEN", "pk_test_exampleNotAKey9"),
            ("acme", "GPG_PASSPHRASE_FOR", "7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93"),
            ("acme", "ACME_KEY", "7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
