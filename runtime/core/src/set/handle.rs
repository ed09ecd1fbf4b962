//! The type of a field, by one macro for all kinds of credential.

/// Defines the handle of a kind: `config`, and all of [`AnyCredential`](crate::AnyCredential) behind it.
///
/// For crates that implement a kind of credential, in lockstep with this one.
#[doc(hidden)]
#[macro_export]
macro_rules! __credential_handle {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        pub struct $name<C: 'static = $crate::NoConfig> {
            /// The constants under `config` in the manifest; `NoConfig` if there are none.
            pub config: &'static C,
            // Public for the generated code alone, which builds its struct from literals: a call between
            // two fields could unwind, and rustc's work on a thousand such fields explodes.
            #[doc(hidden)]
            pub __any: $crate::AnyCredential,
        }

        impl<C> $name<C> {
            /// A text under `config` that has a variable in it, as this load filled it in.
            ///
            /// # Errors
            ///
            /// Why the credential is not loaded: it loads with its texts, or not at all.
            pub fn text(
                &self,
                text: impl ::core::ops::FnOnce(&'static C) -> $crate::ConfigText<C>,
            ) -> ::core::result::Result<&str, $crate::LoadError> {
                let part = self.part(text(self.config).part())?;
                ::core::result::Result::Ok(part.map_or("", $crate::ExposeSecret::expose_secret))
            }
        }

        impl<C> ::core::ops::Deref for $name<C> {
            type Target = $crate::AnyCredential;

            fn deref(&self) -> &$crate::AnyCredential {
                &self.__any
            }
        }

        impl<C> ::core::clone::Clone for $name<C> {
            fn clone(&self) -> Self {
                Self { config: self.config, __any: self.__any.clone() }
            }
        }

        impl<C: ::core::fmt::Debug> ::core::fmt::Debug for $name<C> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(::core::stringify!($name))
                    .field("id", &self.id())
                    .field("loaded", &self.is_loaded())
                    .field("config", &self.config)
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(super) use __credential_handle as credential_handle;
