//! The generated items, as a program uses them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::FromStr;
use std::sync::Arc;

use provider_credentials::{
    AnyCredential, Credential, CredentialSet, ExposeSecret, Loader, Secret, SecretString,
    credentials,
};

use crate::support::{no_environment, shown};

credentials!("it/manifests/everything.yaml");
credentials!("it/manifests/env.yaml", pub(crate) struct Second);
credentials!("it/manifests/empty.yaml", struct Nothing,);

/// IDs that are names of ours, in a module whose items have the names of our locals.
mod odd {
    #![allow(dead_code, non_upper_case_globals, non_camel_case_types, reason = "to be in the way")]

    pub(super) static set: () = ();
    pub(super) const loader: () = ();
    pub(super) const id: () = ();
    pub(super) struct f;
    pub(super) const credential_0: () = ();

    provider_credentials::credentials!("it/manifests/odd_ids.yaml");
}

#[test]
fn ids_keep_the_order_and_the_spelling_of_the_manifest() {
    let written = ["anthropic_sonnet", "type", "OpenAI", "self-hosted"];
    let ids = [
        CredentialId::AnthropicSonnet,
        CredentialId::Type,
        CredentialId::OpenAi,
        CredentialId::SelfHosted,
    ];
    assert_eq!(CredentialId::ALL, ids);
    assert_eq!(ids.map(CredentialId::as_str), written);
    assert_eq!(ids.map(|id| id.to_string()), written);
    assert_eq!(ids.map(|id| CredentialId::from_str(id.as_str())), ids.map(Ok));
    assert_eq!(format!("{:>8}|{:?}", CredentialId::Type, CredentialId::OpenAi), "    type|OpenAI");

    let creds = Credentials::load_with(&no_environment());
    assert_eq!(creds.ids(), ids);
    assert_eq!(creds.iter().map(AnyCredential::id).collect::<Vec<_>>(), written);
    let by_field = [
        creds.anthropic_sonnet.id(),
        creds.r#type.id(),
        creds.open_ai.id(),
        creds.self_hosted.id(),
    ];
    assert_eq!(by_field, written);
}

#[test]
fn an_unknown_id_is_an_error_that_does_not_repeat_it() {
    for text in ["sentinel", "", "openai", "open_ai", "OpenAI "] {
        let error = CredentialId::from_str(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no credential with this ID is declared in the manifest; it has `anthropic_sonnet`, `type`, \
             `OpenAI`, `self-hosted`"
        );
        assert_eq!(format!("{error:?}"), "UnknownCredentialId");
    }
}

#[test]
fn a_secret_of_secrecy_is_taken_over() {
    let text = SecretString::from("value");
    let at = text.expose_secret().as_ptr();
    let secret = Secret::from(text);
    assert_eq!((secret.expose_secret(), secret.expose_secret().as_ptr()), ("value", at));
}

#[test]
fn ids_are_keys() {
    let map: HashMap<CredentialId, u32> = CredentialId::ALL.iter().copied().zip(0..).collect();
    assert_eq!(map[&CredentialId::OpenAi], 2);
    assert_eq!(CredentialId::ALL.iter().collect::<BTreeSet<_>>().len(), 4);
    assert!(CredentialId::AnthropicSonnet < CredentialId::SelfHosted);
}

#[test]
fn a_credential_is_found_by_id_and_by_text() {
    let creds = Credentials::load_with(&no_environment());
    assert_eq!(creds.get("OpenAI").map(AnyCredential::id), Some("OpenAI"));
    assert_eq!(creds.get(String::from("type")).map(AnyCredential::id), Some("type"));
    assert_eq!(creds.get(CredentialId::SelfHosted).map(AnyCredential::provider), Some("internal"));
    assert!(creds.get("open_ai").is_none());
    for id in creds.ids() {
        assert_eq!(creds.get(id).map(AnyCredential::id), Some(id.as_str()));
    }
}

#[test]
fn fields_and_set_are_one_and_the_same() {
    let loader = no_environment().with_secret("type", "value");
    let creds = Credentials::load_with(&loader);
    let through_field: *const _ = creds.r#type.secret().unwrap();
    let through_set: *const _ = creds.get("type").unwrap().secret().unwrap();
    assert_eq!(through_field, through_set, "the secret is there once");
}

#[test]
fn handles_outlive_the_struct_and_go_to_other_threads() {
    let creds = Credentials::load_with(&no_environment().with_secret("OpenAI", "value"));
    let handle: Credential = creds.open_ai.clone();
    let any: AnyCredential = creds.get("OpenAI").unwrap().clone();
    drop(creds);
    let thread = std::thread::spawn(move || handle.secret().unwrap().expose_secret().len());
    assert_eq!(thread.join().unwrap(), 5);
    assert!(any.is_loaded());
}

#[test]
fn a_shared_struct_is_send_and_sync() {
    fn shared<T: Send + Sync + std::fmt::Debug + 'static>(_: &Arc<T>) {}
    shared(&Arc::new(Credentials::load_with(&no_environment())));
}

#[test]
fn a_secret_can_go_to_interfaces_that_take_secrecys_type() {
    fn client(key: &SecretString) -> usize {
        key.expose_secret().len()
    }
    let creds = Credentials::load_with(&no_environment().with_secret("type", "value"));
    let key = creds.r#type.secret().unwrap().to_secret_string();
    assert_eq!(client(&key), 5);
}

#[test]
fn several_structs_live_in_one_module() {
    let second = Second::load_with(&no_environment());
    assert_eq!(second.ids(), [SecondId::First, SecondId::Second]);
    assert_eq!(SecondId::from_str("first"), Ok(SecondId::First));
}

#[test]
fn an_empty_manifest_loads_nothing() {
    let nothing = Nothing::load();
    assert!(nothing.ids().is_empty() && nothing.metadata().is_empty());
    assert!(nothing.iter().next().is_none() && nothing.get("any").is_none());
    assert!(nothing.require_all().is_ok());
    assert!(NothingId::from_str("any").is_err());
    assert_eq!(format!("{nothing:?}"), "Nothing");
}

#[test]
fn iteration_is_over_all_in_order() {
    let loader = no_environment().with_secret("type", "t").with_secret("self-hosted", "s");
    let creds = Credentials::load_with(&loader);
    let mut found = HashSet::new();
    for credential in &creds {
        if credential.is_loaded() {
            found.insert(credential.id());
        }
    }
    assert_eq!(found, HashSet::from(["type", "self-hosted"]));
    assert_eq!(creds.loaded_ids(), [CredentialId::Type, CredentialId::SelfHosted]);
    assert_eq!(creds.failed_ids(), [CredentialId::AnthropicSonnet, CredentialId::OpenAi]);
}

#[test]
fn generic_code_loads_any_set() {
    fn count<T: CredentialSet>() -> usize {
        let creds: T = Loader::new().load();
        creds.iter().count() + T::IDS.len()
    }
    assert_eq!((count::<Credentials>(), count::<Second>(), count::<Nothing>()), (8, 4, 0));
}

#[test]
fn odd_ids_are_ids_all_the_same() {
    let creds = odd::Credentials::load_with(&Loader::isolated().with_secret("err", "value"));
    assert_eq!(creds.err.secret().unwrap().expose_secret(), "value");
    assert_eq!(odd::CredentialId::from_str("err"), Ok(odd::CredentialId::Err));
    assert_eq!(creds.iter().count(), creds.ids().len());
}

#[test]
fn each_of_many_fields_has_its_own_credential() {
    credentials!("it/manifests/many.yaml", struct Many);
    let variables = (0..130).map(|n| (format!("KEY_{n}"), format!("value-{n}")));
    let creds = Many::load_with(&Loader::new().with_environment(variables));
    let fields = [
        (0, &*creds.key_0),
        (63, &*creds.key_63),
        (64, &*creds.key_64),
        (127, &*creds.key_127),
        (128, &*creds.key_128),
        (129, &*creds.key_129),
    ];
    for (number, field) in fields {
        assert_eq!(field.id(), format!("key_{number}"));
        assert_eq!(shown(field), format!("value-{number}"));
    }
    assert_eq!(creds.loaded_ids().len(), 130);
}
