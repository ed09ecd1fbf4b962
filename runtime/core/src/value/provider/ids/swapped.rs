//! Secrets that stand in the place of the ID, or the name, that belongs to them.

use super::clouds::{is_of_secret, is_secret_of_azure};
use super::row::{Row, is_large_hex, is_of_base64, is_of_base64url, is_small, row};
use crate::value::letters::table::table;
use crate::value::letters::text::{is_alphanumeric, is_guid, is_mixed, is_of_guid, is_small_hex};

pub(super) static ROWS: &[Row] = &[
    row(b"algolia", &[], is_small_hex, [32, 32], "an API key of Algolia")
        .asked(ID)
        .named(table!("algolia_app_id application_id"))
        .other(),
    row(b"alibaba", &[], is_alphanumeric, [30, 30], OF_ALIBABA)
        .that(is_mixed)
        .asked(ID)
        .named(ACCESS_KEY_ID)
        .other(),
    row(b"aliyun", &[], is_alphanumeric, [30, 30], OF_ALIBABA)
        .that(is_mixed)
        .asked(ID)
        .named(ACCESS_KEY_ID)
        .other(),
    row(b"auth0", &[], is_of_base64url, [64, 64], "the secret of a client at Auth0")
        .that(is_mixed)
        .asked(ID)
        .named(CLIENT_ID)
        .other(),
    of_entra(b"azure"),
    of_entra(b"entra"),
    of_entra(b"microsoft"),
    row(b"backblaze", table!("K00"), is_of_base64, [31, 31], "an application key of Backblaze")
        .asked(ID)
        .named(table!("key_id"))
        .other(),
    row(b"cloudflare", &[], is_of_base64url, [40, 40], "a token of Cloudflare's API")
        .that(is_mixed)
        .asked(ID)
        .named(table!("access_key_id account_id zone_id"))
        .other(),
    row(b"cloudflare", &[], is_small_hex, [64, 64], OF_R2).asked(ID).named(ACCESS_KEY_ID).other(),
    row(b"digitalocean", &[], is_of_base64, [43, 43], "the secret of a key of Spaces")
        .that(is_mixed)
        .asked(ID_OR_KEY)
        .named(table!("access_key_id spaces_access_key"))
        .other(),
    row(b"discord", &[], is_of_base64url, [32, 32], "the secret of a client at Discord")
        .that(is_mixed)
        .asked(ID)
        .named(CLIENT_ID)
        .other(),
    row(b"exoscale", &[], is_of_base64url, [43, 43], "the secret of a key at Exoscale")
        .that(is_mixed)
        .asked(ID_OR_KEY)
        .named(table!("access_key_id exoscale_api_key"))
        .other(),
    row(b"facebook", &[], is_small_hex, [32, 32], "the secret of an app at Facebook")
        .asked(ID)
        .named(table!("facebook_app_id fb_app_id client_id"))
        .other(),
    row(b"github", &[], is_small_hex, [40, 40], "the secret of a client at GitHub")
        .asked(ID)
        .named(CLIENT_ID)
        .other(),
    row(b"hetzner", &[], is_alphanumeric, [40, 40], "the secret of a key of Object Storage")
        .that(is_mixed)
        .asked(ID)
        .named(ACCESS_KEY_ID)
        .other(),
    row(b"linode", &[], is_alphanumeric, [40, 40], "the secret of a key of Object Storage")
        .that(is_mixed)
        .asked(ID)
        .named(ACCESS_KEY_ID)
        .other(),
    row(b"paypal", table!("E"), is_of_base64url, [80, 80], "the secret of a client at PayPal")
        .asked(ID)
        .named(CLIENT_ID)
        .other(),
    row(b"plaid", &[], is_small_hex, [30, 30], "a secret of Plaid")
        .asked(ID)
        .named(CLIENT_ID)
        .other()
        .whole(),
    row(b"r2", &[], is_of_base64url, [40, 40], "a token of Cloudflare's API")
        .that(is_mixed)
        .asked(ID)
        .named(ACCESS_KEY_ID)
        .other()
        .whole(),
    row(b"r2", &[], is_small_hex, [64, 64], OF_R2).asked(ID).named(ACCESS_KEY_ID).other().whole(),
    row(b"salesforce", &[], is_large_hex, [64, 64], "the secret of a client at Salesforce")
        .asked(ID_OR_KEY)
        .named(table!("client_id consumer_key"))
        .other(),
    row(b"scaleway", &[], is_of_guid, [36, 36], "the secret of a key at Scaleway, or another ID")
        .that(is_guid)
        .asked(ID_OR_KEY)
        .named(table!("scw_access_key scaleway_access_key s3_access_key access_key_id"))
        .other(),
    row(b"slack", &[], is_small_hex, [32, 32], "the secret of a client at Slack")
        .asked(ID)
        .named(CLIENT_ID)
        .other()
        .whole(),
    row(b"telegram", &[], is_small_hex, [32, 32], "the hash of an application at Telegram")
        .asked(ID)
        .named(table!("api_id"))
        .other(),
    row(b"tencent", &[], is_alphanumeric, [32, 32], "the secret of a key at Tencent Cloud")
        .that(is_mixed)
        .asked(ID)
        .named(table!("secret_id"))
        .other(),
    row(b"twilio", &[], is_small_hex, [32, 32], "an auth token of Twilio")
        .asked(table!("sid"))
        .other(),
    row(b"wasabi", &[], is_of_base64, [40, 40], "the secret of a key at Wasabi")
        .that(is_mixed)
        .asked(ID_OR_KEY)
        .named(table!("access_key_id wasabi_access_key"))
        .other(),
    row(b"zoom", &[], is_alphanumeric, [32, 32], "the secret of a client at Zoom")
        .that(is_mixed)
        .asked(ID)
        .named(table!("client_id account_id"))
        .other()
        .whole(),
    // Not an ID, and yet another form than it has to have.
    row(b"nats", table!("su sa so"), is_small, [58, 58], IN_SMALL)
        .named(table!("seed nkey"))
        .asked(table!("seed nkey key"))
        .other()
        .whole(),
    row(b"stellar", table!("s"), is_small, [56, 56], IN_SMALL)
        .named(table!("secret seed private"))
        .asked(table!("seed key secret"))
        .other(),
];

const fn of_entra(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_secret, [37, 44], "the secret of a client at Microsoft Entra")
        .that(is_secret_of_azure)
        .asked(ID)
        .named(table!("client_id tenant_id"))
        .other()
}

const ID: &[u8] = table!("id");
const ID_OR_KEY: &[u8] = table!("id key");
const ACCESS_KEY_ID: &[u8] = table!("access_key_id");
const CLIENT_ID: &[u8] = table!("client_id");
const OF_ALIBABA: &str = "the secret of an access key of Alibaba Cloud";
const OF_R2: &str = "the secret of a key of R2";
const IN_SMALL: &str = "a seed in small letters for capitals";
