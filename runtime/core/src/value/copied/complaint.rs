//! How shells, clients and servers complain, in the words of a person's language.

use crate::value::letters::signs::begins;
use crate::value::letters::text::{any_of, holds, without_end};

/// Whole texts, in small letters.
const WHOLE: [&str; 29] = [
    "unauthorized",
    "forbidden",
    "access denied",
    "accessdenied",
    "not found",
    "error",
    "terminated",
    "killed",
    "you are not logged in",
    // Of OAuth (RFC 6749, section 5.2), AWS and Rust.
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_token",
    "access_denied",
    "notfound",
    "expiredtoken",
    "notpresent",
    "bad gateway",
    "bad request",
    "gateway timeout",
    "internal server error",
    "service unavailable",
    "token expired",
    // Of spreadsheets.
    "#div/0",
    "#n/a",
    "#name?",
    "#null",
    "#ref",
    "#value",
];

/// How such texts begin.
const STARTS: [&str; 7] =
    ["error: ", "[error] ", "fatal: ", "panic: ", "npm err! ", "npm error ", "e: unable "];

/// What is in them.
const WORDS: [&str; 78] = [
    ": not found",
    "command not found",
    "no such file",
    "no such secret",
    "page not found",
    "permission denied",
    "access denied",
    "not authorized",
    "an error occurred",
    "could not resolve",
    "vault is locked",
    "vault is sealed",
    "connection refused",
    "traceback (most recent call last)",
    "error from server",
    "401 unauthorized",
    "403 forbidden",
    "404 not found",
    "bad credentials",
    "too many requests",
    "decryption failed",
    "invalid token",
    "certificate signed by",
    "a password is required",
    "calling [tostring] on an [output<t>]",
    "is not recognized as",
    "event not found: ",
    ": event not found",
    "no matches found: ",
    "unknown command: ",
    "no such container",
    "cannot connect to the docker daemon",
    "unable to connect to the server",
    "unable to locate credentials",
    "unable to resolve host",
    "is not in the password store",
    "please run 'az login'",
    "not a git repository",
    "could not read username for",
    "could not be found in the keychain",
    "failed to get the data key",
    "error executing",
    "input device is not a tty",
    "inappropriate ioctl",
    "syntax error near",
    "cannot index string",
    "invalid numeric literal",
    "no module named '",
    "cannot find module '",
    "cannot read properties",
    "referenceerror: ",
    "panicked at",
    "goroutine 1 [running]",
    "segmentation fault",
    "core dumped",
    "connection reset by peer",
    "context deadline exceeded",
    "upstream connect error",
    "no healthy upstream",
    "502 bad gateway",
    "rate limit exceeded",
    "the requested url returned",
    "is included in the request is expired",
    "no value found at",
    "was refused - did you",
    "undefined array key",
    ": is a directory",
    "just a moment...",
    "environment variable not found",
    "noauth authentication required",
    "wrongpass invalid username",
    "host key verification failed",
    "your authentication agent",
    "doesn't have a resource type",
    "requested access to the resource",
    "incorrect username or password",
    "copied to clipboard",
    "to clipboard. will clear",
];

/// As shells, clients and servers complain.
pub(in crate::value) fn is_complaint(text: &str) -> bool {
    let plain = without_end(text, |c| matches!(c, '.' | '!'));
    // No secret is so wordy that this takes long.
    any_of(&WHOLE, &|word| plain.eq_ignore_ascii_case(word))
        || any_of(&STARTS, &|start| begins(text, start))
        || text.contains(' ') && any_of(&WORDS, &|words| holds(text, words.as_bytes()))
        || is_of_country(text)
}

/// The same in German, French, Spanish, Italian, Portuguese, Russian, Chinese and Japanese, as the C library and shells have
/// it.
fn is_of_country(text: &str) -> bool {
    const WHOLE: [&str; 10] = [
        "Zugriff verweigert",
        "Keine Berechtigung",
        "Acc\u{e8}s refus\u{e9}",
        "Acceso denegado",
        "Accesso negato",
        "Acesso negado",
        "\u{414}\u{43e}\u{441}\u{442}\u{443}\u{43f} \u{437}\u{430}\u{43f}\u{440}\u{435}\u{449}\u{435}\u{43d}",
        "\u{8bbf}\u{95ee}\u{88ab}\u{62d2}\u{7edd}",
        "\u{62d2}\u{7edd}\u{8bbf}\u{95ee}",
        "\u{30a2}\u{30af}\u{30bb}\u{30b9}\u{304c}\u{62d2}\u{5426}\u{3055}\u{308c}\u{307e}\u{3057}\u{305f}",
    ];
    const ENDS: [&str; 22] = [
        "nicht gefunden",
        "Keine Berechtigung",
        "commande introuvable",
        "Aucun fichier ou dossier de ce type",
        "Permission non accord\u{e9}e",
        "orden no encontrada",
        "comando no encontrado",
        "No existe el archivo o el directorio",
        "Permiso denegado",
        "comando non trovato",
        "File o directory non esistente",
        "Permesso negato",
        "comando n\u{e3}o encontrado",
        "Arquivo ou diret\u{f3}rio inexistente",
        "\u{43a}\u{43e}\u{43c}\u{430}\u{43d}\u{434}\u{430} \u{43d}\u{435} \u{43d}\u{430}\u{439}\u{434}\u{435}\u{43d}\u{430}",
        "\u{41d}\u{435}\u{442} \u{442}\u{430}\u{43a}\u{43e}\u{433}\u{43e} \u{444}\u{430}\u{439}\u{43b}\u{430} \u{438}\u{43b}\u{438} \u{43a}\u{430}\u{442}\u{430}\u{43b}\u{43e}\u{433}\u{430}",
        "\u{41e}\u{442}\u{43a}\u{430}\u{437}\u{430}\u{43d}\u{43e} \u{432} \u{434}\u{43e}\u{441}\u{442}\u{443}\u{43f}\u{435}",
        "\u{672a}\u{627e}\u{5230}\u{547d}\u{4ee4}",
        "\u{6ca1}\u{6709}\u{90a3}\u{4e2a}\u{6587}\u{4ef6}\u{6216}\u{76ee}\u{5f55}",
        "\u{6743}\u{9650}\u{4e0d}\u{591f}",
        "\u{30b3}\u{30de}\u{30f3}\u{30c9}\u{304c}\u{898b}\u{3064}\u{304b}\u{308a}\u{307e}\u{305b}\u{3093}",
        "\u{305d}\u{306e}\u{3088}\u{3046}\u{306a}\u{30d5}\u{30a1}\u{30a4}\u{30eb}\u{3084}\u{30c7}\u{30a3}\u{30ec}\u{30af}\u{30c8}\u{30ea}\u{306f}\u{3042}\u{308a}\u{307e}\u{305b}\u{3093}",
    ];

    let plain = without_end(text, |c| matches!(c, '.' | '!' | '\u{3002}'));
    // What was looked for stands before it: `cat: /run/secrets/key: …`.
    any_of(&WHOLE, &|word| plain == word)
        || text.contains(": ") && any_of(&ENDS, &|end| plain.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_are_told_from_secrets() {
        for text in [
            "invalid_grant",
            "#N/A",
            "#VALUE!",
            "Internal Server Error",
            "ERROR: (gcloud.secrets) k9q",
            "npm ERR! code E401",
            "'op' is not recognized as an internal or external command,",
            "bash: !Qz: event not found",
            "fatal: not a git repository",
            "context deadline exceeded",
            "bash: op: Kommando nicht gefunden.",
            "cat: /run/secrets/x: No existe el archivo o el directorio",
            "-bash: op: \u{43a}\u{43e}\u{43c}\u{430}\u{43d}\u{434}\u{430} \u{43d}\u{435} \u{43d}\u{430}\u{439}\u{434}\u{435}\u{43d}\u{430}",
            "Acc\u{e8}s refus\u{e9}",
        ] {
            assert!(is_complaint(text), "{text}");
        }
        for text in [
            "invalid_k9qZm77x",
            "#Refresh9",
            "error-k9qZm77x",
            "the event not found in the book",
            "no matches found today",
            "you are not logged in here",
            "fatal attraction 9",
            "den Schatz haben wir nicht gefunden",
            "npm-k9q",
        ] {
            assert!(!is_complaint(text), "{text}");
        }
    }
}
