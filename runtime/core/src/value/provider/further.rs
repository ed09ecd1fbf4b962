//! How keys of more providers begin, which is asked only where the manifest names another one.

use super::owners::is_known;
use crate::value::about::About;
use crate::value::letters::table::{any_word, exact_head, table};
use crate::value::letters::text::{all_of, any, holds, is_digit};

struct Further {
    /// For people.
    name: &'static str,
    /// What a manifest's `provider`, or a name, has in it if this one is meant, in small letters.
    words: &'static [u8],
    heads: &'static [u8],
    /// No key is shorter.
    least: usize,
}

const fn row(
    name: &'static str,
    words: &'static [u8],
    heads: &'static [u8],
    least: usize,
) -> Further {
    Further { name, words, heads, least }
}

/// How they begin, for the fast look.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    apify_api_ bkua_ CCIPAT_ csk- CFPAT- dckr_pat_ dp.st. dt0c01. e2b_ EZAK EZTK fc- FLWSECK jina_ llx- pat-na1- pat-eu1- \
    sk-lf- pylf_v1_ napi_ ops_eyJ pscale_ phc_ phx_ pnu_ pul- rdme_ rpa_ rubygems_ sntrys_ sntryu_ shippo_ sq0atp- sq0csp- \
    tskey- p.eyJ ATTA tfp_ pdl_live_ pdl_sdbx_ xnd_"
);

/// By the documentation of each and public sets of rules.
static FURTHER: &[Further] = &[
    row("Apify", table!("apify"), table!("apify_api_"), 46),
    row("Buildkite", table!("buildkite"), table!("bkua_"), 45),
    row("Cerebras", table!("cerebras"), table!("csk-"), 40),
    row("CircleCI", table!("circle"), table!("CCIPAT_"), 60),
    row("Contentful", table!("contentful"), table!("CFPAT-"), 45),
    row("Docker", table!("docker"), table!("dckr_pat_"), 36),
    row("Doppler", table!("doppler"), table!("dp.st."), 40),
    row("Dynatrace", table!("dynatrace"), table!("dt0c01."), 90),
    row("E2B", table!("e2b"), table!("e2b_"), 40),
    row("EasyPost", table!("easypost"), table!("EZAK EZTK"), 58),
    row("Firecrawl", table!("firecrawl"), table!("fc-"), 35),
    row("Flutterwave", table!("flutterwave flw"), table!("FLWSECK"), 40),
    row("HubSpot", table!("hubspot"), table!("pat-na1- pat-eu1-"), 44),
    row("Jina", table!("jina"), table!("jina_"), 65),
    row("Langfuse", table!("langfuse"), table!("sk-lf-"), 42),
    row("LlamaCloud", table!("llama"), table!("llx-"), 40),
    row("Logfire", table!("logfire pydantic"), table!("pylf_v1_"), 50),
    row("Neon", table!("neon"), table!("napi_"), 50),
    row("1Password", table!("1password onepassword op_"), table!("ops_eyJ"), 200),
    row("Paddle", table!("paddle"), table!("pdl_live_ pdl_sdbx_"), 60),
    row("PlanetScale", table!("planetscale pscale"), table!("pscale_tkn_ pscale_pw_"), 40),
    row("PostHog", table!("posthog"), table!("phc_ phx_"), 43),
    row("Prefect", table!("prefect"), table!("pnu_"), 40),
    row("Pulumi", table!("pulumi"), table!("pul-"), 44),
    row("ReadMe", table!("readme"), table!("rdme_"), 70),
    row("RubyGems", table!("rubygems gem_"), table!("rubygems_"), 57),
    row("RunPod", table!("runpod"), table!("rpa_"), 40),
    row("Sentry", table!("sentry"), table!("sntrys_ sntryu_"), 71),
    row("Shippo", table!("shippo"), table!("shippo_live_ shippo_test_"), 52),
    row("Square", table!("square"), table!("sq0atp- sq0csp-"), 29),
    row("Tailscale", table!("tailscale ts_ tskey"), table!("tskey-"), 30),
    row("Tinybird", table!("tinybird tb_"), table!("p.eyJ"), 60),
    row("Trello", table!("trello"), table!("ATTA"), 76),
    row("Typeform", table!("typeform"), table!("tfp_"), 50),
    row("Xendit", table!("xendit"), table!("xnd_development_ xnd_production_"), 60),
];

/// Whose key it is, if the manifest names another whose keys are known, and no name says that this one's is meant.
pub(in crate::value) fn other(text: &str, about: &About) -> Option<&'static str> {
    exact_head(text, HEADS)?;
    // A registry may be anybody's.
    if about.has_name_with(b"registry") {
        return None;
    }
    let is_meant =
        |words| any_word(words, &|word| holds(about.provider, word)) || about.has_name_of(words);
    let row = FURTHER.iter().find(|row| {
        text.len() >= row.least && exact_head(text, row.heads).is_some() && !is_meant(row.words)
    })?;
    let is_key = all_of(text, "-_.") && any(text, is_digit);
    let is = is_key && is_known(about.provider);
    is.then_some(row.name)
}

#[cfg(test)]
mod tests {
    use super::{FURTHER, HEADS};
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;
    use crate::value::letters::table::words;

    #[test]
    fn a_key_of_another_provider_is_told() {
        for row in FURTHER {
            for head in words(row.heads) {
                assert!(words(HEADS).any(|known| head.starts_with(known)), "{}", row.name);
                let head = core::str::from_utf8(head).unwrap();
                let text: String = head
                    .chars()
                    .chain("k9qZm77xR3vT5yW8".chars().cycle())
                    .take(row.least)
                    .collect();
                let told = Doubt::OtherProvider(row.name);
                assert_eq!(judged_as_it_is("mistral", "MISTRAL_API_KEY", &text), [told], "{text}");
                let of = |provider, variable| judged_as_it_is(provider, variable, &text);
                assert!(!of("acme", "ACME_API_KEY").contains(&told), "{text}");
                let own = words(row.words).next().unwrap();
                let own = format!("{}-api", core::str::from_utf8(own).unwrap());
                assert!(!of(own.leak(), "AN_API_KEY").contains(&told), "{text}");
                let short = text.get(..text.len() - 1).unwrap();
                let doubts = judged_as_it_is("mistral", "MISTRAL_API_KEY", short);
                assert!(!doubts.contains(&told), "{short}");
            }
        }
    }
}
