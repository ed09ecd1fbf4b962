//! Connection strings of Azure, of which each service has its own.

use crate::value::about::About;
use crate::value::letters::signs::begins;
use crate::value::letters::table::{any_word, table};
use crate::value::letters::text::holds;

/// A service: what a name has in it that asks for its string, how that begins or which host is in it, and what it is.
struct Service {
    names: &'static [u8],
    heads: &'static [u8],
    hosts: &'static [u8],
    what: &'static str,
}

const STORAGE: &[u8] = table!("azure_storage storage_account blob checkpoint");

/// By the documentation of each. Events of `IoT` Hub are read as those of Event Hubs.
const SERVICES: [Service; 8] = [
    Service {
        names: STORAGE,
        heads: table!("defaultendpointsprotocol= blobendpoint= accountname="),
        hosts: table!(".blob.core.windows.net .queue.core.windows.net .table.core.windows.net"),
        what: "a connection string of Azure Storage",
    },
    Service {
        names: table!("servicebus service_bus eventhub event_hub iothub iot_hub"),
        heads: table!("endpoint=sb://"),
        hosts: table!(".servicebus.windows.net"),
        what: "a connection string of Service Bus or Event Hubs",
    },
    Service {
        names: table!("iothub iot_hub"),
        heads: table!("hostname="),
        hosts: table!(".azure-devices.net"),
        what: "a connection string of IoT Hub",
    },
    Service {
        names: table!("cosmos"),
        heads: table!("accountendpoint="),
        hosts: table!(".documents.azure.com"),
        what: "a connection string of Cosmos DB",
    },
    Service {
        names: table!("app_insights application_insights"),
        heads: table!("instrumentationkey="),
        hosts: &[],
        what: "a connection string of Application Insights",
    },
    Service {
        names: table!("azure_app_config app_configuration"),
        heads: table!("endpoint=https://"),
        hosts: table!(".azconfig.io"),
        what: "a connection string of App Configuration",
    },
    Service {
        names: table!("signalr"),
        heads: table!("endpoint=https://"),
        hosts: table!(".service.signalr.net"),
        what: "a connection string of SignalR",
    },
    Service {
        names: table!("azure_communication communication_services"),
        heads: table!("endpoint=https://"),
        hosts: table!(".communication.azure.com"),
        what: "a connection string of Communication Services",
    },
];

impl Service {
    fn is_of(&self, text: &str) -> bool {
        any_word(self.heads, &|head| {
            core::str::from_utf8(head).is_ok_and(|head| begins(text, head))
        }) && (self.heads.len() > 1
            && !begins(text, "endpoint=https://")
            && !begins(text, "hostname=")
            || any_word(self.hosts, &|host| holds(text, host)))
    }

    fn is_asked(&self, about: &About) -> bool {
        any_word(self.names, &|words| about.has_chosen_words(words))
    }
}

/// Which service's it is, where the name asks for another's.
pub(in crate::value) fn other(text: &str, about: &About) -> Option<&'static str> {
    /// What keeps its own files there.
    const KEPT: &[u8] = table!("storage queue table webjobs function");

    let found = SERVICES.iter().find(|service| service.is_of(text))?;
    // Cosmos DB for Table speaks as storage does.
    let is_of_table = holds(text, b".table.cosmos");
    if is_of_table || found.names == STORAGE && about.has_name_of(KEPT) {
        return None;
    }
    let is = |service: &&Service| service.is_asked(about);
    let is_meant = SERVICES.iter().filter(is).any(|service| service.is_of(text));
    let is_of_another = SERVICES.iter().any(|service| is(&service)) && !is_meant;
    (is_of_another && about.has_chosen_words(b"connection")).then_some(found.what)
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

    const STORAGE: &str = "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm7==";
    const BUS: &str = "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=k9qZm77xR3vT5yW8=";
    const HUB: &str =
        "HostName=acme.azure-devices.net;SharedAccessKeyName=a;SharedAccessKey=k9qZm77xR3vT5yW8=";
    const COSMOS: &str =
        "AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=k9qZm77xR3vT5yW8==;";
    const SIGNALR: &str =
        "Endpoint=https://acme.service.signalr.net;AccessKey=k9qZm77xR3vT5yW8=;Version=1.0;";

    #[test]
    fn a_connection_string_is_of_one_service() {
        for (variable, text) in [
            ("SERVICEBUS_CONNECTION_STRING", STORAGE),
            ("EVENTHUB_CONNECTION_STRING", COSMOS),
            ("AZURE_STORAGE_CONNECTION_STRING", BUS),
            ("AZURE_STORAGE_CONNECTION_STRING", HUB),
            ("COSMOS_CONNECTION_STRING", STORAGE),
            ("COSMOS_CONNECTION_STRING", SIGNALR),
            ("SIGNALR_CONNECTION_STRING", BUS),
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", STORAGE),
        ] {
            let doubts = judged("azure", variable, text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {doubts:?}");
        }
        for (variable, text) in [
            ("SERVICEBUS_CONNECTION_STRING", BUS),
            ("EVENTHUB_CONNECTION_STRING", BUS),
            ("EVENTHUB_CHECKPOINT_CONNECTION_STRING", STORAGE),
            ("IOTHUB_EVENTS_CONNECTION_STRING", BUS),
            ("IOTHUB_CONNECTION_STRING", HUB),
            ("COSMOS_CONNECTION_STRING", COSMOS),
            ("COSMOS_MONGO_CONNECTION_STRING", "mongodb://app:k9qZm77xR3@acme.example:10255/"),
            ("SIGNALR_CONNECTION_STRING", SIGNALR),
            ("AZURE_CONNECTION_STRING", STORAGE),
            ("EVENTHUB_STORAGE_CONNECTION_STRING", STORAGE),
            ("STORAGE_CONNECTION_STRING", COSMOS),
            ("INSIGHTS_CONNECTION_STRING", BUS),
            ("ACME_STORAGE", BUS),
        ] {
            assert_eq!(judged("azure", variable, text), [], "{variable} {text}");
        }
    }
}
