//! How the keys of providers begin, as their documentation says.

use crate::value::letters::table::{
    PAIRS, any_word, body, exact_head, place_of_pair, split, table, words,
};
use crate::value::letters::text::{holds, letters_of};

pub(in crate::value) struct Provider {
    /// For people.
    pub(in crate::value) name: &'static str,
    /// What a manifest's `provider` has in it if it is this one, in small letters.
    pub(in crate::value) words: &'static [u8],
    pub(in crate::value) prefixes: &'static [u8],
    /// No key of theirs is shorter; 0 where it is not known.
    pub(in crate::value) least: usize,
    /// The letters that all of `words` have.
    letters: u32,
}

const fn row(name: &'static str, words: &'static [u8], prefixes: &'static [u8]) -> Provider {
    sized(name, words, prefixes, 0)
}

const fn sized(
    name: &'static str,
    words: &'static [u8],
    prefixes: &'static [u8],
    least: usize,
) -> Provider {
    Provider { name, words, prefixes, least, letters: letters_of_all(words) }
}

const fn letters_of_all(words: &[u8]) -> u32 {
    let (mut letters, mut rest) = (u32::MAX, body(words));
    while let Some((word, behind)) = split(rest) {
        letters &= letters_of(word);
        rest = behind;
    }
    letters
}

impl Provider {
    /// Whether the manifest's `provider`, of these letters, may mean it.
    pub(in crate::value) fn is_of(&self, provider: &str, letters: u32) -> bool {
        self.letters & !letters == 0 && words(self.words).any(|word| holds(provider, word))
    }
}

pub(in crate::value) static PROVIDERS: &[Provider] = &[
    row("Anthropic", table!("anthropic claude"), table!("sk-ant-")),
    row("Atlassian", table!("atlassian jira confluence bitbucket"), table!("ATATT3 ATCTT3")),
    sized("AWS", table!("aws amazon bedrock"), table!("AKIA ASIA"), 20),
    sized("Brevo", table!("brevo sendinblue"), table!("xkeysib-"), 89),
    sized("DigitalOcean", table!("digitalocean digital_ocean"), table!("dop_v1_ doo_v1_"), 71),
    row("Figma", table!("figma"), table!("figd_")),
    sized("GitHub", table!("github"), table!("ghp_ gho_ ghs_ ghu_ ghr_ github_pat_"), 40),
    sized("GitLab", table!("gitlab"), table!("glpat- gldt- glrt-"), 25),
    row("Fireworks", table!("fireworks"), table!("fw_")),
    sized("Google", table!("google gemini vertex gcp firebase youtube palm"), table!("AIza"), 39),
    sized("Google", table!("google gemini gcp youtube gmail"), table!("GOCSPX-"), 35),
    sized("Grafana", table!("grafana aws amazon"), table!("glsa_"), 46),
    sized("Groq", table!("groq"), table!("gsk_"), 56),
    sized("Hugging Face", table!("hugging hf_ hf-"), table!("hf_"), 37),
    sized("LangSmith", table!("langsmith langchain"), table!("lsv2_"), 51),
    sized("Linear", table!("linear"), table!("lin_api_"), 48),
    row("Mapbox", table!("mapbox"), table!("pk.eyJ sk.eyJ tk.eyJ")),
    sized("Netlify", table!("netlify"), table!("nfp_"), 40),
    sized("New Relic", table!("newrelic new_relic new-relic"), table!("NRAK-"), 32),
    sized("Notion", table!("notion"), table!("ntn_"), 50),
    sized("npm", table!("npm"), table!("npm_"), 40),
    sized("NVIDIA", table!("nvidia"), table!("nvapi-"), 70),
    row("OpenAI", table!("openai gpt"), table!("sk-proj- sk-svcacct- sk-admin-")),
    row("OpenRouter", table!("openrouter"), table!("sk-or-")),
    sized("Perplexity", table!("perplexity pplx"), table!("pplx-"), 53),
    sized("Pinecone", table!("pinecone"), table!("pcsk_"), 74),
    sized("Postman", table!("postman"), table!("PMAK-"), 64),
    sized("PyPI", table!("pypi"), table!("pypi-"), 70),
    sized("Replicate", table!("replicate"), table!("r8_"), 40),
    sized("SendGrid", table!("sendgrid"), table!("SG."), 69),
    sized("Shopify", table!("shopify"), table!("shpat_ shpss_ shpca_ shppa_"), 38),
    sized("Resend", table!("resend"), table!("re_"), 36),
    row("Slack", table!("slack"), table!("xoxb- xoxp- xoxa- xapp-")),
    row("Stripe", table!("stripe"), table!("sk_live_ sk_test_ rk_live_ rk_test_")),
    sized("Supabase", table!("supabase"), table!("sbp_"), 44),
    row("Tavily", table!("tavily"), table!("tvly-")),
    row("Vault", table!("vault openbao"), table!("hvs. hvb.")),
    sized("xAI", table!("xai grok"), table!("xai-"), 84),
];

/// The provider whose keys begin as the text does, and how.
pub(in crate::value) fn owner(text: &str) -> Option<(&'static Provider, &'static [u8])> {
    let [first, second, ..] = *text.as_bytes() else { return None };
    let mut rows = *BY_HEAD.get(place_of_pair(first, second))?;
    while rows != 0 {
        let row = PROVIDERS.get(rows.trailing_zeros() as usize)?;
        if let Some(prefix) = exact_head(text, row.prefixes) {
            return Some((row, prefix));
        }
        rows &= rows - 1;
    }
    None
}

/// Which rows have a prefix that begins with two letters, and with others by chance: a bit for each.
static BY_HEAD: [u64; PAIRS] = {
    let mut rows = [0; PAIRS];
    let (mut rest, mut bit) = (PROVIDERS, 1_u64);
    while let [row, others @ ..] = rest {
        let mut prefixes = body(row.prefixes);
        while let Some((prefix, behind)) = split(prefixes) {
            #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
            {
                rows[place_of_pair(prefix[0], prefix[1])] |= bit;
            }
            prefixes = behind;
        }
        assert!(bit != 0, "a bit for each row");
        bit <<= 1;
        rest = others;
    }
    rows
};

/// Providers whose keys have no beginning of their own, or one that is in another table, in small letters.
const OTHERS: &[u8] = table!(
    "\
    adyen airtable algolia alpaca amplitude apify asana assemblyai auth0 braintree browserbase buildkite bugsnag calendly \
    cartesia cerebras circleci clickup cloudflare cloudinary codecov cohere coinbase datadog deepgram deepl deepseek discord \
    docusign elevenlabs finnhub firecrawl freshdesk godaddy heroku hetzner honeycomb intercom klarna langfuse linkedin linode \
    mailchimp mailgun mapbox mistral mixpanel mollie namecheap newsapi okta openweather opsgenie pagerduty papertrail paypal \
    plaid postmark razorpay reddit rollbar scrapingbee sentry serpapi serper spotify tavily telegram trello twilio twitch \
    twitter typeform uptimerobot voyage vultr weaviate zendesk \
    alchemy alphavantage baseten bitly blockfrost coingecko coinmarketcap curseforge dashscope \
    discogs duffel dwolla easypost etherscan fedex fitbit flutterwave geoapify giphy gocardless gotify infura jina \
    lastfm lemonsqueezy locationiq mailersend mailjet mandrill maptiler mercadopago messagebird midtrans minimax \
    moonshot novita nylas onesignal onfido opencage paddle pexels pixabay plivo pubnub pusher pushover \
    recurly roblox runpod sambanova shipengine shippo soundcloud sparkpost strava telnyx \
    tmdb tomtom topgg unsplash vimeo volcengine vonage xendit zhipu"
);

/// Whether the manifest's `provider` is known, so that the key of another is none of its own.
pub(in crate::value) fn is_known(provider: &str) -> bool {
    of_provider(provider).next().is_some() || is_of_others(provider)
}

/// The rows that the manifest's `provider` may mean.
pub(in crate::value) fn of_provider(provider: &str) -> OfProvider<'_> {
    let mut rows = 0;
    for pair in provider.as_bytes().windows(2) {
        if let [a, b] = pair {
            rows |= BY_PAIR.get(place_of_pair(*a, *b)).copied().unwrap_or_default();
        }
    }
    OfProvider { provider, letters: letters_of(provider.as_bytes()), rows }
}

pub(in crate::value) struct OfProvider<'p> {
    provider: &'p str,
    letters: u32,
    /// Those that are left: a bit for each.
    rows: u64,
}

impl Iterator for OfProvider<'_> {
    type Item = &'static Provider;

    fn next(&mut self) -> Option<&'static Provider> {
        while self.rows != 0 {
            let row = PROVIDERS.get(self.rows.trailing_zeros() as usize)?;
            self.rows &= self.rows - 1;
            if row.is_of(self.provider, self.letters) {
                return Some(row);
            }
        }
        None
    }
}

/// Which rows have a word that begins with two letters, and with others by chance: a bit for each.
static BY_PAIR: [u64; PAIRS] = {
    let mut rows = [0; PAIRS];
    let (mut all, mut bit) = (PROVIDERS, 1_u64);
    while let [row, others @ ..] = all {
        let mut rest = body(row.words);
        while let Some((word, behind)) = split(rest) {
            #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
            {
                rows[place_of_pair(word[0], word[1])] |= bit;
            }
            rest = behind;
        }
        bit <<= 1;
        all = others;
    }
    rows
};

pub(in crate::value) fn is_of_others(provider: &str) -> bool {
    any_word(OTHERS, &|word| holds(provider, word))
}
