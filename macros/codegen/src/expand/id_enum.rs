use provider_credentials_manifest::checked::Checked;

use super::Context;
use super::code::Code;

/// The enum with one variant for each credential.
pub(super) fn expand(context: &Context<'_>, code: &mut Code<'_>) {
    code.doc(&format!("The IDs of [`{}`], in the order of the manifest.", context.names.shown));
    code.add(
        "\
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[derive(
    $private::Clone,
    $private::Copy,
    $private::PartialEq,
    $private::Eq,
    $private::PartialOrd,
    $private::Ord,
    $private::Hash,
)]
#[non_exhaustive]
$visibility enum $id_name {
",
        &[],
    );
    for credential in &context.manifest.credentials {
        code.doc(&format!("`{}`", credential.id));
        code.add("$variant,\n", &[("variant", &credential.name.camel)]);
    }
    code.push("}\n");
}

pub(super) fn expand_impls(manifest: &Checked, code: &mut Code<'_>) {
    // An enum without variants cannot be cast.
    let text = if manifest.credentials.is_empty() {
        "match self {}"
    } else {
        "TABLE.id(self as __private::usize)"
    };
    code.add(
        "\
#[allow(dead_code, unreachable_pub)]
impl $id_name {
    /// Every ID, in the order of the manifest.
    pub const ALL: &'static [Self] = &[",
        &[],
    );
    for credential in &manifest.credentials {
        code.add("Self::$variant, ", &[("variant", &credential.name.camel)]);
    }
    code.add(IMPLS, &[("text", text)]);
}

const IMPLS: &str = "];

    /// The ID as the manifest has it.
    #[must_use]
    pub fn as_str(self) -> &'static __private::str {
        $text
    }
}

impl __private::AsRef<__private::str> for $id_name {
    fn as_ref(&self) -> &__private::str {
        self.as_str()
    }
}

impl __private::Debug for $id_name {
    fn fmt(&self, __f: &mut __private::fmt::Formatter<'_>) -> __private::fmt::Result {
        __f.write_str(self.as_str())
    }
}

impl __private::Display for $id_name {
    fn fmt(&self, __f: &mut __private::fmt::Formatter<'_>) -> __private::fmt::Result {
        __f.pad(self.as_str())
    }
}

impl __private::FromStr for $id_name {
    type Err = __private::UnknownCredentialId;

    fn from_str(__id: &__private::str) -> __private::Result<Self, __private::UnknownCredentialId> {
        __private::parse_id(&TABLE, Self::ALL, __id)
    }
}
";
