use provider_credentials::{Loader, credentials};

use super::machine::{Log, host_file, log, on_a_machine};
use crate::support::shown;

credentials!("../docs/deployment/everywhere/provider_credentials.yaml", struct Everywhere);

const USER: u32 = 10_001;

#[test]
fn each_place_is_one_where_it_is_found() {
    on_a_machine(|| {
        let mut page = Log::of("everywhere/log.txt");
        page.has("nowhere", &log::<Everywhere>(USER, &[], &[]));
        // From the last to the first: each goes before those that are there already.
        for (file, variables, secret) in [
            ("/etc/my-agent/secrets/openai", [("OTHER", "")], "kubernetes"),
            ("/run/secrets/openai", [("OTHER", "")], "docker"),
            (
                "/run/credentials/my-agent.service/openai",
                [("CREDENTIALS_DIRECTORY", "/run/credentials/my-agent.service")],
                "systemd",
            ),
            ("/run/elsewhere/openai", [("OPENAI_API_KEY_FILE", "/run/elsewhere/openai")], "twin"),
            ("/run/nothing", [("OPENAI_API_KEY", "variable")], "variable"),
        ] {
            host_file(file.as_ref(), 0, 0o600);
            std::fs::write(file, secret).unwrap();
            let loader = Loader::new().with_environment(variables);
            assert_eq!(shown(&loader.load::<Everywhere>().openai), secret);
        }
        page.has_no_more();
    });
}
