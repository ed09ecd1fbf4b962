//! What the keys of AWS' sources need beyond their shapes. Of what a variable holds, nothing is said.

use std::ops::Range;

use super::aws_name::{Arn, has_random_end, is_region, region_of_zone, stray};
use crate::chars::all;
use crate::code::Code;
use crate::model::{Given, Text};
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::shown;
use crate::span::Spanned;

/// What is wrong with the value of a key, which has the key's shape.
pub(super) fn problem(given: &Given, key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let is_known = !text.text().contains('$');
    match key.name {
        "aws_secret" if is_known => spaces(key, text).or_else(|| secret(given, text)),
        "aws_parameter" if is_known => spaces(key, text).or_else(|| parameter(text)),
        "aws_region" if is_known => spaces(key, text).or_else(|| region(given, text)),
        "aws_version_id" => stage_and_id(given, text).or_else(|| spaces(key, text)),
        "aws_version_stage" => spaces(key, text),
        _ => None,
    }
}

fn at(text: &Spanned<Text>, range: Range<usize>, message: &str) -> Problem {
    Problem::at(Code::InvalidAwsName, text.part(range), message)
}

// It would be sent as it is.
fn spaces(key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if written.trim() == written && all(written, |c| !c.is_control()) {
        return None;
    }
    let message = format!("`{}` has white space at its ends, or a control character", key.name);
    let help = format!("write `{}`", shown(written.trim()));
    Some(Problem::at(key.code, text.span, message).help(help))
}

// AWS refuses both.
fn stage_and_id(given: &Given, text: &Spanned<Text>) -> Option<Problem> {
    let stage = value(given, "aws_version_stage")?;
    let message = "`aws_version_id` and `aws_version_stage` are two ways to say one thing";
    let problem = Problem::at(Code::AwsTwoVersions, text.span, message)
        .related(stage.span, "the staging label is here")
        .help("remove one of the two");
    Some(problem)
}

fn value<'g>(given: &'g Given, name: &str) -> Option<&'g Spanned<Text>> {
    given.iter().find(|(key, _)| key.name == name).and_then(|(_, value)| value.text())
}

fn secret(given: &Given, text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if !written.starts_with("arn:") {
        let name = Name { key: "aws_secret", others: "/_+=.@-", example: "prod/openai" };
        return name.check(text, written);
    }
    let found = arn(text, "aws_secret", "secretsmanager", "secret:", "secret:openai-a1b2c3");
    let Ok((name, place)) = found else { return found.err().map(|problem| *problem) };
    // As container definitions of ECS have it.
    if let Some((name, rest)) = name.split_once(':') {
        let key = rest.split(':').next().filter(|key| !key.is_empty());
        let help = match key.filter(|_| value(given, "aws_key").is_none()) {
            Some(key) => format!("remove it, and write `aws_key: {}`", shown(key)),
            None => "remove it; a key, a stage and an ID have keys of their own".to_owned(),
        };
        let start = place.start + name.len();
        let message = "what follows the name in the ARN in `aws_secret` is no part of it";
        return Some(at(text, start..written.len(), message).help(help));
    }
    if has_random_end(name) {
        return None;
    }
    let message = "the ARN in `aws_secret` lacks the six characters that AWS adds to the name";
    let problem = Problem::at(Code::AwsPartialArn, text.part(place), message)
        .help("copy the whole ARN, or write the name alone");
    Some(problem.warning())
}

fn parameter(text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    let example = "parameter/prod/openai";
    let (name, start) = if written.starts_with("arn:") {
        let found = arn(text, "aws_parameter", "ssm", "parameter/", example);
        let Ok((name, place)) = found else { return found.err().map(|problem| *problem) };
        (name, place.start)
    } else {
        (written, 0)
    };
    let (name, selector) = name.split_once(':').unwrap_or((name, "1"));
    let end = start + name.len();
    if selector.is_empty() || selector.contains(':') {
        let message = "`aws_parameter` has no version or label behind its `:`";
        let help = "write a number or a label there, or remove it";
        return Some(at(text, end..written.len(), message).help(help));
    }
    let of_name = Name { key: "aws_parameter", others: "/_.-", example: "/prod/openai/api_key" };
    if let Some(problem) = of_name.check(text, name) {
        return Some(problem);
    }
    if start == 0 && name.contains('/') && !name.starts_with('/') {
        let message = "`aws_parameter` has levels, and does not begin with `/`";
        let help = format!("write `/{}`", shown(written));
        return Some(at(text, 0..end, message).help(help));
    }
    if name.ends_with('/') || name.contains("//") {
        let message = "`aws_parameter` has a level without a name";
        return Some(at(text, start..end, message).help("name the parameter itself"));
    }
    None
}

struct Name {
    key: &'static str,
    others: &'static str,
    example: &'static str,
}

impl Name {
    fn check(&self, text: &Spanned<Text>, name: &str) -> Option<Problem> {
        let Self { key, others, example } = self;
        let written = text.text();
        if written.contains("://") {
            let message = format!("`{key}` must be a name or an ARN, found a URL");
            let help = format!("write the name alone, as in `{example}`");
            return Some(at(text, 0..written.len(), &message).help(help));
        }
        let (place, c) = stray(name, others)?;
        let start = written.find(name).unwrap_or_default() + place;
        let signs: Vec<String> = others.chars().map(|c| format!("`{c}`")).collect();
        let message = format!("`{key}` has `{}`, which no such name has", c.escape_debug());
        let help = format!("use letters, digits and {}", signs.join(", "));
        Some(at(text, start..start + c.len_utf8(), &message).help(help))
    }
}

/// What stands behind the type of the resource, and where.
fn arn<'t>(
    text: &'t Spanned<Text>,
    key: &str,
    service: &str,
    resource: &str,
    example: &str,
) -> Result<(&'t str, Range<usize>), Box<Problem>> {
    let written = text.text();
    let right = format!("arn:aws:{service}:eu-west-1:123456789012:{example}");
    let Some(arn) = Arn::parse(written) else {
        let message = format!("`{key}` begins as an ARN, and is not a whole one");
        let help = format!("write it as in `{right}`");
        return Err(Box::new(at(text, 0..written.len(), &message).help(help)));
    };
    let [of_service, of_region, of_account, of_resource] = arn.places.clone();
    if arn.service != service {
        let message =
            format!("`{key}` is an ARN of `{}`, expected `{service}`", shown(arn.service));
        let help = match arn.service {
            "ssm" => "write `source: aws_parameter_store`, and the ARN as `aws_parameter`",
            "secretsmanager" => "write `source: aws_secrets_manager`, and the ARN as `aws_secret`",
            _ => "copy the ARN of the secret itself",
        };
        return Err(Box::new(at(text, of_service, &message).help(help)));
    }
    if !is_region(arn.region) {
        let message = format!("the ARN in `{key}` has no region, or one that is none");
        return Err(Box::new(
            at(text, of_region, &message).help("copy it again: regions are as `eu-west-1`"),
        ));
    }
    if arn.account.len() != 12 || !all(arn.account, |c| c.is_ascii_digit()) {
        let message = format!("the ARN in `{key}` has an account that is not 12 digits");
        return Err(Box::new(
            at(text, of_account, &message).help("copy it again, with zeros at the beginning"),
        ));
    }
    if let Some(name) = arn.resource.strip_prefix(resource).filter(|name| !name.is_empty()) {
        return Ok((name, written.len() - name.len()..written.len()));
    }
    let message = format!("the ARN in `{key}` names no `{resource}…`");
    let help = format!("write it as in `{right}`");
    Err(Box::new(at(text, of_resource, &message).help(help)))
}

fn region(given: &Given, text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if !is_region(written) {
        let (message, help) = match region_of_zone(written) {
            Some(region) => (
                "`aws_region` is an availability zone".to_owned(),
                format!("write `{}`", shown(region)),
            ),
            None => (
                format!("invalid `aws_region` `{}`, expected the name of a region", shown(written)),
                "write it as in `eu-west-1`".to_owned(),
            ),
        };
        return Some(Problem::at(Code::InvalidValue, text.span, message).help(help));
    }
    let id = value(given, "aws_secret").or_else(|| value(given, "aws_parameter"))?;
    let arn = Arn::parse(id.text()).filter(|_| id.text().starts_with("arn:"))?;
    if arn.region == written || arn.region.contains('$') || !is_region(arn.region) {
        return None;
    }
    let message = format!("`aws_region` is not the region of the ARN, `{}`", shown(arn.region));
    let problem = Problem::at(Code::AwsTwoRegions, text.span, message)
        .related(id.span, "the ARN is here")
        .help("remove `aws_region`");
    Some(problem)
}
