//! One program has a credential from each place that a machine itself has: a token, the TPM, the keyring, systemd, and a
//! command.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;

use provider_credentials::{Loader, credentials};
use provider_credentials_test_servers::{HsmModule, Session, Swtpm};

use crate::support::{Files, shown, write_secret};
use crate::tokens;

credentials!("it/manifests/machine.yaml", struct Machine);

const PASSWORD: &str = "of-the-object-5d20";

struct Places {
    session: Session,
    tpm: Swtpm,
    module: HsmModule,
    files: Files,
}

impl Places {
    fn for_test(test: &str) -> Option<Self> {
        let module = tokens::hsm()?.module();
        let session = Session::for_test(test)?;
        session.store("my-agent", "openai", "of-the-keyring");
        let tpm = Swtpm::for_test(test)?;
        tpm.seal("sealed", "of-the-tpm", &format!("-p {PASSWORD}"));
        let files = Files::new();
        let unit = files.join("credentials");
        fs::create_dir(&unit).unwrap();
        write_secret(&unit.join("openai"), "of-systemd");
        write_secret(&unit.join("pin"), tokens::PIN);
        Some(Self { session, tpm, module, files })
    }

    fn loader(&self) -> Loader {
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let mine = [
            ("PKCS11_MODULE_PATH", text(self.module.path())),
            ("TPM2TOOLS_TCTI", self.tpm.tcti()),
            ("SEALED", text(self.tpm.path())),
            ("TPM_PASSWORD", PASSWORD.to_owned()),
            ("CREDENTIALS_DIRECTORY", text(&self.files.join("credentials"))),
            ("PATH", std::env::var("PATH").unwrap()),
        ];
        self.files.loader().with_environment(self.session.variables().into_iter().chain(mine))
    }
}

fn all(set: &Machine) -> [String; 5] {
    [&set.of_hsm, &set.of_tpm, &set.of_keyring, &set.of_systemd, &set.of_command]
        .map(|of| shown(of))
}

#[test]
fn each_is_loaded_and_none_waits_for_another() {
    let Some(mut places) = Places::for_test("each_is_loaded_and_none_waits_for_another") else {
        return;
    };
    let set: Machine = places.loader().load();
    let loaded = ["of-the-token", "of-the-tpm", "of-the-keyring", "of-systemd", "of-the-command"];
    assert_eq!(all(&set), loaded, "{:?}", set.metadata());

    // Each that goes away fails its own credential, and says so.
    places.tpm.stop();
    places.session.lock();
    fs::remove_file(places.files.join("credentials/pin")).unwrap();
    let set: Machine = places.loader().load();
    let [hsm, tpm, keyring, systemd, command] = all(&set);
    assert_eq!([systemd, command], loaded[3..]);
    assert_eq!(hsm, "<needed_credential_failed>");
    assert_eq!(keyring, "<keyring_locked>");
    assert!(tpm.starts_with("<tpm_"), "{tpm}");
}
