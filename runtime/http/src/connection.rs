//! A connection to the server of a URL, over TLS or on this machine, that is ready for a request.

use std::sync::{Arc, OnceLock};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use crate::deadline::Deadline;
use crate::dial::{Place, dial};
use crate::failure::{Failure, Kind, TlsProblem};
use crate::proxies::Usable;
use crate::reason::unsecured;
use crate::settings::Settings;
use crate::stream::Stream;
use crate::trust::Trust;
use crate::tunnel;
use crate::url::Url;

/// Connects, by configurations of TLS that are made once.
#[derive(Default)]
pub(crate) struct Connector {
    to_servers: OnceLock<Arc<ClientConfig>>,
    to_proxies: OnceLock<Arc<ClientConfig>>,
}

impl Connector {
    pub(crate) fn connect(
        &self,
        url: &Url,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Box<dyn Stream>, Failure> {
        let deadline = deadline.or_after(settings.connect_timeout);
        let trust = &settings.trust;
        let stream = if let Some(proxy) = settings.proxies.of(url)? {
            self.through(proxy, url, settings, deadline)?
        } else {
            let is_here = !url.is_https() && url.is_this_machine();
            let place = Place { host: url.host(), port: url.port(), is_here };
            Box::new(dial(place, deadline)?)
        };
        if !url.is_https() {
            return Ok(stream);
        }
        let name = match trust.server_name() {
            Some(name) => name.clone(),
            None => server_name(url.host())?,
        };
        Ok(secured(stream, config(&self.to_servers, trust, false)?, name)?)
    }

    fn through(
        &self,
        proxy: &Usable,
        url: &Url,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Box<dyn Stream>, Failure> {
        let place = Place { host: &proxy.host, port: proxy.port, is_here: false };
        let mut stream: Box<dyn Stream> = Box::new(dial(place, deadline)?);
        if proxy.is_tls {
            let config = config(&self.to_proxies, &settings.trust, true)?;
            stream = secured(stream, config, server_name(&proxy.host)?)?;
        }
        tunnel::open(&mut *stream, proxy, url, &settings.agent)?;
        Ok(stream)
    }
}

fn config(
    made: &OnceLock<Arc<ClientConfig>>,
    trust: &Trust,
    is_for_proxy: bool,
) -> Result<Arc<ClientConfig>, Kind> {
    if let Some(config) = made.get() {
        return Ok(Arc::clone(config));
    }
    let config = trust.config(is_for_proxy).map_err(|_| Kind::Tls(TlsProblem::Other))?;
    Ok(Arc::clone(made.get_or_init(|| Arc::new(config))))
}

fn server_name(host: &str) -> Result<ServerName<'static>, Kind> {
    ServerName::try_from(host.to_owned()).map_err(|_| Kind::InvalidUrl)
}

fn secured(
    stream: Box<dyn Stream>,
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
) -> Result<Box<dyn Stream>, Kind> {
    let connection =
        ClientConnection::new(config, name).map_err(|_| Kind::Tls(TlsProblem::Other))?;
    let mut stream = StreamOwned::new(connection, stream);
    // What is written before would be kept until then, in memory that nobody wipes.
    while stream.conn.is_handshaking() {
        if let Err(error) = stream.conn.complete_io(&mut stream.sock) {
            return Err(unsecured(&error, stream.conn.negotiated_cipher_suite().is_some()));
        }
    }
    Ok(Box::new(stream))
}
