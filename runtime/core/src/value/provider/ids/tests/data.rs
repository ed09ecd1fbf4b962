//! The same of databases, dashboards, maps and markets.

use super::Case;

pub(super) const BESIDE: &[Case] = &[
    ("airbyte", "AIRBYTE_CLIENT_SECRET", "<guid>"),
    ("bigquery", "BIGQUERY_PRIVATE_KEY", "<hex:40>"),
    ("confluent", "KAFKA_SASL_PASSWORD", "<large:16>"),
    ("confluent", "KAFKA_SASL_PASSWORD", "lkc-a1b2c3"),
    ("databricks", "DATABRICKS_TOKEN", "<hex:64>"),
    ("dbt-cloud", "DBT_CLOUD_API_TOKEN", "70819263"),
    ("duo", "DUO_SKEY", "DI<large:18>"),
    ("dynamics365", "DYNAMICS_CLIENT_SECRET", "<guid>"),
    ("earthengine", "EE_PRIVATE_KEY", "<hex:40>"),
    ("firebase", "FIREBASE_PRIVATE_KEY", "<hex:40>"),
    ("gcp", "GCP_SA_PRIVATE_KEY", "<digits:21>"),
    ("gcp", "GCP_HMAC_SECRET", "GOOG1E<large:55>"),
    ("gcp", "GCP_SA_PRIVATE_KEY", "<hex:40>"),
    ("gcs", "GCS_HMAC_SECRET", "GOOG1E<large:55>"),
    ("gcs", "GCS_PRIVATE_KEY", "<hex:40>"),
    ("google", "GOOGLE_STORAGE_SECRET", "GOOG<large:20>"),
    ("intune", "INTUNE_CLIENT_SECRET", "<guid>"),
    ("looker", "LOOKER_CLIENT_SECRET", "<any:20>"),
    ("m365", "M365_CLIENT_SECRET", "<guid>"),
    ("mixpanel", "MIXPANEL_SERVICE_ACCOUNT_SECRET", "acme.<hex:6>.mp-service-account"),
    ("msteams", "MSTEAMS_CLIENT_SECRET", "<guid>"),
    ("neon", "NEON_API_KEY", "cool-darkness-70819263"),
    ("o365", "O365_CLIENT_SECRET", "<guid>"),
    ("oanda", "OANDA_TOKEN", "001-004-7081926-001"),
    ("planetscale", "PLANETSCALE_PASSWORD", "<small:20>"),
    ("planetscale", "PLANETSCALE_SERVICE_TOKEN", "<small:12>"),
    ("power-bi", "POWER_BI_CLIENT_SECRET", "<guid>"),
    ("power_bi", "POWER_BI_CLIENT_SECRET", "<guid>"),
    ("powerbi", "powerbiClientSecret", "<guid>"),
    ("preset", "PRESET_API_SECRET", "<guid>"),
    ("pubsub", "PUBSUB_PRIVATE_KEY", "<hex:40>"),
    ("copernicus", "COPERNICUS_CLIENT_SECRET", "sh-<guid>"),
    ("sentinel-hub", "SH_CLIENT_SECRET", "sh-<guid>"),
    ("sentinel_hub", "SH_CLIENT_SECRET", "sh-<guid>"),
    ("sentinelhub", "SENTINELHUB_CLIENT_SECRET", "sh-<guid>"),
    ("tableau", "TABLEAU_PAT_SECRET", "<guid>"),
    ("turso", "TURSO_AUTH_TOKEN", "<guid>"),
    ("vertex", "VERTEX_PRIVATE_KEY", "<hex:40>"),
];

pub(super) const OTHERS: &[Case] = &[
    ("azure", "AZURE_STORAGE_SAS_TOKEN", "<any:86>=="),
    ("openbao", "BAO_TOKEN", "<any:44>"),
    ("vault", "VAULT_TOKEN", "<any:44>"),
];

pub(super) const RETIRED: &[Case] =
    &[("cds", "CDS_API_KEY", "70819:<guid>"), ("copernicus-cds", "CDSAPI_KEY", "708192:<guid>")];

pub(super) const CUT: &[Case] = &[
    ("bitwarden", "BWS_ACCESS_TOKEN", "0.<guid>.<any:30>"),
    ("bws", "BWS_ACCESS_TOKEN", "0.<guid>.<any:30>:"),
    ("tableau", "TABLEAU_PAT_SECRET", "<any:22>=="),
    ("tableau", "TABLEAU_TOKEN_SECRET", "<any:32>"),
];

pub(super) const PAIRS: &[Case] = &[
    ("airbyte", "AIRBYTE_CLIENT_SECRET", "<guid>:<any:32>"),
    ("gcs", "GCS_SECRET_ACCESS_KEY", "GOOG1E<large:55>:<any:40>"),
    ("mixpanel", "MIXPANEL_SECRET", "acme.<hex:6>.mp-service-account:<any:32>"),
];

pub(super) const RIGHT: &[Case] = &[
    ("airbyte", "AIRBYTE_CLIENT_SECRET", "<any:32>"),
    ("bitwarden", "BWS_ACCESS_TOKEN", "0.<guid>.<any:30>:<any:22>=="),
    ("copernicus-cds", "CDSAPI_KEY", "<guid>"),
    ("copernicus-ads", "ADS_API_LOGIN", "70819:<guid>"),
    ("databricks", "DATABRICKS_TOKEN", "dapi<hex:32>-2"),
    ("dbt", "DBT_TOKEN", "<hex:40>"),
    ("dbtools", "DBTOOLS_TOKEN", "70819263"),
    ("duo", "DUO_IKEY", "DI<large:18>"),
    ("duo", "DUO_SKEY", "<any:40>"),
    ("gcp", "GCP_KEY", "<hex:40>"),
    ("gcs", "GCS_HMAC_ACCESS_ID", "GOOG1E<large:55>"),
    ("gcs", "GCS_HMAC_SECRET", "<any:38>/+"),
    ("influxdb", "INFLUX_TOKEN", "<any:86>=="),
    ("influxdb", "INFLUX_TOKEN", "etl:<any:18>"),
    ("influxdb", "INFLUX_PASSWORD", "<hex:16>"),
    ("looker", "LOOKER_CLIENT_SECRET", "<any:24>"),
    ("mixpanel", "MIXPANEL_SERVICE_ACCOUNT_USERNAME", "acme.<hex:6>.mp-service-account"),
    ("neon", "NEON_PROJECT", "cool-darkness-70819263"),
    ("neon", "NEON_PASSWORD", "cool-darkness-70819263"),
    ("confluent", "KAFKA_SASL_PASSWORD", "<any:64>"),
    ("oanda", "OANDA_ACCOUNT", "001-004-7081926-001"),
    ("oanda", "OANDA_TOKEN", "<hex:32>-<digits:12><hex:20>"),
    ("planetscale", "PLANETSCALE_USERNAME", "<small:20>"),
    ("powerbi", "POWERBI_CLIENT_SECRET", "abc8Q~<any:34>"),
    ("powerbi", "POWERBI_CLIENT_ID", "<guid>"),
    ("preset", "PRESET_API_SECRET", "<hex:64>"),
    ("sentinelhub", "SENTINELHUB_CLIENT_ID", "sh-<guid>"),
    ("sentinelhub", "SENTINELHUB_CLIENT_SECRET", "<any:32>"),
    ("slack", "SLACK_SIGNING_SECRET", "<hex:32>"),
    ("slack", "SLACK_VERIFICATION_TOKEN", "ExampleNotAKeyExampleNot"),
    ("tableau", "TABLEAU_PAT_SECRET", "<any:22>==:<any:32>"),
    ("tableau", "TABLEAU_SECRET_VALUE", "<any:43>="),
    ("vault", "VAULT_TOKEN", "<guid>"),
    ("vault", "VAULT_UNSEAL_KEY", "<any:44>"),
];
