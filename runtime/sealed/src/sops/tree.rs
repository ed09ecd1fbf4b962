//! The `sops` section as it is written in any format: texts, by the names and numbers that lead to them.

/// A text, or what is below names; items of lists are below their numbers.
pub(super) enum Tree {
    Text(String),
    Members(Vec<(String, Self)>),
}

/// How many names lead to a text: `key_groups`, a number, `kms`, a number, `context`, a name. What goes deeper is no section.
pub(super) const DEEPEST: usize = 8;

/// More than any list of recipients has: each name is looked for among all of its list.
const MOST: usize = 4096;

impl Default for Tree {
    fn default() -> Self {
        Self::Members(Vec::new())
    }
}

impl Tree {
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Members(members) if members.is_empty())
    }

    /// Puts a text where the path leads; `None` if there is one on the way.
    pub(super) fn put(&mut self, path: &[&str], text: &str) -> Option<()> {
        let Self::Members(members) = self else { return None };
        let [name, rest @ ..] = path else { return None };
        if path.len() > DEEPEST {
            return None;
        }
        let at = members.iter().position(|(known, _)| known == name);
        let at = match at {
            Some(at) => at,
            None if members.len() == MOST => return None,
            None => {
                members.push(((*name).to_owned(), Self::default()));
                members.len() - 1
            }
        };
        let (_, below) = members.get_mut(at)?;
        if !rest.is_empty() {
            return below.put(rest, text);
        }
        if !below.is_empty() {
            return None;
        }
        *below = Self::Text(text.to_owned());
        Some(())
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Members(_) => None,
        }
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    pub(super) fn members(&self, name: &str) -> &[(String, Self)] {
        match self.get(name) {
            Some(Self::Members(members)) => members,
            _ => &[],
        }
    }

    /// The items of a list, in the order of the file.
    pub(super) fn list(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.members(name).iter().map(|(_, item)| item)
    }

    /// All that is right below.
    #[cfg(feature = "sops-write")]
    pub(super) fn all(&self) -> &[(String, Self)] {
        match self {
            Self::Members(members) => members,
            Self::Text(_) => &[],
        }
    }

    /// Whether it is a list: its names are numbers in order.
    #[cfg(feature = "sops-write")]
    pub(super) fn is_list(&self) -> bool {
        let mut names = self.all().iter().enumerate();
        !self.all().is_empty() && names.all(|(number, (name, _))| *name == number.to_string())
    }

    #[cfg(feature = "sops-write")]
    pub(super) fn remove(&mut self, name: &str) {
        if let Self::Members(members) = self {
            members.retain(|(known, _)| known != name);
        }
    }

    #[cfg(feature = "sops-write")]
    pub(super) fn copied(&self) -> Self {
        match self {
            Self::Text(text) => Self::Text(text.clone()),
            Self::Members(members) => Self::Members(
                members.iter().map(|(name, below)| (name.clone(), below.copied())).collect(),
            ),
        }
    }

    fn get(&self, name: &str) -> Option<&Self> {
        let Self::Members(members) = self else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, below)| below)
    }
}
