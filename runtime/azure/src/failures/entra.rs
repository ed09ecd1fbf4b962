//! Of applications, and of Entra ID, which gives their tokens.

use provider_credentials_core::SourceError;
use provider_credentials_http::{Failure, Kind};

use super::connection::{counted, of_line};
use super::error::error;
use super::settings::AUTHORITY_HOST;

pub(crate) const INCOMPLETE: SourceError = error(
    "azure_credentials_incomplete",
    "`AZURE_CLIENT_SECRET` or `AZURE_CLIENT_CERTIFICATE_PATH` is set without `AZURE_TENANT_ID` or `AZURE_CLIENT_ID`",
    "set both to the IDs of the application and its directory",
)
.denied();

pub(crate) const TENANT_INVALID: SourceError = error(
    "azure_tenant_unknown",
    "`AZURE_TENANT_ID` is neither an ID nor a domain",
    "set it to the directory (tenant) ID of the application",
)
.denied();

pub(crate) const TENANT_UNKNOWN: SourceError = error(
    "azure_tenant_unknown",
    "Entra ID knows no tenant as in `AZURE_TENANT_ID`",
    "set it to the directory (tenant) ID of the application, and `AZURE_AUTHORITY_HOST` to the server of its cloud",
)
.denied();

pub(crate) const CLIENT_UNKNOWN: SourceError = error(
    "azure_client_unknown",
    "the tenant has no application as in `AZURE_CLIENT_ID`",
    "set it to the application (client) ID, not to an object ID, and check `AZURE_TENANT_ID`",
)
.denied();

pub(crate) const SECRET_WRONG: SourceError = error(
    "azure_client_secret",
    "Entra ID does not accept the secret in `AZURE_CLIENT_SECRET`",
    "set it to the value of a client secret of that application, not to the ID of the secret",
)
.denied();

pub(crate) const SECRET_EXPIRED: SourceError = error(
    "azure_client_secret",
    "the secret in `AZURE_CLIENT_SECRET` has expired",
    "create another: `az ad app credential reset --append`",
)
.denied();

pub(crate) const CERTIFICATE_FILE: SourceError = error(
    "azure_certificate",
    "the file that `AZURE_CLIENT_CERTIFICATE_PATH` names does not exist, or has no certificate in PEM",
    "store certificate and key in PEM there; `openssl pkcs12 -in FILE -nodes` writes both of a PFX file",
)
.denied();

pub(crate) const CERTIFICATE_KEY: SourceError = error(
    "azure_certificate",
    "the file that `AZURE_CLIENT_CERTIFICATE_PATH` names has no RSA key in PEM without a passphrase",
    "append the key: `openssl pkey -in KEY` writes it without its passphrase",
)
.denied();

pub(crate) const CERTIFICATE_OTHER_KEY: SourceError = error(
    "azure_certificate",
    "the file that `AZURE_CLIENT_CERTIFICATE_PATH` names has a certificate and the key of another one",
    "store the key of the certificate that comes first",
)
.denied();

pub(crate) const CERTIFICATE_EXPIRED: SourceError = error(
    "azure_certificate",
    "the certificate that `AZURE_CLIENT_CERTIFICATE_PATH` names has expired",
    "have another one issued, and upload it to the application",
)
.denied();

pub(crate) const CERTIFICATE_REFUSED: SourceError = error(
    "azure_certificate",
    "the application does not know the certificate that `AZURE_CLIENT_CERTIFICATE_PATH` names",
    "upload it: `az ad app credential reset --append --cert`; and check this machine's clock",
)
.denied();

pub(crate) const FEDERATED_INCOMPLETE: SourceError = error(
    "azure_federation_incomplete",
    "`AZURE_FEDERATED_TOKEN_FILE` is set without `AZURE_TENANT_ID` or `AZURE_CLIENT_ID`",
    "annotate the service account with `azure.workload.identity/client-id`, and restart the pod",
)
.denied();

pub(crate) const FEDERATED_FILE: SourceError = error(
    "azure_federated_token_file",
    "the file that `AZURE_FEDERATED_TOKEN_FILE` names does not exist, or holds no token",
    "label the pod with `azure.workload.identity/use: \"true\"`, and restart it",
)
.denied();

pub(crate) const FEDERATED_REFUSED: SourceError = error(
    "azure_federation_refused",
    "the identity trusts no such token as in `AZURE_FEDERATED_TOKEN_FILE`",
    "correct its federated credential: issuer, subject (`system:serviceaccount:NAMESPACE:NAME`) and audience must be those \
     of the token",
)
.denied();

pub(crate) const FEDERATED_EXPIRED: SourceError = error(
    "azure_federation_refused",
    "the token in `AZURE_FEDERATED_TOKEN_FILE` or the signature of the certificate is not valid now",
    "check that the file is renewed, and this machine's clock",
)
.denied();

pub(crate) const ENTRA_REFUSED: SourceError = error(
    "azure_entra_refused",
    "Entra ID gives the application no token",
    "look for the reason in the sign-in logs of the tenant, under service principals",
)
.denied();

pub(crate) const ENTRA_BUSY: SourceError = error(
    "azure_entra_unavailable",
    "Entra ID has a problem of its own, or is asked too often",
    "try later",
)
.unreachable()
.retryable();

pub(crate) const ENTRA_UNREACHABLE: SourceError = error(
    "azure_entra_unreachable",
    "the server that gives tokens cannot be reached, or gave no answer in time",
    "allow `login.microsoftonline.com`, or the host in `AZURE_AUTHORITY_HOST`, in the network and its proxy",
)
.unreachable()
.retryable();

pub(crate) const ENTRA_ANSWER: SourceError = error(
    "azure_entra_answer_invalid",
    "the answer is none of Entra ID",
    "check `AZURE_AUTHORITY_HOST`, and what is between here and Azure",
);

/// What the connection to Entra ID came to.
pub(crate) fn of_entra(failure: &Failure) -> SourceError {
    let error = match failure.kind() {
        Kind::InvalidUrl | Kind::InsecureUrl => AUTHORITY_HOST,
        Kind::Redirected | Kind::AnswerInvalid | Kind::AnswerTooLarge => ENTRA_ANSWER,
        _ => of_line(failure).unwrap_or(ENTRA_UNREACHABLE),
    };
    counted(error, failure)
}
