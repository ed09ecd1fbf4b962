//! The fast look at whole keys against all rules: random texts that are such keys, or nearly.

use std::time::SystemTime;

use super::issued::is_issued;
use crate::value::letters::table::{table, words};
use crate::value::letters::words::{HEADS, PLACEHOLDERS};
use crate::value::provider::ids;
use crate::value::provider::kinds;
use crate::value::provider::owners::PROVIDERS;
use crate::value::{About, doubts, refused};

const ROUNDS: usize = 40_000;

/// Words of names, and of what stands in texts by mistake.
const WORDS: &[u8] = table!(
    "\
    api_key token secret url uri dsn id access_key_id secret_access_key client_secret test live webhook public password \
    private_key admin_key admin_api app_key license_key refresh_token access_token service_account fernet_key jwt_secret \
    anon service_role signing_secret bot_token app_token auth_token project organization user username account key \
    fingerprint gpg vapid instrumentation connection_string file hash cert redis_url postgres_url mysql_uri mongodb_uri \
    amqp_url smtp_url sandbox prod production trigger runner unseal smtp stellar nats nkey apikey pat passphrase \
    storage_key account_key client_id app_id host email model region zone redacted here placeholder example xxxxxx \
    ______ YOUR_KEY YOUR_API_KEY EXAMPLEKEY 7EXAMPLE -here -placeholder Copy copied T3BlbkFJ 00000000 12345678 -not-a-real- \
    eyJhbGci .com .internal .txt -- .. ... changeme localhost sk-proj- sk-ant-api AKIA :wq +/ == O l"
);

const ALPHABETS: [&[u8]; 8] = [
    b"0123456789abcdef",
    b"0123456789ABCDEF",
    b"0123456789",
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    b"abcdefghijklmnopqrstuvwxyz0123456789",
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
];

/// Xorshift: the same texts in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, size: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33).unwrap() % size
    }

    fn one<'t, T: ?Sized>(&mut self, these: &[&'t T]) -> &'t T {
        these[self.below(these.len())]
    }

    fn letters(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(alphabet[self.below(alphabet.len())])).collect()
    }
}

struct Tables {
    providers: Vec<&'static str>,
    heads: Vec<&'static str>,
    words: Vec<&'static str>,
}

fn text_of(word: &'static [u8]) -> &'static str {
    core::str::from_utf8(word).unwrap()
}

impl Tables {
    fn new() -> Self {
        let ids = || ids::TABLES.iter().flat_map(|table| table.iter());
        let forms = || ids::FORMS.iter().map(|form| &form.row);
        let owners = || PROVIDERS.iter();
        let providers = owners().flat_map(|row| words(row.words));
        let providers = providers.chain(ids().chain(forms()).map(|row| row.provider));
        let modes = kinds::MODES.iter().flat_map(|mode| words(mode.live).chain(words(mode.tests)));
        let heads = owners().flat_map(|row| words(row.prefixes)).chain(modes);
        let heads = heads.chain(ids().chain(forms()).flat_map(|row| words(row.heads)));
        let heads = heads.map(text_of).chain(kinds::ROWS.iter().map(|row| row.head));
        let all = words(WORDS).chain(words(PLACEHOLDERS)).chain(words(HEADS)).map(text_of);
        Self {
            providers: providers.map(text_of).collect(),
            heads: heads.collect(),
            words: all.collect(),
        }
    }
}

/// A key with a beginning, one without, a token or a URL, and mostly something wrong about it.
fn text(random: &mut Random, tables: &Tables) -> String {
    let alphabet = random.one(&ALPHABETS);
    let length = 12 + random.below(64);
    let text = match random.below(8) {
        0 | 1 => {
            let length = random.below(3) * 30 + random.below(50) + 10;
            random.one(&tables.heads).to_owned() + &random.letters(alphabet, length)
        }
        2 => real(random),
        3 => token(random),
        4 => url(random, tables),
        5 => {
            let digits = [32, 40, 43, 44, 64, 86][random.below(6)];
            random.letters(alphabet, digits) + ["", "", "=", "=="][random.below(4)]
        }
        _ => random.letters(alphabet, length) + ["", "", "", "="][random.below(4)],
    };
    let mut spoiled = text.clone();
    let at = random.below(text.len() + 1);
    match random.below(12) {
        0 => spoiled.insert_str(at, random.one(&tables.words)),
        1 => spoiled += random.one(&tables.words),
        2 => spoiled.insert_str(0, random.one(&tables.words)),
        3 => spoiled.truncate(at),
        4 => spoiled += &text,
        5 => spoiled.make_ascii_lowercase(),
        6 => spoiled.make_ascii_uppercase(),
        7 if at < text.len() => {
            let letter = random.letters(b"O0Il1-_.+/=:@ab9Z", 1);
            spoiled.replace_range(at..=at, &letter);
        }
        8 => spoiled += &random.letters(b"O0Il1-_.+/=:@ab9Z", 1),
        _ => {}
    }
    spoiled
}

/// A key in the form of a known kind.
fn real(random: &mut Random) -> String {
    let url = ALPHABETS[6];
    match random.below(10) {
        0 => "sk-ant-api03-".to_owned() + &random.letters(url, 95),
        1 => {
            let before = random.letters(url, 74);
            format!("sk-proj-{before}T3BlbkFJ{}", random.letters(url, 74))
        }
        2 => "gho_".to_owned() + &random.letters(ALPHABETS[5], 36),
        3 => ["AK", "IA"].concat() + &random.letters(ALPHABETS[3], 16),
        4 => random.letters(ALPHABETS[7], 40),
        5 => {
            let numbers = random.letters(ALPHABETS[2], 12);
            format!("xoxb-{numbers}-{numbers}-{}", random.letters(ALPHABETS[5], 24))
        }
        6 => "AIza".to_owned() + &random.letters(url, 35),
        7 => "sk_live_".to_owned() + &random.letters(ALPHABETS[5], 99),
        8 => {
            let before = random.letters(url, 22);
            format!("SG.{before}.{}", random.letters(url, 43))
        }
        _ => random.letters(ALPHABETS[0], 32),
    }
}

fn token(random: &mut Random) -> String {
    let head = random.one(&[
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "eyJ0eXAiOiJKV1QifQ",
        "eyJraWQiOiJ4In0",
        "eyJhbGciOiJub25lIn0",
    ]);
    // Of `{"sub":"example","iat":1700000000,"exp":4102444800}` and others, of which one has ended, and two are none.
    let claims = random.one(&[
        "eyJzdWIiOiJleGFtcGxlIiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9",
        "eyJzdWIiOiJ4IiwiZXhwIjoxfQ",
        "eyJyb2xlIjoiYW5vbiJ9",
        "eyJyb2xlIjoic2VydmljZV9yb2xlIn0",
        "eyJzdWIiOiJ4In0",
        "eyJdWIiOiJ4In0",
        "azlx",
    ]);
    let length = [43, 43, 86, 20, 342][random.below(5)];
    format!("{head}.{claims}.{}", random.letters(ALPHABETS[6], length))
}

fn url(random: &mut Random, tables: &Tables) -> String {
    let scheme = random.one(&[
        "postgres",
        "postgresql",
        "mysql",
        "redis",
        "rediss",
        "mongodb",
        "mongodb+srv",
        "amqp",
        "https",
        "sftp",
    ]);
    let user = random.one(&["app", "user", "username", "admin", "postgres", "ftp_9", "root", ""]);
    let length = 8 + random.below(30);
    let alphabet = random.one(&ALPHABETS);
    let password = match random.below(4) {
        0 => random.one(&tables.words).to_owned() + &random.letters(ALPHABETS[5], length),
        1 => random.letters(alphabet, length),
        2 => {
            let head = random.one(&tables.heads).to_owned();
            head + &random.letters(ALPHABETS[5], length + 8)
        }
        _ => random.letters(ALPHABETS[5], length),
    };
    let host = random.one(&[
        "db.example",
        "localhost",
        "host",
        "hostname",
        "10.0.0.7",
        "db",
        "api.openai.com",
        "ep-cool-9.eu.aws.neon.tech",
        "eu1.upstash.io",
        "wq",
        "your-host",
        "db--1",
    ]);
    let port = random.one(&["", "", ":5432", ":65536", ":1433", ":0", ":x"]);
    let base = random.one(&["/orders", "/0", "/q", "/wq", "", "/", "/a/b", "/x?sslmode=require"]);
    format!("{scheme}://{user}:{password}@{host}{port}{base}")
}

fn name(random: &mut Random, tables: &Tables, provider: &str) -> String {
    let mut name = match random.below(3) {
        0 => String::new(),
        1 => format!("{provider}_"),
        _ => random.one(&tables.words).to_owned() + "_",
    };
    let known: Vec<&str> = words(WORDS).map(text_of).collect();
    name += random.one(&known);
    if random.below(4) == 0 {
        name = name + "_" + random.one(&known);
    }
    if random.below(2) == 0 { name.to_uppercase() } else { name }
}

#[test]
fn what_is_passed_over_no_rule_tells_of() {
    let (tables, mut random) = (Tables::new(), Random(0x5eed));
    let (mut passed, mut told) = (0, Vec::new());
    for _ in 0..ROUNDS {
        let provider = if random.below(4) == 0 { "acme" } else { random.one(&tables.providers) };
        let variable: &'static str = name(&mut random, &tables, provider).leak();
        let id: &'static str = if random.below(2) == 0 {
            provider
        } else {
            name(&mut random, &tables, provider).to_lowercase().leak()
        };
        let part = ["secret", "secret", "key_id", "password"][random.below(4)];
        let about = About::new(provider, Some(variable), [id, part, ""]);
        let text = text(&mut random, &tables);
        let now = SystemTime::UNIX_EPOCH + core::time::Duration::from_secs(1_800_000_000);
        if is_issued(&text, about, now) {
            passed += 1;
            let (refused, doubts) = (refused(&text), doubts(&text, about, now));
            if refused.is_some() || !doubts.is_empty() {
                told.push(format!("{provider} {id} {part} {variable} {text} {doubts:?}"));
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
    assert!(passed > ROUNDS / 10, "{passed}");
}
