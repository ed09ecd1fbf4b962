//! Programs that do the same job: they need two keys, and say so where one is missing.

use provider_credentials_benches::published::Published;

/// A program and what it depends on.
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) dependencies: String,
    /// Loads the keys: the module `load` of the program.
    pub(crate) load: String,
    /// The file that declares the keys, where the compiler reads one, and what it says.
    pub(crate) manifest: Option<(&'static str, &'static str)>,
    /// Built once only.
    pub(crate) heavy: bool,
    /// A release build of it would take half an hour.
    pub(crate) without_release: bool,
}

impl Contender {
    fn new(name: &'static str, title: &'static str, dependencies: String, load: String) -> Self {
        let (manifest, heavy, without_release) = (None, false, false);
        Self { name, title, dependencies, load, manifest, heavy, without_release }
    }

    fn with_manifest(self, name: &'static str, content: &'static str) -> Self {
        Self { manifest: Some((name, content)), ..self }
    }

    /// The program's own file, the same for all.
    pub(crate) const MAIN: &'static str = include_str!("programs/main.rs");
}

pub(crate) fn all(published: &Published) -> Vec<Contender> {
    [by_hand(), ours(published), with_serde(), secretspec()].into_iter().flatten().collect()
}

fn by_hand() -> Vec<Contender> {
    let contender = |name, title, more: &str, load: &str| {
        Contender::new(name, title, format!("secrecy = \"0.10\"\n{more}"), [load, KEYS].concat())
    };
    vec![
        contender(
            "by-hand",
            "hand, `secrecy` and `std::env`",
            "",
            include_str!("programs/by_hand.rs"),
        ),
        contender(
            "by-hand-json",
            "hand, `secrecy` and a JSON file",
            "serde_json = \"1\"\n",
            include_str!("programs/by_hand_json.rs"),
        ),
    ]
}

fn ours(published: &Published) -> Vec<Contender> {
    let contender = |name, title, more: &str, manifest| {
        let dependency = published.dependency("provider-credentials", more);
        let load = include_str!("programs/provider_credentials.rs").to_owned();
        Contender::new(name, title, dependency, load)
            .with_manifest("provider_credentials.yaml", manifest)
    };
    vec![
        contender("ours", "provider-credentials", "", include_str!("programs/env_and_json.yaml")),
        contender(
            "ours-env",
            "provider-credentials, `macros` alone",
            ", default-features = false, features = [\"macros\"]",
            include_str!("programs/env.yaml"),
        ),
        contender(
            "ours-vault",
            "provider-credentials, `vault` too",
            ", features = [\"vault\"]",
            include_str!("programs/vault.yaml"),
        ),
    ]
}

fn with_serde() -> Vec<Contender> {
    let contender = |name, title, more: &str, load: &str| {
        let dependencies = format!(
            "secrecy = {{ version = \"0.10\", features = [\"serde\"] }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\n{more}"
        );
        Contender::new(name, title, dependencies, [load, DERIVE, KEYS].concat())
    };
    vec![
        contender(
            "envy",
            "`dotenvy` and `envy`",
            "dotenvy = \"0.15\"\nenvy = \"0.4\"\n",
            include_str!("programs/envy.rs"),
        ),
        contender(
            "config",
            "`config` with YAML",
            "config = { version = \"0.15\", default-features = false, features = [\"yaml\"] }\n",
            include_str!("programs/config.rs"),
        ),
        contender(
            "figment",
            "`figment` with YAML",
            "figment = { version = \"0.10\", features = [\"yaml\", \"env\"] }\n",
            include_str!("programs/figment.rs"),
        ),
    ]
}

fn secretspec() -> Vec<Contender> {
    let contender = |name, title, more: &str| {
        let dependencies =
            format!("secretspec = {{ version = \"0.21\"{more} }}\nsecretspec-derive = \"0.21\"\n");
        let load = include_str!("programs/secretspec.rs").to_owned();
        let contender = Contender::new(name, title, dependencies, load)
            .with_manifest("secretspec.toml", include_str!("programs/secretspec.toml"));
        Contender { heavy: true, ..contender }
    };
    let smallest = contender(
        "secretspec-smallest",
        "`secretspec-derive`, fewest features",
        ", default-features = false",
    );
    let mut whole = contender("secretspec", "`secretspec-derive`", "");
    // Without it cargo gives `keepass` 0.13.25 a version of `aes` that it does not build with.
    whole.dependencies += "aes = \"=0.9.2\"\n";
    vec![smallest, Contender { without_release: true, ..whole }]
}

/// The struct that most of them fill.
const KEYS: &str = include_str!("programs/keys.rs");
const DERIVE: &str = "\n#[derive(serde::Deserialize)]";
