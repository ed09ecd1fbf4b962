//! Of clouds, and of what runs, builds, stores and watches programs.

use super::row::{
    Row, SECRET, has_digit, is_large, is_large_hex, is_of_base64, is_of_base64url, is_of_slug,
    is_of_words, is_padded, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    any, count, is_alphanumeric, is_digit, is_guid, is_lower, is_mixed, is_of_guid, is_small_hex,
    is_upper,
};

pub(super) static ROWS: &[Row] = &[
    of_atlas(b"terraform"),
    of_atlas(b"tfe"),
    of_atlas(b"hashicorp"),
    of_atlas(b"hcp"),
    row(b"astra", table!("AstraCS:"), is_of_words, [10, 60], "Astra")
        .that(|text| !text.contains(':'))
        .cut(),
    row(
        b"circleci",
        table!("gh/ bb/ github/ bitbucket/ circleci/"),
        is_of_words,
        [6, 80],
        "a project at CircleCI",
    ),
    row(b"cloudflare", &[], is_of_guid, [36, 36], "the ID of a tunnel at Cloudflare")
        .that(is_guid)
        .named(table!("tunnel_token")),
    row(b"cognito", &[], is_small, [26, 26], "the ID of a client at Cognito")
        .that(has_digit)
        .named(SECRET),
    row(b"cognito", &[], is_of_pool, [12, 30], OF_COGNITO).that(is_pool_of_cognito),
    row(b"aws", &[], is_of_pool, [12, 30], OF_COGNITO)
        .that(is_pool_of_cognito)
        .named(table!("cognito")),
    row(b"consul", &[], is_small_hex, [33, 64], "hexadecimal digits, where base64 is asked for")
        .named(table!("encrypt gossip")),
    row(b"crates", &[], is_alphanumeric, [32, 32], "a token of crates.io")
        .that(|text| !text.starts_with("cio"))
        .retired(),
    row(
        b"digitalocean",
        table!("DO00 DO801"),
        is_large,
        [20, 20],
        "the ID of an access key of Spaces",
    )
    .asked(table!("token")),
    row(b"motherduck", table!("md:"), is_of_query, [8, 900], "a connection string of MotherDuck")
        .asked(table!("token")),
    row(b"akamai", table!("akab-"), is_of_base64url, [30, 60], "a name of a client at Akamai")
        .named(SECRET),
    row(b"alibaba", table!("LTAI"), is_alphanumeric, [16, 30], OF_ALIBABA).named(SECRET).paired(),
    row(b"aliyun", table!("LTAI"), is_alphanumeric, [16, 30], OF_ALIBABA).named(SECRET).paired(),
    row(b"aws", &[], is_digit, [12, 12], "the ID of an account at AWS").whole(),
    row(b"aws", &[], is_of_base64, [40, 40], "a secret access key of AWS")
        .that(is_mixed)
        .named(table!("session_token smtp"))
        .other()
        .whole(),
    row(b"ses", &[], is_of_base64, [40, 40], "a secret access key of AWS")
        .that(is_mixed)
        .named(table!("smtp"))
        .other()
        .whole(),
    row(b"amazon", &[], is_of_base64, [40, 40], "a secret access key of AWS")
        .that(is_mixed)
        .named(table!("session_token smtp"))
        .other(),
    row(b"aws", &[], is_of_base64, [41, 42], "AWS")
        .that(is_mixed)
        .named(table!("secret_access"))
        .stray()
        .whole(),
    row(b"aws", &[], is_of_base64, [40, 40], "a secret access key of AWS")
        .that(is_mixed)
        .asked(table!("bedrock"))
        .other()
        .whole(),
    row(b"bedrock", &[], is_of_base64, [40, 40], "a secret access key of AWS")
        .that(is_mixed)
        .asked(table!("bedrock"))
        .other(),
    row(b"aws", table!("ABSK"), is_padded, [110, 290], "an API key of Amazon Bedrock")
        .named(table!("secret_access"))
        .other()
        .whole(),
    row(b"azure", &[], is_of_base64, [20, 85], "Azure Storage")
        .named(table!("storage_account_key storage_key storage_account_access_key"))
        .cut(),
    row(b"azure", &[], is_of_secret, [16, 36], "Azure")
        .that(is_secret_of_azure)
        .named(table!("client_secret"))
        .cut(),
    row(b"azure", &[], is_padded, [88, 88], "an account key of Azure")
        .that(|text| text.ends_with("=="))
        .named(table!("connection_string"))
        .asked(table!("string"))
        .other(),
    row(b"azure", &[], is_padded, [44, 44], "an access key of Azure")
        .that(|text| text.ends_with('='))
        .named(table!("connection_string"))
        .asked(table!("string"))
        .other(),
    row(b"azure", &[], is_of_guid, [36, 36], "the instrumentation key of Application Insights")
        .that(is_guid)
        .named(table!("connection_string"))
        .asked(table!("string"))
        .other(),
    row(b"azure", &[], is_large_hex, [40, 40], "the thumbprint of a certificate")
        .named(table!("client_secret")),
    row(b"azure", &[], is_small_hex, [20, 31], "Azure OpenAI")
        .named(table!("openai_api openai_key"))
        .cut(),
    row(b"aws", OF_SMTP, is_of_base64, [44, 44], "an SMTP password of Amazon SES")
        .named(table!("secret_access"))
        .other()
        .whole(),
    row(b"backblaze", &[], is_small_hex, [25, 25], "the ID of a key at Backblaze")
        .that(is_of_backblaze)
        .named(table!("application_key secret"))
        .paired(),
    row(b"buildkite", &[], is_of_guid, [36, 36], "the ID of something at Buildkite")
        .that(is_guid)
        .asked(table!("token")),
    row(b"circleci", &[], is_of_guid, [36, 36], "the ID of a project or another thing at CircleCI")
        .that(is_guid)
        .asked(table!("token")),
    row(b"clickhouse", &[], is_alphanumeric, [20, 20], "the ID of a key at ClickHouse")
        .that(is_mixed)
        .named(table!("key_secret api_secret"))
        .paired(),
    row(b"cloudflare", &[], is_small_hex, [32, 32], "the ID of an account or a zone at Cloudflare")
        .asked(table!("token")),
    row(b"cloudflare", &[], is_small_hex, [32, 32], "the ID of a key of R2 at Cloudflare")
        .named(table!("secret_access")),
    row(b"cloudflare", &[], is_small_hex, [37, 37], "the global API key of Cloudflare")
        .named(table!("api_token"))
        .other(),
    row(b"cloudflare", table!("0x4AAA"), is_of_base64url, [22, 26], OF_TURNSTILE).named(SECRET),
    row(b"bitwarden", &[], is_of_guid, [36, 36], "the ID of an access token at Bitwarden")
        .that(is_guid)
        .named(table!("access_token")),
    row(b"cloudflare", OF_TESTS, is_alphanumeric, [24, 24], OF_TURNSTILE).named(SECRET),
    row(b"turnstile", OF_TESTS, is_alphanumeric, [24, 24], OF_TURNSTILE).named(SECRET),
    row(
        b"doppler",
        table!("dp.st. dp.pt. dp.ct. dp.sa. dp.scim. dp.audit."),
        is_of_words,
        [6, 40],
        "Doppler",
    )
    .cut(),
    row(
        b"tailscale",
        table!("nodekey: mkey: discokey: nlpub: tlpub:"),
        is_small_hex,
        [60, 80],
        OF_NODE,
    ),
    row(b"turnstile", table!("0x4AAA"), is_of_base64url, [22, 26], OF_TURNSTILE).named(SECRET),
    row(b"confluent", &[], is_large, [16, 16], "the ID of a key at Confluent")
        .that(has_digit)
        .named(SECRET)
        .paired(),
    row(b"confluent", &[], is_of_base64, [24, 63], "Confluent")
        .that(is_mixed)
        .named(table!("api_secret"))
        .cut(),
    row(
        b"confluent",
        table!("lkc- pkc-"),
        is_of_words,
        [8, 80],
        "the ID of a cluster or another thing at Confluent",
    )
    .named(SECRET),
    row(
        b"databricks",
        &[],
        is_of_guid,
        [36, 36],
        "the ID of a client or another thing at Databricks",
    )
    .that(is_guid)
    .paired(),
    row(b"digitalocean", table!("DO00"), is_large, [20, 20], "the ID of a key of Spaces")
        .named(SECRET)
        .paired(),
    row(b"databricks", table!("/sql/"), is_of_words, [16, 80], OF_WAREHOUSE),
    row(b"databricks", &[], is_small_hex, [16, 16], OF_WAREHOUSE).asked(table!("token")),
    row(b"databricks", &[], is_digit, [15, 16], "the ID of a workspace at Databricks")
        .asked(table!("token")),
    row(b"exoscale", table!("EXO"), is_small_hex, [27, 27], "the ID of a key at Exoscale")
        .named(SECRET)
        .paired(),
    row(b"esphome", &[], is_small_hex, [64, 64], "a key in hexadecimal digits instead of base64")
        .named(table!("api_key encryption_key noise_psk"))
        .other(),
    row(b"forgejo", &[], is_small_hex, [8, 39], "Forgejo").named(OF_FORGE).cut(),
    row(b"gitea", &[], is_small_hex, [8, 39], "Gitea").named(OF_FORGE).cut(),
    row(b"github", &[], is_of_code, [9, 9], "a code that one types at GitHub to log in")
        .that(has_dash),
    row(b"github", &[], is_digit, [5, 9], OF_APP).asked(table!("token pat")),
    row(b"github", &[], is_digit, [5, 9], OF_APP).named(table!("private_key")),
    row(b"gitlab", table!("gitlab+deploy-token-"), is_digit, [21, 29], OF_DEPLOY).paired(),
    row(b"gitlab", &[], is_digit, [5, 9], "the ID of a project or a user at GitLab")
        .asked(table!("token pat")),
    row(b"google", &[], is_small_hex, [40, 40], "the ID of a private key at Google")
        .asked(table!("key"))
        .named(table!("private")),
    row(b"google", &[], is_digit, [21, 21], "the number of a service account at Google")
        .named(table!("private")),
    row(b"hcloud", &[], is_alphanumeric, [32, 32], OF_HETZNER).named(OF_HCLOUD).other(),
    row(b"hcloud", &[], is_alphanumeric, [33, 63], "Hetzner Cloud").named(OF_HCLOUD).cut(),
    row(b"hetzner", &[], is_alphanumeric, [32, 32], OF_HETZNER).named(OF_HCLOUD).other(),
    row(b"hetzner", &[], is_alphanumeric, [33, 63], "Hetzner Cloud").named(OF_HCLOUD).cut(),
    row(b"ibm", table!("ApiKey-"), is_of_guid, [43, 43], "the ID of a key at IBM Cloud").whole(),
    row(b"kubernetes", &[], is_of_slug, [13, 80], "the name of a secret in Kubernetes")
        .that(is_secret_of_kubernetes)
        .asked(table!("token")),
    row(b"k8s", &[], is_of_slug, [13, 80], "the name of a secret in Kubernetes")
        .that(is_secret_of_kubernetes)
        .asked(table!("token")),
    row(b"mongodb", table!("mdb_sa_id_"), is_small_hex, [34, 34], OF_ATLAS),
    row(b"mongodb", &[], is_lower, [8, 8], OF_ATLAS).named(table!("private_key")).paired(),
    row(b"mongodb", &[], is_small_hex, [24, 24], "the ID of a project or another thing at Atlas")
        .named(table!("private_key api_key")),
    row(b"nats", table!("U A O N C X"), is_large, [56, 56], "a public key of NATS")
        .asked(table!("seed")),
    row(
        b"neon",
        table!("ep- br-"),
        is_of_slug,
        [12, 60],
        "the ID of an endpoint or a branch at Neon",
    )
    .whole(),
    row(b"netlify", &[], is_of_guid, [36, 36], "the ID of a site at Netlify")
        .that(is_guid)
        .asked(table!("token")),
    row(b"ngrok", table!("ak_ cr_"), is_alphanumeric, [30, 30], "the ID of a key at ngrok"),
    row(b"ntfy", table!("QmFzaWMg"), is_of_base64url, [16, 200], "a login of ntfy in base64")
        .asked(table!("token"))
        .other(),
    row(b"oci", table!("ocid1."), is_of_words, [30, 127], "an ID of Oracle's cloud").whole(),
    row(b"oracle", table!("ocid1."), is_of_words, [30, 127], "an ID of Oracle's cloud"),
    row(b"ovh", &[], is_alphanumeric, [16, 16], "an application key of OVH")
        .that(has_digit)
        .named(table!("secret"))
        .paired()
        .whole(),
    row(b"render", table!("srv-"), is_small, [24, 24], "the ID of a service at Render").whole(),
    row(b"scaleway", table!("SCW"), is_large, [20, 20], "the ID of a key at Scaleway")
        .named(SECRET)
        .paired(),
    row(b"supabase", &[], is_lower, [20, 20], "the reference of a project at Supabase")
        .asked(table!("key token")),
    row(b"tailscale", table!("k"), is_alphanumeric, [10, 20], "the ID of a key at Tailscale")
        .that(is_of_control),
    row(b"tencent", table!("AKID"), is_of_base64url, [36, 36], "the ID of a key at Tencent Cloud")
        .named(table!("secret_key"))
        .paired(),
    row(
        b"terraform",
        table!("at- ws- org- run- team- user-"),
        is_alphanumeric,
        [19, 21],
        OF_TERRAFORM,
    )
    .asked(table!("token key secret io com net")),
    row(
        b"trigger",
        table!("proj_"),
        is_small,
        [25, 25],
        "the reference of a project at Trigger.dev",
    ),
    row(
        b"vercel",
        table!("prj_ team_ dpl_"),
        is_alphanumeric,
        [20, 40],
        "the ID of a project, a team or a deployment at Vercel",
    ),
    // 43 are without the `=` at the end.
    row(b"wireguard", &[], is_of_base64, [36, 43], "WireGuard")
        .named(table!("private_key preshared_key"))
        .cut(),
];

const OF_WAREHOUSE: &str = "the path or the ID of a warehouse at Databricks";
const OF_APP: &str = "the ID of an app or an installation at GitHub";
const OF_COGNITO: &str = "the ID of a user pool at Cognito";
const OF_NODE: &str = "a public key of a machine in Tailscale";
/// Of its keys that always pass or always block (Cloudflare's documentation, "Testing").
const OF_TESTS: &[u8] =
    table!("1x00000000000000000000 2x00000000000000000000 3x00000000000000000000");
const OF_DEPLOY: &str = "the user name of a deploy token at GitLab";
const OF_ALIBABA: &str = "the ID of an access key of Alibaba Cloud";
const OF_HETZNER: &str = "a token of Hetzner's DNS console";
const OF_HCLOUD: &[u8] = table!("hcloud_token cloud_token cloud_api_token");
const OF_FORGE: &[u8] = table!("gitea_token forgejo_token access_token api_token");
const OF_ATLAS: &str = "the public key or the ID of a service account at Atlas";
/// The number of its version, and four bits more.
const OF_SMTP: &[u8] = table!("BA BB BC BD BE BF BG BH BI BJ BK BL BM BN BO BP");
const OF_TERRAFORM: &str = "the ID of a workspace or a token at HCP Terraform";
const OF_TURNSTILE: &str = "a site key of Turnstile";

pub(super) fn is_of_secret(c: char) -> bool {
    is_of_base64url(c) || matches!(c, '.' | '~')
}

/// Three letters, a digit and `Q~`.
pub(super) fn is_secret_of_azure(text: &str) -> bool {
    text.as_bytes().get(3).is_some_and(u8::is_ascii_digit) && text.get(4..6) == Some("Q~")
}

/// `default-token-x7k2p`
fn is_secret_of_kubernetes(text: &str) -> bool {
    matches!(text.rsplit_once('-'), Some((name, end)) if end.len() == 5 && name.ends_with("-token"))
}

/// Four capitals or digits, `-`, and four more.
fn is_of_code(c: char) -> bool {
    is_large(c) || c == '-'
}

fn has_dash(text: &str) -> bool {
    text.get(4..5) == Some("-")
}

/// `005…0000000007`: a number of a cluster, an account, and the number of the key.
fn is_of_backblaze(text: &str) -> bool {
    text.starts_with("00") && text.get(15..20) == Some("00000")
}

/// As the part of its keys that is shown.
fn is_of_control(text: &str) -> bool {
    text.ends_with("CNTRL")
}

const fn of_atlas(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_atlas, [14, 88], "HCP Terraform")
        .that(is_cut_atlas)
        .asked(table!("token api io"))
        .cut()
}

fn is_of_atlas(c: char) -> bool {
    is_alphanumeric(c) || c == '.'
}

/// `….atlasv1.…`: of a token, up to its first dot or somewhere behind.
fn is_cut_atlas(text: &str) -> bool {
    match text.split_once('.') {
        None => text.len() == 14 && any(text, is_upper) && any(text, is_lower),
        Some((id, rest)) => {
            let secret = rest.strip_prefix("atlasv1.").map_or(0, str::len);
            id.len() == 14 && rest.starts_with("atlasv1") && secret < 60
        }
    }
}

fn is_of_pool(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '-' | '_')
}

/// `eu-west-1_Ab7kQx2Lm`.
fn is_pool_of_cognito(text: &str) -> bool {
    let Some((region, id)) = text.split_once('_') else { return false };
    id.len() == 9 && count(region, |c| c == '-') > 1 && text.as_bytes().get(2) == Some(&b'-')
}

fn is_of_query(c: char) -> bool {
    is_of_words(c) || matches!(c, '?' | '=' | '&')
}
