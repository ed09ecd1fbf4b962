use crate::case::Case;
use crate::sets::programs;

/// The text of the program `program`, with the secret in it.
fn program(code: &'static str, text: &str) -> Case {
    of_mode(code, text, 0o755)
}

fn of_mode(code: &'static str, text: &str, mode: u32) -> Case {
    Case::new(code, programs)
        .variable("PATH", "§dir:/usr/bin:/bin")
        .variable("PLANTED", "§")
        .file_of_mode("program", text, mode)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        program("command_not_found", "#!/bin/sh\n# §\n").variable("PROGRAM", "§"),
        program("command_relative", "#!/bin/sh\n# §\n").variable("PROGRAM", "./§"),
        of_mode("command_insecure", "#!/bin/sh\necho §\n", 0o777),
        of_mode("command_not_allowed", "#!/bin/sh\necho §\n", 0o644)
            .variable("PROGRAM", "§dir/program"),
        program("command_not_started", "#!/nowhere/§\n"),
        program("command_failed", "#!/bin/sh\necho §; echo § >&2; exit 3\n"),
        program("command_failed", "#!/bin/sh\nexec /nowhere/$PLANTED\n").note("by its variable"),
        program("command_killed", "#!/bin/sh\necho §; kill -KILL $$\n"),
        program("command_timed_out", "#!/bin/sh\necho §; sleep 60\n").once(),
        program("command_too_much", "#!/bin/sh\nwhile :; do echo §; done\n"),
        program("command_no_output", "#!/bin/sh\necho § >&2\n"),
        program("key_not_found", "#!/bin/sh\necho '{ \"§\": \"§\" }'\n").note("of a program"),
        program("key_not_scalar", "#!/bin/sh\necho '{ \"api_key\": [\"§\"] }'\n")
            .note("of a program"),
        program("command_not_text", "#!/bin/sh\nprintf '\\377§'\n"),
        program("file_not_found", "#!/bin/sh\necho §\n")
            .note("of a unit")
            .variable("CREDENTIALS_DIRECTORY", "/run/credentials/§"),
        program("file_insecure_permissions", "#!/bin/sh\necho §\n")
            .note("of a unit")
            .variable("CREDENTIALS_DIRECTORY", "§dir")
            .file_of_mode("unit", "§", 0o644),
    ]
}
