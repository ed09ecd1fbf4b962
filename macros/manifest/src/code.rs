//! The kinds of problems.

/// Calls a macro with every code and its name: this is the one list of them.
#[doc(hidden)]
#[macro_export]
macro_rules! __for_each_code {
    ($then:ident) => {
        $then! {
            // The file.
            ManifestNotFound = "manifest_not_found",
            ManifestUnreadable = "manifest_unreadable",
            ManifestIsDirectory = "manifest_is_directory",
            ManifestNotRegular = "manifest_not_regular",
            ManifestTooLarge = "manifest_too_large",
            ManifestNotUtf8 = "manifest_not_utf8",
            MoreProblems = "more_problems",
            // YAML.
            YamlSyntax = "yaml_syntax",
            SecondDocument = "second_document",
            TooDeep = "too_deep",
            TooManyAliases = "too_many_aliases",
            AliasInItself = "alias_in_itself",
            UnknownAlias = "unknown_alias",
            BadKey = "bad_key",
            BadMerge = "bad_merge",
            BadTag = "bad_tag",
            DuplicateKey = "duplicate_key",
            // Keys and their values.
            EmptyManifest = "empty_manifest",
            UnknownKey = "unknown_key",
            MissingKey = "missing_key",
            MissingValue = "missing_value",
            WrongType = "wrong_type",
            UnknownValue = "unknown_value",
            // Sources.
            SourceAndSources = "source_and_sources",
            EmptySources = "empty_sources",
            WrongSource = "wrong_source",
            UnusedKey = "unused_key",
            // Kinds of credential.
            ConflictingParts = "conflicting_parts",
            SourceWithoutParts = "source_without_parts",
            // Names.
            InvalidName = "invalid_name",
            ReservedName = "reserved_name",
            DuplicateId = "duplicate_id",
            EmptyProvider = "empty_provider",
            InvalidProvider = "invalid_provider",
            // What sources are told.
            InvalidEnvVar = "invalid_env_var",
            EnvAndFileBothDeclared = "env_and_file_both_declared",
            InvalidFilePath = "invalid_file_path",
            InvalidFileKey = "invalid_file_key",
            FormatAndKey = "format_and_key",
            UnsupportedFormat = "unsupported_format",
            InvalidSystemdCredential = "invalid_systemd_credential",
            InvalidDecryption = "invalid_decryption",
            InvalidCustomName = "invalid_custom_name",
            InvalidCustomParam = "invalid_custom_param",
            InvalidVaultPath = "invalid_vault_path",
            InvalidAwsName = "invalid_aws_name",
            AwsTwoVersions = "aws_two_versions",
            AwsTwoRegions = "aws_two_regions",
            InvalidAzureName = "invalid_azure_name",
            InvalidGcpName = "invalid_gcp_name",
            GcpTwoProjects = "gcp_two_projects",
            GcpTwoVersions = "gcp_two_versions",
            InvalidCommand = "invalid_command",
            InvalidPkcs11Uri = "invalid_pkcs11_uri",
            InvalidTpmObject = "invalid_tpm_object",
            InvalidReference = "invalid_reference",
            InvalidValue = "invalid_value",
            DuplicateSource = "duplicate_source",
            InvalidFallThrough = "invalid_fall_through",
            // `config`.
            ConfigWithoutType = "config_without_type",
            AmbiguousValue = "ambiguous_value",
            NumberTooLarge = "number_too_large",
            MixedList = "mixed_list",
            InvalidUrl = "invalid_url",
            DuplicateConfigKey = "duplicate_config_key",
            // Secrets.
            SecretInManifest = "secret_in_manifest",
            UnusedNotSecret = "unused_not_secret",
            // Warnings.
            InsecureUrl = "insecure_url",
            VaultApiPath = "vault_api_path",
            AwsPartialArn = "aws_partial_arn",
            ManifestOutsidePackage = "manifest_outside_package",
            UnusedAnchor = "unused_anchor",
            SecretInComment = "secret_in_comment",
            // What a program's `Cargo.toml` lacks, as generated code says.
            FeatureOff = "feature_off",
            // A mistake of ours.
            Internal = "internal",
        }
    };
}

/// Declares the enum, the list of all and their names, which therefore agree.
macro_rules! codes {
    ($($code:ident = $name:literal,)*) => {
        /// The kind of a problem. Its name is stable: `cargo credentials explain NAME` says more.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "explained in `cli/src/explain`, one file for each")]
        pub enum Code {
            $($code,)*
        }

        impl Code {
            /// Every code, by what it is about.
            pub const ALL: &'static [Code] = &[$(Code::$code,)*];

            /// Its stable name, such as `unknown_key`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Code::$code => $name,)*
                }
            }
        }
    };
}

__for_each_code!(codes);
