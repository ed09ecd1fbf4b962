use super::rows::ROWS;
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::judged::judged;
use crate::value::letters::text::holds;

/// A provider, a variable, and a pattern of what stands in it.
type Case = (&'static str, &'static str, &'static str);

/// Each is a key of its provider, and not the one that the name asks for.
const OTHERS: &[Case] = &[
    ("apify", "APIFY_PROXY_PASSWORD", "apify_api_<any:36>"),
    ("aws", "AWS_SECRET_ACCESS_KEY", "bedrock-api-key-<any:100>"),
    ("buildkite", "BUILDKITE_AGENT_TOKEN", "bkua_<hex:40>"),
    ("discord", "DISCORD_WEBHOOK_URL", "MT<any:24>.<any:6>.<any:38>"),
    ("github", "GITHUB_APP_PRIVATE_KEY", "ghp_<any:36>"),
    ("github", "GITHUB_APP_PRIVATE_KEY", "ghs_<any:36>"),
    ("github", "GITHUB_APP_PRIVATE_KEY", "github_pat_<any:82>"),
    ("google", "GOOGLE_CREDENTIALS_JSON", "AIza<any:35>"),
    ("google", "GOOGLE_CREDENTIALS_JSON", "ya29.<any:90>"),
    ("google", "GOOGLE_SERVICE_ACCOUNT_KEY", "AIza<any:35>"),
    ("google", "GOOGLE_SERVICE_ACCOUNT_KEY", "ya29.<any:90>"),
    ("langfuse", "LANGFUSE_PUBLIC_KEY", "sk-lf-<guid>"),
    ("linear", "LINEAR_API_KEY", "lin_oauth_<hex:64>"),
    ("openai", "OPENAI_API_KEY", "sess-<any:40>"),
    ("sentry", "SENTRY_DSN", "sntrys_<any:100>"),
    ("sentry", "SENTRY_DSN", "sntryu_<hex:64>"),
    ("slack", "SLACK_WEBHOOK_URL", "xoxb-<digits:12>-<digits:13>-<any:24>"),
    ("stripe", "STRIPE_SECRET_KEY", "ek_live_<any:60>"),
    ("stripe", "STRIPE_SECRET_KEY", "ek_test_<any:60>"),
    ("stripe", "STRIPE_SECRET_KEY", "pi_3<any:23>_secret_<any:25>"),
    ("stripe", "STRIPE_SECRET_KEY", "seti_1<any:23>_secret_<any:25>"),
    ("supabase", "SUPABASE_ANON_KEY", "sb_secret_<any:31>"),
    (
        "supabase",
        "SUPABASE_ANON_KEY",
        "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.<any:43>",
    ),
    ("supabase", "SUPABASE_JWT_SECRET", "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.<any:43>"),
    ("supabase", "SUPABASE_PUBLISHABLE_KEY", "sb_secret_<any:31>"),
    ("vault", "VAULT_TOKEN", "hvr.<any:90>"),
    ("vault", "VAULT_UNSEAL_KEY", "hvs.<any:90>"),
    ("google-ads", "GOOGLE_ADS_REFRESH_TOKEN", "4%2F0A<any:60>"),
    ("anthropic", "ANTHROPIC_ADMIN_API_KEY", "sk-ant-api03-<any:95>"),
    ("anthropic", "ANTHROPIC_ADMIN_KEY", "sk-ant-api03-<any:95>"),
    ("anthropic", "ANTHROPIC_API_KEY", "sk-ant-admin01-<any:95>"),
    ("anthropic", "ANTHROPIC_API_KEY", "sk-ant-oat01-<any:95>"),
    ("anthropic", "ANTHROPIC_API_KEY", "sk-ant-ort01-<any:95>"),
    ("anthropic", "ANTHROPIC_API_KEY", "sk-ant-sid01-<any:95>"),
    ("aws", "AWS_SECRET_ACCESS_KEY", "FwoGZXIvYXdz<any:200>"),
    ("aws", "AWS_SECRET_ACCESS_KEY", "IQoJb3JpZ2lu<any:200>"),
    ("azure", "AZURE_STORAGE_KEY", "?sv=2024-11-04&ss=b&se=2099-01-01T00:00:00Z&sig=<any:43>%3D"),
    ("azure", "AZURE_STORAGE_KEY", "sv=2024-11-04&ss=b&se=2099-01-01T00:00:00Z&sig=<any:43>%3D"),
    ("brevo", "BREVO_API_KEY", "xsmtpsib-<hex:64>-<any:16>"),
    ("brevo", "BREVO_SMTP_KEY", "xkeysib-<hex:64>-<any:16>"),
    ("clerk", "CLERK_SECRET_KEY", "whsec_<any:32>"),
    ("clerk", "CLERK_WEBHOOK_SECRET", "sk_live_<any:42>"),
    ("clerk", "CLERK_WEBHOOK_SECRET", "sk_test_<any:42>"),
    ("cloudflare", "CLOUDFLARE_API_TOKEN", "v1.0-<hex:24>-<hex:146>"),
    ("contentful", "CONTENTFUL_DELIVERY_TOKEN", "CFPAT-<any:43>"),
    ("contentful", "CONTENTFUL_PREVIEW_TOKEN", "CFPAT-<any:43>"),
    ("databricks", "DATABRICKS_CLIENT_SECRET", "dapi<hex:32>"),
    ("databricks", "DATABRICKS_TOKEN", "dose<hex:32>"),
    ("discord", "DISCORD_CLIENT_SECRET", "MT<any:24>.<any:6>.<any:38>"),
    ("dropbox", "DROPBOX_REFRESH_TOKEN", "sl.<any:130>"),
    ("facebook", "FACEBOOK_APP_SECRET", "<digits:15>|<any:27>"),
    ("facebook", "FACEBOOK_APP_SECRET", "EAA<any:180>"),
    ("facebook", "FACEBOOK_CLIENT_SECRET", "EAA<any:180>"),
    ("github", "GITHUB_CLIENT_SECRET", "gho_<any:36>"),
    ("github", "GITHUB_CLIENT_SECRET", "ghp_<any:36>"),
    ("github", "GITHUB_CLIENT_SECRET", "ghs_<any:36>"),
    ("github", "GITHUB_CLIENT_SECRET", "ghu_<any:36>"),
    ("github", "GITHUB_CLIENT_SECRET", "github_pat_<any:82>"),
    ("ghcr", "GHCR_PASSWORD", "github_pat_<any:82>"),
    ("ghcr", "GHCR_PAT", "github_pat_<any:82>"),
    ("ghcr", "GHCR_TOKEN", "github_pat_<any:82>"),
    ("github", "GHCR_TOKEN", "github_pat_<any:82>"),
    ("github", "GITHUB_PACKAGES_TOKEN", "github_pat_<any:82>"),
    ("github", "GITHUB_TOKEN", "ghr_<any:36>"),
    ("gitlab", "GITLAB_CLIENT_SECRET", "glpat-<any:20>"),
    ("gitlab", "GITLAB_TOKEN", "GR1348941<any:20>"),
    ("gitlab", "GITLAB_TOKEN", "glagent-<any:50>"),
    ("gitlab", "GITLAB_TOKEN", "glft-<any:20>"),
    ("gitlab", "GITLAB_TOKEN", "glimt-<any:25>"),
    ("gitlab", "GITLAB_TOKEN", "gloas-<hex:64>"),
    ("gitlab", "GITLAB_TOKEN", "glptt-<hex:40>"),
    ("gitlab", "GITLAB_TOKEN", "glrt-<any:20>"),
    ("gitlab", "GITLAB_TRIGGER_TOKEN", "glpat-<any:20>"),
    ("google", "GOOGLE_ACCESS_TOKEN", "1//0<any:60>"),
    ("google", "GOOGLE_ACCESS_TOKEN", "4/0A<any:60>"),
    ("google", "GOOGLE_API_KEY", "1//0<any:60>"),
    ("google", "GOOGLE_API_KEY", "4/0A<any:60>"),
    ("google", "GOOGLE_API_KEY", "GOCSPX-<any:28>"),
    ("google", "GOOGLE_API_KEY", "ya29.<any:90>"),
    ("google", "GOOGLE_CLIENT_SECRET", "1//0<any:90>"),
    ("google", "GOOGLE_CLIENT_SECRET", "AIza<any:35>"),
    ("google", "GOOGLE_CLIENT_SECRET", "ya29.<any:90>"),
    ("google", "GOOGLE_REFRESH_TOKEN", "4/0A<any:60>"),
    ("google", "GOOGLE_REFRESH_TOKEN", "GOCSPX-<any:28>"),
    ("google", "GOOGLE_REFRESH_TOKEN", "ya29.<any:90>"),
    ("grafana", "GRAFANA_CLOUD_ACCESS_POLICY_TOKEN", "glsa_<any:32>_<hex:8>"),
    ("grafana", "GRAFANA_SERVICE_ACCOUNT_TOKEN", "glc_<any:100>"),
    ("inngest", "INNGEST_EVENT_KEY", "signkey-prod-<hex:64>"),
    ("launchdarkly", "LAUNCHDARKLY_ACCESS_TOKEN", "sdk-<guid>"),
    ("launchdarkly", "LAUNCHDARKLY_API_TOKEN", "sdk-<guid>"),
    ("launchdarkly", "LAUNCHDARKLY_MOBILE_KEY", "sdk-<guid>"),
    ("launchdarkly", "LAUNCHDARKLY_SDK_KEY", "api-<guid>"),
    ("launchdarkly", "LAUNCHDARKLY_SDK_KEY", "mob-<guid>"),
    ("linear", "LINEAR_API_KEY", "lin_wh_<any:40>"),
    ("linear", "LINEAR_WEBHOOK_SECRET", "lin_api_<any:40>"),
    ("matrix", "MATRIX_ACCESS_TOKEN", "syr_<any:12>_<any:20>_<any:6>"),
    ("neon", "NEON_API_KEY", "npg_<any:12>"),
    ("neon", "NEON_DB_PASSWORD", "napi_<small:64>"),
    ("newrelic", "NEW_RELIC_LICENSE_KEY", "NRAK-<large:27>"),
    ("newrelic", "NEW_RELIC_LICENSE_KEY", "NRII-<any:32>"),
    ("newrelic", "NEW_RELIC_LICENSE_KEY", "NRIQ-<any:32>"),
    ("newrelic", "NEW_RELIC_LICENSE_KEY", "NRJS-<hex:19>"),
    ("onesignal", "ONESIGNAL_REST_API_KEY", "os_v2_org_<small:104>"),
    ("openai", "OPENAI_ADMIN_API_KEY", "sk-proj-<any:95>"),
    ("openai", "OPENAI_ADMIN_API_KEY", "sk-svcacct-<any:95>"),
    ("openai", "OPENAI_ADMIN_KEY", "sk-proj-<any:95>"),
    ("openai", "OPENAI_ADMIN_KEY", "sk-svcacct-<any:95>"),
    ("openai", "OPENAI_API_KEY", "ek_<hex:32>"),
    ("openai", "OPENAI_API_KEY", "sk-admin-<any:95>"),
    ("openai", "OPENAI_API_KEY", "whsec_<any:43>="),
    ("openai", "OPENAI_WEBHOOK_SECRET", "sk-proj-<any:120>"),
    ("paddle", "PADDLE_API_KEY", "pdl_ntfset_01<small:24>_<any:32>"),
    ("paddle", "PADDLE_WEBHOOK_SECRET", "pdl_live_apikey_01<small:24>_<any:22>_<any:3>"),
    ("paddle", "PADDLE_WEBHOOK_SECRET", "pdl_sdbx_apikey_01<small:24>_<any:22>_<any:3>"),
    ("paypal", "PAYPAL_CLIENT_SECRET", "access_token$sandbox$<any:40>"),
    ("paypal", "PAYPAL_SECRET", "access_token$sandbox$<any:40>"),
    ("paypal", "PAYPAL_API_KEY", "A21AA<any:92>"),
    ("paypal", "PAYPAL_CLIENT_SECRET", "A21AA<any:92>"),
    ("paypal", "PAYPAL_SECRET", "A21AA<any:92>"),
    ("plaid", "PLAID_ACCESS_TOKEN", "link-sandbox-<guid>"),
    ("plaid", "PLAID_ACCESS_TOKEN", "public-sandbox-<guid>"),
    ("plaid", "PLAID_SECRET", "access-sandbox-<guid>"),
    ("plaid", "PLAID_SECRET", "link-sandbox-<guid>"),
    ("plaid", "PLAID_SECRET", "public-sandbox-<guid>"),
    ("planetscale", "PLANETSCALE_PASSWORD", "pscale_tkn_<any:43>"),
    ("planetscale", "PLANETSCALE_SERVICE_TOKEN", "pscale_pw_<any:43>"),
    ("polar", "POLAR_ACCESS_TOKEN", "polar_whs_<any:43>"),
    ("polar", "POLAR_WEBHOOK_SECRET", "polar_oat_<any:43>"),
    ("posthog", "POSTHOG_PERSONAL_API_KEY", "phc_<any:43>"),
    ("posthog", "POSTHOG_PROJECT_API_KEY", "phx_<any:43>"),
    ("qstash", "QSTASH_TOKEN", "sig_<any:28>"),
    ("gemini", "GEMINI_API_KEY", "1//0<any:60>"),
    ("gemini", "GEMINI_API_KEY", "4/0A<any:60>"),
    ("gemini", "GEMINI_API_KEY", "GOCSPX-<any:28>"),
    ("pypi", "TEST_PYPI_TOKEN", "pypi-AgEIcHlwaS5vcmc<any:140>"),
    ("pypi", "PYPI_API_TOKEN", "pypi-AgENdGVzdC5weXBpLm9yZw<any:140>"),
    ("replicate", "REPLICATE_API_KEY", "whsec_<any:32>"),
    ("replicate", "REPLICATE_API_TOKEN", "whsec_<any:32>"),
    ("replicate", "REPLICATE_WEBHOOK_SECRET", "r8_<any:37>"),
    ("resend", "RESEND_API_KEY", "whsec_<any:32>"),
    ("sendinblue", "SENDINBLUE_API_KEY", "xsmtpsib-<hex:64>-<any:16>"),
    ("sendinblue", "SENDINBLUE_SMTP_KEY", "xkeysib-<hex:64>-<any:16>"),
    ("shopify", "SHOPIFY_ACCESS_TOKEN", "shpss_<hex:32>"),
    ("shopify", "SHOPIFY_API_SECRET", "shpat_<hex:32>"),
    ("shopify", "SHOPIFY_CLIENT_SECRET", "shpat_<hex:32>"),
    ("slack", "SLACK_APP_TOKEN", "xoxb-1-<any:24>"),
    ("slack", "SLACK_APP_TOKEN", "xoxe-1-<any:60>"),
    ("slack", "SLACK_BOT_TOKEN", "xapp-1-<any:24>"),
    ("slack", "SLACK_BOT_TOKEN", "xoxc-<digits:12>-<digits:13>-<digits:13>-<hex:64>"),
    ("slack", "SLACK_BOT_TOKEN", "xoxd-<any:120>"),
    ("slack", "SLACK_BOT_TOKEN", "xoxe-1-<any:60>"),
    ("slack", "SLACK_BOT_TOKEN", "xoxe.xoxp-1-<any:24>"),
    ("slack", "SLACK_BOT_TOKEN", "xoxp-1-<any:24>"),
    ("slack", "SLACK_CLIENT_SECRET", "xapp-1-<any:24>"),
    ("slack", "SLACK_CLIENT_SECRET", "xoxb-<digits:12>-<digits:13>-<any:24>"),
    ("slack", "SLACK_CLIENT_SECRET", "xoxp-1-<any:24>"),
    ("slack", "SLACK_SIGNING_SECRET", "xapp-1-<any:24>"),
    ("slack", "SLACK_SIGNING_SECRET", "xoxb-1-<any:24>"),
    ("slack", "SLACK_SIGNING_SECRET", "xoxe-1-<any:60>"),
    ("slack", "SLACK_SIGNING_SECRET", "xoxp-1-<any:24>"),
    ("square", "SQUARE_ACCESS_TOKEN", "sq0csp-<any:43>"),
    ("square", "SQUARE_API_KEY", "sq0csp-<any:43>"),
    ("square", "SQUARE_APPLICATION_SECRET", "EAAA<any:60>"),
    ("square", "SQUARE_CLIENT_SECRET", "EAAA<any:60>"),
    ("stripe", "STRIPE_API_KEY", "whsec_<any:32>"),
    ("stripe", "STRIPE_LIVE_SECRET_KEY", "sk_test_<any:99>"),
    ("stripe", "STRIPE_SECRET_KEY", "whsec_<any:32>"),
    ("stripe", "STRIPE_TEST_SECRET_KEY", "sk_live_<any:99>"),
    ("stripe", "STRIPE_WEBHOOK_SECRET", "sk_live_<any:32>"),
    ("stripe", "STRIPE_WEBHOOK_SECRET", "sk_test_<any:32>"),
    ("supabase", "SUPABASE_ACCESS_TOKEN", "sb_secret_<any:31>"),
    ("supabase", "SUPABASE_JWT_SECRET", "sb_secret_<any:31>"),
    ("supabase", "SUPABASE_SERVICE_ROLE_KEY", "sbp_<hex:40>"),
    ("svix", "SVIX_API_KEY", "whsec_<any:32>"),
    ("svix", "SVIX_AUTH_TOKEN", "whsec_<any:32>"),
    ("synapse", "SYNAPSE_ACCESS_TOKEN", "syr_<any:12>_<any:20>_<any:6>"),
    ("tailscale", "TAILSCALE_API_KEY", "tskey-auth-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_API_KEY", "tskey-webhook-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_API_TOKEN", "tskey-auth-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_API_TOKEN", "tskey-client-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_API_TOKEN", "tskey-webhook-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_AUTH_KEY", "tskey-scim-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_CLIENT_SECRET", "tskey-api-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_OAUTH_CLIENT_SECRET", "tskey-auth-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_WEBHOOK_SECRET", "tskey-api-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TAILSCALE_WEBHOOK_SECRET", "tskey-auth-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TS_AUTHKEY", "tskey-api-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TS_AUTHKEY", "tskey-webhook-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "TS_AUTH_KEY", "tskey-api-k<any:8>CNTRL-<any:32>"),
    ("tailscale", "tailscale-api-key", "tskey-client-k<any:8>CNTRL-<any:32>"),
    ("trello", "TRELLO_API_KEY", "ATTA<hex:72>"),
    ("trello", "TRELLO_KEY", "ATTA<hex:72>"),
    ("trigger", "TRIGGER_SECRET_KEY", "tr_pat_<any:40>"),
    ("upstash", "QSTASH_TOKEN", "sig_<any:28>"),
    ("vercel", "VERCEL_TOKEN", "vercel_blob_rw_<any:16>_<any:30>"),
];

const RETIRED: Case = ("firebase", "FCM_SERVER_KEY", "AAAA<any:7>:APA91b<any:134>");

#[test]
fn another_key_than_the_name_asks_for_is_told() {
    for &(provider, variable, pattern) in OTHERS {
        let doubts = judged(provider, variable, pattern);
        assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{provider} {pattern} {doubts:?}");
        for (provider, variable) in [("acme", variable), (provider, "ACME")] {
            let doubts = judged(provider, variable, pattern);
            let is_told = doubts.iter().any(|doubt| matches!(doubt, Doubt::OtherKind(_)));
            assert!(!is_told, "{provider} {variable} {pattern}");
        }
    }
}

#[test]
fn each_row_has_an_example() {
    for row in ROWS {
        let has_one = OTHERS.iter().any(|&(provider, variable, pattern)| {
            let about = About::new(provider, Some(variable), ["it", "secret", ""]);
            pattern.starts_with(row.head)
                && holds(provider, row.provider)
                && about.has_words(row.name)
        });
        assert!(has_one, "{} {}", row.head, row.what);
    }
}

#[test]
fn a_key_that_was_turned_off_is_told() {
    let (provider, variable, pattern) = RETIRED;
    assert!(matches!(*judged(provider, variable, pattern), [Doubt::Retired(_)]));
    for (provider, variable, pattern) in [
        ("acme", variable, pattern),
        (provider, "FCM_TOPIC", pattern),
        (provider, variable, "AAAA<any:7>:<any:134>"),
        (provider, "FCM_DEVICE_TOKEN", "<any:22>:APA91b<any:134>"),
    ] {
        assert_eq!(judged(provider, variable, pattern), [], "{provider} {variable} {pattern}");
    }
}
