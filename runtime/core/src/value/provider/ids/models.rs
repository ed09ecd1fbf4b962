//! Of models, voices, vectors and what else is called artificial intelligence.

use super::row::{Row, SECRET, is_long_guid, is_of_slug, is_of_words, is_padded, is_small, row};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    is_alphanumeric, is_cut_guid, is_digit, is_guid, is_mixed, is_of_guid, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(
        b"brightdata",
        table!("brd-customer-"),
        is_of_words,
        [20, 90],
        "the user name of a proxy of Bright Data",
    )
    .asked(table!("key token apikey")),
    row(b"openai", table!("ft:"), is_of_words, [12, 120], "the name of a model of OpenAI"),
    row(b"roboflow", table!("rf_"), is_alphanumeric, [16, 40], "a publishable key of Roboflow")
        .named(table!("private")),
    row(
        b"anthropic",
        table!("apikey_01 wrkspc_01 msg_01 req_01"),
        is_alphanumeric,
        [24, 34],
        "the ID of a key, a workspace or a message at Anthropic",
    ),
    row(b"arize", table!("U3BhY2U6"), is_padded, [12, 40], "the ID of a space at Arize"),
    row(
        b"braintrust",
        &[],
        is_of_guid,
        [36, 36],
        "the ID of a project or another thing at Braintrust",
    )
    .that(is_guid)
    .named(API_KEY),
    row(b"browserbase", &[], is_of_guid, [36, 36], "the ID of a project at Browserbase")
        .that(is_guid)
        .named(API_KEY),
    row(b"daytona", &[], is_of_guid, [36, 36], "the ID of a sandbox or another thing at Daytona")
        .that(is_guid)
        .named(API_KEY),
    row(b"deepgram", &[], is_of_guid, [36, 36], "the ID of a project or a key at Deepgram")
        .that(is_guid),
    row(b"elevenlabs", &[], is_alphanumeric, [20, 20], "the ID of a voice at ElevenLabs")
        .that(is_mixed),
    // Turned off in August 2026.
    row(b"e2b", table!("sk_e2b_"), is_small, [20, 60], "an access token of E2B").retired(),
    row(
        b"elevenlabs",
        table!("agent_ conv_ phnum_"),
        is_small,
        [30, 36],
        "the ID of an agent or a call at ElevenLabs",
    ),
    row(b"exa", &[], is_of_guid, [16, 35], "Exa").that(is_cut_guid).cut().whole(),
    row(b"exa", &[], is_of_guid, [37, 38], "Exa").that(is_long_guid).stray().whole(),
    row(b"fal", &[], is_of_guid, [36, 36], "the ID of a key at fal, without its secret")
        .that(is_guid)
        .asked(table!("key apikey"))
        .whole(),
    row(b"fal", &[], is_small_hex, [32, 32], "fal").asked(table!("key apikey")).cut().whole(),
    row(b"google", &[], is_digit, [12, 12], "the number of a project at Google").named(API_KEY),
    row(b"gemini", &[], is_digit, [12, 12], "the number of a project at Google").named(API_KEY),
    row(b"google", &[], is_of_guid, [36, 36], OF_GOOGLE).that(is_guid).named(API_KEY),
    row(b"gemini", &[], is_of_guid, [36, 36], OF_GOOGLE).that(is_guid).named(API_KEY),
    row(b"google", table!("projects/"), is_of_words, [40, 127], OF_GOOGLE).that(is_path_of_key),
    row(b"gemini", table!("projects/"), is_of_words, [40, 127], OF_GOOGLE).that(is_path_of_key),
    row(b"google", table!("gen-lang-client-"), is_digit, [26, 26], "the ID of a project at Google"),
    row(b"gemini", table!("gen-lang-client-"), is_digit, [26, 26], "the ID of a project at Google"),
    row(
        b"groq",
        table!("org_01 project_01"),
        is_small,
        [30, 34],
        "the ID of an organization or a project at Groq",
    ),
    row(b"langchain", table!("ls__"), is_alphanumeric, [20, 80], "a key of LangSmith").retired(),
    row(b"langchain", &[], is_of_guid, [36, 36], "the ID of a workspace at LangSmith")
        .that(is_guid)
        .named(API_KEY),
    row(b"langsmith", table!("ls__"), is_alphanumeric, [20, 80], "a key of LangSmith").retired(),
    row(b"langsmith", &[], is_of_guid, [36, 36], "the ID of a workspace at LangSmith")
        .that(is_guid)
        .named(API_KEY),
    // Its keys begin with `sk-`.
    row(b"litellm", &[], is_small_hex, [64, 64], "the hash of a key at LiteLLM")
        .named(table!("api_key virtual_key")),
    row(
        b"mem0",
        table!("org_ proj_"),
        is_alphanumeric,
        [24, 60],
        "the ID of an organization or a project at Mem0",
    ),
    row(b"mistral", &[], is_of_guid, [36, 36], "the ID of a workspace or another thing at Mistral")
        .that(is_guid)
        .named(API_KEY),
    row(b"modal", table!("ak-"), is_alphanumeric, [25, 25], "the ID of a token at Modal")
        .whole()
        .named(SECRET)
        .paired(),
    row(
        b"openai",
        table!("key_ file- thread_ run_ vs_ batch_ ftjob-"),
        is_alphanumeric,
        [20, 44],
        "the ID of something at OpenAI",
    ),
    row(b"openai", table!("user-"), is_alphanumeric, [29, 29], "the ID of a user at OpenAI"),
    row(
        b"openai",
        table!("resp_ chatcmpl- msg_"),
        is_alphanumeric,
        [24, 80],
        "the ID of an answer of OpenAI",
    ),
    row(b"deepl", &[], is_of_deepl, [39, 39], "a key of DeepL's free API")
        .that(|text| text.ends_with(":fx"))
        .named(table!("pro"))
        .other(),
    row(b"hugging", &[], is_of_words, [8, 96], "the name of a model at Hugging Face")
        .that(is_model_of_hub),
    row(b"openrouter", &[], is_small_hex, [64, 64], "the hash of a key at OpenRouter")
        .named(API_KEY),
    row(b"portkey", table!("pc-"), is_of_slug, [8, 60], "the ID of a configuration at Portkey"),
    row(b"serpapi", &[], is_small_hex, [40, 40], "a key of Serper, which is another service")
        .named(API_KEY)
        .other(),
    row(b"serper", &[], is_small_hex, [64, 64], "a key of SerpApi, which is another service")
        .named(API_KEY)
        .other()
        .whole(),
    row(b"xai", &[], is_of_guid, [36, 36], "the ID of a key or a team at xAI")
        .that(is_guid)
        .named(API_KEY),
    row(
        b"xai",
        OF_X,
        is_of_bearer,
        [80, 140],
        "a bearer token of X's API, which is another service",
    )
    .other(),
    row(b"zhipu", &[], is_small_hex, [32, 32], "Zhipu").named(API_KEY).cut(),
    row(b"bigmodel", &[], is_small_hex, [32, 32], "Zhipu").named(API_KEY).cut(),
    row(b"dashscope", table!("LTAI"), is_alphanumeric, [16, 30], OF_ALIBABA).named(API_KEY),
    row(b"bailian", table!("LTAI"), is_alphanumeric, [16, 30], OF_ALIBABA).named(API_KEY),
    row(b"qwen", table!("LTAI"), is_alphanumeric, [16, 30], OF_ALIBABA).named(API_KEY),
    row(b"chroma", &[], is_of_guid, [36, 36], "the ID of a tenant at Chroma Cloud")
        .that(is_guid)
        .named(API_KEY),
    row(b"minimax", &[], is_digit, [16, 20], "the ID of a group at MiniMax").named(API_KEY),
    row(b"ark", table!("ep-"), is_of_slug, [12, 40], "the ID of an endpoint at Volcengine").whole(),
    row(b"doubao", table!("ep-"), is_of_slug, [12, 40], "the ID of an endpoint at Volcengine"),
    row(b"gigachat", &[], is_of_guid, [36, 36], "the ID or the secret of a client at GigaChat")
        .that(is_guid)
        .asked(table!("credentials key"))
        .other(),
    row(b"baseten", &[], is_alphanumeric, [8, 8], "Baseten").that(is_mixed).named(API_KEY).cut(),
    row(b"kaggle", &[], is_small_hex, [16, 31], "Kaggle").asked(table!("key")).cut(),
    row(b"kaggle", &[], is_small_hex, [33, 34], "Kaggle").asked(table!("key")).stray(),
    row(b"replicate", &[], is_small_hex, [64, 64], "the ID of a model's version at Replicate")
        .asked(table!("token key"))
        .whole(),
    // Older keys are of forty digits, and newer ones of 86 letters.
    row(b"wandb", &[], is_small_hex, [16, 39], OF_WANDB).asked(table!("key")).cut(),
    row(b"wandb", &[], is_small_hex, [41, 42], OF_WANDB).asked(table!("key")).stray(),
    row(b"weights", &[], is_small_hex, [16, 39], OF_WANDB).asked(table!("key")).cut(),
    row(b"weights", &[], is_small_hex, [41, 42], OF_WANDB).asked(table!("key")).stray(),
];

const API_KEY: &[u8] = table!("api_key");
const OF_ALIBABA: &str = "the ID of an access key of Alibaba Cloud";
const OF_X: &[u8] = table!("AAAAAAAAAAAAAAAAAAAAA");
const OF_GOOGLE: &str = "the ID of a key at Google";
const OF_WANDB: &str = "Weights & Biases";

/// `projects/708192634455/locations/global/keys/…`
fn is_path_of_key(rest: &str) -> bool {
    rest.contains("/keys/")
}

/// Base64 as a part of a URL.
fn is_of_bearer(c: char) -> bool {
    is_alphanumeric(c) || c == '%'
}

/// A GUID and `:fx`.
fn is_of_deepl(c: char) -> bool {
    is_of_guid(c) || matches!(c, ':' | 'x')
}

/// `meta-llama/Llama-3.1-8B-Instruct`.
fn is_model_of_hub(text: &str) -> bool {
    !text.starts_with("hf_")
        && matches!(text.split_once('/'), Some((owner, name)) if !owner.is_empty() && !name.contains('/'))
}
