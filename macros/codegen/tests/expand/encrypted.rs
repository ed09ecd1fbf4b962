::provider_credentials::__private::same_version! {
    "0.1.0"
}
const _: &[::provider_credentials::__private::u8] = ::provider_credentials::__private::include_bytes!(
    "/package/provider_credentials.yaml"
);
::provider_credentials::__private::needs_sops! {
    "openai" at "provider_credentials.yaml:9:18"
}
::provider_credentials::__private::needs_yaml! {
    "openai" at "provider_credentials.yaml:8:17"
}
::provider_credentials::__private::needs_age! {
    "anthropic" at "provider_credentials.yaml:16:18"
}
/// The credentials that `provider_credentials.yaml` declares.
#[allow(dead_code, unreachable_pub, unused_qualifications, clippy::doc_markdown)]
#[non_exhaustive]
pub struct Credentials {
    /// Provider `openai`, from the key `openai.api_key` of the file `secrets/openai.yaml`.
    ///
    /// Declared in `provider_credentials.yaml`, line 2.
    pub openai: ::provider_credentials::__private::Credential,
    /// Provider `anthropic`, from the file `secrets/anthropic.age`.
    ///
    /// Declared in `provider_credentials.yaml`, line 10.
    pub anthropic: ::provider_credentials::__private::Credential,
    /// Provider `age`, from the environment variable `APP_AGE_PASSPHRASE`.
    ///
    /// Declared in `provider_credentials.yaml`, line 19.
    pub age_passphrase: ::provider_credentials::__private::Credential,
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
    /// `openai`
    Openai,
    /// `anthropic`
    Anthropic,
    /// `age-passphrase`
    AgePassphrase,
}
#[allow(unused_qualifications)]
const _: () = {
    use ::provider_credentials::__private;
    static SPECS: [__private::Spec; 3] = [
        __private::Spec::new(
            "openai",
            "openai",
            true,
            &[
                __private::PartSpec {
                    name: "secret",
                    sources: &[
                        __private::SourceSpec::File(__private::FileSpec {
                            path: __private::Template {
                                text: "secrets/openai.yaml",
                                parts: &[
                                    __private::TemplatePart::Text("secrets/openai.yaml"),
                                ],
                            },
                            key: __private::Some(__private::KeyPath {
                                text: "openai.api_key",
                                segments: &["openai", "api_key"],
                            }),
                            format: __private::Format::ByExtension,
                            decoder: __private::Some(
                                &__private::DecoderSpec {
                                    opener: &__private::sops::OPENER,
                                    keys: __private::sops::KEYS,
                                    identity_file: __private::None,
                                    decrypt_with: __private::None,
                                },
                            ),
                        }),
                    ],
                },
            ],
        ),
        __private::Spec::new(
            "anthropic",
            "anthropic",
            true,
            &[
                __private::PartSpec {
                    name: "secret",
                    sources: &[
                        __private::SourceSpec::File(__private::FileSpec {
                            path: __private::Template {
                                text: "secrets/anthropic.age",
                                parts: &[
                                    __private::TemplatePart::Text("secrets/anthropic.age"),
                                ],
                            },
                            key: __private::None,
                            format: __private::Format::Text,
                            decoder: __private::Some(
                                &__private::DecoderSpec {
                                    opener: &__private::age::OPENER,
                                    keys: __private::age::KEYS,
                                    identity_file: __private::Some(__private::Template {
                                        text: "${AGE_DIR:-/etc/age}/keys.txt",
                                        parts: &[
                                            __private::TemplatePart::Var {
                                                name: "AGE_DIR",
                                                default: __private::Some("/etc/age"),
                                            },
                                            __private::TemplatePart::Text("/keys.txt"),
                                        ],
                                    }),
                                    decrypt_with: __private::Some("age-passphrase"),
                                },
                            ),
                        }),
                    ],
                },
            ],
        ),
        __private::Spec::new(
            "age-passphrase",
            "age",
            true,
            &[
                __private::PartSpec {
                    name: "secret",
                    sources: &[
                        __private::SourceSpec::Env(__private::EnvSpec {
                            var: "APP_AGE_PASSPHRASE",
                            file_var: "APP_AGE_PASSPHRASE_FILE",
                        }),
                    ],
                },
            ],
        ),
    ];
    static TABLE: __private::Table = __private::Table::new(&SPECS)
        .decoding()
        .reading_yaml();
    #[allow(dead_code, unreachable_pub)]
    impl CredentialId {
        /// Every ID, in the order of the manifest.
        pub const ALL: &'static [Self] = &[
            Self::Openai,
            Self::Anthropic,
            Self::AgePassphrase,
        ];
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
            __handles
                .fill(
                    &mut [
                        &mut __fields.openai.__any,
                        &mut __fields.anthropic.__any,
                        &mut __fields.age_passphrase.__any,
                    ],
                );
            __handles.into_set(&mut __fields.__set);
            __private::ManuallyDrop::into_inner(__filled)
        }
        fn __set(&self) -> &__private::Set {
            &self.__set
        }
    }
    #[allow(clippy::all, clippy::pedantic)]
    const UNFILLED: Credentials = Credentials {
        openai: __private::Credential {
            config: __private::NO_CONFIG,
            __any: __private::UNFILLED,
        },
        anthropic: __private::Credential {
            config: __private::NO_CONFIG,
            __any: __private::UNFILLED,
        },
        age_passphrase: __private::Credential {
            config: __private::NO_CONFIG,
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
