::provider_credentials::__private::same_version! {
    "0.1.0"
}
const _: &[::provider_credentials::__private::u8] = ::provider_credentials::__private::include_bytes!(
    "/package/provider_credentials.yaml"
);
/// The constants under `config` of the credential `model`.
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[non_exhaustive]
pub struct ModelConfig {
    /// `config.text`
    pub text: &'static ::provider_credentials::__private::str,
    /// `config.integer`
    pub integer: ::provider_credentials::__private::i64,
    /// `config.float`
    pub float: ::provider_credentials::__private::f64,
    /// `config.infinite`
    pub infinite: ::provider_credentials::__private::f64,
    /// `config.flag`
    pub flag: ::provider_credentials::__private::bool,
    /// `config.type`
    pub r#type: &'static ::provider_credentials::__private::str,
    /// `config.list`
    pub list: &'static [::provider_credentials::__private::i64],
    /// `config.nested`
    pub nested: ModelConfigNested,
    /// `config.nested_inner`
    pub nested_inner: ModelConfigNestedInner2,
    /// `config.endpoints`
    pub endpoints: &'static [ModelConfigEndpoints],
}
::provider_credentials::__private::debug_config! {
    ModelConfig text integer float infinite flag r#type list nested nested_inner
    endpoints
}
/// The constants under `config.nested`.
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[non_exhaustive]
pub struct ModelConfigNested {
    /// `config.nested.inner`
    pub inner: ModelConfigNestedInner,
}
::provider_credentials::__private::debug_config! {
    ModelConfigNested inner
}
/// The constants under `config.nested.inner`.
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[non_exhaustive]
pub struct ModelConfigNestedInner {
    /// `config.nested.inner.deep`
    pub deep: &'static [::provider_credentials::__private::bool],
}
::provider_credentials::__private::debug_config! {
    ModelConfigNestedInner deep
}
/// The constants under `config.nested_inner`.
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[non_exhaustive]
pub struct ModelConfigNestedInner2 {
    /// `config.nested_inner.other`
    pub other: ::provider_credentials::__private::i64,
}
::provider_credentials::__private::debug_config! {
    ModelConfigNestedInner2 other
}
/// The constants under `config.endpoints`.
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[non_exhaustive]
pub struct ModelConfigEndpoints {
    /// `config.endpoints.host`
    pub host: &'static ::provider_credentials::__private::str,
    /// `config.endpoints.port`
    pub port: ::provider_credentials::__private::i64,
}
::provider_credentials::__private::debug_config! {
    ModelConfigEndpoints host port
}
/// The constants under `config` of the credential `wide`.
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[derive(::provider_credentials::__private::Debug)]
#[non_exhaustive]
pub struct WideConfig {
    /// `config.a`
    pub a: ::provider_credentials::__private::i64,
    /// `config.b`
    pub b: ::provider_credentials::__private::i64,
    /// `config.c`
    pub c: ::provider_credentials::__private::i64,
    /// `config.d`
    pub d: ::provider_credentials::__private::i64,
    /// `config.e`
    pub e: ::provider_credentials::__private::i64,
    /// `config.f`
    pub f: ::provider_credentials::__private::i64,
    /// `config.g`
    pub g: ::provider_credentials::__private::i64,
    /// `config.h`
    pub h: ::provider_credentials::__private::i64,
    /// `config.i`
    pub i: ::provider_credentials::__private::i64,
    /// `config.j`
    pub j: ::provider_credentials::__private::i64,
    /// `config.k`
    pub k: ::provider_credentials::__private::i64,
    /// `config.l`
    pub l: ::provider_credentials::__private::i64,
    /// `config.m`
    pub m: ::provider_credentials::__private::i64,
}
/// The credentials that `provider_credentials.yaml` declares.
#[allow(dead_code, unreachable_pub, unused_qualifications, clippy::doc_markdown)]
#[non_exhaustive]
pub struct Credentials {
    /// Provider `internal`, from the environment variable `INTERNAL_KEY`.
    ///
    /// Declared in `provider_credentials.yaml`, line 2.
    pub model: ::provider_credentials::__private::Credential<ModelConfig>,
    /// Provider `internal`, from the environment variable `WIDE_KEY`.
    ///
    /// Declared in `provider_credentials.yaml`, line 20.
    pub wide: ::provider_credentials::__private::Credential<WideConfig>,
    __set: ::provider_credentials::__private::Set,
}
/// The IDs of [`Credentials`], in the order of the manifest.
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[derive(
    ::provider_credentials::__private::Clone,
    ::provider_credentials::__private::Copy,
    ::provider_credentials::__private::PartialEq,
    ::provider_credentials::__private::Eq,
    ::provider_credentials::__private::PartialOrd,
    ::provider_credentials::__private::Ord,
    ::provider_credentials::__private::Hash,
)]
#[non_exhaustive]
pub enum CredentialId {
    /// `model`
    Model,
    /// `wide`
    Wide,
}
#[allow(unused_qualifications)]
const _: () = {
    use ::provider_credentials::__private;
    static SPECS: [__private::Spec; 2] = [
        __private::Spec::new(
            "model",
            "internal",
            true,
            &[
                __private::PartSpec {
                    name: "secret",
                    sources: &[
                        __private::SourceSpec::Env(__private::EnvSpec {
                            var: "INTERNAL_KEY",
                            file_var: "INTERNAL_KEY_FILE",
                        }),
                    ],
                },
            ],
        ),
        __private::Spec::new(
            "wide",
            "internal",
            true,
            &[
                __private::PartSpec {
                    name: "secret",
                    sources: &[
                        __private::SourceSpec::Env(__private::EnvSpec {
                            var: "WIDE_KEY",
                            file_var: "WIDE_KEY_FILE",
                        }),
                    ],
                },
            ],
        ),
    ];
    static TABLE: __private::Table = __private::Table::new(&SPECS);
    #[allow(dead_code, unreachable_pub)]
    impl CredentialId {
        /// Every ID, in the order of the manifest.
        pub const ALL: &'static [Self] = &[Self::Model, Self::Wide];
        /// The ID as the manifest has it.
        #[must_use]
        pub fn as_str(self) -> &'static __private::str {
            TABLE.id(self as __private::usize)
        }
    }
    impl __private::AsRef<__private::str> for CredentialId {
        fn as_ref(&self) -> &__private::str {
            self.as_str()
        }
    }
    impl __private::Debug for CredentialId {
        fn fmt(
            &self,
            __f: &mut __private::fmt::Formatter<'_>,
        ) -> __private::fmt::Result {
            __f.write_str(self.as_str())
        }
    }
    impl __private::Display for CredentialId {
        fn fmt(
            &self,
            __f: &mut __private::fmt::Formatter<'_>,
        ) -> __private::fmt::Result {
            __f.pad(self.as_str())
        }
    }
    impl __private::FromStr for CredentialId {
        type Err = __private::UnknownCredentialId;
        fn from_str(
            __id: &__private::str,
        ) -> __private::Result<Self, __private::UnknownCredentialId> {
            __private::parse_id(&TABLE, Self::ALL, __id)
        }
    }
    #[allow(dead_code, unreachable_pub)]
    impl Credentials {
        /// Loads every credential from the process's environment and files. Never fails: what is
        /// missing is recorded.
        #[must_use]
        pub fn load() -> Self {
            <Self as __private::CredentialSet>::load()
        }
        /// Loads every credential as `loader` says. Never fails: what is missing is recorded.
        #[must_use]
        pub fn load_with(__loader: &__private::Loader) -> Self {
            <Self as __private::CredentialSet>::load_with(__loader)
        }
        /// Loads every credential from the process's environment and files, without blocking the async
        /// program that awaits it. Works in any runtime.
        #[inline]
        pub fn load_async() -> __private::LoadAsync<Self> {
            <Self as __private::CredentialSet>::load_async()
        }
        /// The same, as `loader` says: a `Loader`, or an `Arc` of one that loads more than once.
        #[inline]
        pub fn load_async_with(
            __loader: impl __private::Into<__private::Arc<__private::Loader>>,
        ) -> __private::LoadAsync<Self> {
            <Self as __private::CredentialSet>::load_async_with(__loader)
        }
        /// Checks that every credential that the manifest requires is loaded.
        ///
        /// # Errors
        ///
        /// All that are missing at once, each with what to do.
        pub fn require_all(
            &self,
        ) -> __private::Result<(), __private::MissingCredentials> {
            <Self as __private::CredentialSet>::require_all(self)
        }
        /// The credential with this ID, or `None` if the manifest has none.
        #[must_use]
        pub fn get(
            &self,
            __id: impl __private::AsRef<__private::str>,
        ) -> __private::Option<&__private::AnyCredential> {
            <Self as __private::CredentialSet>::get(self, __id)
        }
        /// The credentials in the order of the manifest.
        #[must_use]
        pub fn iter(&self) -> __private::Iter<'_> {
            <Self as __private::CredentialSet>::iter(self)
        }
        /// Every ID, in the order of the manifest.
        #[must_use]
        pub fn ids(&self) -> &'static [CredentialId] {
            <Self as __private::CredentialSet>::ids(self)
        }
        /// The IDs of the credentials whose secret is loaded, in the order of the manifest.
        #[must_use]
        pub fn loaded_ids(&self) -> __private::Vec<CredentialId> {
            <Self as __private::CredentialSet>::loaded_ids(self)
        }
        /// The IDs of the credentials whose secret is not loaded, required or not, in the order of the
        /// manifest.
        #[must_use]
        pub fn failed_ids(&self) -> __private::Vec<CredentialId> {
            <Self as __private::CredentialSet>::failed_ids(self)
        }
        /// What is safe to log about each credential, in the order of the manifest.
        #[must_use]
        pub fn metadata(&self) -> __private::Vec<__private::Metadata> {
            <Self as __private::CredentialSet>::metadata(self)
        }
        /// What is safe to log about the credential with this ID.
        #[must_use]
        pub fn metadata_of(
            &self,
            __id: impl __private::AsRef<__private::str>,
        ) -> __private::Option<__private::Metadata> {
            <Self as __private::CredentialSet>::metadata_of(self, __id)
        }
        __private::more_methods! {}
    }
    #[allow(clippy::all, clippy::pedantic)]
    impl __private::CredentialSet for Credentials {
        type Id = CredentialId;
        const IDS: &'static [CredentialId] = CredentialId::ALL;
        fn __table() -> &'static __private::Table {
            &TABLE
        }
        #[inline(never)]
        fn __from(mut __handles: __private::Handles) -> Self {
            let mut __filled = __private::ManuallyDrop::new(UNFILLED);
            let __fields: &mut Self = &mut __filled;
            __handles.fill(&mut [&mut __fields.model.__any, &mut __fields.wide.__any]);
            __handles.into_set(&mut __fields.__set);
            __private::ManuallyDrop::into_inner(__filled)
        }
        fn __set(&self) -> &__private::Set {
            &self.__set
        }
    }
    #[allow(clippy::all, clippy::pedantic)]
    const UNFILLED: Credentials = Credentials {
        model: __private::Credential {
            config: &ModelConfig {
                text: "quote \" and \\ backslash",
                integer: -3,
                float: 0.5,
                infinite: -__private::f64::INFINITY,
                flag: true,
                r#type: "keyword",
                list: &[1, 2],
                nested: ModelConfigNested {
                    inner: ModelConfigNestedInner {
                        deep: &[true],
                    },
                },
                nested_inner: ModelConfigNestedInner2 {
                    other: 1,
                },
                endpoints: &[
                    ModelConfigEndpoints {
                        host: "a",
                        port: 1,
                    },
                    ModelConfigEndpoints {
                        host: "b",
                        port: 2,
                    },
                ],
            },
            __any: __private::UNFILLED,
        },
        wide: __private::Credential {
            config: &WideConfig {
                a: 1,
                b: 1,
                c: 1,
                d: 1,
                e: 1,
                f: 1,
                g: 1,
                h: 1,
                i: 1,
                j: 1,
                k: 1,
                l: 1,
                m: 1,
            },
            __any: __private::UNFILLED,
        },
        __set: __private::Set::UNFILLED,
    };
    impl __private::Debug for Credentials {
        fn fmt(
            &self,
            __f: &mut __private::fmt::Formatter<'_>,
        ) -> __private::fmt::Result {
            __private::fmt_debug(self, "Credentials", __f)
        }
    }
    impl<'a> __private::IntoIterator for &'a Credentials {
        type Item = &'a __private::AnyCredential;
        type IntoIter = __private::Iter<'a>;
        fn into_iter(self) -> Self::IntoIter {
            self.iter()
        }
    }
};
