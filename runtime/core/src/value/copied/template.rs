//! Templates that nobody filled in, and code that nobody ran.

use crate::value::letters::table::{Starts, exact_head, head_of, starts, table};
use crate::value::letters::text::{
    all, all_of, begins_as, inside, is_first_of_name, is_letter, is_of_variable, is_upper, split_at,
};

/// How code begins that reads a secret, in small letters. Those of a letter stand together.
pub(in crate::value) static CODE: &[u8] = table!(
    "\
    aws_secretsmanager_secret aws_ssm_parameter. bun.env. credentials( config.get( config(\" config(' config.sops. \
    config.age. configuration[\" #{env[' #{systemenvironment[ #{systemproperties[ $__file{ $__env{ $__vault{ $env: \
    $env{ deno.env.get( $_env[ $_server[ env[ env(\" env(' env.fetch( env!(\" environment.getenvironmentvariable( \
    %env(resolve: getenv( import.meta.env jsonpath= os.environ os.getenv( option_env!( process.env \
    random_password. rails.application.credentials. system.getenv( std::env::var secrets. secrets[ viper.getstring( \
    window.env. window._env_. {env. {file. {.data. {.items [parameters( [variables( [reference( [listkeys( \
    @variables(' @{variables(' @parameters(' @{parameters(' @option. >>vault: ?{vaultkv: ?{gkms: ?{awskms: ?{gpg: \
    ?{base64:"
);

static STARTS: Starts = starts(CODE);

/// Signs around a name, by the tools that fill it in: shells, GitHub, Ansible, Octopus, Concourse, Windows, Python,
/// Azure Pipelines, Puppet, `TeamCity`, Symfony.
static AROUND: &[(&str, &str)] = &[
    ("$env:", ""),
    ("${{", "}}"),
    ("$$", ""),
    ("$${", "}"),
    ("${", "}"),
    ("$(", ")"),
    ("@@", "@@"),
    ("#{", "}#"),
    ("#{", "}"),
    ("((", "))"),
    ("%env.", "%"),
    ("%env(", ")%"),
    ("%%", "%%"),
    ("##", "##"),
    ("%(", ")s"),
    ("%{", "}"),
    ("$[", "]"),
    ("@", "@"),
    ("#", "#"),
    ("{", "}"),
    ("{{", ""),
    ("!", "!"),
    ("[[", "]]"),
    ("={{", "}}"),
    ("%7B%7B", "%7D%7D"),
    ("\\{\\{", "\\}\\}"),
];

pub(in crate::value) fn is_template(text: &str) -> bool {
    let is_known = head_of(text, CODE, &STARTS).is_some() || is_of_systemd(text) || is_call(text);
    if is_known || is_cut(text) || is_expression(text) || is_formula(text) {
        return true;
    }
    for &(open, close) in AROUND {
        let Some(inside) = inside(text, open, close) else { continue };
        let is_filled_in = match open {
            // A command, or a default.
            "$(" => true,
            "${" => inside.len() > 1 && !inside.contains('$'),
            "$${" => is_name(split_at(inside, &mut |c| matches!(c, ':' | '-' | '?')).0),
            // Passwords begin and end so, too.
            "@" | "#" | "{" | "$$" | "!" => is_name_in_capitals(inside),
            "={{" => is_name(inside.trim_start_matches([' ', '$'])),
            // A path of Vault or `CredHub`, and a field.
            "((" => all_of(inside, "_-./") && begins_as(inside, |c| is_letter(c) || c == '/'),
            _ => is_name(inside.trim_end_matches('}')),
        };
        if is_filled_in {
            return true;
        }
    }
    false
}

/// `%d/…`, which systemd fills in, but not in a file of variables.
fn is_of_systemd(text: &str) -> bool {
    matches!(text.strip_prefix("%d/"), Some(found) if is_name(found))
}

/// `userdata.get('HF_TOKEN')`: a name in capitals, that a function is given.
fn is_call(text: &str) -> bool {
    let Some((function, given)) = text.split_once('(') else { return false };
    let Some(given) = given.strip_suffix(')') else { return false };
    let name = inside(given, "'", "'").or(inside(given, "\"", "\""));
    begins_as(function, is_first_of_name)
        && all_of(function, "_.:!")
        && name.is_some_and(is_name_in_capitals)
}

/// `=VLOOKUP("key";A:C;3)`: a formula of a spreadsheet.
fn is_formula(text: &str) -> bool {
    let Some((function, rest)) = text.strip_prefix('=').and_then(|text| text.split_once('('))
    else {
        return false;
    };
    function.len() > 1 && all(function, is_upper) && rest.ends_with(')')
}

/// `${API_KEY` without its end.
fn is_cut(text: &str) -> bool {
    matches!(text.strip_prefix("${"), Some(found) if is_name_in_capitals(found))
}

/// How values are named in Terraform and in GitHub's workflows, for the fast look.
pub(in crate::value) static OBJECTS: &[u8] =
    table!("var. local. vars. inputs. needs. steps. github.");

/// `var.openai_key`, `steps.vault.outputs.key`: of words with `_` or more dots, and no digit.
fn is_expression(text: &str) -> bool {
    let Some(object) = exact_head(text, OBJECTS) else { return false };
    let rest = text.get(object.len()..).unwrap_or_default();
    rest.len() > 4
        && (rest.contains('_') || rest.contains('.') || rest == "token")
        && begins_as(rest, is_letter)
        && all(rest, |c| is_letter(c) || matches!(c, '_' | '.'))
}

fn is_name_in_capitals(text: &str) -> bool {
    text.contains('_') && begins_as(text, is_upper) && all(text, is_of_variable)
}

fn is_name(text: &str) -> bool {
    let name = text.trim();
    name.len() > 1 && begins_as(name, is_first_of_name) && all_of(name, "_-.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_told_from_secrets() {
        for text in [
            "$env:OPENAI_API_KEY",
            "${{secrets.OPENAI_API_KEY}}",
            "${OPENAI_API_KEY:?missing}",
            "${OPENAI_API_KEY:-}",
            "${api_key}",
            "userdata.get('HF_TOKEN')",
            "EnvVar(\"COHERE_API_KEY\")",
            "=VLOOKUP(\"acme\";Secrets!A:C;3;FALSE)",
            "((acme/service-key.password))",
            "@@API_KEY@@",
            "#{ApiKey}#",
            "((openai-key))",
            "%%API_KEY%%",
            "%env.API_KEY%",
            "%env(API_KEY)%",
            "%(api_key)s",
            "%{OPENAI_API_KEY}",
            "$(<key.txt)",
            "process.env.OPENAI_API_KEY",
            "os.environ[\"OPENAI_API_KEY\"]",
            "ENV[\"OPENAI_API_KEY\"]",
            "$$API_KEY",
            "{API_KEY}",
            "@API_KEY@",
            "$[variables.apiKey]",
            "{{api_key}",
            "${API_KEY",
            "${file(./secrets.yml):key}",
            "$__file{/run/secrets/key}",
            "!API_KEY!",
            "[[api_key]]",
            "$Env:OPENAI_API_KEY",
            "env(\"OPENAI_API_KEY\")",
            "config('services.openai')",
            "Deno.env.get(\"KEY\")",
            "random_password.db.result",
            "?{vaultkv:openai}",
            ">>vault:secret/openai#key",
            "var.openai_key",
            "local.api_key",
            "steps.vault.outputs.key",
            "github.token",
            "%d/acme-key",
            "{.data.key}",
            "jsonpath={.data.key}",
            "@variables('key')",
            "[parameters('key')]",
            "{env.API_KEY}",
            "env!(\"API_KEY\")",
            "#{ENV['API_KEY']}",
            "={{$env.API_KEY}}",
            "%7B%7Bapi_key%7D%7D",
            "$_SERVER['API_KEY']",
            "secrets[\"API_KEY\"]",
        ] {
            assert!(is_template(text), "{text}");
        }
        for text in [
            "${}",
            "##",
            "@k9qZm77x@",
            "{PASSW0RD}",
            "${k9qZm77x",
            "p${w0rd",
            "((1))",
            "envelope-of-a-key",
            "$ecret",
            "%(a)",
            "%env%",
            "%env.k9q$%",
            "{name}",
            "var.k9q_Zm77",
            "local.key",
            "variable_of_mine",
            "github.io",
            "?{k9q}",
            "%d/k9q!Zm7",
            "%d9k9q",
            "{envelope.k9q",
            "@variable-k9q",
            "={{k9q!}}",
            "secretsk9q",
        ] {
            assert!(!is_template(text), "{text}");
        }
    }
}
