//! Of what builds, ships and guards programs: registries, clouds, stores of secrets, names and certificates.

use super::row::{
    Row, SECRET, has_digit, is_large, is_large_hex, is_of_base64, is_of_base64url, is_of_path,
    is_of_token, is_padded, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, any, is_alphanumeric, is_digit, is_guid, is_lower, is_mixed, is_of_guid, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(b"akeyless", table!("p-"), is_alphanumeric, [10, 20], "an access ID of Akeyless")
        .named(table!("access_key")),
    row(b"azure", table!("Om"), is_padded, [72, 120], "a login of Azure DevOps in base64")
        .that(|rest| !rest.contains("AZDO"))
        .asked(table!("pat token"))
        .named(table!("devops pat"))
        .other(),
    row(b"bitwarden", table!("0."), is_of_machine, [40, 91], "Bitwarden")
        .that(|rest| rest.get(36..37) == Some("."))
        .named(ACCESS_TOKEN)
        .cut(),
    row(
        b"bitwarden",
        table!("user. organization."),
        is_of_guid,
        [41, 49],
        "the ID of a client at Bitwarden",
    )
    .asked(table!("secret clientsecret")),
    row(b"codecov", &[], is_alphanumeric, [10, 10], "the token of a badge at Codecov")
        .that(has_digit)
        .named(table!("codecov_token upload"))
        .other(),
    row(b"crowdstrike", &[], is_small_hex, [32, 32], "the ID of a client at CrowdStrike")
        .named(SECRET)
        .paired(),
    row(b"crowdstrike", &[], is_of_customer, [35, 35], "the ID of a customer at CrowdStrike")
        .that(is_customer)
        .named(SECRET),
    row(b"harbor", table!("robot$"), is_of_user, [8, 120], "the name of a robot at Harbor")
        .asked(table!("token secret password")),
    row(b"hashicorp", &[], is_padded, [44, 44], UNSEAL)
        .that(is_unseal)
        .named(OF_VAULT)
        .asked(TOKEN)
        .other(),
    row(b"hashicorp", &[], is_small_hex, [66, 66], UNSEAL).named(OF_VAULT).asked(TOKEN).other(),
    row(b"infisical", &[], is_of_guid, [36, 36], "the ID of a client or a project at Infisical")
        .that(is_guid)
        .asked(table!("token secret")),
    row(b"jenkins", &[], is_small_hex, [64, 64], "the secret of an agent or a crumb of Jenkins")
        .named(table!("api_token user_token"))
        .other(),
    row(b"mandrill", &[], is_of_mailchimp, [35, 37], "a key of Mailchimp's other API")
        .that(|text| matches!(text.split_once("-us"), Some((digits, _)) if digits.len() == 32))
        .other(),
    row(b"netbird", &[], is_of_guid, [36, 36], "a setup key of NetBird")
        .that(is_guid)
        .named(table!("api_token api_key access_token pat"))
        .other(),
    row(b"onepassword", table!("A3-"), is_of_account, [34, 40], OF_ACCOUNT)
        .named(table!("service_account"))
        .other(),
    // As a word of `1password`.
    row(b"password", table!("A3-"), is_of_account, [34, 40], OF_ACCOUNT)
        .named(table!("service_account"))
        .other()
        .whole(),
    row(b"openbao", &[], is_padded, [44, 44], UNSEAL).that(is_unseal).asked(TOKEN).other(),
    row(b"openbao", &[], is_small_hex, [66, 66], UNSEAL).asked(TOKEN).other(),
    row(b"ovh", &[], is_alphanumeric, [16, 16], "an application key of OVH")
        .that(has_digit)
        .named(table!("consumer_key"))
        .other()
        .whole(),
    row(b"proxmox", &[], is_of_proxmox, [7, 120], "the ID of a token at Proxmox")
        .that(is_token_of_proxmox)
        .asked(table!("token secret")),
    row(b"quay", &[], is_of_user, [5, 80], "the name of a robot at Quay")
        .that(|text| any(text, |c| c == '+') && !any(text, |c| c == '$'))
        .asked(TOKEN)
        .whole(),
    row(b"rancher", table!("token- kubeconfig-u"), is_of_user, [10, 40], "Rancher")
        .asked(TOKEN)
        .cut(),
    row(b"rocket", &[], is_padded, [8, 42], "Rocket").named(table!("rocket_secret_key")).cut(),
    row(b"snyk", &[], is_small_hex, [8, 8], "Snyk").asked(TOKEN).cut().whole(),
    row(b"sonar", table!("sqb_"), is_small_hex, [44, 44], "the token of a badge at SonarQube")
        .asked(TOKEN)
        .other(),
    row(b"splunk", table!("$1$ $7$"), is_padded, [12, 400], "what Splunk encrypted on its host")
        .asked(table!("password token secret key"))
        .other(),
    row(b"sumo", table!("su"), is_alphanumeric, [14, 14], "an access ID of Sumo Logic")
        .named(table!("access_key"))
        .paired(),
    row(b"vault", &[], is_padded, [44, 44], UNSEAL).that(is_unseal).asked(TOKEN).other().whole(),
    row(b"vault", &[], is_small_hex, [66, 66], UNSEAL).asked(TOKEN).other().whole(),
    // A variable of Docker Compose was put in the place of each of the others.
    row(b"vaultwarden", table!("=19="), is_of_settings, [10, 200], "Vaultwarden")
        .that(|rest| rest.contains(",t=") && rest.contains(",p="))
        .asked(TOKEN)
        .cut(),
    row(b"vultr", &[], is_of_guid, [36, 36], "the ID of an instance or another thing at Vultr")
        .that(is_guid)
        .named(table!("api_key api_token vultr_key vultr_token")),
    row(b"yubico", &[], is_of_modhex, [44, 44], PRESSED).named(SECRET),
    row(b"yubikey", &[], is_of_modhex, [44, 44], PRESSED).named(SECRET),
    row(b"zerossl", &[], is_of_base64url, [22, 22], "the ID of a key at ZeroSSL")
        .that(is_mixed)
        .named(table!("hmac")),
    row(b"zerotier", &[], is_small_hex, [16, 16], "the ID of a network at ZeroTier")
        .asked(table!("token")),
    row(b"zerotier", &[], is_small_hex, [10, 10], "the ID of a machine at ZeroTier")
        .asked(table!("token")),
    row(b"zitadel", &[], is_digit, [15, 20], "the ID of a user or another thing at ZITADEL")
        .asked(table!("pat token key secret")),
];

const ACCESS_TOKEN: &[u8] = table!("access_token");
const TOKEN: &[u8] = table!("token");
const OF_VAULT: &[u8] = table!("vault_token vault_root");
const OF_ACCOUNT: &str = "the secret key of an account at 1Password";
const UNSEAL: &str = "a key that unseals the store";
const PRESSED: &str = "a one-time password of a YubiKey";

/// Its version, a GUID, a secret, `:` and a key.
fn is_of_machine(c: char) -> bool {
    is_of_token(c) || is_padded(c) || c == ':'
}

/// 32 digits, `-` and two more.
fn is_of_customer(c: char) -> bool {
    is_large_hex(c) || c == '-'
}

fn is_customer(text: &str) -> bool {
    matches!(text.split_once('-'), Some((digits, end)) if digits.len() == 32 && end.len() == 2)
}

/// Of the name of a user, a robot or a token.
fn is_of_user(c: char) -> bool {
    is_small(c) || matches!(c, '-' | '_' | '.' | '+' | '$')
}

fn is_of_mailchimp(c: char) -> bool {
    is_small_hex(c) || matches!(c, '-' | 'u' | 's')
}

/// Six letters, and groups with `-` between.
fn is_of_account(c: char) -> bool {
    is_large(c) || c == '-'
}

/// 32 bytes, or 33 with the number of their share.
fn is_unseal(text: &str) -> bool {
    let is_whole = text.strip_suffix('=').is_some_and(|digits| all(digits, is_of_base64));
    (is_whole || any(text, |c| matches!(c, '+' | '/')) && all(text, is_of_base64)) && is_mixed(text)
}

/// `user@realm!name`, behind which `=` and a GUID stand.
fn is_of_proxmox(c: char) -> bool {
    is_of_token(c) || matches!(c, '@' | '!')
}

fn is_token_of_proxmox(text: &str) -> bool {
    let Some((user, name)) = text.split_once('!') else { return false };
    matches!(user.split_once('@'), Some((_, "pam" | "pve" | "pbs")))
        && !name.is_empty()
        && !any(name, |c| matches!(c, '@' | '!'))
}

fn is_of_settings(c: char) -> bool {
    is_of_path(c) || matches!(c, '=' | ',' | '+')
}

/// A digit as `YubiKeys` type one, which is on each keyboard where it is on others.
fn is_of_modhex(c: char) -> bool {
    is_lower(c) && matches!(c, 'b'..='l' | 'n' | 'r' | 't'..='v')
}
