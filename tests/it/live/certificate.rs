//! A client's certificate and key are replaced while one client, built once, makes connections with them.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use provider_credentials::{Live, LiveOptions, credentials};
use provider_credentials_test_servers::certificate_seen;
use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair};
use rustls::ALL_VERSIONS;

use super::clock::Clock;
use super::{Log, rename_over, soon};
use crate::mutual_tls::{Authority, der};
use crate::support::Files;

credentials!("it/manifests/live_certificate.yaml", struct Clients);

/// How often the certificate is replaced.
const ROTATIONS: usize = 10;

#[test]
fn no_handshake_fails_while_the_certificate_is_replaced() {
    let authority = Authority::new();
    let port = authority.serve(ALL_VERSIONS);
    let (key, certificate) = authority.issue(ExtendedKeyUsagePurpose::ClientAuth);
    let files = Files::new().with("client.key", key).with("client.crt", &certificate);
    let live = Live::<Clients>::start(files.loader());
    let resolver = live.current().broker.client_cert_resolver().unwrap();
    let config = Arc::new(resolver.client_config(authority.roots()).unwrap());
    live.on_rotation(move |creds, _| resolver.replace(&creds.broker).unwrap()).unwrap();

    let stop = Arc::new(AtomicBool::new(false));
    let clients: Vec<_> = (0..2)
        .map(|_| {
            let (config, stop) = (Arc::clone(&config), Arc::clone(&stop));
            thread::spawn(move || {
                let mut seen = HashSet::new();
                while !stop.load(Ordering::Relaxed) {
                    seen.insert(certificate_seen(&config, port).unwrap());
                }
                seen
            })
        })
        .collect();
    let mut issued = vec![der(&certificate)];
    for _ in 0..ROTATIONS {
        let (key, certificate) = authority.issue(ExtendedKeyUsagePurpose::ClientAuth);
        issued.push(der(&certificate));
        // One after the other: in between, they do not belong together.
        rename_over(&files.join("client.key"), &key);
        thread::sleep(Duration::from_millis(50));
        rename_over(&files.join("client.crt"), &certificate);
        soon("the server sees the new one", || {
            certificate_seen(&config, port).unwrap() == issued[issued.len() - 1]
        });
    }
    stop.store(true, Ordering::Relaxed);
    for client in clients {
        let seen = client.join().expect("no handshake fails");
        assert!(seen.len() > 1 && seen.iter().all(|one| issued.contains(one)), "{}", seen.len());
    }
    assert_eq!(live.current().broker.generation(), 1 + ROTATIONS as u64);
}

#[test]
fn that_a_certificate_expires_soon_is_told_when_the_time_has_come() {
    const DAY: u64 = 24 * 60 * 60;

    let (clock, log) = (Clock::default(), Log::default());
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["client.example".to_owned()]).unwrap();
    params.not_after = (SystemTime::now() + Duration::from_secs(90 * DAY)).into();
    let certificate = params.self_signed(&key).unwrap().pem();
    let files =
        Files::new().with("client.key", key.serialize_pem()).with("client.crt", certificate);
    let loader = log.observe(clock.on(files.loader()));
    let live = Live::<Clients>::start_with(loader, LiveOptions::new().without_thread());
    for (day, expected) in [(59, None), (61, Some("credential_warned broker")), (62, None)] {
        clock.set(day * DAY);
        live.tick();
        assert_eq!(log.take(), expected.into_iter().collect::<Vec<_>>(), "day {day}");
    }
    let shown = live.current().broker.metadata().to_string();
    assert!(shown.contains("[certificate_expires_soon]"), "{shown}");
    assert_eq!(live.current().broker.generation(), 1);
}
