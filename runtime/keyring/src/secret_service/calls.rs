//! The methods of the service, and what they return.

use super::message::{Call, Reply};
use super::session::ALGORITHM;
use super::wire::Writer;
use crate::item::Item;

const PATH: &str = "/org/freedesktop/secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";
const COLLECTION: &str = "org.freedesktop.Secret.Collection";
const ITEM: &str = "org.freedesktop.Secret.Item";

/// What `secret-tool store` gives as the schema of an item.
const SCHEMA: &str = "org.freedesktop.Secret.Generic";

/// What paths say that lead nowhere.
pub(super) const NOWHERE: &str = "/";

/// As it crosses the bus.
pub(super) struct Encrypted<'e> {
    pub(super) session: &'e str,
    pub(super) vector: &'e [u8],
    pub(super) value: &'e [u8],
}

fn call<'c>(path: &'c str, interface: &'c str, member: &'c str, signature: &'c str) -> Call<'c> {
    Call {
        destination: "org.freedesktop.secrets",
        path,
        interface,
        member,
        signature,
        body: Writer::default(),
    }
}

fn service<'c>(member: &'c str, signature: &'c str) -> Call<'c> {
    call(PATH, SERVICE, member, signature)
}

pub(super) fn open_session(public: &[u8]) -> Call<'static> {
    let mut call = service("OpenSession", "sv");
    call.body.text(ALGORITHM).signature("ay").bytes(public);
    call
}

/// The service's half of the exchange, and the path of the session.
pub(super) fn session(reply: &Reply) -> Option<(&[u8], &str)> {
    let mut body = reply.body("vo")?;
    let public = (body.signature()? == "ay").then(|| body.bytes())??;
    Some((public, body.text()?))
}

fn attributes(body: &mut Writer, pairs: &[(&str, &str)]) {
    body.array(8, |dictionary| {
        for (name, value) in pairs {
            dictionary.align(8).text(name).text(value);
        }
    });
}

pub(super) fn search(item: Item<'_>) -> Call<'static> {
    let mut call = service("SearchItems", "a{ss}");
    attributes(&mut call.body, &[("service", item.service), ("username", item.user)]);
    call
}

/// The items that are unlocked, and those that are locked.
pub(super) fn found(reply: &Reply) -> Option<(Vec<&str>, Vec<&str>)> {
    let mut body = reply.body("aoao")?;
    Some((body.texts()?, body.texts()?))
}

pub(super) fn unlock(paths: &[&str]) -> Call<'static> {
    let mut call = service("Unlock", "ao");
    call.body.texts(paths.iter().copied());
    call
}

/// What is unlocked without asking anybody.
pub(super) fn unlocked(reply: &Reply) -> Option<Vec<&str>> {
    reply.body("aoo")?.texts()
}

pub(super) fn default_collection() -> Call<'static> {
    let mut call = service("ReadAlias", "s");
    call.body.text("default");
    call
}

pub(super) fn collection(reply: &Reply) -> Option<&str> {
    reply.body("o")?.text()
}

fn property<'c>(path: &'c str, interface: &str, name: &str) -> Call<'c> {
    let mut call = call(path, "org.freedesktop.DBus.Properties", "Get", "ss");
    call.body.text(interface).text(name);
    call
}

pub(super) fn collections() -> Call<'static> {
    property(PATH, SERVICE, "Collections")
}

pub(super) fn paths(reply: &Reply) -> Option<Vec<&str>> {
    let mut body = reply.body("v")?;
    if body.signature()? == "ao" { body.texts() } else { None }
}

pub(super) fn is_locked(collection: &str) -> Call<'_> {
    property(collection, COLLECTION, "Locked")
}

pub(super) fn truth(reply: &Reply) -> Option<bool> {
    let mut body = reply.body("v")?;
    if body.signature()? == "b" { body.truth() } else { None }
}

pub(super) fn secrets(paths: &[&str], session: &str) -> Call<'static> {
    let mut call = service("GetSecrets", "aoo");
    call.body.texts(paths.iter().copied()).text(session);
    call
}

/// Each with the path of its item.
pub(super) fn encrypted(reply: &Reply) -> Option<Vec<(&str, Encrypted<'_>)>> {
    reply.body("a{o(oayays)}")?.array(8, |entry| {
        entry.align(8)?;
        let path = entry.text()?;
        entry.align(8)?;
        let (session, vector, value) = (entry.text()?, entry.bytes()?, entry.bytes()?);
        let _content_type = entry.text()?;
        Some((path, Encrypted { session, vector, value }))
    })
}

fn secret(body: &mut Writer, secret: &Encrypted<'_>) {
    body.align(8).text(secret.session).bytes(secret.vector).bytes(secret.value);
    body.text("text/plain; charset=utf8");
}

pub(super) fn replace<'p>(path: &'p str, new: &Encrypted<'_>) -> Call<'p> {
    let mut call = call(path, ITEM, "SetSecret", "(oayays)");
    secret(&mut call.body, new);
    call
}

/// With the attributes that `secret-tool store` gives it, and that other programs look for.
pub(super) fn create<'p>(collection: &'p str, item: Item<'_>, new: &Encrypted<'_>) -> Call<'p> {
    let mut call = call(collection, COLLECTION, "CreateItem", "a{sv}(oayays)b");
    call.body.array(8, |properties| {
        properties.align(8).text("org.freedesktop.Secret.Item.Label").signature("s");
        properties.text(&format!("{} for {}", item.user, item.service));
        properties.align(8).text("org.freedesktop.Secret.Item.Attributes").signature("a{ss}");
        let pairs = [("service", item.service), ("username", item.user), ("xdg:schema", SCHEMA)];
        attributes(properties, &pairs);
    });
    secret(&mut call.body, new);
    call.body.truth(false);
    call
}

/// The new item; [`NOWHERE`] if somebody would have to be asked.
pub(super) fn created(reply: &Reply) -> Option<&str> {
    reply.body("oo")?.text()
}
