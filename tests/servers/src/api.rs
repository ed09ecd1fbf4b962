//! What tests ask of OpenBao by words of its command line, sent to its HTTP API: each run of `bao` takes a tenth of a
//! second of a processor before it does anything, and a test has ten of them.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::web::{Answer, Line, send};

/// How often it is asked again.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_millis(250);

/// What the server says to these words, or `None` if they are left to `bao` itself.
pub(crate) fn ask(line: &Line<'_>, words: &[&str]) -> Option<Result<Value, String>> {
    let (method, path, body) = request(line, words)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    path.bytes().all(is_plain).then(|| answer(line, method, &path, &body))
}

/// The answer to one request, with errors as texts.
pub(crate) fn answer(
    line: &Line<'_>,
    method: &str,
    path: &str,
    body: &Value,
) -> Result<Value, String> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut tries = 0;
    let Answer { status, body } = loop {
        let answer = send(line, method, path, &body).map_err(|e| e.to_string())?;
        // One that was just opened says so until it is ready; `bao` waits, too.
        if answer.status < 500 || tries == TRIES {
            break answer;
        }
        tries += 1;
        thread::sleep(PAUSE);
    };
    if status >= 400 {
        return Err(format!("HTTP status {status}: {}", String::from_utf8_lossy(&body)));
    }
    Ok(serde_json::from_slice(&body).unwrap_or(Value::Null))
}

fn request(line: &Line<'_>, words: &[&str]) -> Option<(&'static str, String, Value)> {
    let flags: Vec<_> = words.iter().filter_map(|word| word.strip_prefix('-')).collect();
    let rest: Vec<_> = words.iter().copied().filter(|word| !word.starts_with('-')).collect();
    let flag =
        |name: &str| flags.iter().find_map(|flag| flag.strip_prefix(name)?.strip_prefix('='));
    let only = |known: &[&str]| {
        let name = |flag: &&str| flag.split('=').next().unwrap_or_default().to_owned();
        flags.iter().all(|flag| known.contains(&&*name(flag)))
    };
    match *rest.as_slice() {
        ["read", path] if only(&[]) => Some(("GET", path.to_owned(), Value::Null)),
        ["write", path, ref pairs @ ..] if only(&["f"]) => {
            Some(("PUT", path.to_owned(), fields(pairs)?))
        }
        ["kv", "put", name, ref pairs @ ..] if only(&["mount"]) => {
            let mount = flag("mount")?;
            let about =
                answer(line, "GET", &format!("sys/internal/ui/mounts/{mount}"), &Value::Null);
            let data = fields(pairs)?;
            if about.ok()?["data"]["options"]["version"] == "2" {
                Some(("PUT", format!("{mount}/data/{name}"), json!({ "data": data })))
            } else {
                Some(("PUT", format!("{mount}/{name}"), data))
            }
        }
        ["auth", "enable", kind] if only(&["path"]) => Some((
            "POST",
            format!("sys/auth/{}", flag("path").unwrap_or(kind)),
            json!({ "type": kind }),
        )),
        ["secrets", "enable", kind] if only(&["path", "version"]) => {
            let options = flag("version").map(|version| json!({ "version": version }));
            let body = json!({ "type": kind, "options": options });
            Some(("POST", format!("sys/mounts/{}", flag("path").unwrap_or(kind)), body))
        }
        ["policy", "write", name, file] if only(&[]) => {
            let rules = fs::read_to_string(file).ok()?;
            Some(("PUT", format!("sys/policies/acl/{name}"), json!({ "policy": rules })))
        }
        ["token", "create"] if only(&["policy", "ttl"]) => {
            let body = json!({ "policies": [flag("policy")?], "ttl": flag("ttl")? });
            Some(("POST", "auth/token/create".to_owned(), body))
        }
        ["token", "lookup"] if only(&[]) => {
            Some(("GET", "auth/token/lookup-self".to_owned(), Value::Null))
        }
        _ => None,
    }
}

/// `key=value`, `key=@file` and `@file`, as the command line reads them.
fn fields(pairs: &[&str]) -> Option<Value> {
    if let Some(file) = pairs.first().and_then(|pair| pair.strip_prefix('@')) {
        let content = fs::read(file).ok().filter(|_| pairs.len() == 1)?;
        return serde_json::from_slice(&content).ok();
    }
    let mut all = Map::new();
    for pair in pairs {
        let (key, value) = pair.split_once('=')?;
        let value = match value.strip_prefix('@') {
            Some(file) => fs::read_to_string(file).ok()?,
            None if value == "-" => return None,
            None => value.to_owned(),
        };
        all.insert(key.to_owned(), Value::String(value));
    }
    Some(Value::Object(all))
}
