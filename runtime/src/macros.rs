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
/// the crate compiles; the program needs it no more, and changing it rebuilds the crate.
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

// Generated code calls these where a manifest needs a feature, with the first credential that does
// and its place: each expands to nothing, or to the error that names the feature.

#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_json {
    ($id:literal at $place:literal) => {};
}

#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_json {
    ($id:literal at $place:literal) => {
        $crate::__private::compile_error! { $crate::__private::concat!(
            $place, ": credential `", $id, "` reads a JSON file: ",
            "enable feature `json` of provider-credentials in Cargo.toml"
        ) }
    };
}

#[cfg(feature = "yaml")]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_yaml {
    ($id:literal at $place:literal) => {};
}

#[cfg(not(feature = "yaml"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_yaml {
    ($id:literal at $place:literal) => {
        $crate::__private::compile_error! { $crate::__private::concat!(
            $place, ": credential `", $id, "` reads a YAML file: ",
            "enable feature `yaml` of provider-credentials in Cargo.toml"
        ) }
    };
}

#[cfg(any(feature = "json", feature = "yaml"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_json_or_yaml {
    ($id:literal at $place:literal) => {};
}

#[cfg(not(any(feature = "json", feature = "yaml")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_json_or_yaml {
    ($id:literal at $place:literal) => {
        $crate::__private::compile_error! { $crate::__private::concat!(
            $place, ": credential `", $id, "` reads a key of a file: ",
            "enable feature `json` or `yaml` of provider-credentials in Cargo.toml"
        ) }
    };
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
