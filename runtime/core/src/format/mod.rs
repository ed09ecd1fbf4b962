//! Values out of JSON and YAML text, by key path, without copying anything but the value asked for.

mod extract;
mod finish;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "json")]
mod members;
#[cfg(feature = "nodes")]
mod nodes;
#[cfg(any(feature = "json", feature = "yaml"))]
mod paths;
mod paths_asked;
#[cfg(any(feature = "json", feature = "yaml"))]
mod place_of;
mod signs;
#[cfg(any(feature = "json", feature = "yaml"))]
mod sort;
#[cfg(any(feature = "json", feature = "yaml"))]
mod text;
#[cfg(feature = "json")]
mod values;
#[cfg(feature = "yaml")]
mod yaml;

#[cfg(all(feature = "tools", feature = "yaml"))]
pub use extract::is_yaml;
pub(crate) use extract::{
    Yaml, broken_json, extract, extract_yaml, is_json, no_yaml, of_extension,
};
pub(crate) use finish::{finish, simple};
#[cfg(feature = "json")]
pub use members::{json_items, json_members};
#[cfg(feature = "nodes")]
pub use nodes::{NodeKind, NodeText, Nodes, TextNode};
#[cfg(feature = "json")]
pub use values::json_values;
