//! An audit log for [`provider-credentials`](https://docs.rs/provider-credentials): feature `audit`.
//!
//! Each access to a secret becomes a record in an append-only file, with the credential, the time, the caller's file
//! and line, the process, and a reason if the caller gives one. The records are chained by hashes, also over several
//! processes that append to one file: `cargo credentials audit verify` names the first line that was changed, and
//! `cargo credentials audit show` reads the file for people.
//!
//! ```no_run
//! # use provider_credentials_core as provider_credentials;
//! # use provider_credentials_audit::AuditLog;
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use provider_credentials::Loader;
//!
//! let log = AuditLog::open("/var/log/my-agent/access.jsonl")?;
//! let loader = Loader::new().with_access_observer(log);
//! # Ok(())
//! # }
//! ```
//!
//! `docs/audit.md` of the project says what each mode proves and what it does not, and how the file is rotated.
//!
//! # Format
//!
//! A record is one line of JSON, with its keys in this order and without white space:
//!
//! ```json
//! {"seq":2,"time":"2027-01-15T08:00:00.000000Z","event":"credential_accessed","credential_id":"openai","provider":"openai","kind":"api_key","part":"secret","generation":1,"file":"src/main.rs","line":10,"column":21,"reason":null,"count":1,"since":null,"pid":4711,"process":"my-agent","prev":"…","hash":"…"}
//! ```
//!
//! - `hash` is that of all bytes of the line before `,"hash":`: SHA-256, or with a key HMAC-SHA-256. 64 digits, as is
//!   `prev`, the `hash` of the record before; of the first, 64 zeros. So without a key,
//!   `sed 's/,"hash":.*//' | tr -d '\n' | sha256sum` of a line gives its hash.
//! - `seq` is one more than that of the record before.
//! - `count` is how many accesses the record stands for, and `since` when the first of several was; `time` is then
//!   that of the last.
//! - Of a text, 1024 bytes at most.
//! - Control characters, and what some readers take for a line break (U+0085, U+2028, U+2029), are escaped (`\u000a`),
//!   and so is what is not ASCII.
//!
//! | `event` | says | its own keys, behind `event` |
//! |---|---|---|
//! | `audit_opened` | a file begins; if it continues another, `prev` is that one's last hash | `format` (1), `alg` (`sha256` or `hmac-sha256`), `key_id` (16 digits, or null): the first of HMAC-SHA-256 of the key and the text `provider-credentials audit key` |
//! | `credential_accessed` | somebody got a secret | as above |
//! | `audit_torn` | what lies between the record before and this one is no record: a write that was interrupted | `bytes`, `sha256`: of all of it, as it was found |
//! | `audit_cut` | the file became shorter while the program had it open | `expected`: the hash that was its last |
//! | `audit_continued` | the file was begun by a process that did not know the one before | `old_head`: the last hash of that one |
//! | `audit_lost` | so many accesses of this process were let through without a record | `count` |

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod chain;
mod clock;
mod end;
mod failure;
#[cfg(unix)]
mod file;
#[cfg(not(unix))]
#[path = "file_off.rs"]
mod file;
mod fold;
mod hex;
mod line;
mod lines;
mod log;
mod options;
mod place;
mod read;
mod tail;
mod text;
mod texts;
mod verify;
mod writer;

pub use builder::AuditLogBuilder;
pub use failure::AuditError;
pub use log::AuditLog;
pub use options::Sync;
pub use read::{LogLine, LogLines, open_log};
pub use verify::{Finding, Note, Outcome, Verified, Verifier};
