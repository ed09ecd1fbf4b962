use std::time::SystemTime;

use super::about::About;
use crate::report::{Doubt, SHORTEST};
use crate::value::copied::azure;
use crate::value::copied::connection::{
    self, has_bad_port, has_no_number, has_port_above_all, has_raw_sign, has_unescaped_sign,
    is_bad_srv, is_open_entry, lacks_password,
};
use crate::value::copied::document::{is_connection_string, is_document};
use crate::value::copied::forms;
use crate::value::copied::hub;
use crate::value::copied::labelled::{is_behind_label, is_behind_sign};
use crate::value::copied::links::is_rewritten;
use crate::value::copied::lookalike::{has_lookalike, is_corrected_pem};
use crate::value::copied::margin;
use crate::value::copied::masked::is_dotted_password;
use crate::value::copied::path::is_path;
use crate::value::copied::placeholder::{is_placeholder, is_placeholder_of};
use crate::value::copied::reference::{is_parameter, is_reference};
use crate::value::copied::response::is_response;
use crate::value::copied::sas;
use crate::value::copied::scheme;
use crate::value::copied::schemeless::lacks_scheme;
use crate::value::copied::servers;
use crate::value::copied::template::is_template;
use crate::value::copied::tenant::lacks_tenant;
use crate::value::copied::tools::left_by;
use crate::value::copied::typed::{
    ends_in_caret, ends_in_command, ends_in_mark_of_zsh, ends_in_prompt, has_mark,
    is_key_with_mark_of_zsh,
};
use crate::value::encoded::bare;
use crate::value::encoded::base32;
use crate::value::encoded::base64;
use crate::value::encoded::certificate;
use crate::value::encoded::container::is_container;
use crate::value::encoded::escapes::{ends_with_escape, is_escaped, is_quoted_printable};
use crate::value::encoded::fernet::{is_name_of_key, is_no_key, is_of_fernet, is_of_openstack};
use crate::value::encoded::hash::{is_doubled, is_hash};
use crate::value::encoded::hex;
use crate::value::encoded::json;
use crate::value::encoded::login;
use crate::value::encoded::nats;
use crate::value::encoded::openvpn;
use crate::value::encoded::pem::{
    is_cut, is_public, is_request, lacks_beginning, lacks_breaks, lacks_spaces,
};
use crate::value::encoded::spki;
use crate::value::encoded::token;
use crate::value::letters::alphabet::{
    AMPERSAND, ANGLE, AT, Alphabet, BACKSLASH, BANG, BRACE, BRACKET, CARET, COLON, COMMA, CONTROL,
    DASH, DOLLAR, DOT, EQUALS, HASH, OF_KEYS, OTHER, PARENTHESIS, PERCENT, PIPE, PLUS, QUESTION,
    QUOTE, SEMICOLON, SLASH, SPACE, STAR, TILDE, UNDERSCORE,
};
use crate::value::letters::repeated::is_twice;
use crate::value::letters::signs::{
    has_sign_at_end, here_document, is_assignment, is_in_pair, is_invisible, is_quoted, scheme,
};
use crate::value::letters::spaces::are_of_password;
use crate::value::letters::table::{any_word, table};
use crate::value::letters::text::{
    all, all_of, any, begins_as, holds, inside, is_of_variable, place_of, without_start,
};
use crate::value::provider::addresses::{is_address_of_service, of_page};
use crate::value::provider::checksum;
use crate::value::provider::digits;
use crate::value::provider::documented;
use crate::value::provider::further;
use crate::value::provider::ids;
use crate::value::provider::kinds;
use crate::value::provider::lengths;
use crate::value::provider::names::{is_name_of_secret, is_name_of_thing};
use crate::value::provider::nearly;
use crate::value::provider::networks;
use crate::value::provider::numbers;
use crate::value::provider::providers;
use crate::value::provider::public;
use crate::value::provider::servers::is_server;
use crate::value::provider::things::is_thing;
use crate::value::provider::webhook;
use crate::value::provider::within::{self, is_pair_of_twilio};

/// At the end of the names of numbers and names, which may be short.
const OF_SHORT: &[u8] = table!("id user username login community pin");

/// Why the text can hardly be the secret; mostly there is one reason, if any.
pub(crate) fn doubts(text: &str, about: About, now: SystemTime) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if documented::is_key(text, about.provider) || documented::is_user(text, &about) {
        return doubts;
    }
    let signs = Alphabet::of(text);
    // One mistake, one warning: what these say explains the rest.
    if let Some(doubt) = whole(text, signs, about, now) {
        doubts.push(doubt);
        return doubts;
    }
    if signs.has(OTHER | CONTROL | SPACE) {
        spaces_and_invisible(text, &about, &mut doubts);
    }
    let told = if providers::is_of_provider(text) {
        providers::told(&about, text, signs)
    } else {
        let other = further::other(text, &about).map(Doubt::OtherProvider);
        other.or_else(|| nearly::told(&about, text, signs))
    };
    match told {
        Some(doubt @ Doubt::OtherProvider(_)) => doubts.push(doubt),
        Some(doubt) if doubts.is_empty() => doubts.push(doubt),
        _ => {}
    }
    let is_short = || {
        text.chars().nth(SHORTEST - 1).is_none()
            && !about.is_called(OF_SHORT)
            // Its bridge gives out six.
            && !holds(about.provider, b"nuki")
    };
    if doubts.is_empty() && is_short() {
        doubts.push(Doubt::Short);
    }
    doubts
}

fn spaces_and_invisible(text: &str, about: &About, doubts: &mut Vec<Doubt>) {
    if !text.is_ascii() && any(text, is_invisible) {
        doubts.push(Doubt::InvisibleCharacter);
    }
    if any(text, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        doubts.push(Doubt::ControlCharacter);
    }
    if any(text, char::is_whitespace) && !is_document(text, about) && !are_of_password(text, about)
    {
        let is_broken = any(text, |c| matches!(c, '\n' | '\r'));
        doubts.push(if is_broken {
            margin::told(text).unwrap_or(Doubt::LineBreak)
        } else {
            Doubt::WhiteSpace
        });
    }
}

/// What the text is as a whole, if it is no secret. Rules are only asked where the text has a sign that they need.
fn whole(text: &str, signs: Alphabet, about: About, now: SystemTime) -> Option<Doubt> {
    other(text, signs, about).or_else(|| broken(text, signs, about, now))
}

/// In the name of what is compared with a password, and is to be a hash.
const MEANT_HASH: &[u8] =
    table!("hash bcrypt argon2 htpasswd basic_auth basicauth rpcauth rpc_auth");

/// Whether a hash is what belongs there. Vaultwarden wants one for the token of its admin, and keys of `CurseForge` look so; a key of a
/// file that is called so does not mean one if the rest asks for the password.
fn wants_hash(about: &About) -> bool {
    const PROVIDERS: &[u8] = table!("vaultwarden curseforge");
    const PASSWORDS: &[u8] = table!("password passwd pwd pgpassword");

    let others = about.without_key();
    about.has_name_of(MEANT_HASH) && (others.has_name_of(MEANT_HASH) || !others.ends_in(PASSWORDS))
        || any_word(PROVIDERS, &|word| holds(about.provider, word))
}

/// At the end of the name of what checks signatures, and is to be public.
const MEANT_PUBLIC: &[u8] = table!("cert certificate crt jwks ca");

/// What stands there instead.
fn other(text: &str, signs: Alphabet, about: About) -> Option<Doubt> {
    /// Of names in code, and of what stands around a name.
    const OF_TEMPLATES: u32 = DOT
        | UNDERSCORE
        | COLON
        | BRACE
        | BRACKET
        | PARENTHESIS
        | DOLLAR
        | PERCENT
        | AT
        | HASH
        | BANG;

    // No pair stands alone behind a longer key than `SharedAccessKey`.
    let may_lack = signs.has(COLON | SEMICOLON | AMPERSAND | QUESTION | SPACE | CONTROL | OTHER)
        || signs.has(EQUALS) && matches!(place_of(text, b"="), Some(at) if at < 16);
    if let Some(doubt) = left_by(text, signs) {
        return Some(doubt);
    }
    if let Some(doubt) = forms::told(text, signs, &about) {
        return Some(doubt);
    }
    if signs.has(QUOTE | OTHER) && is_quoted(text) {
        return Some(Doubt::Quoted);
    }
    if signs.has(OF_TEMPLATES) && is_template(text) {
        return Some(Doubt::OwnName);
    }
    if let Some(body) = here_document(text) {
        return Some(if body.is_empty() { Doubt::Placeholder } else { Doubt::StraySign });
    }
    let scheme = if about.ends_in(table!("header authorization")) { None } else { scheme(text) };
    if let Some(scheme) = scheme {
        let left = text.get(scheme.len()..).unwrap_or_default();
        let left = without_start(left, |c| matches!(c, ':' | ' '));
        return Some(if is_template(left) || is_own_name(left, about) {
            Doubt::OwnName
        } else if !left.is_empty() && is_placeholder(left) {
            Doubt::Placeholder
        } else {
            Doubt::Scheme(scheme)
        });
    }
    if is_own_name(text, about) {
        return Some(Doubt::OwnName);
    }
    if is_response(text) {
        return Some(Doubt::Response);
    }
    if is_placeholder_of(text, signs) && !is_dotted_password(text, &about)
        || is_name_of_secret(text)
        || may_lack && lacks_password(text)
    {
        return Some(Doubt::Placeholder);
    }
    if signs.has(COLON | SLASH | PLUS | DOT | BRACE | BRACKET) && is_reference(text) {
        return Some(Doubt::Reference);
    }
    if signs.has(BRACE | BRACKET) && json::is_wrapper(text, &about) {
        return Some(Doubt::Wrapped);
    }
    if is_hash(text) {
        return (!wants_hash(&about)).then_some(Doubt::Hash);
    }
    if is_request(text) {
        let is_meant = about.has_name_of(table!("request csr"));
        let doubt = if about.ends_in(MEANT_PUBLIC) { Doubt::OtherKind } else { Doubt::Beside };
        return (!is_meant).then_some(doubt("a request for a certificate"));
    }
    if is_public(text)
        || spki::is_misplaced(text, &about)
        || signs.has(BRACE) && json::is_public(text)
    {
        let is_meant =
            about.has_name_of(table!("publi pubkey pub_key")) || about.ends_in(MEANT_PUBLIC);
        return (!is_meant).then_some(Doubt::Public);
    }
    if let Some(kind) = public::kind(text, about) {
        return Some(Doubt::Beside(kind));
    }
    let told = ids::told(text, &about);
    if let Some(doubt) = told.or_else(|| numbers::kind(text, &about).map(Doubt::Beside)) {
        return Some(doubt);
    }
    if signs.has(COLON) {
        if let Some(kind) = kinds::retired(text, &about) {
            return Some(Doubt::Retired(kind));
        }
        if let Some(kind) = ids::of_pair(text, &about) {
            return Some(Doubt::Pair(kind));
        }
    }
    // What stands around a key has other signs than the key.
    let kind = if signs.is_within(OF_KEYS | DOT) { None } else { within::kind(text, &about) };
    if let Some(kind) = kind {
        return Some(Doubt::Within(kind));
    }
    if kinds::is_of_putty(text, &about) {
        return Some(Doubt::Putty);
    }
    other_kind(text, signs, &about).map(Doubt::OtherKind)
}

/// What else of its provider it is.
fn other_kind(text: &str, signs: Alphabet, about: &About) -> Option<&'static str> {
    let kind = kinds::other(text, about).or_else(|| kinds::by_form(text, about));
    let is_string = signs.has_all(EQUALS | SEMICOLON);
    kind.or_else(|| if is_string { azure::other(text, about) } else { None })
}

/// What is written for a sign: `\n`, `&lt;`, `<br>`, `%2D`.
const OF_ESCAPES: u32 = BACKSLASH | AMPERSAND | ANGLE | PERCENT | BRACKET | PIPE;
/// Of mailboxes, hosts, pages, models, regions and times.
const OF_NAMES: u32 = AT | DOT | COLON | SLASH | DASH | UNDERSCORE;
const OF_PAIRS: u32 = PARENTHESIS | BRACKET | BRACE | STAR | PIPE;
const OF_ENDS: u32 = BACKSLASH | QUOTE | COMMA | SEMICOLON | OTHER;

/// How it was cut, spoiled or wrapped, or ended.
fn broken(text: &str, signs: Alphabet, about: About, now: SystemTime) -> Option<Doubt> {
    // Base64 ends in one.
    let has_pair = signs.has(EQUALS) && text.trim_end_matches('=').contains('=');
    if let Some(doubt) = of_settings(text, signs, has_pair, about) {
        return Some(doubt);
    }
    let of_form = lengths::doubt(text, &about).or_else(|| ids::near(text, &about));
    if let Some(doubt) = of_form.or_else(|| digits::lacks_digit(text, &about)) {
        return Some(doubt);
    }
    if about.has_name_that(&is_name_of_key) && is_no_key(text) && !is_of_fernet(text) {
        return Some(Doubt::FernetKey);
    }
    if let Some(doubt) = of_pem(text, signs, &about).or_else(|| bare::told(text, &about)) {
        return Some(doubt);
    }
    if signs.has(BRACE) && json::is_cut_key_of_google(text) {
        return Some(Doubt::KeyOfGoogle);
    }
    if let Some(doubt) = token::doubt(text, signs, now).or_else(|| token::too_long(text, &about)) {
        return Some(doubt);
    }
    if !signs.has(DOT) && token::is_middle(text)
        || signs.has(BRACE) && json::are_claims(text) && about.is_of_key()
    {
        return Some(Doubt::CutToken);
    }
    if let Some(doubt) = over(text, signs, has_pair, &about, now) {
        return Some(doubt);
    }
    if signs.has(OF_ESCAPES) && is_escaped(text, &about)
        || signs.has(EQUALS) && is_quoted_printable(text)
        || has_pair && sas::is_escaped(text)
        || signs.has(DOLLAR) && is_doubled(text)
    {
        return Some(Doubt::Escaped);
    }
    if signs.has(OTHER) && (has_lookalike(text) || is_corrected_pem(text)) {
        return Some(Doubt::Lookalike);
    }
    if let Some(owner) = checksum::wrong(text, &about) {
        return Some(Doubt::Misspelt(owner));
    }
    if is_twice(text) {
        return Some(Doubt::Twice);
    }
    let are_several = if signs.has(COMMA | SEMICOLON) {
        providers::are_several(text)
    } else {
        providers::is_one_behind_another(text)
    };
    if are_several && !about.is_called(table!("keys tokens secrets list")) {
        return Some(Doubt::Several);
    }
    if is_name(text, signs, &about) {
        return Some(Doubt::Name);
    }
    if signs.has(COLON | SLASH | DOT) && lacks_scheme(text, &about) {
        return Some(Doubt::NoScheme);
    }
    if signs.has(COLON) {
        if let Some(doubt) = of_url(text, about) {
            return Some(doubt);
        }
        if ends_in_command(text) || text.starts_with("sk-") && text.ends_with(":x") {
            return Some(Doubt::Typed);
        }
    }
    if signs.has(AT | ANGLE) && ends_in_prompt(text) || signs.has(CARET) && ends_in_caret(text) {
        return Some(Doubt::Typed);
    }
    if signs.has(BRACKET | TILDE | OTHER) && has_mark(text) {
        return Some(Doubt::Terminal);
    }
    let may_assign =
        has_pair || signs.has(COLON | OTHER) || signs.has(EQUALS) && text.contains("--");
    let are_settings = || signs.has(SEMICOLON) && is_connection_string(text);
    if may_assign && is_assignment(text) && !text.contains('\n') && !are_settings()
        || signs.has(COLON) && is_behind_label(text, &about)
    {
        return Some(Doubt::Assignment);
    }
    // What cannot be seen has a warning of its own.
    let is_seen = !signs.has(OTHER) || !any(text, is_invisible);
    if is_seen && providers::has_stray_sign(text)
        || signs.has(OF_PAIRS) && is_in_pair(text)
        || signs.has(OF_ENDS) && has_sign_at_end(text)
        || signs.has(PERCENT)
            && (ends_in_mark_of_zsh(text) || is_key_with_mark_of_zsh(text, &about))
        || kinds::is_of_url_of_telegram(text, about.provider)
        || kinds::is_doubled(text)
        || signs.has(EQUALS) && is_behind_sign(text, &about)
    {
        return Some(Doubt::StraySign);
    }
    if signs.has(SLASH | BACKSLASH | PERCENT | DOT) && is_path(text) && !asks_for_path(&about) {
        return Some(Doubt::Path);
    }
    if signs.has(SLASH) && is_parameter(text) && !providers::is_of_provider(text) {
        return Some(Doubt::Reference);
    }
    encoded(text, about)
}

/// Whether its name asks for a path, as Google's does (its documentation, "Application Default Credentials").
fn asks_for_path(about: &About) -> bool {
    about.ends_in(table!("path dir directory"))
        || about.has_chosen_words(b"google_application_credentials")
            && !about.has_name_with(b"json")
        || matches!(about.variable, Some(name) if name.ends_with("_FILE"))
}

/// What is missing in settings that have a secret in them.
fn of_settings(text: &str, signs: Alphabet, has_pair: bool, about: About) -> Option<Doubt> {
    if signs.has(EQUALS) && connection::is_cut(text) || has_pair && sas::is_cut(text) {
        return Some(Doubt::CutConnection);
    }
    if signs.has_all(EQUALS | SEMICOLON) && hub::lacks_device(text, &about) {
        return Some(Doubt::OtherKind("the connection string of a hub, without a device"));
    }
    (signs.has_all(SPACE | EQUALS) && is_open_entry(text)).then_some(Doubt::OpenEntry)
}

/// What has ended by its own text, of what is no token.
fn over(
    text: &str,
    signs: Alphabet,
    has_pair: bool,
    about: &About,
    now: SystemTime,
) -> Option<Doubt> {
    if (has_pair || text.starts_with(sas::OF_BEDROCK)) && sas::is_over(text, now)
        || token::is_over(text, now)
    {
        return Some(Doubt::ExpiredSignature);
    }
    let is_over = signs.has_all(DASH | SPACE) && certificate::is_over(text, about, now);
    is_over.then_some(Doubt::ExpiredCertificate)
}

/// What is wrong with PEM, or with what looks like it.
fn of_pem(text: &str, signs: Alphabet, about: &About) -> Option<Doubt> {
    if signs.has(DASH) && (lacks_breaks(text) || lacks_spaces(text)) {
        return Some(Doubt::LinelessPem);
    }
    let may_be_pem = signs.has(DASH) && signs.has(SPACE);
    let is_cut = is_cut(text)
        || may_be_pem
            && (lacks_beginning(text) || openvpn::is_cut(text) || nats::is_cut(text, about));
    is_cut.then_some(Doubt::CutPem)
}

/// Whether it is a name or an address, by itself or where its name asks for a key.
fn is_name(text: &str, signs: Alphabet, about: &About) -> bool {
    /// A name asks for one, and not for a secret.
    const MEANT: &[u8] = table!(
        "id org organization project host hostname domain region zone email mail user username model"
    );

    if about.is_called(MEANT) {
        return false;
    }
    let may_be = signs.has(OF_NAMES | PLUS) || text == "localhost";
    may_be && (is_name_of_thing(text, about.provider) || is_address_of_service(text, about))
        || is_thing(text, signs, about)
        || signs.has(DOT) && is_server(text, about)
}

/// What is wrong with a URL, or what is meant to be one.
fn of_url(text: &str, about: About) -> Option<Doubt> {
    if is_rewritten(text) {
        return Some(Doubt::Rewritten);
    }
    if has_raw_sign(text) {
        return Some(Doubt::Url);
    }
    if has_unescaped_sign(text) {
        return Some(Doubt::Unescaped);
    }
    if is_bad_srv(text) {
        return Some(Doubt::Srv);
    }
    if has_bad_port(text) {
        return Some(Doubt::Port);
    }
    if has_port_above_all(text) {
        return Some(Doubt::PortAboveAll);
    }
    if has_no_number(text) {
        return Some(Doubt::DatabaseNumber);
    }
    if let Some(doubt) = servers::told(text).or_else(|| servers::of_clickhouse(text, &about)) {
        return Some(doubt);
    }
    if within::is_misplaced_url(text, &about) {
        return Some(Doubt::OtherKind("a URL with a password in it"));
    }
    if lacks_tenant(text) {
        return Some(Doubt::NoTenant);
    }
    if let Some(doubt) = of_page(text, &about) {
        return Some(doubt);
    }
    if let Some(doubt) = networks::told(text, &about) {
        return Some(doubt);
    }
    scheme::told(text, &about).or_else(|| webhook::cut(text, &about).map(Doubt::CutKey))
}

/// At the end of the name of what a header has.
const OF_LOGINS: &[u8] = table!("auth authorization");

/// An ID and a secret, of letters and digits.
fn is_pair_of_keys(text: &str) -> bool {
    const SHORTEST: usize = 16;

    let is_key = |key: &str| key.len() >= SHORTEST && all_of(key, "-_.~");
    matches!(text.split_once(':'), Some((id, secret)) if is_key(id) && is_key(secret))
}

/// In what it was written down.
fn encoded(text: &str, about: About) -> Option<Doubt> {
    // Who calls it so decodes it.
    let is_decoded = || about.has_name_of(table!("base64 b64"));
    if is_decoded() && base64::holds_line(text) {
        return Some(Doubt::EscapedBreak);
    }
    if base64::holds_certificate(text) && about.has_name_of(table!("p12 pfx pkcs12")) {
        return Some(Doubt::Public);
    }
    if is_container(text) && !is_decoded() {
        return Some(Doubt::Container);
    }
    if login::lacks_password(text) && (about.is_of_key() || about.ends_in(OF_LOGINS)) {
        return Some(Doubt::Beside("a login in base64 without a password"));
    }
    if hex::is_padded(text) && about.ends_in(table!("hex")) {
        return Some(Doubt::NoHex);
    }
    if base64::holds_wide(text) {
        return Some(Doubt::Wide);
    }
    if is_of_fernet(text) {
        if !is_of_openstack(about.provider) {
            return Some(Doubt::Fernet);
        }
        if about.ends_in(table!("password passwd secret")) {
            return Some(Doubt::OtherKind("a token of Keystone, which ends soon"));
        }
    }
    let is_for_header = || {
        about.ends_in(OF_LOGINS) || about.has_name_of(table!("basic_auth basicauth base64 encoded"))
    };
    let is_pair = |pair: &str| {
        ids::of_pair(pair, &about).is_some()
            || is_pair_of_keys(pair) && about.has_chosen_words(b"client_secret")
            || is_pair_of_twilio(pair, about.provider) && about.is_of_key()
    };
    if base64::holds_that(text, &is_pair) && !is_for_header() {
        return Some(Doubt::Within("base64 of an ID and its secret, as in a header of HTTP"));
    }
    if base64::is_plain_login(text) && !is_for_header() {
        return Some(Doubt::Within("base64 of a user and a password, as in `AUTH PLAIN` of SMTP"));
    }
    let is_login = (base64::holds_login(text)
        || base64::holds_login_of(text, about.provider) && about.is_of_key())
        && !is_for_header();
    // Mux gives its keys out so.
    let is_of_mux = holds(about.provider, b"mux") && about.has_name_of(table!("private signing"));
    if (is_login || !is_of_mux && base64::holds_key(text)) && !is_decoded() {
        return Some(Doubt::Base64);
    }
    if base32::holds_key(text) {
        return Some(Doubt::Base32);
    }
    if base32::is_misread(text, &about) {
        return Some(Doubt::Lookalike);
    }
    if hex::holds_key(text) {
        return Some(Doubt::Hex);
    }
    if json::is_misplaced(text, &about) {
        return Some(Doubt::Within("a JSON object"));
    }
    ends_with_escape(text).then_some(Doubt::EscapedBreak)
}

/// `OPENAI_API_KEY`, `$OPENAI_API_KEY`, `${OPENAI_API_KEY}`, `%OPENAI_API_KEY%`: all but the first of any variable.
fn is_own_name(text: &str, about: About) -> bool {
    if matches!(about.variable, Some(name) if name.eq_ignore_ascii_case(text)) {
        return true;
    }
    let of_windows = inside(text, "%", "%");
    let Some(name) = text.strip_prefix('$').or(of_windows) else { return false };
    let name = inside(name, "{", "}").or(inside(name, "(", ")")).unwrap_or(name);
    name.len() > 2
        && begins_as(name, is_of_variable)
        && all(name, |c| is_of_variable(c) || c.is_ascii_digit())
}
