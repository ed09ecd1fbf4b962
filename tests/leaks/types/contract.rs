use provider_credentials::__private::{
    DecoderSpec, FileSpec, Format, Handles, PartSpec, SourceSpec, Spec, Table, Template,
    TemplatePart, UNFILLED, load,
};
use provider_credentials::{
    AgeIdentities, Assembled, DecodeRequest, Decoder, JweKeys, KeyProvider, Kind, Loader, Needed,
    NeededFile, Opener, PartError, Secret, Source, SourceAnswer, SourceError, SourceRequest,
    SourceWarning, Surroundings, UnwrapRequest, WrappedKey, needed_file,
};
use provider_credentials_core::testing::{load_from, load_kind};
use zeroize::Zeroizing;

use super::secrets::secret;
use super::shown::show;
use crate::sets::Plain;
use crate::support::{Files, no_environment};

const REFUSED: SourceError = SourceError::new("refused", "it refuses", "ask").denied();
const TOKEN: NeededFile = needed_file!("the file of the token");
const WARNED: SourceWarning = SourceWarning::new("warned", "it ends soon", "renew it");

/// Shows all that a source sees.
struct Showing([String; 1]);

impl Source for Showing {
    fn needs(&self) -> &[String] {
        &self.0
    }

    fn fetch(&self, _: &mut [SourceRequest]) {}

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        show!(needed);
        for request in requests {
            let answer = SourceAnswer::secret(secret("source")).version("7").warning(WARNED);
            let content = SourceAnswer::content(secret("source").into_bytes());
            show!(&*request, &answer, &content, &WARNED, &TOKEN);
            request.answer_with(Ok(answer));
            show!(&*request);
        }
    }
}

/// One that is denied, so that what it says is kept.
struct Refusing;

impl Source for Refusing {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(Err(REFUSED));
        }
    }
}

static OPENER: Opener<dyn Source> = Opener::new("showing", &["TOKEN"], |surroundings| {
    show_surroundings(surroundings);
    Ok(Box::new(Showing([String::new()])))
});

fn show_surroundings(surroundings: &Surroundings) {
    assert!(surroundings.variable("TOKEN").is_some());
    show!(surroundings, &surroundings.files());
}

static KIND: Kind = Kind::new("showing", &[]).assembled_by(|assembly| {
    assembly.set_attribute("name", "value");
    assembly.warn("key", WARNED);
    show!(&*assembly, &PartError::new("key", REFUSED));
    let made = assembly.part("key").map(|part| Secret::from(part.expose_bytes()));
    let assembled: Assembled = Box::new(made);
    show!(&assembled);
    Ok(assembled)
});

struct ShowingDecoder;

impl Decoder for ShowingDecoder {
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        show!(request, &request.keys());
        let params = [("name", "value")];
        let wrapped = [WrappedKey::new("showing", &params, request.content())];
        assert!(request.keys().unwrap_key(&wrapped)?.is_some());
        Ok(Zeroizing::new(request.content().to_vec()))
    }
}

struct ShowingKeys;

impl KeyProvider for ShowingKeys {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        assert!(request.identity_file().is_some() && request.secret().is_some());
        show!(request, &request.keys()[0]);
        Ok(Some(Zeroizing::new(request.keys()[0].bytes().to_vec())))
    }
}

static KEYS: Opener<dyn KeyProvider> = Opener::new("showing", &[], |_| Ok(Box::new(ShowingKeys)));

static BUILT_IN: &[&Opener<dyn KeyProvider>] = &[&KEYS];

static DECODER: Opener<dyn Decoder> = Opener::new("showing", &[], |_| Ok(Box::new(ShowingDecoder)));

/// What the author of a source or a kind has.
pub(super) fn all() {
    let variables = [("SECOND_API_KEY", secret("variable"))];
    let loader = no_environment().with_environment(variables);
    let loader = loader.with_secret("session", secret("session"));
    let needy = loader.with_source("store", Showing(["session".to_owned()]));
    let creds: Plain = needy.load();
    show!(&JweKeys::new().text(secret("given")).file("unused"));
    show!(&creds, &OPENER, &DECODER, &KEYS, &KIND, &REFUSED);

    let variables = [("SECOND_API_KEY", secret("variable")), ("TOKEN", secret("token"))];
    let refusing = Loader::new().with_environment(variables.clone()).with_source("store", Refusing);
    let metadata = refusing.load::<Plain>().skipping.metadata();
    for skipped in metadata.skipped() {
        show!(&skipped);
    }
    let loader = Loader::new().with_environment(variables);
    show!(&load_from(&OPENER, &[("path", "x")], &[], &loader));
    let kind = load_kind(&KIND, &[("key", secret("given"))], no_environment());
    assert!(kind.is_loaded());
    show!(&kind);
    decoded();
    let identities = AgeIdentities::new().text(secret("token")).passphrase(secret("given"));
    show!(&identities);
}

/// A file that is decoded before it is read.
fn decoded() {
    let files = Files::new().with("key", secret("file")).with("identity", secret("token"));
    let path = Template { text: "key", parts: &[TemplatePart::Text("key")] };
    let format = Format::ByExtension;
    let identity = Template { text: "identity", parts: &[TemplatePart::Text("identity")] };
    let with = DecoderSpec {
        opener: &DECODER,
        keys: BUILT_IN,
        identity_file: Some(identity),
        decrypt_with: Some("passphrase"),
    };
    let with = Some(&*Box::leak(Box::new(with)));
    let file = FileSpec { path, key: None, format, decoder: with };
    let sources: &[SourceSpec] = vec![SourceSpec::File(file)].leak();
    let parts: &[PartSpec] = vec![PartSpec { name: "secret", sources }].leak();
    let passphrase: &[PartSpec] = vec![PartSpec { name: "secret", sources: &[] }].leak();
    let spec = |id, parts| Spec::new(id, "example", true, parts);
    let specs: &[Spec] = vec![spec("decoded", parts), spec("passphrase", passphrase)].leak();
    let table = Box::leak(Box::new(Table::new(specs).decoding()));
    let loader = files.loader().with_secret("passphrase", secret("given"));
    let mut handles: Handles = load(table, &loader);
    let (mut decoded, mut passphrase) = (UNFILLED, UNFILLED);
    handles.fill(&mut [&mut decoded, &mut passphrase]);
    assert!(decoded.is_loaded(), "{decoded:?}");
    show!(&decoded);
}
