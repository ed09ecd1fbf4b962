//! Of models, voices, vectors and what else is called artificial intelligence.

use super::row::{Row, SECRET, is_small, row};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    is_alphanumeric, is_digit, is_guid, is_mixed, is_of_guid, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(
        b"anthropic",
        table!("apikey_01 wrkspc_01 msg_01 req_01"),
        is_alphanumeric,
        [24, 34],
        "the ID of a key, a workspace or a message at Anthropic",
    ),
    row(b"deepgram", &[], is_of_guid, [36, 36], "the ID of a project or a key at Deepgram")
        .that(is_guid),
    row(b"elevenlabs", &[], is_alphanumeric, [20, 20], "the ID of a voice at ElevenLabs")
        .that(is_mixed),
    row(b"google", table!("gen-lang-client-"), is_digit, [26, 26], "the ID of a project at Google"),
    row(b"gemini", table!("gen-lang-client-"), is_digit, [26, 26], "the ID of a project at Google"),
    row(b"groq", table!("org_01"), is_small, [30, 30], "the ID of an organization at Groq"),
    row(b"langsmith", &[], is_of_guid, [36, 36], "the ID of a workspace at LangSmith")
        .that(is_guid)
        .named(table!("api_key")),
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

const OF_WANDB: &str = "Weights & Biases";
