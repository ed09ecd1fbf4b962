//! What the probe has while it is looked into.

use provider_credentials::{
    AnyCredential, CredentialSet, LoadError, Loader, Metadata, Redactor, Secret, SecretString,
    Vault,
};

/// What a load leaves in the program's hands.
#[derive(Default)]
pub(crate) struct Held {
    credentials: Vec<AnyCredential>,
    copy: Option<SecretString>,
    source: Option<Vault>,
    redactor: Option<Redactor>,
    outcome: String,
}

/// What outlives the secrets.
pub(crate) struct Traces {
    _errors: Vec<LoadError>,
    _metadata: Vec<Metadata>,
    _printed: String,
}

impl Held {
    pub(crate) fn of<T: CredentialSet>(loader: &Loader) -> Self {
        Self::from(&loader.load::<T>())
    }

    pub(crate) fn from<T: CredentialSet>(set: &T) -> Self {
        let credentials: Vec<AnyCredential> = set.iter().cloned().collect();
        let state = |credential: &AnyCredential| match credential.secret() {
            Ok(_) => "loaded",
            Err(error) => error.code(),
        };
        let outcome = credentials.iter().map(state).collect::<Vec<_>>().join(" ");
        Self { credentials, outcome, ..Self::default() }
    }

    pub(crate) fn nothing(outcome: &str) -> Self {
        Self { outcome: outcome.to_owned(), ..Self::default() }
    }

    /// The source goes with the secrets.
    pub(crate) fn with_source(self, source: Vault) -> Self {
        Self { source: Some(source), ..self }
    }

    /// It covers the secrets, and goes with them.
    pub(crate) fn with_redactor(self, redactor: Redactor) -> Self {
        Self { redactor: Some(redactor), ..self }
    }

    /// Instead of the secret.
    pub(crate) fn keep_a_copy(&mut self) {
        self.copy = Some(self.first().to_secret_string());
        self.credentials.clear();
    }

    pub(crate) fn first(&self) -> &Secret {
        self.credentials.first().unwrap().secret().unwrap()
    }

    pub(crate) fn outcome(&self) -> &str {
        &self.outcome
    }

    pub(crate) fn drop_secrets(self) -> Traces {
        let metadata: Vec<Metadata> =
            self.credentials.iter().map(AnyCredential::metadata).collect();
        let secrets = self.credentials.iter().map(AnyCredential::secret);
        let errors: Vec<LoadError> = secrets.filter_map(Result::err).collect();
        let printed = format!(
            "{errors:?} {metadata:?} {:?} {:?} {:?} {:?}",
            self.credentials, self.copy, self.source, self.redactor
        );
        Traces { _errors: errors, _metadata: metadata, _printed: printed }
    }
}
