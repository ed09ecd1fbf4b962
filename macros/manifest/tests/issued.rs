//! Every prefix of the table finds a key as long as those that are issued, and no name that begins so.
//!
//! The keys are made up from a count of letters when the test runs, so that none stands here.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests state what must hold by failing")]

use provider_credentials_manifest::{SourceFile, check, known};

/// `{h40}` stands for 40 hexadecimal digits; the letters are those of [`letters`].
#[rustfmt::skip] // a table
const ISSUED: &[(&str, &str)] = &[
    ("AGE-SECRET-KEY-1{u58}", "an age private key"),
    ("ATATT3xFfGF0{b170}={u8}", "an Atlassian token"),
    ("ATCTT3xFfG{b170}={u8}", "an Atlassian token"),
    ("ATBB{a28}{h4}", "a Bitbucket app password"),
    ("ABSK{b110}", "an Amazon Bedrock key"),
    ("AKIA{u16}", "an AWS access key"),
    ("ASIA{u16}", "an AWS access key"),
    ("ABIA{u16}", "an AWS access key"),
    ("ACCA{u16}", "an AWS access key"),
    ("A3T{u17}", "an AWS access key"),
    ("AKID{a32}", "a Tencent Cloud key"),
    ("AKCp{a69}", "an Artifactory key"),
    ("AIza{w35}", "a Google API key"),
    ("API-{u26}", "an Octopus Deploy key"),
    ("AQVN{w36}", "a Yandex Cloud key"),
    ("BBDC-{b44}", "a Bitbucket token"),
    ("BBFF-{a30}", "a Ubidots token"),
    ("CCIPAT_{a22}_{h40}", "a CircleCI token"),
    ("CCIPRJ_{a22}_{h40}", "a CircleCI token"),
    ("CLOJARS_{l60}", "a Clojars token"),
    ("CFPAT-{w43}", "a Contentful token"),
    ("EAAA{w60}", "a Square or Facebook token"),
    ("EAAC{a150}", "a Facebook token"),
    ("EZAK{a54}", "an EasyPost key"),
    ("EZTK{a54}", "an EasyPost key"),
    ("FLWSECK_TEST-{h12}", "a Flutterwave key"),
    ("FLWSECK-{h32}-X", "a Flutterwave key"),
    ("GOCSPX-{w28}", "a Google client secret"),
    ("GR1348941{w20}", "a GitLab token"),
    ("HRKU-AA{w58}", "a Heroku key"),
    ("LTAI{a20}", "an Alibaba Cloud key"),
    ("LTAI{a17}", "an Alibaba Cloud key"),
    ("M{a23}.{a6}.{w27}", "a Discord bot token"),
    ("M{a25}.{a6}.{w38}", "a Discord bot token"),
    ("N{a23}.{a6}.{w27}", "a Discord bot token"),
    ("N{a25}.{a6}.{w38}", "a Discord bot token"),
    ("O{a23}.{a6}.{w27}", "a Discord bot token"),
    ("NRAK-{u27}", "a New Relic key"),
    ("NRII-{w32}", "a New Relic key"),
    ("NRIQ-{w32}", "a New Relic key"),
    ("PMAK-{h24}-{h34}", "a Postman key"),
    ("RGAPI-{h8}-{h4}-{h4}-{h4}-{h12}", "a Riot Games key"),
    ("SG.{w22}.{w43}", "a SendGrid key"),
    ("VF.DM.{h24}.{a16}", "a Voiceflow key"),
    ("access-development-{h8}-{h4}-{h4}-{h4}-{h12}", "a Plaid token"),
    ("access-production-{h8}-{h4}-{h4}-{h4}-{h12}", "a Plaid token"),
    ("access-sandbox-{h8}-{h4}-{h4}-{h4}-{h12}", "a Plaid token"),
    ("amzn1.oa2-cs.v1.{h64}", "an Amazon client secret"),
    ("apify_api_{a36}", "an Apify token"),
    ("api_org_{a34}", "a Hugging Face token"),
    ("{a14}.atlasv1.{w67}", "a Terraform Cloud token"),
    ("aio_{a28}", "an Adafruit IO key"),
    ("bedrock-api-key-{b200}", "an Amazon Bedrock key"),
    ("bkua_{l40}", "a Buildkite token"),
    ("cal_live_{h32}", "a Cal.com key"),
    ("cmVmdGtu{a56}", "an Artifactory token"),
    ("cfat_{a40}{h8}", "a Cloudflare token"),
    ("cfut_{a40}{h8}", "a Cloudflare token"),
    ("cfk_{a40}{h8}", "a Cloudflare key"),
    ("cpk_{h32}.{h32}.{a32}", "a Chutes key"),
    ("csk-{l48}", "a Cerebras key"),
    ("dckr_oat_{w32}", "a Docker token"),
    ("dckr_pat_{w27}", "a Docker token"),
    ("doo_v1_{h64}", "a DigitalOcean token"),
    ("dop_v1_{h64}", "a DigitalOcean token"),
    ("dor_v1_{h64}", "a DigitalOcean token"),
    ("dp.audit.{a43}", "a Doppler token"),
    ("dp.ct.{a43}", "a Doppler token"),
    ("dp.pt.{a43}", "a Doppler token"),
    ("dp.sa.{a43}", "a Doppler token"),
    ("dp.scim.{a43}", "a Doppler token"),
    ("dp.st.{a43}", "a Doppler token"),
    ("dp.st.dev_main.{a43}", "a Doppler token"),
    ("dt0c01.{u24}.{u64}", "a Dynatrace token"),
    ("duffel_live_{w43}", "a Duffel token"),
    ("duffel_test_{w43}", "a Duffel token"),
    ("dapi{h32}", "a Databricks token"),
    ("dapi{h32}-2", "a Databricks token"),
    ("eyJrIjoi{a70}", "a Grafana key"),
    ("esecret_{l36}", "an Anyscale key"),
    ("e2b_{h40}", "an E2B key"),
    ("figd_{w43}", "a Figma token"),
    ("figp_{w43}", "a Figma token"),
    ("fio-u-{w64}", "a Frame.io token"),
    ("fm1a_{b110}", "a Fly.io token"),
    ("fm1r_{b110}", "a Fly.io token"),
    ("fm2_{b110}", "a Fly.io token"),
    ("FlyV1 fm2_{b300}", "a Fly.io token"),
    ("fo1_{w43}", "a Fly.io token"),
    ("fc-{h32}", "a Firecrawl key"),
    ("fw_{a22}", "a Fireworks key"),
    ("github_pat_{a22}_{a59}", "a GitHub token"),
    ("glagent-{w50}", "a GitLab token"),
    ("glffct-{w20}", "a GitLab token"),
    ("glsoat-{w20}", "a GitLab token"),
    ("glcbt-1a_{w20}", "a GitLab token"),
    ("glimt-{w25}", "a GitLab token"),
    ("gloas-{h64}", "a GitLab client secret"),
    ("glpat-{w20}", "a GitLab token"),
    ("glptt-{h40}", "a GitLab token"),
    ("gldt-{w20}", "a GitLab token"),
    ("glft-{w20}", "a GitLab token"),
    ("glrt-{w20}", "a GitLab token"),
    ("glsa_{a32}_{h8}", "a Grafana token"),
    ("glc_{b100}", "a Grafana Cloud token"),
    ("gho_{a36}", "a GitHub token"),
    ("ghp_{a36}", "a GitHub token"),
    ("ghr_{a76}", "a GitHub token"),
    ("ghs_{a36}", "a GitHub token"),
    ("ghu_{a36}", "a GitHub token"),
    ("gsk_{a52}", "a Groq key"),
    ("hvb.{w138}", "a Vault token"),
    ("hvr.{w90}", "a Vault token"),
    ("hvs.{w90}", "a Vault token"),
    ("hf_{a34}", "a Hugging Face token"),
    ("ico-{a32}", "an Infracost key"),
    ("jina_{w60}", "a Jina key"),
    ("key-{h32}", "a Mailgun key"),
    ("lin_oauth_{h64}", "a Linear token"),
    ("lin_api_{a40}", "a Linear key"),
    ("lsv2_pt_{h32}_{h10}", "a LangSmith key"),
    ("lsv2_sk_{h32}_{h10}", "a LangSmith key"),
    ("ls__{h32}", "a LangSmith key"),
    ("mdb_sa_sk_{w40}", "a MongoDB Atlas secret"),
    ("nvapi-{w64}", "an NVIDIA key"),
    ("napi_{l64}", "a Neon key"),
    ("nfp_{a36}", "a Netlify token"),
    ("npm_{a36}", "an npm token"),
    ("ntn_{d11}{a35}", "a Notion token"),
    ("ops_eyJ{a250}", "a 1Password token"),
    ("oy2{l43}", "a NuGet key"),
    ("pdl_live_apikey_{l26}_{a22}_{a3}", "a Paddle key"),
    ("pdl_sdbx_apikey_{l26}_{a22}_{a3}", "a Paddle key"),
    ("pscale_oauth_{w43}", "a PlanetScale token"),
    ("pscale_tkn_{w43}", "a PlanetScale token"),
    ("pscale_pw_{w43}", "a PlanetScale password"),
    ("pypi-AgEIcHlwaS5vcmc{w120}", "a PyPI token"),
    ("pat-eu1-{h8}-{h4}-{h4}-{h4}-{h12}", "a HubSpot token"),
    ("pat-na1-{h8}-{h4}-{h4}-{h4}-{h12}", "a HubSpot token"),
    ("pplx-{a48}", "a Perplexity key"),
    ("pcsk_{a6}_{a63}", "a Pinecone key"),
    ("phs_{a43}", "a PostHog key"),
    ("phx_{a43}", "a PostHog key"),
    ("pnu_{a36}", "a Prefect key"),
    ("pat.{w22}.{h24}.{a20}", "a Harness token"),
    ("sat.{w22}.{h24}.{a20}", "a Harness token"),
    ("p8e-{l32}", "an Adobe client secret"),
    ("pul-{h40}", "a Pulumi token"),
    ("pat{a14}.{h64}", "an Airtable token"),
    ("ramp_sec_{a48}", "a Ramp client secret"),
    ("rk_live_{a24}", "a Stripe key"),
    ("rk_test_{a24}", "a Stripe key"),
    ("rubygems_{h48}", "a RubyGems key"),
    ("rootly_{h64}", "a Rootly key"),
    ("rdme_{l70}", "a ReadMe key"),
    ("rnd_{a28}", "a Render key"),
    ("rpa_{u36}{l8}", "a RunPod key"),
    ("re_{a8}_{a24}", "a Resend key"),
    ("r8_{a37}", "a Replicate token"),
    ("sk-svcacct-{w156}", "an OpenAI key"),
    ("sk-admin-{w156}", "an OpenAI key"),
    ("sk-proj-{w156}", "an OpenAI key"),
    ("sk-ant-api03-{w93}AA", "an Anthropic key"),
    ("sk-ant-admin01-{w93}AA", "an Anthropic key"),
    ("sk-lf-{h8}-{h4}-{h4}-{h4}-{h12}", "a Langfuse key"),
    ("sk-or-v1-{h64}", "an OpenRouter key"),
    ("sk-{a48}", "an API key"),
    ("sk-{h32}", "an API key"),
    ("sk_live_{a24}", "a Stripe key"),
    ("sk_test_{a99}", "a Stripe key"),
    ("sk_car_{a22}", "a Cartesia key"),
    ("sk_{h48}", "an ElevenLabs key"),
    ("sk.eyJ{a80}.{a22}", "a Mapbox token"),
    ("s-s4t2af-{h64}", "a 42 client secret"),
    ("s-s4t2ud-{h64}", "a 42 client secret"),
    ("sb_secret_{w31}", "a Supabase key"),
    ("sbp_{h40}", "a Supabase token"),
    ("secret_{a43}", "a Notion token"),
    ("sess-{a40}", "an OpenAI session key"),
    ("sgp_local_{h40}", "a Sourcegraph token"),
    ("sgp_{h16}_{h40}", "a Sourcegraph token"),
    ("sgp_{h40}", "a Sourcegraph token"),
    ("sha256~{w43}", "an OpenShift token"),
    ("shippo_live_{h40}", "a Shippo token"),
    ("shippo_test_{h40}", "a Shippo token"),
    ("shpat_{h32}", "a Shopify token"),
    ("shpca_{h32}", "a Shopify token"),
    ("shppa_{h32}", "a Shopify token"),
    ("shpss_{h32}", "a Shopify secret"),
    ("slk_{h64}", "a Sourcegraph key"),
    ("sm_aat_{a16}", "a SettleMint token"),
    ("sm_pat_{a16}", "a SettleMint token"),
    ("sm_sat_{a16}", "a SettleMint token"),
    ("sntrys_eyJ{a150}_{b43}", "a Sentry token"),
    ("sntryu_{h64}", "a Sentry token"),
    ("sq0atp-{w22}", "a Square token"),
    ("sq0csp-{w43}", "a Square client secret"),
    ("sqa_{h40}", "a SonarQube token"),
    ("sqp_{h40}", "a SonarQube token"),
    ("squ_{h40}", "a SonarQube token"),
    ("sl.u.{w130}", "a Dropbox token"),
    ("s.{a24}", "a Vault token"),
    ("tgp_v1_{w43}", "a Together key"),
    ("tk-us-{w48}", "a Scalingo token"),
    ("tskey-auth-{a17}-{a32}", "a Tailscale key"),
    ("tvly-{a32}", "a Tavily key"),
    ("tfp_{w59}", "a Typeform token"),
    ("t1.{w100}.{w86}", "a Yandex Cloud token"),
    ("vercel_blob_rw_{a16}_{a30}", "a Vercel token"),
    ("v1.0-{h24}-{h146}", "a Cloudflare key"),
    ("vck_{a56}", "a Vercel key"),
    ("vcp_{a56}", "a Vercel token"),
    ("whsec_{a32}", "a webhook secret"),
    ("xsmtpsib-{h64}-{a16}", "a Brevo key"),
    ("xkeysib-{h64}-{a16}", "a Brevo key"),
    ("xapp-1-A{u10}-{d13}-{h64}", "a Slack token"),
    ("xoxa-2-{d12}-{a24}", "a Slack token"),
    ("xoxb-{d12}-{d13}-{a24}", "a Slack token"),
    ("xoxc-{d12}-{d13}-{h64}", "a Slack token"),
    ("xoxd-{a120}", "a Slack token"),
    ("xoxe-1-{a146}", "a Slack token"),
    ("xoxe.xoxp-1-{a163}", "a Slack token"),
    ("xoxo-{d12}-{d12}-{h32}", "a Slack token"),
    ("xoxp-{d12}-{d13}-{h32}", "a Slack token"),
    ("xoxr-{d12}-{d13}-{a24}", "a Slack token"),
    ("xoxs-{d12}-{d12}-{h32}", "a Slack token"),
    ("xai-{a80}", "an xAI key"),
    ("ya29.{w180}", "a Google access token"),
    ("y0_{w55}", "a Yandex token"),
    ("123456789:AA{w33}", "a Telegram bot token"),
    ("https://api.telegram.org/bot123456789:AA{w33}/getMe", "a Telegram bot token"),
    ("https://hooks.slack.com/services/T{u8}/B{u8}/{a24}", "a Slack webhook"),
    ("https://hooks.slack.com/workflows/T{u8}/A{u8}/{d18}/{a24}", "a Slack webhook"),
    ("https://hooks.slack.com/triggers/T{u8}/{d13}/{h32}", "a Slack webhook"),
    ("https://discord.com/api/webhooks/{d18}/{w68}", "a Discord webhook"),
    ("https://discordapp.com/api/webhooks/{d18}/{w68}", "a Discord webhook"),
    ("https://example.webhook.office.com/webhookb2/{h32}/IncomingWebhook/{h32}", "a Teams webhook"),
    ("https://hooks.zapier.com/hooks/catch/{d8}/{l8}", "a Zapier webhook"),
];

/// What is meant to be seen, or is the name of something.
#[rustfmt::skip] // a table
const INNOCENT: &[&str] = &[
    "{h32}", "{h40}", "{H32}", "{h8}-{h4}-{h4}-{h4}-{h12}", "{d16}", "sha1-{h40}", "md5:{h32}",
    // Public keys.
    "phc_{a43}", "pk_live_{a99}", "pk_test_{a99}", "pk-lf-{h8}-{h4}-{h4}-{h4}-{h12}", "pk.eyJ{a80}.{a22}",
    "sb_publishable_{w31}", "FLWPUBK-{h32}-X", "FLWPUBK_TEST-{h32}-X", "sq0idp-{w22}", "NRBR-{h19}",
    "pub-c-{h8}-{h4}-{h4}-{h4}-{h12}",
    // Less than a key, and more than one.
    "AKIA{u12}", "ASIA{u24}", "LTAI{a8}", "EAA{a20}", "dapi{h20}", "s.{a20}", "key-{h20}", "AKID{a20}",
    "cache-key-{h32}", "etag-key-{h32}", "apps.{a24}", "oy2{l20}", "pat{a10}.{h20}", "pat-na2-{h12}",
    "12345:AA{w20}", "12:AA{w24}",
    // Names.
    "ASIAPACIFICREGIONHEADQUARTERS", "AKIAMA", "EAAS-Gateway-2", "API-GATEWAY-2024-EUROPE-WEST",
    "dapi-gateway-v2-europe-west-2024", "s.ThisIsTheNameOfOneClass1", "key-of-the-production-account-2024",
    "patch-release-2024.10.stable", "pat.release.2024.notes", "re_index_all_documents_of_2024_v2",
    "secret_manager_project_of_2024_europe_v2", "sess-europe-2024", "access-production-eu-west-2-readers",
    "rnd_experiment_2024", "fc-barcelona-2024", "sl.example.com", "sk.example.com", "t1.micro", "t1.small",
    "v1.0-rc.1", "v1.0-alpha-2024", "squ_2024", "re_2024_report", "live_2024", "cpk_model_v2", "ls__2024",
    "e2b_sandbox_v2", "N-1.2.3", "M.2.NVMe", "Order.Number.2024", "sm_pat_2024", "vcp_2024", "y0_axis_2",
    "Microsoft.Extensions.Configuration.Json2", "Newtonsoft.Json.Serialization2024",
    "https://hooks.slack.com/services", "https://example.com/hooks/catch/2024/something-longer",
    "https://example.webhook.office.com/", "registry.example.com:AAbc",
];

/// Sequences that nobody would issue.
fn letters(class: char) -> &'static str {
    match class {
        'h' => "0123456789abcdef",
        'H' => "0123456789ABCDEF",
        'a' => "a1B2c3D4e5F6g7H8",
        'l' => "a1b2c3d4e5f6g7h8",
        'u' => "A1B2C3D4E5F6G7H8",
        'd' => "1234567890",
        'w' => "a1B2-c3D4_e5F6g7",
        'b' => "a1B2+c3D4/e5F6g7",
        other => panic!("no letters for {other}"),
    }
}

fn made(pattern: &str) -> String {
    let mut made = String::new();
    let mut rest = pattern;
    while let Some((before, tail)) = rest.split_once('{') {
        let (class, after) = tail.split_once('}').unwrap();
        made.push_str(before);
        let (letter, length) = class.split_at_checked(1).unwrap();
        let letters = letters(letter.chars().next().unwrap()).chars().cycle();
        made.extend(letters.take(length.parse().unwrap()));
        rest = after;
    }
    made + rest
}

fn report(value: &str) -> Option<String> {
    let text = format!(
        "provider_credentials:\n  - id: a\n    provider: p\n    \
         auth: {{ type: api_key, source: env, env_var: A }}\n    config:\n      note: '{value}'\n"
    );
    check(SourceFile::new("m.yaml", text)).err().map(|report| report.to_string())
}

#[test]
fn keys_are_known_by_how_they_begin() {
    for (pattern, what) in ISSUED {
        let key = made(pattern);
        let Some(report) = report(&key) else { panic!("{pattern} is accepted") };
        assert!(report.contains(&format!("looks like a secret ({what})")), "{pattern}\n{report}");
        let (_, tail) = key.split_at_checked(key.len() - 8).unwrap();
        assert!(pattern.ends_with("/getMe") || !report.contains(tail), "{pattern}\n{report}");
    }
}

#[test]
fn every_row_has_an_example() {
    let rows = known::issued();
    assert!(rows.len() > 180, "{}", rows.len());
    for (prefix, what) in rows {
        let has_one = |(pattern, of): &&(&str, &str)| *of == what && pattern.contains(prefix);
        assert!(ISSUED.iter().any(|row| has_one(&row)), "no example for {prefix}, {what}");
    }
}

#[test]
fn names_that_begin_so_are_innocent() {
    for pattern in INNOCENT {
        let report = report(&made(pattern));
        assert_eq!(report, None, "{pattern}");
    }
    for (prefix, _) in known::issued() {
        for tail in ["", "example", "{a8}", "key-of-the-team-in-plain-words-and-no-digit-at-all"] {
            let name = made(&format!("{prefix}{tail}"));
            assert_eq!(report(&name), None, "{name}");
        }
    }
}
