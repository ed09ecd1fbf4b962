//! `Debug` of structs of constants, as `derive` has it.
//!
//! Rustc's work on one is a third less: for `derive` each field becomes a trait object there, here in one place for
//! all structs whose fields have the same types.

use core::fmt::{Debug, Formatter, Result};

/// Calls [`debug_config`] for a struct of these fields, of which there are at most twelve.
#[doc(hidden)]
#[macro_export]
macro_rules! __debug_config {
    ($name:ident $($field:ident)*) => {
        impl $crate::__private::Debug for $name {
            fn fmt(
                &self,
                __f: &mut $crate::__private::fmt::Formatter<'_>,
            ) -> $crate::__private::fmt::Result {
                let __names = $crate::__private::stringify!($name $($field)*);
                $crate::__private::debug_config(__f, __names, &($(&self.$field,)*))
            }
        }
    };
}

/// References to the fields of a struct.
pub trait Fields {
    fn each(&self, show: &mut dyn FnMut(&dyn Debug));
}

/// `names` are the struct's and those of its fields.
pub fn debug_config(f: &mut Formatter<'_>, names: &str, fields: &impl Fields) -> Result {
    show(f, names, fields)
}

fn show(f: &mut Formatter<'_>, names: &str, fields: &dyn Fields) -> Result {
    let mut names = names.split_whitespace();
    let mut shown = f.debug_struct(names.next().unwrap_or_default());
    fields.each(&mut |value| {
        let name = names.next().unwrap_or_default();
        shown.field(name.strip_prefix("r#").unwrap_or(name), value);
    });
    shown.finish()
}

macro_rules! fields {
    ($first:ident $($type:ident)*) => {
        impl<$first: Debug, $($type: Debug,)*> Fields for (&$first, $(&$type,)*) {
            fn each(&self, show: &mut dyn FnMut(&dyn Debug)) {
                #[allow(non_snake_case, reason = "named as their types")]
                let ($first, $($type,)*) = self;
                show($first);
                $(show($type);)*
            }
        }
        fields! { $($type)* }
    };
    () => {};
}

fields! { A B C D E F G H I J K L }

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_what_derive_writes() {
        mod derived {
            #[derive(Debug)]
            pub(super) struct Config {
                #[expect(dead_code, reason = "shown")]
                pub(super) r#type: &'static str,
                #[expect(dead_code, reason = "shown")]
                pub(super) list: &'static [f64],
            }
        }
        struct Config {
            r#type: &'static str,
            list: &'static [f64],
        }
        crate::__debug_config! { Config r#type list }

        let (r#type, list) = ("a\n", &[0.5, 1.0]);
        let (ours, theirs) = (Config { r#type, list }, derived::Config { r#type, list });
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        assert_eq!(format!("{ours:#?}"), format!("{theirs:#?}"));
    }
}
