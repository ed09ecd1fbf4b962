//! `rekey`: an encrypted file, for other recipients.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueHint;

use crate::atomic::{self, Mode};
use crate::core_dumps;
use crate::end::{End, Failure};
use crate::lock;
use crate::plain::plain;
use crate::sealed::{self, Input, Opening, Recipients};

/// Encrypt an encrypted file anew, for other recipients
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Rekey {
    #[command(flatten)]
    opening: Opening,
    #[command(flatten)]
    recipients: Recipients,
    /// The encrypted file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

const LONG: &str = "\
Encrypts an encrypted file for the recipients of `.sops.yaml`, or for those that are given, who take the place of those that \
it had. The file gets a new key, so that who had the old one cannot read what comes: as `sops rotate` does, and not only \
`sops updatekeys`. Keys of AWS KMS, Google Cloud KMS, Azure Key Vault and Vault are recipients too, in a build with the \
feature of that store and with credentials that may encrypt.

Who is no longer a recipient still has the file as it was, from git or elsewhere: make new secrets, too.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials rekey secrets/prod.yaml
  cargo credentials rekey openai.txt.age --recipients-file recipients.txt
  cargo credentials rekey credentials.json --recipient age1… --recipient age1…";

pub(crate) fn run(options: &Rekey, out: &mut dyn Write) -> Result<End, Failure> {
    core_dumps::none();
    let shown = plain(&options.file.display().to_string());
    let alone = lock::lock(&options.file, &shown)?;
    let input = Input::read(&options.file)?;
    let whom = options.recipients.of(options.opening.format(&input)?, &input)?;
    let encrypted = sealed::open(&input, &options.opening)?.rekey(&whom)?;
    let encrypted = input.require_loadable(encrypted)?;
    input.require_unchanged()?;
    atomic::write(&options.file, &shown, &encrypted, Mode::Kept)?;
    drop(alone);
    writeln!(out, "`{shown}` has a new key, for {}", whom.count())?;
    Ok(End::Good)
}
