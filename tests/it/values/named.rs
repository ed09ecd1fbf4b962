//! What a manifest calls a value counts: an ID may be one, and a password may have spaces.

use std::time::{Duration, UNIX_EPOCH};

use provider_credentials::{LoadWarning, credentials};

use super::warnings;
use crate::support::{Files, no_environment, outcome};

credentials!("it/manifests/values_named.yaml", struct Named);

fn with(variable: &str, value: &str) -> Named {
    no_environment().with_environment([(variable, value)]).load()
}

#[test]
fn passwords_have_single_spaces() {
    let of_password = |value: &str| -> Vec<&str> {
        let creds = with("DB_LOGIN", value);
        creds.database.metadata().warnings().iter().map(LoadWarning::code).collect()
    };
    for value in
        ["gravel otter lantern moss", "}Kx;$w\"9#Qz\\|~^ %!2mB<", "an example-9", "k9 #qZm7"]
    {
        assert_eq!(of_password(value), [""; 0], "{value}");
        assert_eq!(warnings(&with("REPORTS", value).reports_password), [""; 0], "{value}");
    }
    for value in [
        " an-example",
        "an-example ",
        "an  example",
        "an\texample",
        "an-example # of production",
        "-n an-example",
        "password an-example",
        "sk-proj-example-not-a-key of production",
    ] {
        assert_eq!(of_password(value), ["value_white_space"], "{value}");
        let creds = with("REPORTS", value);
        assert_eq!(warnings(&creds.reports_password), ["value_white_space"], "{value}");
    }
    assert_eq!(of_password("an\nexample"), ["value_line_break"]);
    assert_eq!(of_password("Password: an-example"), ["value_assignment"]);
}

#[test]
fn a_guid_is_no_secret_of_azure() {
    let guid = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";
    let creds = with("AZURE_CLIENT_SECRET", guid);
    assert_eq!(warnings(&creds.azure), ["value_public"]);
    let line = creds.azure.metadata().to_string();
    assert!(
        line.contains("is a GUID, as Microsoft Entra has for IDs, which is no secret"),
        "{line}"
    );
    assert_eq!(warnings(&with("AZURE_TENANT_ID", guid).tenant), [""; 0]);
    let secret = "exa8Q~mple-of-a-client-secret_of_entra.77";
    assert_eq!(warnings(&with("AZURE_CLIENT_SECRET", secret).azure), [""; 0]);
}

#[test]
fn the_id_of_a_secret_is_none_of_azure() {
    let guid = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";
    for guid in [guid, &guid.to_uppercase()] {
        let creds = with("AZURE_SECRET", guid);
        assert_eq!(warnings(&creds.azure_secret_id), ["value_public"]);
        assert_eq!(warnings(&creds.entra), ["value_public"]);
        assert_eq!(warnings(&with("AZURE_CLIENT", guid).azure_client_id), [""; 0]);
    }
}

#[test]
fn a_sid_is_no_secret_of_twilio() {
    let digits = "7d1f0a93c5e84264a0917ac3d5be8246";
    assert_eq!(warnings(&with("TWILIO_AUTH_TOKEN", digits).twilio), [""; 0]);
    for head in ["AC", "SK"] {
        let sid = format!("{head}{digits}");
        let creds = with("TWILIO_AUTH_TOKEN", &sid);
        assert_eq!(warnings(&creds.twilio), ["value_public"], "{sid}");
        let line = creds.twilio.metadata().to_string();
        assert!(line.contains("is a SID of Twilio, which is no secret"), "{line}");
        assert_eq!(warnings(&with("TWILIO_ACCOUNT_SID", &sid).twilio_account), [""; 0]);
    }
    let of_key = |sid: &str| with("TWILIO_API_KEY", sid);
    let (account, key) = (format!("AC{digits}"), format!("SK{digits}"));
    assert_eq!(warnings(&of_key(&key).twilio_api_key), [""; 0], "Twilio calls it so");
    assert_eq!(warnings(&of_key(&account).twilio_api_key), ["value_public"]);
    assert_eq!(warnings(&with("OS_TOKEN", &account).airflow), [""; 0]);
}

#[test]
fn tokens_of_openstack_are_of_fernet() {
    let token = format!("gAAAAABl{}==", "exampleNotAKey9".repeat(6));
    let creds = with("OS_TOKEN", &token);
    assert_eq!(warnings(&creds.airflow), ["value_fernet"]);
    assert_eq!(warnings(&creds.openstack), [""; 0]);
}

#[test]
fn a_name_may_say_that_it_is_an_id_a_list_or_public() {
    let id = "AKIAEXAMPLENOTAKEY77";
    let json = format!("{{\"aws\": {{\"accessKeyId\": \"{id}\", \"secretAccessKey\": \"{id}\"}}}}");
    let creds: Named = Files::new().with("aws.json", json).loader().load();
    assert_eq!(warnings(&creds.access_key), [""; 0]);
    assert_eq!(warnings(&creds.secret_key), ["value_public"]);
    let variables = [("AWS_USER", id), ("AWS_PASSWORD", id)];
    let creds: Named = no_environment().with_environment(variables).load();
    let told: Vec<String> =
        creds.pair.metadata().warnings().iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("`AWS_PASSWORD` is the ID of an access key of AWS"),
        "the user name is no secret: {told:?}"
    );
    let keys = "sk-proj-example-not-a-key,sk-proj-example-no-key-too";
    assert_eq!(warnings(&with("OPENAI_API_KEYS", keys).list), [""; 0]);
    let client = "708192634455-example.apps.googleusercontent.com";
    assert_eq!(warnings(&with("GOOGLE_CLIENT_ID", client).google_client_id), [""; 0]);
    let key = "pk_live_exampleNotAKey";
    assert_eq!(warnings(&with("STRIPE_KEY", key).stripe_publishable_key), [""; 0]);
}

#[test]
fn a_shared_access_signature_ends_by_the_loaders_clock() {
    let at = |seconds: u64, value: &str| -> Named {
        let loader = no_environment().with_environment([("AZURE_CLIENT_SECRET", value)]);
        loader.clock(move || UNIX_EPOCH + Duration::from_secs(seconds)).load()
    };
    let end = 1_706_688_000;
    for value in [
        "sv=2022-11-02&ss=b&sp=r&se=2024-01-31T08:00:00Z&sig=an%3Dexample",
        "https://acme.blob.core.windows.net/c?sv=2022-11-02&se=2024-01-31T08%3A00%3A00Z&sig=example",
        "BlobEndpoint=https://acme/;SharedAccessSignature=sv=2022-11-02&se=2024-01-31T08:00Z&sig=x9",
        "SharedAccessSignature sr=acme&sig=example&se=1706688000&skn=app",
    ] {
        assert_eq!(warnings(&at(end - 1, value).azure), [""; 0], "{value}");
        let creds = at(end, value);
        assert_eq!(warnings(&creds.azure), ["token_expired"], "{value}");
        let line = creds.azure.metadata().to_string();
        assert!(
            line.contains("is a presigned URL or token that has expired; get a new one"),
            "{line}"
        );
    }
    let loader = no_environment().strict_values();
    let value = "sv=2022-11-02&se=2024-01-31&sig=example";
    let creds: Named = loader.with_environment([("AZURE_CLIENT_SECRET", value)]).load();
    assert_eq!(outcome(&creds.azure), Err("token_expired"));
}
