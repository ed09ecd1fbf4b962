//! Of managed identities and of logins, and that there are none.

use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const NO_CREDENTIALS: SourceError = error(
    "azure_no_credentials",
    "there are no credentials for Azure: not in `AZURE_CLIENT_SECRET`, `AZURE_CLIENT_CERTIFICATE_PATH`, \
     `AZURE_FEDERATED_TOKEN_FILE` or `IDENTITY_ENDPOINT`, and there is neither a metadata service nor `az` or `azd`",
    "give the machine, app or pod a managed identity, or on your machine install the Azure CLI and run `az login`",
)
.denied();

pub(crate) const NO_PROOF: SourceError = error(
    "azure_no_credentials",
    "`AZURE_TENANT_ID` and `AZURE_CLIENT_ID` name an application, and neither `AZURE_CLIENT_SECRET` nor \
     `AZURE_CLIENT_CERTIFICATE_PATH` nor `AZURE_FEDERATED_TOKEN_FILE` is set; nor is there another identity or login",
    "set one of the three; on AKS, label the pod with `azure.workload.identity/use: \"true\"`, which sets the last",
)
.denied();

pub(crate) const NOT_SELECTED: SourceError = error(
    "azure_no_credentials",
    "there are no credentials for Azure of the kind that `AZURE_TOKEN_CREDENTIALS` selects",
    "provide them, or unset `AZURE_TOKEN_CREDENTIALS`",
)
.denied();

pub(crate) const AZ_MISSING: SourceError = error(
    "azure_no_credentials",
    "`AZURE_TOKEN_CREDENTIALS` selects a login with the Azure CLI, and there is no `az` in `PATH`",
    "install the Azure CLI and run `az login`, or unset `AZURE_TOKEN_CREDENTIALS`",
)
.denied();

pub(crate) const AZD_MISSING: SourceError = error(
    "azure_no_credentials",
    "`AZURE_TOKEN_CREDENTIALS` selects a login with the Azure Developer CLI, and there is no `azd` in `PATH`",
    "install it and run `azd auth login`, or unset `AZURE_TOKEN_CREDENTIALS`",
)
.denied();

pub(crate) const IDENTITY_ENDPOINT: SourceError = error(
    "azure_identity_endpoint",
    "`IDENTITY_ENDPOINT`, `MSI_ENDPOINT` or `AZURE_POD_IDENTITY_AUTHORITY_HOST` is no URL, or http to another machine, or \
     `IDENTITY_HEADER` is no word",
    "leave them as Azure sets them, or unset them",
)
.denied();

pub(crate) const IDENTITY_MISSING: SourceError = error(
    "azure_identity_missing",
    "the machine or app has no managed identity, or not the one that `AZURE_CLIENT_ID` names",
    "assign one: `az vm identity assign`, `az webapp identity assign`; or unset `AZURE_CLIENT_ID`",
)
.denied();

pub(crate) const IDENTITY_REFUSED: SourceError = error(
    "azure_identity_refused",
    "what gives the managed identity its tokens refuses",
    "check the identity in the portal, and that `IDENTITY_HEADER` is as Azure sets it",
)
.denied();

pub(crate) const IDENTITY_BUSY: SourceError = error(
    "azure_identity_unavailable",
    "what gives the managed identity its tokens has a problem of its own, or is asked too often",
    "try later",
)
.unreachable()
.retryable();

pub(crate) const IDENTITY_NOT_CHOSEN: SourceError = error(
    "azure_identity_missing",
    "`AZURE_CLIENT_ID` chooses an identity, and Cloud Shell and Azure Arc have only one",
    "unset `AZURE_CLIENT_ID`",
)
.denied();

pub(crate) const IDENTITY_UNREACHABLE: SourceError = error(
    "azure_identity_unreachable",
    "what gives the managed identity its tokens cannot be reached, or gave no answer in time",
    "check that nothing keeps the program from `169.254.169.254`, or from the host in `IDENTITY_ENDPOINT`",
)
.unreachable()
.retryable();

pub(crate) const IDENTITY_ANSWER: SourceError = error(
    "azure_identity_answer_invalid",
    "what should give the managed identity its tokens answered something else",
    "check what listens at `IDENTITY_ENDPOINT` or `AZURE_POD_IDENTITY_AUTHORITY_HOST`",
);

pub(crate) const IDENTITY_UNSUPPORTED: SourceError = error(
    "azure_identity_unsupported",
    "the managed identities of Service Fabric and Azure Machine Learning are not supported here",
    "give the program an application with a certificate, or have it read the secret by `source: custom`",
)
.denied();

pub(crate) const PASSWORD_UNSUPPORTED: SourceError = error(
    "azure_identity_unsupported",
    "the password of a user, in `AZURE_USERNAME` and `AZURE_PASSWORD`, is not supported here",
    "unset both and run `az login`, or give the program an application with `AZURE_CLIENT_SECRET`",
)
.denied();

pub(crate) const ARC_KEY: SourceError = error(
    "azure_arc_key",
    "the agent of Azure Arc names no key of its own, or one that is none",
    "check what listens at `IDENTITY_ENDPOINT`: `azcmagent show`",
)
.denied();

pub(crate) const ARC_KEY_UNREADABLE: SourceError = error(
    "azure_arc_key",
    "the key that the agent of Azure Arc names cannot be read",
    "add the program's user to the group `himds`",
)
.denied();

pub(crate) const AZ_FAILED: SourceError = error(
    "azure_cli",
    "`az account get-access-token` failed, so nobody may be logged in, or not in the vault's tenant",
    "run `az login`, with `--tenant` if the vault is in another one",
)
.denied();

pub(crate) const AZ_TIMED_OUT: SourceError = error(
    "azure_cli",
    "`az account get-access-token` did not end in time",
    "run it by hand to see why",
)
.unreachable()
.retryable();

pub(crate) const AZ_INVALID: SourceError = error(
    "azure_cli",
    "`az account get-access-token` printed something else than a token",
    "run it by hand, and update the Azure CLI",
)
.denied();

pub(crate) const AZD_FAILED: SourceError = error(
    "azure_developer_cli",
    "`azd auth token` failed, so nobody may be logged in, or not in the vault's tenant",
    "run `azd auth login`, with `--tenant-id` if the vault is in another one",
)
.denied();

pub(crate) const AZD_TIMED_OUT: SourceError = error(
    "azure_developer_cli",
    "`azd auth token` did not end in time",
    "run it by hand to see why",
)
.unreachable()
.retryable();

pub(crate) const AZD_INVALID: SourceError = error(
    "azure_developer_cli",
    "`azd auth token` printed something else than a token",
    "run it by hand, and update the Azure Developer CLI",
)
.denied();
