use crate::case::Case;
use crate::sets::plain;

const KEY: &str = "OPENAI_API_KEY";

pub(crate) fn cases() -> Vec<Case> {
    let of = |code| Case::new(code, plain);
    let dotenv = |code, content: &str| {
        of(code).file(".env", content).loader(|loader| loader.with_dotenv(".env"))
    };
    vec![
        of("env_not_set").variable("OPENAI_API_KEY_OLD", "§").variable("SECRETS_DIR", "§dir/§"),
        of("env_empty").variable(KEY, " \n").variable("SECOND_API_KEY", "§"),
        of("env_not_unicode").variable(KEY, *b"\xff\xc2\xa7 and more"),
        of("env_and_file_both_set").variable(KEY, "§").variable("OPENAI_API_KEY_FILE", "§"),
        // What should be a path is the secret itself.
        of("file_not_found").note("twin").variable("OPENAI_API_KEY_FILE", "§"),
        of("file_not_found").note("path").variable("SECRETS_DIR", "/run/§/secrets"),
        of("path_variable_not_set").variable("SECRETS_DIRECTORY", "§"),
        of("encoding_invalid").variable("WRAPPED_API_KEY", "§!"),
        of("encoding_invalid").note("cut").variable("WRAPPED_API_KEY", "§64="),
        dotenv("dotenv_syntax", "OTHER='§\nOPENAI_API_KEY=x\n"),
        dotenv("dotenv_syntax", "§ §\nOPENAI_API_KEY=x\n").note("no assignment"),
        dotenv("dotenv_repeated", "OPENAI_API_KEY=§\nOPENAI_API_KEY=x§\n"),
        dotenv("dotenv_ambiguous", "OPENAI_API_KEY=p$§\n"),
    ]
}
