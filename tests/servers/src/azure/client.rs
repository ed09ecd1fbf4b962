use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use serde_json::Value;

use crate::not_run::not_run;
use crate::pip::pip_install;

/// Microsoft's own clients of Key Vault.
#[derive(Debug)]
pub struct Client {
    modules: PathBuf,
}

/// By their hashes.
const REQUIREMENTS: &str = include_str!("../../azure_requirements.txt");
/// Of what is installed.
const VERSION: &str = "azure-keyvault-secrets-4.12.0-keys-4.11.3-azure-identity-1.27.0";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Client {
    /// The client, or the word that the test cannot run. `target` is cargo's directory for temporary files:
    /// `env!("CARGO_TARGET_TMPDIR")`.
    ///
    /// # Panics
    ///
    /// If another test panicked while it installed the client.
    #[must_use]
    pub fn for_test(test: &str, target: &str) -> Option<Self> {
        let _guard = ONE_AT_A_TIME.lock().unwrap();
        let modules = Path::new(target).join(VERSION);
        let is_there = modules.join("azure").is_dir()
            || pip_install(&modules, REQUIREMENTS, |_| Some(())).is_some();
        if !is_there {
            not_run(test, "pip cannot install Microsoft's client of Key Vault");
            return None;
        }
        Some(Self { modules })
    }

    /// What a script leaves in `result`, in that environment alone.
    ///
    /// # Errors
    ///
    /// What it says where it fails.
    ///
    /// # Panics
    ///
    /// If there is no Python.
    pub fn python(&self, variables: &[(&str, String)], script: &str) -> Result<Value, String> {
        let mut command = Command::new("python3");
        command.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default());
        command.env("PYTHONPATH", &self.modules);
        command.envs(variables.iter().map(|(name, value)| (*name, value)));
        let script = format!(
            "import json, os, time
from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient
from azure.keyvault.keys import KeyClient
from azure.keyvault.keys.crypto import CryptographyClient, EncryptionAlgorithm
result = None
{script}
print(json.dumps(result, default=str))"
        );
        let out = command.arg("-c").arg(script).output().expect("python3");
        if !out.status.success() {
            return Err(String::from_utf8_lossy(&out.stderr).into_owned());
        }
        Ok(serde_json::from_slice(&out.stdout).unwrap_or(Value::Null))
    }
}
