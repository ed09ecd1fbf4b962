//! A text, encrypted: each value and comment in its place.

use core::ops::Range;

use aes_gcm::aead::OsRng;
use aes_gcm::aead::rand_core::RngCore as _;
use provider_credentials_core::{NodeKind, SourceError, TextNode};
use zeroize::Zeroizing;

use super::super::cipher::{Cipher, Kind, NONCE};
use super::super::document::{Document, SECTION};
use super::super::dotenv::{self, PREFIX};
use super::super::failures as syntax;
use super::super::format::Format;
use super::super::mac::Mac;
use super::super::place::line_end;
use super::super::rules::Rule;
use super::super::splice::Splice;
use super::super::value::Value;
use super::comments::{self, Comment};
use super::failures::{ALIAS, ALREADY, COMMENT_RULE, KEY, NUMBER, RANDOM, SYNTAX, TAG};
use super::known::Known;

/// What values are encrypted by.
pub(super) struct Sealer<'s> {
    pub(super) cipher: &'s Cipher,
    pub(super) rule: &'s Rule,
    pub(super) known: &'s Known,
    pub(super) is_mac_of_encrypted: bool,
}

/// A text that is encrypted, but for the `sops` section, and its checksum.
pub(super) struct Sealed {
    pub(super) text: String,
    /// Where the section belongs: at the end of each document.
    pub(super) ends: Vec<usize>,
    pub(super) mac: [u8; 128],
}

struct Edit {
    range: Range<usize>,
    text: String,
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], SourceError> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(|_| RANDOM)?;
    Ok(bytes)
}

impl Sealer<'_> {
    /// Encrypts one value; one that the file had keeps its ciphertext.
    pub(super) fn seal(&self, kind: Kind, path: &str, value: &[u8]) -> Result<String, SourceError> {
        if let Some(known) = self.known.find(kind, path, value) {
            return Ok(known.to_owned());
        }
        let mut buffer = Zeroizing::new(value.to_vec());
        self.cipher.seal(kind, path, &random::<NONCE>()?, &mut buffer).ok_or(RANDOM)
    }

    /// Bytes, as the one value of a JSON file.
    pub(super) fn bytes(&self, plain: &[u8]) -> Result<Sealed, SourceError> {
        let mut mac = Mac::new(self.is_mac_of_encrypted);
        mac.add(plain, true);
        let value =
            if plain.is_empty() { String::new() } else { self.seal(Kind::Text, "data:", plain)? };
        let text = format!("{{\n\t\"data\": \"{value}\"\n}}\n");
        let ends = vec![text.len() - 3];
        Ok(Sealed { text, ends, mac: mac.finish() })
    }

    pub(super) fn document(&self, text: &str, format: Format) -> Result<Sealed, SourceError> {
        if matches!(self.rule, Rule::Comments) {
            return Err(COMMENT_RULE);
        }
        let document = Document::read(text, format).map_err(|_| SYNTAX)?;
        let mut edits = match &document {
            Document::Nodes { nodes, .. } => {
                nodes.roots().try_for_each(|root| check(&root, format, 0))?;
                match format {
                    Format::Yaml => {
                        self.comments(text, comments::of_yaml(text, nodes, self.rule))?
                    }
                    _ => Vec::new(),
                }
            }
            Document::Dotenv { .. } => self.comments(text, dotenv_comments(text)?)?,
        };
        let mut mac = Mac::new(self.is_mac_of_encrypted);
        let walked = document.walk(self.rule, &mut |leaf| {
            let Some(Value { kind, text: value }) = leaf.value else { return Ok(()) };
            let is_encrypted = leaf.is_encrypted.unwrap_or_default();
            mac.add(value.as_bytes(), is_encrypted);
            if kind == Kind::Int && value.parse::<i64>().is_err() {
                return Err(NUMBER);
            }
            if !is_encrypted || value.is_empty() {
                return Ok(());
            }
            let sealed = self.seal(kind, leaf.path, value.as_bytes())?;
            let mut range = leaf.range;
            let mut sealed = sealed;
            if leaf.is_block {
                range = block(text, &range);
                // A comment behind the header stays behind the value.
                let inside =
                    |edit: &Edit| range.start < edit.range.start && edit.range.start < range.end;
                while let Some(at) = edits.iter().position(inside) {
                    sealed = format!("{sealed} {}", edits.swap_remove(at).text);
                }
            }
            let is_quoted = format == Format::Json || format == Format::Yaml && leaf.is_in_brackets;
            let sealed = if is_quoted { format!("\"{sealed}\"") } else { sealed };
            edits.push(Edit { range, text: sealed });
            Ok(())
        });
        // What it says of files that are encrypted is not meant here.
        walked.map_err(|error| if error == syntax::SYNTAX { SYNTAX } else { error })?;
        edits.sort_by_key(|edit| edit.range.start);
        let mut splice = Splice::new(text, Vec::new());
        let mut places = ends(text, &document).into_iter().peekable();
        let mut ends = Vec::new();
        for edit in &edits {
            while let Some(end) = places.next_if(|end| *end <= edit.range.start) {
                ends.push(splice.end(end));
            }
            splice.put(&edit.range, &edit.text);
        }
        for end in places {
            ends.push(splice.end(end));
        }
        let text = splice.finish();
        let text = core::str::from_utf8(&text).map_err(|_| SYNTAX)?.to_owned();
        Ok(Sealed { text, ends, mac: mac.finish() })
    }

    fn comments(&self, text: &str, comments: Vec<Comment>) -> Result<Vec<Edit>, SourceError> {
        let mut edits = Vec::new();
        for Comment { range, path, is_named } in comments {
            let content = text.get(range.start + 1..range.end).unwrap_or_default();
            let content = content.strip_suffix('\r').unwrap_or(content);
            if content.is_empty() || self.rule.encrypts(is_named) != Some(true) {
                continue;
            }
            let sealed = self.seal(Kind::Comment, &path, content.as_bytes())?;
            edits.push(Edit { range, text: format!("#{sealed}") });
        }
        Ok(edits)
    }
}

fn dotenv_comments(text: &str) -> Result<Vec<Comment>, SourceError> {
    let mut comments = Vec::new();
    for (name, range) in dotenv::parts(text) {
        match name {
            Some(name) if name.starts_with(PREFIX) => return Err(ALREADY),
            Some(_) => {}
            None => comments.push(Comment { range, path: ":".to_owned(), is_named: false }),
        }
    }
    Ok(comments)
}

/// That sops can hold what there is.
fn check(node: &TextNode<'_, '_>, format: Format, depth: u8) -> Result<(), SourceError> {
    // YAML goes no deeper.
    let below = depth.checked_add(1).ok_or(SYNTAX)?;
    match node.kind() {
        NodeKind::Alias => Err(ALIAS),
        NodeKind::Tagged => Err(TAG),
        NodeKind::Sequence => node.children().try_for_each(|item| check(&item, format, below)),
        NodeKind::Mapping => {
            let mut children = node.children();
            while let (Some(key), Some(value)) = (children.next(), children.next()) {
                let name = key.text().ok_or(SYNTAX)?;
                let is_text = format != Format::Yaml
                    || Value::of_yaml(key.kind(), name.as_str())
                        .is_some_and(|value| value.kind == Kind::Text);
                if !is_text
                    || matches!(
                        key.kind(),
                        NodeKind::Mapping | NodeKind::Sequence | NodeKind::Alias | NodeKind::Tagged
                    )
                {
                    return Err(KEY);
                }
                if depth == 0 && name.as_str() == SECTION {
                    return Err(ALREADY);
                }
                check(&value, format, below)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A block with its header, and without its last line break.
fn block(text: &str, content: &Range<usize>) -> Range<usize> {
    let before = text.get(..content.start).unwrap_or_default();
    // The header is the last sign of its kind that has a space before it; only a comment may stand behind.
    let mut start = content.start;
    let mut rest = before;
    while let Some(at) = rest.rfind(['|', '>']) {
        let is_behind_space = rest.get(..at).is_some_and(|text| text.ends_with([' ', '\t', '\n']));
        let line = rest.get(..at).unwrap_or_default();
        let line = line.get(line.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default();
        if is_behind_space && !line.contains(" #") {
            start = at;
            break;
        }
        rest = rest.get(..at).unwrap_or_default();
    }
    let inner = text.get(content.clone()).unwrap_or_default();
    start..content.start + inner.trim_end_matches(['\n', '\r', ' ']).len()
}

/// Where each document ends.
fn ends(text: &str, document: &Document<'_>) -> Vec<usize> {
    match document {
        Document::Dotenv { text } => vec![text.len()],
        Document::Nodes { nodes, .. } if nodes.roots().next().is_none() => vec![text.len()],
        Document::Nodes { nodes, .. } => nodes.roots().map(|root| end(text, &root)).collect(),
    }
}

fn end(text: &str, root: &TextNode<'_, '_>) -> usize {
    if text.get(root.range()).is_some_and(|root| root.starts_with('{')) {
        let inner = root.range().end.saturating_sub(1);
        let before = text.get(..inner).unwrap_or_default();
        return before.trim_end().len();
    }
    let last = root.last().range().end;
    let mut at = line_end(text, last.saturating_sub(1));
    while let Some(line) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if line.starts_with("---") || line.starts_with("...") {
            break;
        }
        at = line_end(text, at);
    }
    at
}
