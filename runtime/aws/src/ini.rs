//! The format of `~/.aws/config` and `~/.aws/credentials`
//! (<https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>).

use zeroize::Zeroizing;

/// Sections by their names, as between the brackets, with single spaces.
#[derive(Default)]
pub(crate) struct Ini(Vec<Section>);

struct Section {
    name: String,
    values: Vec<Value>,
}

struct Value {
    key: String,
    text: Zeroizing<String>,
    /// Of the indented lines below.
    below: Vec<(String, Zeroizing<String>)>,
}

/// A line is neither a section nor a key with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

impl Ini {
    pub(crate) fn parse(text: &str) -> Result<Self, Malformed> {
        let mut sections: Vec<Section> = Vec::new();
        for line in text.trim_start_matches('\u{feff}').lines() {
            let bare = without_comment(line);
            if bare.trim().is_empty() {
                continue;
            }
            if let Some(inside) = bare.trim().strip_prefix('[') {
                let name = name(inside.strip_suffix(']').ok_or(Malformed)?);
                sections.push(Section { name, values: Vec::new() });
                continue;
            }
            let values = &mut sections.last_mut().ok_or(Malformed)?.values;
            if bare.starts_with([' ', '\t']) {
                let last = values.last_mut().ok_or(Malformed)?;
                // Behind a value it goes on with it, which nothing that is read here does.
                if let (true, Some((key, value))) = (last.text.is_empty(), pair(bare)) {
                    last.below.push((key, value));
                }
                continue;
            }
            let (key, text) = pair(bare).ok_or(Malformed)?;
            values.push(Value { key, text, below: Vec::new() });
        }
        Ok(Self(sections))
    }

    pub(crate) fn has(&self, section: &str) -> bool {
        self.0.iter().any(|known| known.name == section)
    }

    /// Forgets the values of these keys.
    pub(crate) fn remove(&mut self, keys: &[&str]) {
        for section in &mut self.0 {
            section.values.retain(|value| !keys.contains(&&*value.key));
        }
    }

    /// Whether any section has that key.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.0.iter().flat_map(|section| &section.values).any(|value| value.key == key)
    }

    /// The last one with that name, which is not empty.
    pub(crate) fn get(&self, section: &str, key: &str) -> Option<&str> {
        let text = self.value(section, key)?.text.as_str();
        (!text.is_empty()).then_some(text)
    }

    /// A value in the block below a key.
    pub(crate) fn below(&self, section: &str, key: &str, inner: &str) -> Option<&str> {
        let below = &self.value(section, key)?.below;
        below.iter().rev().find(|(known, _)| known == inner).map(|(_, text)| text.as_str())
    }

    fn value(&self, section: &str, key: &str) -> Option<&Value> {
        let sections = self.0.iter().rev().filter(|known| known.name == section);
        sections.flat_map(|known| known.values.iter().rev()).find(|value| value.key == key)
    }
}

/// A whole line that begins with the sign, and what stands behind a space and the sign.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with(['#', ';']) {
        return "";
    }
    let signs = [" #", " ;", "\t#", "\t;"];
    let end = signs.iter().filter_map(|sign| line.find(sign)).min();
    end.and_then(|end| line.get(..end)).unwrap_or(line)
}

fn name(inside: &str) -> String {
    let words: Vec<&str> = inside.split_whitespace().collect();
    words.join(" ").replace(['"', '\''], "")
}

fn pair(line: &str) -> Option<(String, Zeroizing<String>)> {
    let (key, value) = line.split_once('=')?;
    let key = key.trim().to_ascii_lowercase();
    (!key.is_empty()).then(|| (key, Zeroizing::new(value.trim().to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_command_line_writes() {
        let text = "\u{feff}# mine\n[default]\nregion = eu-west-1 # near\n\n[ profile  \"two words\" ]\n\
                    REGION=us-east-1;x\nendpoint_url =\n[services local]\nssm =\n  endpoint_url = http://localhost:1\n\
                    secrets_manager =\n\tendpoint_url = http://localhost:2\n[default]\noutput = json\r\n";
        let ini = Ini::parse(text).unwrap();
        assert_eq!(ini.get("default", "region"), Some("eu-west-1"));
        assert_eq!(ini.get("default", "output"), Some("json"));
        assert_eq!(ini.get("profile two words", "region"), Some("us-east-1;x"));
        assert_eq!(ini.get("profile two words", "endpoint_url"), None);
        let below = |key| ini.below("services local", key, "endpoint_url");
        assert_eq!(below("ssm"), Some("http://localhost:1"));
        assert_eq!(below("secrets_manager"), Some("http://localhost:2"));
        assert!(ini.has("default") && !ini.has("other") && below("sts").is_none());
        for bad in
            ["region = x", "[default", "[default]\nregion", "[default]\n = x", "[a]\n  b = c"]
        {
            assert!(Ini::parse(bad).is_err(), "{bad}");
        }
    }
}
