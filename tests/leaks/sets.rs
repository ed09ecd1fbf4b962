//! Credentials of every kind, and all that one can ask them.

use provider_credentials::{Loader, credentials};

use crate::seen::{Seen, debug};

credentials!("leaks/plain.yaml", pub(crate) struct Plain);
credentials!("leaks/clients.yaml", pub(crate) struct Clients);
credentials!("leaks/certificates.yaml", pub(crate) struct Certificates);
credentials!("leaks/encrypted.yaml", pub(crate) struct Encrypted);
credentials!("leaks/vault.yaml", pub(crate) struct Vaults);
credentials!("leaks/aws.yaml", pub(crate) struct Amazon);
credentials!("leaks/azure.yaml", pub(crate) struct Azure);
credentials!("leaks/gcp.yaml", pub(crate) struct Google);
credentials!("leaks/jwe.yaml", pub(crate) struct ByJwe);
credentials!("leaks/programs.yaml", pub(crate) struct Programs);
credentials!("leaks/tpm.yaml", pub(crate) struct SealedToTpm);
credentials!("leaks/signing.yaml", pub(crate) struct Signing);
credentials!("leaks/tokens.yaml", pub(crate) struct Tokens);
credentials!("leaks/keyring.yaml", pub(crate) struct Keyrings);

pub(crate) fn plain(loader: &Loader, seen: &mut Seen) {
    let creds: Plain = loader.load();
    seen.set(&creds);
    let (pair, session) = (&creds.pair, &creds.session);
    seen.result(pair.username(), |error| error.code());
    seen.result(pair.password(), |error| error.code());
    let urls = ["{user}", "postgres://{username}:{password}@db", "x://{password", "{"];
    for url in urls {
        let url = pair.connection_url(url);
        seen.result(url, |_| "");
    }
    seen.result(pair.text(|config| config.url), |error| error.code());
    seen.result(pair.authorization(), |_| "");
    seen.result(session.token(), |error| error.code());
    seen.result(session.authorization(), |error| error.code());
    seen.result(session.expires_at(), |error| error.code());
}

pub(crate) fn clients(loader: &Loader, seen: &mut Seen) {
    let creds: Clients = loader.load();
    seen.set(&creds);
    let by_key = [&creds.by_key, &creds.by_signature];
    for client in
        [&creds.by_secret, &creds.by_issuer, &creds.by_authority].into_iter().chain(by_key)
    {
        let token = client.token();
        if let Ok(token) = &token {
            debug(&(token.secret(), token.authorization(), token.expires_at()));
            seen.result(client.renew(token), |error| error.code());
        }
        seen.result(token, |error| error.code());
    }
    seen.result(creds.google.token(), |error| error.code());
}

pub(crate) fn certificates(loader: &Loader, seen: &mut Seen) {
    let creds: Certificates = loader.load();
    seen.set(&creds);
    for certificate in [&creds.broker, &creds.sealed, &creds.store, &creds.der] {
        seen.result(certificate.private_key_der().map(drop), |error| error.code());
        seen.result(certificate.private_key_pem(), |error| error.code());
        seen.result(certificate.pem(), |error| error.code());
        seen.result(certificate.client_cert_resolver(), |_| "");
    }
}

pub(crate) fn signing(loader: &Loader, seen: &mut Seen) {
    let creds: Signing = loader.load();
    seen.set(&creds);
    seen.result(creds.broker.private_key_der().map(drop), |error| error.code());
    seen.result(creds.broker.private_key_pem(), |error| error.code());
    seen.result(creds.broker.pem(), |error| error.code());
    seen.result(creds.broker.client_cert_resolver(), |_| "");
}

pub(crate) fn encrypted(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<Encrypted>());
}

pub(crate) fn keyrings(loader: &Loader, seen: &mut Seen) {
    let creds: Keyrings = loader.load();
    seen.set(&creds);
}

pub(crate) fn programs(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<Programs>());
}

pub(crate) fn tokens(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<Tokens>());
}

pub(crate) fn sealed_to_tpm(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<SealedToTpm>());
}

pub(crate) fn vaults(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<Vaults>());
}

pub(crate) fn amazon(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<Amazon>());
}

pub(crate) fn azure(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<Azure>());
}

pub(crate) fn google(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<Google>());
}

pub(crate) fn encrypted_by_jwe(loader: &Loader, seen: &mut Seen) {
    seen.set(&loader.load::<ByJwe>());
}
