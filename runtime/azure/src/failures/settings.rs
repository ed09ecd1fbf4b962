//! Of settings: what a program, a manifest or the surroundings say.

use provider_credentials_core::SourceError;

use super::error::error;

pub(crate) const NOT_UNICODE: SourceError = error(
    "azure_setting_not_text",
    "one of the variables for Azure is no text",
    "set `AZURE_CLIENT_ID`, `AZURE_TENANT_ID` and those beside them to text",
);

pub(crate) const CA_BUNDLE: SourceError = error(
    "azure_ca_bundle",
    "what is named as the authorities of Azure's servers cannot be read, or has no certificate in PEM",
    "name a PEM file in `REQUESTS_CA_BUNDLE`, or unset it",
);

pub(crate) const AUTHORITY_HOST: SourceError = error(
    "azure_authority_host",
    "`AZURE_AUTHORITY_HOST` is neither a host nor an https URL",
    "set it as in `https://login.microsoftonline.us`, or unset it",
);

pub(crate) const VAULT_INVALID: SourceError = error(
    "azure_vault_invalid",
    "`azure_vault` is neither the name of a vault nor its URL",
    "write 3 to 24 letters, digits and single hyphens, or a URL as in `https://NAME.vault.azure.net`",
);

pub(crate) const SECRET_INVALID: SourceError = error(
    "azure_secret_invalid",
    "`azure_secret` is no name of a secret",
    "write 1 to 127 letters, digits and hyphens, without the vault and the version",
);

pub(crate) const VERSION_INVALID: SourceError = error(
    "azure_secret_invalid",
    "`azure_version` is no version of a secret",
    "write its 32 hexadecimal digits, which end the identifier of the secret",
);

pub(crate) const PROXY: SourceError = error(
    "azure_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` cannot be used, or refuses",
    "name one that is reached by http, or add `.vault.azure.net` and `login.microsoftonline.com` to `NO_PROXY`",
)
.unreachable();

pub(crate) const PROXY_LOGIN: SourceError = error(
    "azure_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` wants a user name and a password, or others",
    "write them into its URL: `http://USER:PASSWORD@proxy.example:3128`",
)
.unreachable();

pub(crate) const PROXY_GATEWAY: SourceError = error(
    "azure_proxy",
    "the proxy in `HTTPS_PROXY` or `ALL_PROXY` finds no way to the server",
    "check `azure_vault`, and that the proxy reaches `.vault.azure.net` and `login.microsoftonline.com`",
)
.unreachable()
.retryable();

pub(crate) const SELECTION_UNKNOWN: SourceError = error(
    "azure_token_credentials",
    "`AZURE_TOKEN_CREDENTIALS` has a word that means nothing",
    "set it to `prod`, `dev` or one credential such as `ManagedIdentityCredential`, or unset it",
);

pub(crate) const SELECTION_UNSUPPORTED: SourceError = error(
    "azure_token_credentials",
    "`AZURE_TOKEN_CREDENTIALS` names a login that is not supported here",
    "set it to `dev` or `AzureCliCredential`, and log in with `az login`",
);
