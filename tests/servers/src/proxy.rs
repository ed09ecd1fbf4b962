use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What becomes of an answer.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Nothing.
    None,
    /// So many of its bytes get through.
    Cut(usize),
    /// It comes after that.
    Delay(Duration),
    /// One byte, and the next after that.
    Drip(Duration),
    /// This in its place.
    Answer(String),
    /// Nothing comes, and nothing ends.
    Hang,
}

/// A whole answer in place of the server's: a status such as `404 None`, lines of headers, and a body in JSON.
#[must_use]
pub fn answer(status: &str, headers: &str, body: &str) -> Fault {
    let length = body.len();
    Fault::Answer(format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    ))
}

/// Between a client and a server without TLS: one request a connection.
#[derive(Debug)]
pub struct Proxy {
    address: String,
    asked: Arc<AtomicUsize>,
}

impl Proxy {
    /// `fault` is told the request as text, and how many there were before it.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    #[must_use]
    pub fn start(
        upstream: &str,
        fault: impl Fn(&str, usize) -> Fault + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let (upstream, fault, count) = (upstream.to_owned(), Arc::new(fault), Arc::clone(&asked));
        thread::spawn(move || {
            for client in listener.incoming() {
                let (upstream, fault, count) =
                    (upstream.clone(), Arc::clone(&fault), Arc::clone(&count));
                thread::spawn(move || {
                    // What fails here fails the client too.
                    let _ = serve(client.unwrap(), &upstream, &*fault, &count);
                });
            }
        });
        Self { address, asked }
    }

    /// Its URL.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How many requests came.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// One request, and what becomes of its answer.
fn serve(
    mut client: TcpStream,
    upstream: &str,
    fault: &dyn Fn(&str, usize) -> Fault,
    count: &AtomicUsize,
) -> std::io::Result<()> {
    if exchange(&mut client, upstream, fault, count)? {
        // Without this, what was not read yet would be lost with the connection.
        client.shutdown(std::net::Shutdown::Write)?;
    }
    Ok(())
}

/// Whether the answer is out.
pub(crate) fn exchange(
    client: &mut (impl Read + Write),
    upstream: &str,
    fault: &dyn Fn(&str, usize) -> Fault,
    count: &AtomicUsize,
) -> std::io::Result<bool> {
    let Some(request) = read_request(client)? else { return Ok(false) };
    let fault = fault(&request, count.fetch_add(1, Ordering::SeqCst));
    if let Fault::Answer(answer) = &fault {
        client.write_all(answer.as_bytes())?;
        client.flush()?;
        return Ok(true);
    }
    let mut server = TcpStream::connect(upstream)?;
    server.write_all(request.replacen("\r\n", "\r\nConnection: close\r\n", 1).as_bytes())?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    match fault {
        Fault::Cut(length) => answer.truncate(length),
        Fault::Delay(time) => thread::sleep(time),
        Fault::Hang => {
            let _ = client.read(&mut [0]);
            return Ok(false);
        }
        Fault::Drip(time) => {
            for byte in answer {
                client.write_all(&[byte])?;
                client.flush()?;
                thread::sleep(time);
            }
            return Ok(false);
        }
        Fault::None | Fault::Answer(_) => {}
    }
    client.write_all(&answer)?;
    client.flush()?;
    Ok(true)
}

/// Head and body; `None` for a connection on which nothing comes.
pub(crate) fn read_request(client: &mut impl Read) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        if let Some(head) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
            let body: usize = length.map_or(0, |length| length.trim().parse().unwrap());
            if bytes.len() >= head + 4 + body {
                let request = String::from_utf8(bytes).unwrap();
                // It says that the connection stays open; this proxy does not.
                let lines = request.split("\r\n").filter(|line| !is_connection(line));
                return Ok(Some(lines.collect::<Vec<_>>().join("\r\n")));
            }
        }
        match client.read(&mut piece)? {
            0 => return Ok(None),
            count => bytes.extend_from_slice(&piece[..count]),
        }
    }
}

fn is_connection(line: &str) -> bool {
    line.to_ascii_lowercase().starts_with("connection:")
}
