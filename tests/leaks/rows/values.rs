use provider_credentials_disguises::letters;

use crate::case::Case;
use crate::sets::plain;

/// What the variable of a key of OpenAI holds.
const VALUES: &[(&str, &str)] = &[
    ("value_quoted", "\"§\""),
    ("value_scheme", "Bearer §"),
    ("value_assignment", "OPENAI_API_KEY=§"),
    ("value_white_space", "§ "),
    ("value_line_break", "an-example\n§"),
    ("value_control_character", "§\u{1b}x"),
    ("value_invisible_character", "\u{feff}§"),
    ("value_placeholder", "postgres://§:[YOUR-PASSWORD]@db/orders"),
    ("value_reference", "op://team/§/credential"),
    ("value_response", "{\"error\": \"§\"}"),
    ("value_public", "ssh-ed25519 AAAA§ me@example.com"),
    ("value_pem_cut", "-----BEGIN EXAMPLE-----\n§"),
    ("value_base64", "§64"),
    ("value_hex", "§16"),
    ("value_wrapped", "{\"api_key\": \"§\"}"),
    ("value_hash", "$2b$12$§"),
    ("value_stray_sign", "§,"),
    ("value_token_cut", "eyJhbGci.eyJ§."),
    ("value_twice", "§§"),
    ("value_escaped", "&quot;§&quot;"),
    ("value_fernet", "gAAAAABl§exampleNotAKey9exampleNotAKey9exampleNotAKey9examp=="),
    ("value_lookalike", "an\u{2013}§"),
    ("value_url", "postgres://app:k9q/§@db/orders"),
    ("value_escaped_line_break", "§\\n"),
    ("value_path", "/run/secrets/§"),
    ("value_other_provider", "sk-ant-§"),
    ("token_expired", "sv=2022-11-02&ss=b&sp=r&se=2024-01-31T08:00:00Z&sig=§"),
];

/// A token of a known kind would be told as something else.
const NO_TOKENS: [&str; 2] = ["value_white_space", "value_invisible_character"];

pub(crate) fn cases() -> Vec<Case> {
    let of = |code| Case::new(code, plain);
    let in_variable = |&(code, text): &(&'static str, &str)| {
        let case = of(code).variable("OPENAI_API_KEY", text);
        if NO_TOKENS.contains(&code) { case.secret(letters(code)) } else { case }
    };
    // Not only in variables.
    let in_file = |&(code, text): &(&'static str, &str)| {
        let json = serde_json::to_string(text).expect("JSON");
        let case =
            if NO_TOKENS.contains(&code) { of(code).secret(letters(code)) } else { of(code) };
        case.note("in a file").file("secrets.json", format!("{{\"wanted\": {{\"key\": {json}}}}}"))
    };
    // What is too short to be searched for has the secret beside it.
    let beside = |code, value: &str| {
        of(code)
            .file("secrets.json", format!("{{\"wanted\": {{\"key\": \"{value}\"}}, \"§\": \"§\"}}"))
    };
    let mut cases: Vec<Case> = VALUES.iter().map(in_variable).collect();
    cases.extend(VALUES.iter().map(in_file));
    let body = letters("value_escaped_pem");
    let pem = "-----BEGIN EXAMPLE-----\\n§\\n-----END EXAMPLE-----\\n";
    cases.extend([
        of("value_escaped_pem").secret(body).variable("OPENAI_API_KEY", pem),
        beside("value_key_cut", "sk-proj-ex"),
        beside("value_short", "abcdefg"),
        beside("value_placeholder", "changeme").note("word"),
        beside("value_name", "gpt-4o-mini"),
        of("value_own_name")
            .variable("OPENAI_API_KEY", "${OPENAI_KEY}")
            .variable("DB_PASSWORD", "§"),
        of("part_not_text").variable("BYTES_USER", "/w==").variable("BYTES_PASSWORD", "§64"),
        of("part_control_character").variable("DB_USER", "§\u{7}").variable("DB_PASSWORD", "§"),
        of("part_quoted").variable("DB_USER", "'app").variable("DB_PASSWORD", "§"),
    ]);
    cases
}
