//! What a source needs itself comes from credentials of the same load.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use provider_credentials_core::__private::{
    EnvSpec, FileSpec, Format, RemoteSpec, SourceSpec, Spec, TemplatePart,
};
use provider_credentials_core::{
    ExposeSecret, Loader, Needed, Opener, Permissions, Secret, Source, SourceAnswer, SourceError,
    SourceRequest,
};

use crate::support::{Answers, error, load_all, loader, part, remote, spec, text, value, write_as};

/// Answers with what it needs, each with its ID, and counts its calls.
#[derive(Clone)]
struct Echo {
    needs: Vec<String>,
    calls: Arc<Mutex<u32>>,
}

impl Echo {
    fn of(needs: &[&str]) -> Self {
        let needs = needs.iter().map(|id| (*id).to_owned()).collect();
        Self { needs, calls: Arc::default() }
    }
}

impl Source for Echo {
    fn needs(&self) -> &[String] {
        &self.needs
    }

    fn fetch(&self, _: &mut [SourceRequest]) {
        panic!("the core calls `fetch_with`");
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        *self.calls.lock().unwrap() += 1;
        let mut all = Vec::new();
        for id in &self.needs {
            match needed.secret(id) {
                Ok(secret) => all.push(format!("{id}={}", secret.expose_secret())),
                Err(error) => {
                    return requests.iter_mut().for_each(|request| request.answer(Err(error)));
                }
            }
        }
        for request in requests {
            request.answer(Ok(Secret::from(all.join(" "))));
        }
    }
}

fn env(var: &'static str) -> SourceSpec {
    SourceSpec::Env(EnvSpec { var, file_var: "UNUSED_FILE" })
}

fn file(name: &'static str) -> SourceSpec {
    SourceSpec::File(FileSpec {
        path: text(name, vec![TemplatePart::Text(name)].leak()),
        key: None,
        format: Format::Text,
        decoder: None,
    })
}

fn asks(kind: &'static str) -> SourceSpec {
    SourceSpec::Remote(remote(kind))
}

fn in_directory(directory: &Path) -> Loader {
    let variables = [("TOKEN", "token-of-env"), ("EMPTY", "")];
    let loader = Loader::new().with_environment(variables).base_dir(directory);
    loader.permissions(Permissions::Off)
}

/// An `AppRole` in parts, a token in a variable, and what cannot be needed.
fn specs() -> Vec<Spec> {
    let parts = vec![
        part("secret_id", vec![file("missing"), file("secret-id")]),
        part("role_id", vec![env("TOKEN")]),
    ];
    vec![
        spec("wanted", vec![asks("echo")]),
        spec("token", vec![env("TOKEN")]),
        Spec::new("app-role", "example", true, parts.leak()),
        spec("unset", vec![env("UNSET")]),
        spec("empty", vec![env("EMPTY")]),
        spec("asked", vec![asks("other")]),
        spec("asked-first", vec![asks("nothing"), env("TOKEN")]),
        spec("asked-last", vec![env("TOKEN"), asks("nothing")]),
    ]
}

const NOTHING: SourceError = SourceError::new("nothing_here", "nothing", "put it there").absent();

/// What `wanted` is if the source needs these.
fn wanted(needs: &[&str]) -> Result<String, &'static str> {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("secret-id"), "id-in-a-file\n").unwrap();
    let loader = in_directory(directory.path())
        .with_secret("given", "unused")
        .with_source("echo", Echo::of(needs))
        .with_source("other", Answers(|_| Ok(SourceAnswer::secret("of-another-store"))))
        .with_source("nothing", Answers(|_| Err(NOTHING)));
    let loaded = load_all(specs(), &loader);
    assert_eq!(value(&loaded[5]), "of-another-store");
    assert_eq!(value(&loaded[6]), "token-of-env");
    loaded[0].secret().map(|secret| secret.expose_secret().to_owned()).map_err(|e| e.code())
}

#[test]
fn it_has_the_secrets_of_other_credentials() {
    assert_eq!(wanted(&[]), Err("value_empty"));
    assert_eq!(wanted(&["token"]).unwrap(), "token=token-of-env");
    // With parts: the first, or the one that is named.
    assert_eq!(
        wanted(&["app-role", "app-role.role_id", "app-role.secret_id"]).unwrap(),
        "app-role=id-in-a-file app-role.role_id=token-of-env app-role.secret_id=id-in-a-file"
    );
    assert_eq!(wanted(&["asked-last"]).unwrap(), "asked-last=token-of-env");
}

/// Answers with what a file holds.
struct Reads;

impl Source for Reads {
    fn fetch(&self, _: &mut [SourceRequest]) {
        panic!("the core calls `fetch_with`");
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        for request in requests {
            let content = needed.files().read(Path::new("own-token"));
            request.answer(content.map(|content| Secret::from(content.as_slice())));
        }
    }
}

#[test]
fn it_reads_its_files_by_the_rules_of_the_loader() {
    let directory = tempfile::tempdir().unwrap();
    write_as(directory.path(), "own-token", b"of-a-file", 0o644);
    let read = |loader: Loader| {
        let loaded =
            load_all(vec![spec("it", vec![asks("reads")])], &loader.with_source("reads", Reads));
        loaded[0].secret().map(|it| it.expose_secret().to_owned()).map_err(|e| e.code())
    };
    assert_eq!(read(in_directory(directory.path())).unwrap(), "of-a-file");
    assert_eq!(read(in_directory(directory.path()).max_file_size(4)), Err("file_too_large"));
    #[cfg(unix)]
    {
        let enforced = in_directory(directory.path()).permissions(Permissions::Enforce);
        assert_eq!(read(enforced), Err("file_insecure_permissions"));
    }
    assert_eq!(read(loader()), Err("file_not_found"));
}

#[test]
fn what_it_cannot_have_is_an_error() {
    for id in ["nobody", "token.other", "Token", "given", ""] {
        assert_eq!(wanted(&["token", id]), Err("needed_credential_unknown"), "{id}");
    }
    // Its own requests too: no source waits for another, or for itself.
    for id in ["asked", "wanted", "asked-first"] {
        assert_eq!(wanted(&["token", id]), Err("needed_credential_not_local"), "{id}");
    }
    for id in ["unset", "empty"] {
        assert_eq!(wanted(&["token", id]), Err("needed_credential_failed"), "{id}");
    }
    assert_eq!(Needed::default().secret("token").unwrap_err().code(), "needed_credential_unknown");
}

#[test]
fn what_the_program_gives_counts() {
    let loader = Loader::isolated()
        .with_secret("asked", "given-for-asked")
        .with_source("echo", Echo::of(&["asked"]));
    let specs = vec![spec("wanted", vec![asks("echo")]), spec("asked", vec![asks("other")])];
    // An isolated loader asks nobody.
    assert_eq!(error(&load_all(specs, &loader)[0]).code(), "not_given");
    let loader = self::loader()
        .with_secret("asked", "given-for-asked")
        .with_source("echo", Echo::of(&["asked"]));
    let specs = vec![spec("wanted", vec![asks("echo")]), spec("asked", vec![asks("other")])];
    assert_eq!(value(&load_all(specs, &loader)[0]), "asked=given-for-asked");
}

#[test]
fn it_has_them_each_time_that_it_is_asked() {
    let echo = Echo::of(&["token"]);
    let loader = Loader::new()
        .with_environment([("TOKEN", "token-of-env")])
        .with_source("echo", echo.clone())
        .with_source("nothing", Answers(|_| Err(NOTHING)));
    let specs = vec![
        spec("first", vec![asks("echo")]),
        spec("second", vec![asks("nothing"), asks("echo")]),
        spec("token", vec![env("TOKEN")]),
    ];
    let loaded = load_all(specs, &loader);
    assert_eq!(value(&loaded[0]), "token=token-of-env");
    assert_eq!(value(&loaded[1]), "token=token-of-env");
    assert_eq!(*echo.calls.lock().unwrap(), 2);
}

/// When the source is asked, the other store has answered already, and the variable was found.
#[test]
fn what_a_source_may_have_does_not_depend_on_who_is_quick() {
    let loader = Loader::new()
        .with_environment([("TOKEN", "token-of-env")])
        .with_source("echo", Echo::of(&["asked-first"]))
        .with_source("nothing", Answers(|_| Err(NOTHING)));
    let specs = vec![
        spec("late", vec![asks("nothing"), asks("echo")]),
        spec("asked-first", vec![asks("nothing"), env("TOKEN")]),
    ];
    let loaded = load_all(specs, &loader);
    assert_eq!(value(&loaded[1]), "token-of-env");
    assert_eq!(error(&loaded[0]).code(), "needed_credential_not_local");
}

#[test]
fn a_panic_fails_its_own_credentials() {
    struct Panics;

    impl Source for Panics {
        fn needs(&self) -> &[String] {
            panic!("a bug in a source")
        }

        fn fetch(&self, _: &mut [SourceRequest]) {}
    }

    let loader = loader()
        .with_source("panics", Panics)
        .with_source("other", Answers(|_| Ok(SourceAnswer::secret("example"))));
    let specs = vec![spec("a", vec![asks("panics")]), spec("b", vec![asks("other")])];
    let loaded = load_all(specs, &loader);
    assert_eq!(error(&loaded[0]).code(), "source_panicked");
    assert_eq!(value(&loaded[1]), "example");
}

#[test]
fn one_that_opens_itself_has_its_environment_alone() {
    static OPENED: Opener<dyn Source> =
        Opener::new("opened", &[], |_| Ok(Box::new(Echo::of(&["token"]))));

    let asks = RemoteSpec { opener: Some(&OPENED), ..remote("opened") };
    let loader = Loader::new().with_environment([("TOKEN", "token-of-env")]);
    let specs = vec![spec("a", vec![SourceSpec::Remote(asks)]), spec("token", vec![env("TOKEN")])];
    assert_eq!(error(&load_all(specs, &loader)[0]).code(), "needed_credential_unknown");
}

#[test]
fn what_the_manifest_names_is_there_with_either() {
    /// Answers with the secret that the request names.
    struct ByParam;

    impl Source for ByParam {
        fn fetch(&self, _: &mut [SourceRequest]) {
            panic!("the core calls `fetch_with`");
        }

        fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
            for request in requests {
                let pin = request.param("pin_with").map(|id| needed.secret(id)).transpose();
                let answer =
                    pin.map(|pin| Secret::from(pin.map_or("none", ExposeSecret::expose_secret)));
                request.answer(answer);
            }
        }
    }

    static OPENED: Opener<dyn Source> =
        Opener::<dyn Source>::new("opened", &[], |_| Ok(Box::new(ByParam))).needing(&["pin_with"]);

    let asks = |pin: Option<&'static str>| {
        let params: &'static [_] = match pin {
            Some(id) => vec![("pin_with", text(id, vec![TemplatePart::Text(id)].leak()))].leak(),
            None => &[],
        };
        let of_kind = RemoteSpec { opener: Some(&OPENED), params, ..remote("opened") };
        vec![SourceSpec::Remote(of_kind)]
    };
    let loader = || Loader::new().with_environment([("TOKEN", "of-env"), ("OTHER", "other")]);
    for loader in [loader(), loader().with_source("opened", ByParam)] {
        let specs = vec![
            spec("a", asks(Some("token"))),
            spec("b", asks(Some("token"))),
            spec("c", asks(Some("other"))),
            spec("d", asks(None)),
            spec("e", asks(Some("unknown"))),
            spec("f", asks(Some("a"))),
            spec("token", vec![env("TOKEN")]),
            spec("other", vec![env("OTHER")]),
        ];
        let loaded = load_all(specs, &loader);
        let values: Vec<String> = loaded[..4].iter().map(value).collect();
        assert_eq!(values, ["of-env", "of-env", "other", "none"]);
        assert_eq!(error(&loaded[4]).code(), "needed_credential_unknown");
        assert_eq!(error(&loaded[5]).code(), "needed_credential_not_local");
    }
}

#[test]
fn nothing_of_them_is_shown() {
    struct Shows(Vec<String>);

    impl Source for Shows {
        fn needs(&self) -> &[String] {
            &self.0
        }

        fn fetch(&self, _: &mut [SourceRequest]) {}

        fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
            for request in requests {
                request.answer(Ok(Secret::from(format!("{needed:?}"))));
            }
        }
    }

    let loader = Loader::new()
        .with_environment([("TOKEN", "sentinel")])
        .with_source("shows", Shows(vec!["token".to_owned()]));
    let specs = vec![spec("a", vec![asks("shows")]), spec("token", vec![env("TOKEN")])];
    assert_eq!(value(&load_all(specs, &loader)[0]), "Needed(1 secrets)");
}

#[test]
fn a_secret_that_is_no_text_is_the_same_bytes() {
    struct Length(Vec<String>);

    impl Source for Length {
        fn needs(&self) -> &[String] {
            &self.0
        }

        fn fetch(&self, _: &mut [SourceRequest]) {}

        fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
            for request in requests {
                let bytes = needed.secret("key").map(Secret::expose_bytes);
                request.answer(bytes.map(|bytes| Secret::from(format!("{bytes:?}"))));
            }
        }
    }

    let loader = loader()
        .with_secret("key", &[0xff, 0, 7][..])
        .with_source("length", Length(vec!["key".to_owned()]));
    let specs = vec![spec("a", vec![asks("length")]), spec("key", vec![env("KEY")])];
    assert_eq!(value(&load_all(specs, &loader)[0]), "[255, 0, 7]");
}
