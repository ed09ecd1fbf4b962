#![cfg_attr(fuzzing, no_main)]
provider_credentials_fuzz::target!(redact);
