//! All that can go wrong, in words that fit behind a sealed object. Nothing that a TPM or a file holds is among them.

use provider_credentials_core::SourceError;

const fn error(code: &'static str, problem: &'static str, fix: &'static str) -> SourceError {
    SourceError::new(code, problem, fix)
}

// The way to the TPM.

pub(crate) const BAD_TCTI: SourceError = error(
    "tpm_tcti_invalid",
    "`TPM2TOOLS_TCTI` or `TCTI` names no TPM that can be used here",
    "set it to `device:/dev/tpmrm0`, whose resource manager stands in for tabrmd, or to `swtpm:host=HOST,port=PORT`; or unset it",
);

pub(crate) const NO_TPM: SourceError = error(
    "tpm_not_found",
    "the system has no such TPM device",
    "turn the TPM on in the firmware's settings, give the container or the virtual machine one (`--device /dev/tpmrm0`), or correct `TPM2TOOLS_TCTI`",
)
.unreachable();

pub(crate) const NO_ACCESS: SourceError = error(
    "tpm_no_access",
    "the process's user may not use the TPM device",
    "add the user to the device's group with `usermod -aG tss USER` and log in again, or write `SupplementaryGroups=tss` into the service's unit",
)
.denied();

pub(crate) const NOT_A_TPM: SourceError = error(
    "tpm_not_a_device",
    "what `TPM2TOOLS_TCTI` or `TCTI` names is no TPM device",
    "set it to `device:/dev/tpmrm0`, or unset it",
);

pub(crate) const UNREACHABLE: SourceError = error(
    "tpm_unreachable",
    "the TPM in software that `TPM2TOOLS_TCTI` or `TCTI` names cannot be reached",
    "start `swtpm socket`, or correct host and port",
)
.unreachable()
.retryable();

pub(crate) const BUSY: SourceError = error(
    "tpm_busy",
    "another program uses the TPM, or it is at work",
    "use `device:/dev/tpmrm0`, which programs share, in place of `/dev/tpm0`, or load again later",
)
.unreachable()
.retryable();

pub(crate) const NO_ANSWER: SourceError = error(
    "tpm_no_answer",
    "the TPM stopped to answer",
    "look for its errors with `journalctl -k -g tpm`; for a TPM in software, in the log of `swtpm`",
)
.unreachable()
.retryable();

pub(crate) const ANSWER: SourceError = error(
    "tpm_answer_invalid",
    "what answers is no TPM 2.0",
    "check `TPM2TOOLS_TCTI`, and the version of the TPM with `cat /sys/class/tpm/tpm0/tpm_version_major`",
);

pub(crate) const FORGED: SourceError = error(
    "tpm_answer_forged",
    "an answer was changed between the TPM and this program",
    "check what sits between them: the machine's bus, or a proxy before a TPM in software",
);

pub(crate) const NOT_STARTED: SourceError = error(
    "tpm_not_started",
    "the TPM is not started",
    "run `tpm2_startup -c`, or `swtpm socket` with `--flags startup-clear`",
)
.unreachable();

pub(crate) const BROKEN: SourceError = error(
    "tpm_broken",
    "the TPM failed its own test",
    "restart the machine; if that does not help, look at `tpm2_gettestresult`",
)
.unreachable();

pub(crate) const REFUSED: SourceError = error(
    "tpm_refused",
    "the TPM refused a command",
    "run `tpm2_load` and `tpm2_unseal` with the same files, which show the TPM's code; `tpm2_rc_decode` explains it",
);

pub(crate) const NO_ROOM: SourceError = error(
    "tpm_no_room",
    "the TPM has no room for another object or session",
    "use `device:/dev/tpmrm0`, whose resource manager makes room, or run `tpm2_flushcontext -t` and `tpm2_flushcontext -l`",
)
.unreachable()
.retryable();

pub(crate) const INTERNAL: SourceError = error(
    "tpm_cryptography",
    "the system's random numbers or a computation with them failed",
    "restart the program; if it stays, report it",
);

// The parent.

pub(crate) const OWNER_AUTH: SourceError = error(
    "tpm_owner_password",
    "the owner of the TPM has a password, so that the primary key cannot be made",
    "make it persistent with `tpm2_evictcontrol -C o -P PASSWORD -c primary.ctx 0x81000001`, and write `tpm_parent: \"0x81000001\"`",
)
.denied();

pub(crate) const OWNER_OFF: SourceError = error(
    "tpm_owner_off",
    "the owner's keys are turned off in the TPM",
    "turn them on in the firmware's settings, or restart the machine: a program may have turned them off until then",
)
.denied();

pub(crate) const PRIMARY_UNKNOWN: SourceError = error(
    "tpm_primary_unknown",
    "the TPM cannot make such a primary key",
    "seal under a key that it can make (`tpm2_getcap ecc-curves`), make that persistent, and name it with `tpm_parent`",
);

pub(crate) const BAD_HANDLE: SourceError = error(
    "tpm_handle_invalid",
    "that is no handle of a persistent object",
    "write one that `tpm2_getcap handles-persistent` lists, such as `0x81000001`, in quotes",
);

pub(crate) const PARENT_NOT_FOUND: SourceError = error(
    "tpm_parent_not_found",
    "the TPM has no key under the handle of the parent",
    "write one at `tpm_parent` that `tpm2_getcap handles-persistent` lists, or make the key persistent with `tpm2_evictcontrol`",
);

pub(crate) const PARENT_UNFIT: SourceError = error(
    "tpm_parent_unfit",
    "what is under the handle of the parent is no storage key",
    "name the key at `tpm_parent` that was `-C` of `tpm2_create`",
);

pub(crate) const BAD_PARENT_NAME: SourceError = error(
    "tpm_parent_name_invalid",
    "`tpm_parent_name` is no name of a key",
    "write what `tpm2_readpublic -c PARENT` prints behind `name:`, which begins with `000b` and has 68 digits for SHA-256",
);

// Never absent or denied: it may be somebody in the TPM's place who would choose the next source by it.
pub(crate) const PARENT_MISMATCH: SourceError = error(
    "tpm_parent_mismatch",
    "the TPM's key is not the one that `tpm_parent_name` pins: the TPM was cleared, this is another machine or another key, or \
     somebody answers in the TPM's place; nothing was unsealed",
    "compare with `tpm2_readpublic -c PARENT`, run on the machine itself; if the TPM was cleared or the machine replaced, seal \
     the secret again, and write the new name",
);

pub(crate) const PARENT_PASSWORD: SourceError = error(
    "tpm_parent_password",
    "the parent has a password",
    "seal under a parent without one, such as that of `tpm2_createprimary -C o -g sha256 -G ecc`: the object may have the password",
)
.denied();

pub(crate) const WRONG_PARENT: SourceError = error(
    "tpm_wrong_parent",
    "the object was sealed under another key of this TPM",
    "name it with `tpm_parent`: a handle of `tpm2_getcap handles-persistent`, or of `tpm2_evictcontrol -C o -c parent.ctx` with the parent of `tpm2_create`",
);

pub(crate) const FOREIGN: SourceError = error(
    "tpm_foreign_object",
    "no key of this TPM opens the object: it was sealed in another TPM, or this one was cleared since, or a file is damaged or belongs to another object",
    "seal the secret again on this machine, with `tpm2_create`",
);

// The object.

pub(crate) const NO_SEALED: SourceError = error(
    "tpm_sealed_not_found",
    "no sealed object is named",
    "write its file or its handle at `tpm_sealed`",
);

pub(crate) const SEALED_NOT_FOUND: SourceError = error(
    "tpm_sealed_not_found",
    "there is no such file",
    "seal the secret into it with `tpm2_create`, or correct `tpm_sealed`",
)
.absent();

// Not absent: a TPM that was cleared has lost it, and then another source may have an old value.
pub(crate) const HANDLE_NOT_FOUND: SourceError = error(
    "tpm_sealed_not_found",
    "the TPM has no object under that handle: it was never made persistent, or the TPM was cleared since",
    "make the object persistent with `tpm2_evictcontrol`, or correct `tpm_sealed`",
)
.denied();

pub(crate) const PUBLIC_INVALID: SourceError = error(
    "tpm_sealed_invalid",
    "the file is neither `TSS2 PRIVATE KEY` in PEM nor the public part of an object",
    "name what `tpm2_create -u` wrote at `tpm_sealed`, or what `tpm2_encodeobject` wrote",
);

pub(crate) const PEM_INVALID: SourceError = error(
    "tpm_sealed_invalid",
    "the file is damaged, or is PEM of something else than `TSS2 PRIVATE KEY`",
    "write it again with `tpm2_encodeobject`",
);

pub(crate) const NO_PRIVATE: SourceError = error(
    "tpm_private_missing",
    "the file has the public part of an object, and nothing names the private one",
    "write what `tpm2_create -r` wrote at `tpm_private`",
);

// Not absent: half of the object is there.
pub(crate) const PRIVATE_NOT_FOUND: SourceError = error(
    "tpm_private_missing",
    "there is no file at `tpm_private`, but there is the public part of the object",
    "restore what `tpm2_create -r` wrote, correct `tpm_private`, or seal the secret again",
);

pub(crate) const PRIVATE_INVALID: SourceError = error(
    "tpm_private_invalid",
    "the file at `tpm_private` is not the private part of an object",
    "name what `tpm2_create -r` wrote",
);

pub(crate) const NOT_SEALED: SourceError = error(
    "tpm_not_sealed_data",
    "the object holds a key, and not sealed data",
    "seal the secret with `tpm2_create -i FILE`",
);

// Its policy.

pub(crate) const BAD_PCRS: SourceError = error(
    "tpm_pcrs_invalid",
    "`tpm_pcrs` names no PCRs",
    "write a bank and numbers from 0 to 23, such as `sha256:0,7`",
);

pub(crate) const NO_POLICY: SourceError = error(
    "tpm_no_policy",
    "the object was sealed without a policy",
    "remove `tpm_pcrs`, or seal the secret again with `tpm2_create -L POLICY`",
);

pub(crate) const POLICY_NEEDED: SourceError = error(
    "tpm_policy_needed",
    "the object was sealed with a policy, and nothing says with which",
    "write the PCRs that it was sealed to at `tpm_pcrs`, such as `sha256:0,7`",
);

pub(crate) const POLICY_UNSUPPORTED: SourceError = error(
    "tpm_policy_unsupported",
    "the object has a policy of another kind than PCRs and a password",
    "seal the secret again with the policy of `tpm2_createpolicy --policy-pcr`, and with `tpm2_policyauthvalue` if it has a password",
);

pub(crate) const PCRS_CHANGED: SourceError = error(
    "tpm_pcrs_changed",
    "a PCR has changed since the secret was sealed to it, as by an update of the firmware or the boot loader, or the object has another policy",
    "if the change was meant, seal the secret again; compare with `tpm2_pcrread`",
)
.denied();

pub(crate) const OTHER_PCRS: SourceError = error(
    "tpm_other_pcrs",
    "the secret was sealed to other PCRs than `tpm_pcrs` names",
    "write those that were `-l` of `tpm2_createpolicy`, with the same bank",
);

pub(crate) const PASSWORD_IN_POLICY: SourceError = error(
    "tpm_password_needed",
    "the policy of the object asks for a password too",
    "name the credential that has it at `tpm_auth_with`",
)
.denied();

pub(crate) const PASSWORD_NOT_IN_POLICY: SourceError = error(
    "tpm_password_not_in_policy",
    "the policy of the object asks for no password",
    "remove `tpm_auth_with`",
);

// Its password.

pub(crate) const PASSWORD_NEEDED: SourceError = error(
    "tpm_password_needed",
    "the object has a password",
    "name the credential that has it at `tpm_auth_with`",
)
.denied();

pub(crate) const PASSWORD_WRONG: SourceError = error(
    "tpm_password_wrong",
    "the password of `tpm_auth_with` is wrong, and is not tried again by this process",
    "correct that credential and restart the program; each wrong try brings the TPM closer to its lockout",
)
.denied();

pub(crate) const PASSWORD_WRONG_AND_LAST: SourceError = error(
    "tpm_password_wrong",
    "the password of `tpm_auth_with` is wrong, is not tried again by this process, and the next wrong one locks the TPM",
    "run `tpm2_dictionarylockout -c`, or wait until the TPM forgets the wrong ones; then correct that credential and restart the program",
)
.denied();

pub(crate) const LAST_TRY: SourceError = error(
    "tpm_last_try",
    "the TPM takes one more wrong password before it locks, so none was tried",
    "wait until it forgets the wrong ones (`TPM2_PT_LOCKOUT_INTERVAL` of `tpm2_getcap properties-variable`, in seconds), or run `tpm2_dictionarylockout -c`",
)
.denied();

pub(crate) const LOCKED_OUT: SourceError = error(
    "tpm_locked_out",
    "the TPM is locked after too many wrong passwords, so none was tried",
    "wait until it unlocks (`TPM2_PT_LOCKOUT_INTERVAL` of `tpm2_getcap properties-variable`, in seconds), or run `tpm2_dictionarylockout -c`",
)
.denied();

// Keys that clevis sealed.

pub(crate) const CLEVIS_INVALID: SourceError = error(
    "tpm_clevis_invalid",
    "what clevis wrote into the header of the file is damaged, or asks for a kind of key that is not supported",
    "encrypt the file again with `clevis encrypt tpm2`, with `ecc` or `rsa` as `key` if it names one",
);

pub(crate) const CLEVIS_IDENTITY: SourceError = error(
    "tpm_parent_name_invalid",
    "the identity file of a file whose key is sealed to the TPM names no parent",
    "write one line into it: `tpm_parent_name: NAME`, with the name that `tpm2_readpublic -c primary.ctx` prints; or remove \
     `identity_file`",
);

pub(crate) const CLEVIS_KEY: SourceError = error(
    "tpm_clevis_key_invalid",
    "what was unsealed is no symmetric key as a JWK",
    "encrypt the file again with `clevis encrypt tpm2`",
);
