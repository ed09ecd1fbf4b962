//! Of one secret or vault.

use provider_credentials_core::{SourceError, SourceWarning};

use super::error::error;

pub(crate) const NOT_FOUND: SourceError = error(
    "azure_not_found",
    "there is no such secret in the vault",
    "check `azure_vault` and `azure_secret`, create it with `az keyvault secret set`, or if it was deleted, restore it with \
     `az keyvault secret recover`",
)
.absent();

pub(crate) const VERSION_NOT_FOUND: SourceError = error(
    "azure_version_not_found",
    "the secret is not in the vault, or has no such version",
    "list its versions with `az keyvault secret list-versions`, or remove `azure_version`",
)
.absent();

pub(crate) const DISABLED: SourceError = error(
    "azure_secret_disabled",
    "the secret, or that version of it, is disabled",
    "enable it with `az keyvault secret set-attributes --enabled true`, or set a new version",
)
.denied();

pub(crate) const DENIED: SourceError = error(
    "azure_access_denied",
    "the vault denies the program its secret",
    "give the identity the role `Key Vault Secrets User` on the vault or the secret, or in a vault with access policies \
     the permission `get` for secrets",
)
.denied();

pub(crate) const DENIED_BY_ROLES: SourceError = error(
    "azure_access_denied",
    "the program's identity has no role by which it may read the secret",
    "assign it `Key Vault Secrets User` on the vault or the secret, and wait some minutes: `az role assignment create`",
)
.denied();

pub(crate) const DENIED_BY_POLICY: SourceError = error(
    "azure_access_denied",
    "the vault's access policies do not let the program's identity read secrets",
    "give it the permission `get`: `az keyvault set-policy --secret-permissions get`",
)
.denied();

pub(crate) const FIREWALL: SourceError = error(
    "azure_firewall",
    "the vault's network rules do not let this machine in",
    "reach it over its private endpoint, or allow the address or subnet: `az keyvault network-rule add`",
)
.denied();

pub(crate) const TOKEN_REFUSED: SourceError = error(
    "azure_token_refused",
    "the vault does not accept the program's token",
    "check that the identity still exists, and that this machine's clock is right",
)
.denied();

pub(crate) const OTHER_TENANT: SourceError = error(
    "azure_other_tenant",
    "the vault belongs to another tenant than the program's identity",
    "set `AZURE_TENANT_ID` to the vault's tenant, `az keyvault show --query properties.tenantId` says which, or log in there",
)
.denied();

/// Every later load may find the next version.
pub(crate) const EXPIRED: SourceWarning = SourceWarning::new(
    "azure_secret_expired",
    "the date at which it expires is over, and Key Vault still gives it out",
    "set a new version, or another date with `az keyvault secret set-attributes --expires`",
);

pub(crate) const NOT_YET_VALID: SourceWarning = SourceWarning::new(
    "azure_secret_not_yet_valid",
    "the date from which it is valid is still to come, and Key Vault gives it out already",
    "check the date, `az keyvault secret set-attributes --not-before`, and this machine's clock",
);
