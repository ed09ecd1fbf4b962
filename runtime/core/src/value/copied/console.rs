//! What the interpreter of commands of Windows says where a variable is empty, in the languages of Windows.

use crate::value::letters::text::{any_of, ends_with, without_end};

/// Whether it says whether commands are shown: that is what `echo` says where nothing stands behind it.
pub(in crate::value) fn is_state_of_echo(text: &str) -> bool {
    /// English, French, Spanish, Italian, Portuguese, Russian, Swedish, Turkish, Chinese and Korean.
    const STATES: [&str; 26] = [
        "ECHO is on",
        "ECHO is off",
        "Commande ECHO activ\u{e9}e",
        "Commande ECHO d\u{e9}sactiv\u{e9}e",
        "ECHO est\u{e1} activado",
        "ECHO est\u{e1} desactivado",
        "ECHO attivo",
        "ECHO disattivato",
        "ECHO est\u{e1} ativado",
        "ECHO est\u{e1} desativado",
        "O ECHO est\u{e1} ativado",
        "O ECHO est\u{e1} desativado",
        "\u{420}\u{435}\u{436}\u{438}\u{43c} \u{432}\u{44b}\u{432}\u{43e}\u{434}\u{430} \u{43a}\u{43e}\u{43c}\u{430}\u{43d}\u{434} \u{43d}\u{430} \u{44d}\u{43a}\u{440}\u{430}\u{43d} (ECHO) \u{432}\u{43a}\u{43b}\u{44e}\u{447}\u{435}\u{43d}",
        "\u{420}\u{435}\u{436}\u{438}\u{43c} \u{432}\u{44b}\u{432}\u{43e}\u{434}\u{430} \u{43a}\u{43e}\u{43c}\u{430}\u{43d}\u{434} \u{43d}\u{430} \u{44d}\u{43a}\u{440}\u{430}\u{43d} (ECHO) \u{43e}\u{442}\u{43a}\u{43b}\u{44e}\u{447}\u{435}\u{43d}",
        "ECHO \u{e4}r aktiverat",
        "ECHO \u{e4}r inaktiverat",
        "ECHO a\u{e7}\u{131}k",
        "ECHO kapal\u{131}",
        "ECHO \u{5904}\u{4e8e}\u{6253}\u{5f00}\u{72b6}\u{6001}",
        "ECHO \u{5904}\u{4e8e}\u{5173}\u{95ed}\u{72b6}\u{6001}",
        "ECHO \u{5df2}\u{555f}\u{7528}",
        "ECHO \u{5df2}\u{505c}\u{7528}",
        "ECHO \u{5df2}\u{958b}\u{555f}",
        "ECHO \u{5df2}\u{95dc}\u{9589}",
        "ECHO\u{ac00} \u{c124}\u{c815}\u{b418}\u{c5b4} \u{c788}\u{c2b5}\u{b2c8}\u{b2e4}",
        "ECHO\u{ac00} \u{d574}\u{c81c}\u{b418}\u{c5b4} \u{c788}\u{c2b5}\u{b2c8}\u{b2e4}",
    ];
    /// Behind or between the words of German, Dutch, Polish and Japanese.
    const MARKS: [&str; 4] =
        [" (ON)", " (OFF)", " <ON> \u{3067}\u{3059}", " <OFF> \u{3067}\u{3059}"];

    let plain = without_end(text.trim(), |c| matches!(c, '.' | '\u{3002}'));
    any_of(&STATES, &|state| plain == state)
        || plain.starts_with("ECHO ") && ends_with(plain, &MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_echo_is_told_from_passwords() {
        for text in [
            "ECHO is off.",
            "ECHO ist eingeschaltet (ON).",
            "ECHO ist ausgeschaltet (OFF).",
            "ECHO is ingeschakeld (ON).",
            "Commande ECHO d\u{e9}sactiv\u{e9}e.",
            "ECHO est\u{e1} activado.",
            "ECHO \u{306f} <ON> \u{3067}\u{3059}\u{3002}",
            "ECHO \u{5904}\u{4e8e}\u{6253}\u{5f00}\u{72b6}\u{6001}\u{3002}",
        ] {
            assert!(is_state_of_echo(text), "{text}");
        }
        for text in
            ["ECHO is here.", "ECHO-k9q (ON)", "echo is on", "k9q (ON).", "ECHO bravo tango."]
        {
            assert!(!is_state_of_echo(text), "{text}");
        }
    }
}
