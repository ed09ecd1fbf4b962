//! What `AZURE_TOKEN_CREDENTIALS` leaves of the chain.

use provider_credentials_core::SourceError;

use super::look::Place;
use super::{command_line, managed_identity, service_principal, workload_identity};
use crate::failures::{
    AZ_MISSING, AZD_MISSING, NOT_SELECTED, SELECTION_UNKNOWN, SELECTION_UNSUPPORTED,
};
use crate::ground::Ground;

/// One place of the chain.
pub(super) struct Selected {
    /// In small letters, as the variable names it.
    name: &'static str,
    pub(super) look: Place,
    /// Whether the variables alone say that it is the one, or what is wrong with them.
    pub(super) is_set: fn(&Ground) -> Result<bool, SourceError>,
    /// That it was selected, and is not there.
    pub(super) missing: SourceError,
}

static DEPLOYED: [Selected; 3] = [
    Selected {
        name: "environmentcredential",
        look: service_principal::look,
        is_set: service_principal::is_set,
        missing: NOT_SELECTED,
    },
    Selected {
        name: "workloadidentitycredential",
        look: workload_identity::look,
        is_set: workload_identity::is_set,
        missing: NOT_SELECTED,
    },
    Selected {
        name: "managedidentitycredential",
        look: managed_identity::look,
        is_set: |_| Ok(false),
        missing: NOT_SELECTED,
    },
];

static OF_DEVELOPERS: [Selected; 2] = [
    Selected {
        name: "azureclicredential",
        look: command_line::azure_cli,
        is_set: |_| Ok(false),
        missing: AZ_MISSING,
    },
    Selected {
        name: "azuredeveloperclicredential",
        look: command_line::developer_cli,
        is_set: |_| Ok(false),
        missing: AZD_MISSING,
    },
];

/// Which Azure's own clients have besides.
const OTHERS: [&str; 4] = [
    "visualstudiocodecredential",
    "azurepowershellcredential",
    "interactivebrowsercredential",
    "brokercredential",
];

/// The places to look at, one after the other.
pub(super) fn places(selection: Option<&str>) -> Result<Vec<&'static Selected>, SourceError> {
    let all = || DEPLOYED.iter().chain(&OF_DEVELOPERS);
    let word = selection.unwrap_or_default().to_ascii_lowercase();
    match word.as_str() {
        "" => Ok(all().collect()),
        "prod" => Ok(DEPLOYED.iter().collect()),
        "dev" => Ok(OF_DEVELOPERS.iter().collect()),
        word if OTHERS.contains(&word) => Err(SELECTION_UNSUPPORTED),
        word => all().find(|one| one.name == word).map(|one| vec![one]).ok_or(SELECTION_UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let count = |word| places(word).map(|places| places.len()).map_err(|error| error.code());
        for (word, expected) in [
            (None, Ok(5)),
            (Some("Prod"), Ok(3)),
            (Some("dev"), Ok(2)),
            (Some("AzureCliCredential"), Ok(1)),
            (Some("ManagedIdentityCredential"), Ok(1)),
            (Some("AzurePowerShellCredential"), Err("azure_token_credentials")),
            (Some("azurecli"), Err("azure_token_credentials")),
        ] {
            assert_eq!(count(word), expected, "{word:?}");
        }
    }
}
