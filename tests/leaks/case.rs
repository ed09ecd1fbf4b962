use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use data_encoding::{BASE64, HEXLOWER};
use provider_credentials::Loader;
use provider_credentials_disguises::{Sentinels, github_token};
use provider_credentials_test_servers::{Fault, Front};
use tempfile::TempDir;

use crate::fake_tpm::{FakeTpm, Says};
use crate::modes::chmod;
use crate::seen::{Seen, observing};
use crate::server::{OWN_URL, Server, tls};
use crate::support::write_secret;

/// What there is while a case is played.
pub(crate) struct Stage<'c> {
    pub(crate) secret: &'c str,
    pub(crate) url: &'c str,
    pub(crate) directory: &'c Path,
}

type Change = dyn Fn(Loader, &Stage<'_>) -> Loader + Send + Sync;

/// One load that ends in a code, with a secret in play. In its texts `§` is the secret, `§64` that in base64, `§16`
/// in hex, `§url` the server, `§host` its host and port, and `§dir` the directory. In variables, `§front` is the front of
/// the server, and `§authority` the file with the authority of its certificates.
pub(crate) struct Case {
    pub(crate) code: &'static str,
    note: String,
    secret: Option<String>,
    variables: Vec<(&'static str, Vec<u8>)>,
    files: Vec<(&'static str, Vec<u8>, u32)>,
    /// What a server says, by the beginning of the request's path.
    answers: Vec<(&'static str, String)>,
    /// What a TPM says, by the code of the command.
    tpm: Option<Vec<(u32, Says)>>,
    change: Box<Change>,
    before: fn(&Path),
    is_once: bool,
    is_tls: bool,
    /// The names that the server has at its front.
    names: &'static [&'static str],
    load: fn(&Loader, &mut Seen),
}

impl Case {
    pub(crate) fn new(code: &'static str, load: fn(&Loader, &mut Seen)) -> Self {
        Self {
            code,
            note: String::new(),
            secret: None,
            variables: Vec::new(),
            files: Vec::new(),
            answers: Vec::new(),
            tpm: None,
            change: Box::new(|loader, _| loader),
            before: |_| {},
            is_once: false,
            is_tls: false,
            names: &[],
            load,
        }
    }

    /// What tells it from another one of its code.
    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// Another secret than a token of GitHub.
    pub(crate) fn secret(self, secret: impl Into<String>) -> Self {
        Self { secret: Some(secret.into()), ..self }
    }

    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<Vec<u8>>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub(crate) fn file(self, name: &'static str, content: impl Into<Vec<u8>>) -> Self {
        self.file_of_mode(name, content, 0o600)
    }

    pub(crate) fn file_of_mode(
        mut self,
        name: &'static str,
        content: impl Into<Vec<u8>>,
        mode: u32,
    ) -> Self {
        self.files.push((name, content.into(), mode));
        self
    }

    /// A whole answer in HTTP.
    pub(crate) fn raw_answer(mut self, path: &'static str, answer: impl Into<String>) -> Self {
        self.answers.push((path, answer.into()));
        self
    }

    pub(crate) fn answer(self, path: &'static str, status: &str, body: &str) -> Self {
        let body = self.filled(body.as_bytes(), OWN_URL, "");
        let body = String::from_utf8(body).expect("text");
        // It ends where the connection does.
        self.raw_answer(
            path,
            format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\n\r\n{body}"),
        )
    }

    /// There is a TPM, which says that, and to any other command that all is well.
    pub(crate) fn tpm(self, script: &[(u32, Says)]) -> Self {
        Self { tpm: Some(script.to_vec()), ..self }
    }

    pub(crate) fn no_tpm(self) -> Self {
        Self { tpm: None, ..self }
    }

    pub(crate) fn loader(self, change: impl Fn(Loader) -> Loader + Send + Sync + 'static) -> Self {
        self.staged(move |loader, _| change(loader))
    }

    pub(crate) fn staged(
        self,
        change: impl Fn(Loader, &Stage<'_>) -> Loader + Send + Sync + 'static,
    ) -> Self {
        Self { change: Box::new(change), ..self }
    }

    pub(crate) fn load(self, load: fn(&Loader, &mut Seen)) -> Self {
        Self { load, ..self }
    }

    /// Its server speaks TLS.
    pub(crate) fn tls(self) -> Self {
        Self { is_tls: true, ..self }
    }

    /// Its server is also behind a proxy that ends TLS, by these names.
    pub(crate) fn behind_front(self, names: &'static [&'static str]) -> Self {
        Self { names, ..self }
    }

    /// It takes too long to be played with `strict_values` too.
    pub(crate) fn once(self) -> Self {
        Self { is_once: true, ..self }
    }

    /// Something to do to the directory of files.
    pub(crate) fn before(self, before: fn(&Path)) -> Self {
        Self { before, ..self }
    }

    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.code, self.note).trim_end().to_owned()
    }

    /// The secret.
    pub(crate) fn sentinel(&self) -> String {
        self.secret.clone().unwrap_or_else(|| github_token(&self.name()))
    }

    /// Whether the secret is in anything that goes in.
    pub(crate) fn is_in_play(&self) -> bool {
        let sentinel = Sentinels::new().with("", &self.sentinel());
        !sentinel.find(&self.inputs()).is_empty()
    }

    fn inputs(&self) -> Vec<u8> {
        let variables = self.variables.iter().map(|(_, value)| value);
        let files = self.files.iter().map(|(_, content, _)| content);
        let mut inputs: Vec<u8> = variables.chain(files).fold(Vec::new(), |mut all, text| {
            all.extend(self.filled(text, "", ""));
            all.push(b'\n');
            all
        });
        for (_, answer) in &self.answers {
            inputs.extend(self.filled(answer.as_bytes(), "", ""));
        }
        inputs
    }

    fn filled(&self, text: &[u8], url: &str, directory: &str) -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(text) else {
            let marked = |at: &usize| text[*at..].starts_with("§".as_bytes());
            let Some(at) = (0..text.len()).find(marked) else { return text.to_vec() };
            return [&text[..at], self.sentinel().as_bytes(), &text[at + "§".len()..]].concat();
        };
        let secret = self.sentinel();
        text.replace("§64", &BASE64.encode(secret.as_bytes()))
            .replace("§16", &HEXLOWER.encode(secret.as_bytes()))
            .replace("§url", url)
            .replace("§host", url.trim_start_matches("http://"))
            .replace("§dir", directory)
            .replace('§', &secret)
            .into_bytes()
    }

    pub(crate) fn play(&self, seen: &mut Seen) {
        let directory = TempDir::new().expect("a directory");
        let path = directory.path();
        let shown = path.to_str().expect("a path").to_owned();
        let fill = |text: &[u8], url: &str| self.filled(text, url, &shown);
        let answers = self.answers.iter().map(|(path, answer)| {
            (*path, String::from_utf8(self.filled(answer.as_bytes(), OWN_URL, "")).expect("text"))
        });
        let server = (!self.answers.is_empty())
            .then(|| Server::start(answers.collect(), self.is_tls.then(tls)));
        let url = server.as_ref().map_or("", |server| server.url());
        let to = url.trim_start_matches("http://");
        let front =
            (!self.names.is_empty()).then(|| Front::start(self.names, to, |_, _| Fault::None));
        let of_front = |value: &[u8]| match (&front, value) {
            (Some(front), b"\xc2\xa7front") => front.address().as_bytes().to_vec(),
            (Some(front), b"\xc2\xa7authority") => front.authority().into_os_string().into_vec(),
            _ => fill(value, url),
        };
        for (name, content, mode) in &self.files {
            write_secret(&path.join(name), fill(content, url));
            chmod(path.join(name), *mode);
        }
        (self.before)(path);
        let secret = &self.sentinel();
        let tpm = self.tpm.clone().map(|script| FakeTpm::start(script, secret.clone()));
        let stage = Stage { secret, url, directory: path };
        for is_strict in [false, true].into_iter().filter(|strict| !(self.is_once && *strict)) {
            let variables = self.variables.iter();
            let variables =
                variables.map(|(name, value)| (*name, OsString::from_vec(of_front(value))));
            let tcti = tpm.as_ref().map(|tpm| ("TCTI", OsString::from(tpm.tcti())));
            let variables = variables.chain(tcti);
            let loader = Loader::new().with_environment(variables).base_dir(path);
            let loader = (self.change)(observing(loader), &stage);
            let loader = if is_strict { loader.strict_values() } else { loader };
            (self.load)(&loader, seen);
        }
    }
}
