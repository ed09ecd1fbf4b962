//! What `AZURE_TOKEN_CREDENTIALS` leaves of the chain.

use provider_credentials_core::SourceError;

use super::look::Place;
use super::{command_line, managed_identity, service_principal, workload_identity};
use crate::failures::{SELECTION_UNKNOWN, SELECTION_UNSUPPORTED};

const DEPLOYED: [(&str, Place); 3] = [
    ("environmentcredential", service_principal::look),
    ("workloadidentitycredential", workload_identity::look),
    ("managedidentitycredential", managed_identity::look),
];

const OF_DEVELOPERS: [(&str, Place); 2] = [
    ("azureclicredential", command_line::azure_cli),
    ("azuredeveloperclicredential", command_line::developer_cli),
];

/// Which Azure's own clients have besides.
const OTHERS: [&str; 4] = [
    "visualstudiocodecredential",
    "azurepowershellcredential",
    "interactivebrowsercredential",
    "brokercredential",
];

/// The places to look at, one after the other.
pub(super) fn places(selection: Option<&str>) -> Result<Vec<Place>, SourceError> {
    let all = || DEPLOYED.iter().chain(&OF_DEVELOPERS);
    let places = |of: &[(&str, Place)]| of.iter().map(|(_, place)| *place).collect();
    let word = selection.unwrap_or_default().to_ascii_lowercase();
    match word.as_str() {
        "" => Ok(all().map(|(_, place)| *place).collect()),
        "prod" => Ok(places(&DEPLOYED)),
        "dev" => Ok(places(&OF_DEVELOPERS)),
        word if OTHERS.contains(&word) => Err(SELECTION_UNSUPPORTED),
        word => {
            let found = all().find(|(name, _)| *name == word);
            found.map(|(_, place)| vec![*place]).ok_or(SELECTION_UNKNOWN)
        }
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
