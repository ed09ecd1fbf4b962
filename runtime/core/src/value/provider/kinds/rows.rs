//! By their beginnings, and the names that ask for another; by the documentation of each.

pub(in crate::value) struct Row {
    pub(in crate::value) head: &'static str,
    pub(super) provider: &'static [u8],
    /// What a name has in it that asks for another; between words, any sign or none.
    pub(super) name: &'static [u8],
    pub(super) what: &'static str,
    /// What a name has in it, too, that asks for this one; empty where nothing does.
    pub(super) meant: &'static [u8],
}

const fn row(
    head: &'static str,
    provider: &'static [u8],
    name: &'static [u8],
    what: &'static str,
) -> Row {
    Row { head, provider, name, what, meant: &[] }
}

/// `STRIPE_WEBHOOK_SECRET_KEY` asks for it, and `STRIPE_SECRET_KEY` does not.
const fn webhook(provider: &'static [u8], name: &'static [u8], what: &'static str) -> Row {
    Row { head: "whsec_", provider, name, what, meant: b"hook" }
}

/// Those of a first letter stand together.
pub(in crate::value) static ROWS: &[Row] = &[
    row("1//", b"google", b"access_token", "a refresh token of Google"),
    row("1//", b"google", b"api_key", "a refresh token of Google"),
    row("1//", b"google", b"client_secret", "a refresh token of Google"),
    row("1//", b"google", b"application_credentials", "a refresh token of Google"),
    row("1//", b"gemini", b"gemini_api_key", "a refresh token of Google"),
    row("4/0", b"gemini", b"gemini_api_key", "an authorization code of Google, which is used once"),
    row("4%2F0", b"google", b"refresh", "an authorization code of Google, which is used once"),
    row("4/0", b"google", b"refresh", "an authorization code of Google, which is used once"),
    row("4%2F0", b"gmail", b"refresh", "an authorization code of Google, which is used once"),
    row("4/0", b"gmail", b"refresh", "an authorization code of Google, which is used once"),
    row("4%2F0", b"youtube", b"refresh", "an authorization code of Google, which is used once"),
    row("4/0", b"youtube", b"refresh", "an authorization code of Google, which is used once"),
    row("4/0", b"google", b"access_token", "an authorization code of Google, which is used once"),
    row("4/0", b"google", b"api_key", "an authorization code of Google, which is used once"),
    row("A21AA", b"paypal", b"client_secret", "an access token of PayPal, which ends soon"),
    row("A21AA", b"paypal", b"paypal_secret", "an access token of PayPal, which ends soon"),
    row("A21AA", b"paypal", b"api_key", "an access token of PayPal, which ends soon"),
    row("AIza", b"google", b"client_secret", "an API key of Google"),
    row("AIza", b"google", b"service_account", "an API key of Google"),
    row("AIza", b"google", b"credentials_json", "an API key of Google"),
    row("AIza", b"google", b"application_credentials", "an API key of Google"),
    row("APP_USR-", b"mercado", b"refresh", "an access token of Mercado Libre"),
    row("ATTA", b"trello", b"api_key", "a token of Trello"),
    row("ATTA", b"trello", b"trello_key", "a token of Trello"),
    row("Atza|", b"amazon", b"refresh", "an access token of Amazon, which ends soon"),
    row("Atzr|", b"amazon", b"access_token", "a refresh token of Amazon"),
    row("Atzr|", b"amazon", b"client_secret", "a refresh token of Amazon"),
    row("CFPAT-", b"contentful", b"delivery", "a token of a user at Contentful"),
    row("CFPAT-", b"contentful", b"preview", "a token of a user at Contentful"),
    row("EAA", b"facebook", b"app_secret", "an access token of Facebook"),
    row("EAA", b"facebook", b"client_secret", "an access token of Facebook"),
    row("EAAA", b"square", b"application_secret", "an access token of Square"),
    row("EAAA", b"square", b"client_secret", "an access token of Square"),
    row("FLWSECK-", b"flutterwave", b"encryption_key", "a secret key of Flutterwave"),
    row("FLWSECK_TEST-", b"flutterwave", b"encryption_key", "a secret key of Flutterwave"),
    row("FwoGZXIvYXdz", b"aws", b"secret_access", "a session token of AWS"),
    row("GOCSPX-", b"google", b"client_id", "the secret of a client at Google"),
    row("GOCSPX-", b"gemini", b"gemini_api_key", "the secret of a client at Google"),
    row("GOCSPX-", b"google", b"api_key", "the secret of a client at Google"),
    row("GOCSPX-", b"gmail", b"refresh", "the secret of a client at Google"),
    row("GOCSPX-", b"youtube", b"refresh", "the secret of a client at Google"),
    row("GOCSPX-", b"google", b"refresh", "the secret of a client at Google"),
    row("GOCSPX-", b"google", b"service_account", "the secret of a client at Google"),
    row("GOCSPX-", b"google", b"application_credentials", "the secret of a client at Google"),
    row("IQoJb3JpZ2lu", b"aws", b"secret_access", "a session token of AWS"),
    row("NRAK-", b"relic", b"license", "a user key of New Relic"),
    row("NRII-", b"relic", b"license", "an insert key of New Relic"),
    row("NRIQ-", b"relic", b"license", "a query key of New Relic"),
    row("NRJS-", b"relic", b"license", "a key of New Relic for browsers"),
    row("access_token$", b"paypal", b"client_secret", "an access token of Braintree"),
    row("access_token$", b"paypal", b"paypal_secret", "an access token of Braintree"),
    row("apify_api_", b"apify", b"proxy_password", "a token of Apify's API"),
    row("apify_proxy_", b"apify", b"apify_token", "a password of Apify's proxy"),
    row("apify_proxy_", b"apify", b"api_token", "a password of Apify's proxy"),
    row("apify_proxy_", b"apify", b"api_key", "a password of Apify's proxy"),
    row("api-", b"launchdarkly", b"sdk_key", "an access token of LaunchDarkly's API"),
    row("access-", b"plaid", b"plaid_secret", "an access token of Plaid"),
    row("bedrock-api-key-", b"aws", b"secret_access", "an API key of Amazon Bedrock"),
    row("bkua_", b"buildkite", b"agent_token", "an access token of Buildkite's API"),
    Row {
        meant: b"refresh",
        ..row("dor_v1_", b"digitalocean", b"token", "a refresh token of DigitalOcean")
    },
    row("dp.ct.", b"doppler", b"service", "a token of Doppler's command line"),
    row("dp.audit.", b"doppler", b"service", "an audit token of Doppler"),
    row("dp.scim.", b"doppler", b"service", "a SCIM token of Doppler"),
    row("dose", b"databricks", b"databricks_token", "the secret of a client at Databricks"),
    row("doo_v1_", b"digitalocean", b"spaces", "an OAuth token of DigitalOcean"),
    row("dop_v1_", b"digitalocean", b"secret_access", "an access token of DigitalOcean"),
    row("dop_v1_", b"digitalocean", b"spaces_access", "an access token of DigitalOcean"),
    row("dop_v1_", b"digitalocean", b"spaces_key", "an access token of DigitalOcean"),
    row("dop_v1_", b"digitalocean", b"spaces_secret", "an access token of DigitalOcean"),
    row("dor_v1_", b"digitalocean", b"digitalocean_token", "a refresh token of DigitalOcean"),
    row("dor_v1_", b"digitalocean", b"access_token", "a refresh token of DigitalOcean"),
    row("dapi", b"databricks", b"client_secret", "an access token of Databricks"),
    row("ek_", b"openai", b"openai_api_key", "a key for a browser, which ends soon"),
    row("ek_live_", b"stripe", b"secret_key", "an ephemeral key of Stripe, which ends soon"),
    row("ek_test_", b"stripe", b"secret_key", "an ephemeral key of Stripe, which ends soon"),
    row("essu_", b"elastic", b"password", "an API key of Elastic Cloud"),
    row("eyJ0", b"splunk", b"hec", "a token of Splunk's API, and not of its HTTP Event Collector"),
    row("eyJh", b"splunk", b"hec", "a token of Splunk's API, and not of its HTTP Event Collector"),
    row("eyJr", b"splunk", b"hec", "a token of Splunk's API, and not of its HTTP Event Collector"),
    row("eyJh", b"1password", b"service_account", "a token of 1Password's Connect server"),
    row("eyJh", b"onepassword", b"service_account", "a token of 1Password's Connect server"),
    row("eyJh", b"supabase", b"jwt_secret", "a key of Supabase, and not what signs it"),
    row("ghp_", b"github", b"client_secret", "a token of a user at GitHub"),
    row("gho_", b"github", b"client_secret", "a token of a user at GitHub"),
    row("ghu_", b"github", b"client_secret", "a token of a user at GitHub"),
    row("ghs_", b"github", b"client_secret", "a token of an installation at GitHub"),
    row("github_pat_", b"github", b"client_secret", "a token of a user at GitHub"),
    row("github_pat_", b"github", b"ghcr", FINE_GRAINED),
    row("github_pat_", b"github", b"github_packages", FINE_GRAINED),
    row("github_pat_", b"ghcr", b"token", FINE_GRAINED),
    row("github_pat_", b"ghcr", b"pat", FINE_GRAINED),
    row("github_pat_", b"ghcr", b"password", FINE_GRAINED),
    row("ghr_", b"github", b"github_token", "a refresh token of GitHub"),
    row("glpat-", b"gitlab", b"client_secret", "an access token of GitLab"),
    row("glpat-", b"gitlab", b"trigger", "an access token of GitLab"),
    row("gloas-", b"gitlab", b"gitlab_token", "the secret of an application at GitLab"),
    row("glc_", b"grafana", b"service_account", "a token of Grafana Cloud"),
    row("glsa_", b"grafana", b"access_policy", "a token of a service account at Grafana"),
    row("ghp_", b"github", b"private_key", "a token of a user at GitHub"),
    row("ghs_", b"github", b"private_key", "a token of an installation at GitHub"),
    row("github_pat_", b"github", b"private_key", "a token of a user at GitHub"),
    row("hvr.", b"vault", b"vault_token", "a recovery token of Vault"),
    row("hvs.", b"vault", b"unseal", "a token of Vault"),
    row("link-", b"plaid", b"plaid_secret", "a link token of Plaid"),
    row("link-", b"plaid", b"access_token", "a link token of Plaid"),
    row("lin_wh_", b"linear", b"api_key", "the secret of a webhook of Linear"),
    row("lin_api_", b"linear", b"webhook", "an API key of Linear"),
    row("lin_oauth_", b"linear", b"linear_api_key", "an access token of an app at Linear"),
    row("mob-", b"launchdarkly", b"sdk_key", "a mobile key of LaunchDarkly"),
    row("npg_", b"neon", b"api_key", "the password of a role at Neon"),
    row("napi_", b"neon", b"password", "an API key of Neon"),
    row("ops_", b"1password", b"connect", "the token of a service account at 1Password"),
    row("ops_", b"onepassword", b"connect", "the token of a service account at 1Password"),
    row("os_v2_org_", b"onesignal", b"rest_api_key", "the key of an organization at OneSignal"),
    row("phc_", b"posthog", b"personal", "the key of a project at PostHog"),
    row("phx_", b"posthog", b"project_api_key", "a personal key of PostHog"),
    row("pi_", b"stripe", b"secret_key", "the client secret of a payment at Stripe"),
    row("pscale_tkn_", b"planetscale", b"password", "a token of PlanetScale"),
    row("pscale_pw_", b"planetscale", b"token", "the password of a branch at PlanetScale"),
    row("private_", b"imagekit", b"public_key", "a private key of ImageKit"),
    row("public-", b"plaid", b"plaid_secret", "a public token of Plaid, which is used once"),
    row("public-", b"plaid", b"access_token", "a public token of Plaid, which is used once"),
    row("pdl_ntfset_", b"paddle", b"api_key", "the secret of a webhook of Paddle"),
    row("pdl_live_", b"paddle", b"webhook", "an API key of Paddle"),
    row("pdl_sdbx_", b"paddle", b"webhook", "an API key of Paddle"),
    row("polar_whs_", b"polar", b"access_token", "the secret of a webhook of Polar"),
    row("polar_oat_", b"polar", b"webhook", "an access token of Polar"),
    row(
        "pypi-AgEIcHlwaS5vcmc",
        b"pypi",
        b"test_pypi",
        "a token of PyPI, which TestPyPI does not take",
    ),
    Row {
        meant: b"test",
        ..row(
            "pypi-AgENdGVzdC",
            b"pypi",
            b"pypi",
            "a token of TestPyPI, which has accounts of its own",
        )
    },
    row("r8_", b"replicate", b"webhook", "a token of Replicate's API"),
    row("sbp_", b"supabase", b"service_role", "an access token of Supabase's management"),
    Row { meant: b"secret", ..row("sk1_", b"porkbun", b"api_key", "a secret API key of Porkbun") },
    Row {
        meant: b"secret",
        ..row("shpss_", b"shopify", b"api_key", "the secret of an app at Shopify")
    },
    row("shpss_", b"shopify", b"client_id", "the secret of an app at Shopify"),
    row("shpss_", b"shopify", b"token", "the secret of an app at Shopify"),
    row("shpat_", b"shopify", b"client_secret", "an access token of Shopify"),
    row("shpat_", b"shopify", b"api_secret", "an access token of Shopify"),
    row("sk-ant-oat", b"anthropic", b"anthropic_api_key", "an OAuth token of Anthropic"),
    row("sk-ant-ort", b"anthropic", b"anthropic_api_key", "a refresh token of Anthropic"),
    row("sk-ant-sid", b"anthropic", b"anthropic_api_key", "a session of Claude in a browser"),
    row("sk-ant-admin", b"anthropic", b"anthropic_api_key", "an admin key of Anthropic"),
    row("sk-ant-api", b"anthropic", b"admin_key", "an API key of Anthropic that is no admin key"),
    row("sk-ant-api", b"anthropic", b"admin_api", "an API key of Anthropic that is no admin key"),
    row("sk-admin-", b"openai", b"openai_api_key", "an admin key of OpenAI"),
    row("sk-proj-", b"azure", b"azure_openai", "a key of OpenAI's own platform"),
    row("sk-svcacct-", b"azure", b"azure_openai", "a key of OpenAI's own platform"),
    row("sk-proj-", b"openai", b"admin_key", "the key of a project at OpenAI"),
    row("sk-proj-", b"openai", b"admin_api", "the key of a project at OpenAI"),
    row("sk-svcacct-", b"openai", b"admin_key", "the key of a service account at OpenAI"),
    row("sk-svcacct-", b"openai", b"admin_api", "the key of a service account at OpenAI"),
    row("sb_secret_", b"supabase", b"anon", "a secret key of Supabase"),
    row("sb_secret_", b"supabase", b"publishable", "a secret key of Supabase"),
    row("sess-", b"openai", b"openai_api_key", "a session of OpenAI in a browser"),
    row("seti_", b"stripe", b"secret_key", "the client secret of a set-up at Stripe"),
    row("sk-lf-", b"langfuse", b"public_key", "a secret key of Langfuse"),
    row("sntrys_", b"sentry", b"sentry_dsn", "an auth token of Sentry"),
    row("sntryu_", b"sentry", b"sentry_dsn", "an auth token of Sentry"),
    row("sdk-", b"launchdarkly", b"mobile", "the key of a server at LaunchDarkly"),
    row("sk_live_", b"stripe", b"webhook_secret", "an API key of Stripe"),
    row("sk_test_", b"stripe", b"webhook_secret", "an API key of Stripe"),
    row("sq0csp-", b"square", b"access_token", "the secret of an application at Square"),
    row("sq0csp-", b"square", b"api_key", "the secret of an application at Square"),
    row("sk-proj-", b"openai", b"webhook_secret", "the key of a project at OpenAI"),
    row("sk_live_", b"clerk", b"webhook", "a secret key of Clerk"),
    row("sk_test_", b"clerk", b"webhook", "a secret key of Clerk"),
    row("sb_secret_", b"supabase", b"jwt_secret", "a secret key of Supabase"),
    row("sb_secret_", b"supabase", b"access_token", "a secret key of Supabase"),
    row("sig_", b"upstash", b"qstash_token", "a signing key of QStash"),
    row("sig_", b"qstash", b"qstash_token", "a signing key of QStash"),
    row("sl.", b"dropbox", b"refresh", "an access token of Dropbox, which ends soon"),
    row("sdk-", b"launchdarkly", b"access_token", "the key of a server at LaunchDarkly"),
    row("sdk-", b"launchdarkly", b"api_token", "the key of a server at LaunchDarkly"),
    row("signkey-", b"inngest", b"event_key", "a signing key of Inngest"),
    row("syr_", b"matrix", b"access_token", "a refresh token of Synapse"),
    row("syr_", b"synapse", b"access_token", "a refresh token of Synapse"),
    row("tskey-api-", b"tailscale", b"auth_key", "an access token of Tailscale's API"),
    row("tskey-scim-", b"tailscale", b"auth_key", "a SCIM key of Tailscale"),
    row("tskey-webhook-", b"tailscale", b"auth_key", "the secret of a webhook of Tailscale"),
    row("tskey-auth-", b"tailscale", b"api_key", "an auth key of Tailscale"),
    row("tskey-auth-", b"tailscale", b"api_token", "an auth key of Tailscale"),
    row("tskey-client-", b"tailscale", b"api_key", "the secret of an OAuth client at Tailscale"),
    row("tskey-client-", b"tailscale", b"api_token", "the secret of an OAuth client at Tailscale"),
    row("tskey-webhook-", b"tailscale", b"api_key", "the secret of a webhook of Tailscale"),
    row("tskey-webhook-", b"tailscale", b"api_token", "the secret of a webhook of Tailscale"),
    row("tskey-auth-", b"tailscale", b"client_secret", "an auth key of Tailscale"),
    row("tskey-api-", b"tailscale", b"client_secret", "an access token of Tailscale's API"),
    row("tskey-api-", b"tailscale", b"webhook", "an access token of Tailscale's API"),
    row("tskey-auth-", b"tailscale", b"webhook", "an auth key of Tailscale"),
    row("tr_pat_", b"trigger", b"secret_key", "an access token of Trigger.dev"),
    row("v1.0-", b"cloudflare", b"api_token", "a key of Cloudflare's Origin CA"),
    row("vercel_blob_", b"vercel", b"vercel_token", "a token of Vercel's Blob"),
    webhook(b"stripe", b"secret_key", "the secret of a webhook of Stripe"),
    webhook(b"stripe", b"api_key", "the secret of a webhook of Stripe"),
    webhook(b"openai", b"openai_api_key", "the secret of a webhook of OpenAI"),
    webhook(b"replicate", b"api_token", "the secret of a webhook of Replicate"),
    webhook(b"replicate", b"api_key", "the secret of a webhook of Replicate"),
    webhook(b"clerk", b"secret_key", "the secret of a webhook of Clerk"),
    webhook(b"resend", b"api_key", "the secret of a webhook of Resend"),
    webhook(b"svix", b"auth_token", "the secret of a webhook of Svix"),
    webhook(b"svix", b"api_key", "the secret of a webhook of Svix"),
    row("xapp-", b"slack", b"bot_token", "an app-level token of Slack"),
    row("xoxb-", b"slack", b"app_token", "a bot token of Slack"),
    row("xoxp-", b"slack", b"bot_token", "a user token of Slack"),
    row("xoxe.xoxp-", b"slack", b"bot_token", "a user token of Slack"),
    row("xoxb-", b"slack", b"signing_secret", "a bot token of Slack"),
    row("xoxp-", b"slack", b"signing_secret", "a user token of Slack"),
    row("xapp-", b"slack", b"signing_secret", "an app-level token of Slack"),
    row("xoxe-", b"slack", b"bot_token", "a refresh token of Slack"),
    row("xoxe-", b"slack", b"app_token", "a refresh token of Slack"),
    row("xoxe-", b"slack", b"signing_secret", "a refresh token of Slack"),
    row("xsmtpsib-", b"brevo", b"brevo_api", "an SMTP key of Brevo"),
    row("xkeysib-", b"brevo", b"smtp", "an API key of Brevo"),
    row("xsmtpsib-", b"sendinblue", b"sendinblue_api", "an SMTP key of Brevo"),
    row("xkeysib-", b"sendinblue", b"smtp", "an API key of Brevo"),
    row("xoxb-", b"slack", b"client_secret", "a bot token of Slack"),
    row("xoxb-", b"slack", b"webhook_url", "a bot token of Slack"),
    row("xoxp-", b"slack", b"client_secret", "a user token of Slack"),
    row("xapp-", b"slack", b"client_secret", "an app-level token of Slack"),
    row("xoxc-", b"slack", b"bot_token", "a token of Slack in a browser"),
    row("xoxd-", b"slack", b"bot_token", "a cookie of Slack in a browser"),
    row("ya29.", b"gemini", b"gemini_api_key", "an access token of Google, which ends soon"),
    row("ya29.", b"google", b"api_key", "an access token of Google, which ends soon"),
    row("ya29.", b"google", b"refresh", "an access token of Google, which ends soon"),
    row("ya29.", b"gmail", b"refresh", "an access token of Google, which ends soon"),
    row("ya29.", b"youtube", b"refresh", "an access token of Google, which ends soon"),
    row("ya29.", b"google", b"client_secret", "an access token of Google, which ends soon"),
    row("ya29.", b"google", b"service_account", "an access token of Google, which ends soon"),
    row("ya29.", b"google", b"application_credentials", "an access token of Google"),
    row("ya29.", b"google", b"credentials_json", "an access token of Google, which ends soon"),
];

const FINE_GRAINED: &str = "a fine-grained token, which the registry of GitHub does not take";

/// Where the rows of each first letter begin.
static STARTS: [u8; 128] = {
    let mut starts = [u8::MAX; 128];
    let (mut rest, mut at, mut last) = (ROWS, 0, 0);
    while let [row, behind @ ..] = rest {
        if let [first, ..] = row.head.as_bytes() {
            if *first != last {
                #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
                let start = &mut starts[*first as usize];
                assert!(*start == u8::MAX, "rows of one letter stand together");
                *start = at;
                last = *first;
            }
        }
        at += 1;
        rest = behind;
    }
    starts
};

/// The row that is so, of those that begin with the same two letters.
pub(super) fn of(text: &str, is: &dyn Fn(&Row) -> bool) -> Option<&'static Row> {
    let [first, second, ..] = *text.as_bytes() else { return None };
    let start = usize::from(*STARTS.get(usize::from(first))?);
    for (at, [one, other]) in (start..).zip(HEADS.get(start..)?) {
        if *one != first {
            return None;
        }
        if *other == second {
            let row = ROWS.get(at)?;
            if is(row) {
                return Some(row);
            }
        }
    }
    None
}

/// The first two letters of each row, which lie together.
static HEADS: [[u8; 2]; ROWS.len()] = {
    let mut heads = [[0; 2]; ROWS.len()];
    let (mut rest, mut at) = (ROWS, 0);
    while let [row, behind @ ..] = rest {
        if let [first, second, ..] = row.head.as_bytes() {
            #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
            {
                heads[at] = [*first, *second];
            }
        }
        at += 1;
        rest = behind;
    }
    heads
};
