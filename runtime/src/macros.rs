/// Generates the credentials of a manifest.
///
/// See the [crate's documentation](crate) for what is generated.
///
/// ```text
/// credentials!("provider_credentials.yaml");
/// credentials!("provider_credentials.yaml", pub(crate) struct Providers);
/// ```
///
/// The path is relative to the directory of the crate's `Cargo.toml`. The manifest is read while
/// the crate compiles: the program does not need it at run time, and changing it rebuilds the crate.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! credentials {
    ($($input:tt)*) => {
        // `$crate` finds this crate by whatever name the caller's Cargo.toml gives it.
        $crate::__private::credentials! { [$crate] $($input)* }
    };
}

#[cfg(not(feature = "macros"))]
#[doc(hidden)]
#[macro_export]
macro_rules! credentials {
    ($($input:tt)*) => {
        $crate::__private::compile_error! {
            "enable feature `macros` of provider-credentials in Cargo.toml, or generate the credentials \
in a build script and include them with `include_credentials!`"
        }
    };
}

/// Includes the credentials that a build script generated.
///
/// ```text
/// // build.rs
/// fn main() {
///     provider_credentials_codegen::compile("provider_credentials.yaml");
/// }
///
/// // src/main.rs
/// provider_credentials::include_credentials!("provider_credentials");
/// ```
///
/// The name is that of the manifest, without directory and extension. What is generated is the same
/// as with [`credentials!`](crate::credentials).
#[macro_export]
macro_rules! include_credentials {
    ($name:literal) => {
        $crate::__private::include!($crate::__private::concat!(
            $crate::__private::env!("OUT_DIR"),
            "/",
            $name,
            ".rs"
        ));
    };
}

/// Generated code calls it with the generator's version.
#[doc(hidden)]
#[macro_export]
macro_rules! __same_version {
    ("0.1.0") => {};
    ($generator:literal) => {
        $crate::__private::compile_error! {
            "provider-credentials 0.1.0 cannot use code that another version of \
provider-credentials-codegen generated: write the same version for both in Cargo.toml"
        }
    };
}

/// Defines what generated code calls if a manifest needs a feature, with the first place that does and its
/// credential: it expands to nothing, or to the error that names the feature.
///
/// `$d` is a dollar sign, which a macro cannot write into the macro that it defines.
macro_rules! feature_gate {
    ($d:tt $is_on:meta, $name:ident, $needs:expr, $features:expr) => {
        #[cfg($is_on)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            ($d id:literal at $d place:literal) => {};
        }

        #[cfg(not($is_on))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            ($d id:literal at $d place:literal) => {
                // As the checker's problems look.
                $crate::__private::compile_error! { $crate::__private::concat!(
                    $needs, " needs feature ", $features, " of provider-credentials, which is off [feature_off]",
                    "\n --> ", $d place,
                    "\n  |\n  = help: add ", $features, " to the `features` of provider-credentials in Cargo.toml",
                    "\n  = note: in credential `", $d id, "`"
                ) }
            };
        }

        pub use $name;
    };
}

#[allow(unused_imports, reason = "for kinds of source, which come with their crates")]
pub(crate) use feature_gate;

feature_gate! { $ feature = "json", __needs_json, "a key of a JSON file", "`json`" }
feature_gate! { $ feature = "pkcs12", __needs_pkcs12, "`pkcs12`", "`pkcs12`" }
feature_gate! { $ feature = "yaml", __needs_yaml, "a key of a YAML file", "`yaml`" }
feature_gate! {
    $ any(feature = "json", feature = "yaml"), __needs_json_or_yaml,
    "a key of a file or of an answer", "`json` or `yaml`"
}

/// The methods of a generated struct that come with a feature.
#[cfg(feature = "redact")]
#[doc(hidden)]
#[macro_export]
macro_rules! __more_methods {
    () => {
        /// What takes the secrets of this set out of text: logs, output, panics.
        #[must_use]
        pub fn redactor(&self) -> $crate::__private::Redactor {
            $crate::__private::Redactor::of(self)
        }
    };
}

#[cfg(not(feature = "redact"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __more_methods {
    () => {};
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_version_in_the_macro_is_this_crates() {
        let source = include_str!("macros.rs");
        let version = env!("CARGO_PKG_VERSION");
        assert!(source.contains(&format!("(\"{version}\") => {{}};")));
        assert!(source.contains(&format!("provider-credentials {version} cannot use")));
    }
}
