use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Answers commands as it is told, with the secret in all that it says, until the process ends.
pub(crate) struct FakeTpm(String);

/// What it says to a command, by the command's code.
#[derive(Clone, Copy)]
pub(crate) enum Says {
    /// A response code.
    Code(u32),
    /// The same once, and then all is well.
    CodeOnce(u32),
    /// So many wrong passwords, of so many.
    Tries(u32, u32),
    /// Nothing: it hangs up.
    Nothing,
}

pub(crate) const CREATE_PRIMARY: u32 = 0x0131;
pub(crate) const LOAD: u32 = 0x0157;
pub(crate) const UNSEAL: u32 = 0x015E;
pub(crate) const READ_PUBLIC: u32 = 0x0173;
pub(crate) const START_SESSION: u32 = 0x0176;
pub(crate) const GET_CAPABILITY: u32 = 0x017A;
const PCR_READ: u32 = 0x017E;

impl FakeTpm {
    pub(crate) fn start(script: Vec<(u32, Says)>, secret: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        thread::spawn(move || {
            let mut script = script;
            for client in listener.incoming().flatten() {
                serve(client, &mut script, secret.as_bytes());
            }
        });
        Self(format!("swtpm:host=127.0.0.1,port={port}"))
    }

    /// As the environment names it.
    pub(crate) fn tcti(&self) -> &str {
        &self.0
    }
}

fn serve(mut client: TcpStream, script: &mut Vec<(u32, Says)>, secret: &[u8]) {
    let mut header = [0; 10];
    while client.read_exact(&mut header).is_ok() {
        let number =
            |at: usize| u32::from_be_bytes(header[at..at + 4].try_into().expect("four bytes"));
        let mut rest = vec![0; number(2) as usize - header.len()];
        if client.read_exact(&mut rest).is_err() {
            return;
        }
        let code = number(6);
        let told = script.iter().position(|(known, _)| *known == code);
        let (result, body) = match told.map(|at| (at, script[at].1)) {
            Some((_, Says::Nothing)) => return,
            Some((_, Says::Code(result))) => (result, secret.to_vec()),
            Some((at, Says::CodeOnce(result))) => {
                script.remove(at);
                (result, secret.to_vec())
            }
            Some((_, Says::Tries(counter, most))) => (0, properties(counter, most)),
            None => (0, body(code, &rest, secret)),
        };
        let length = u32::try_from(header.len() + body.len()).expect("a short answer");
        let tag: [u8; 2] = [0x80, 0x01];
        let answer = [&tag[..], &length.to_be_bytes(), &result.to_be_bytes(), &body].concat();
        if client.write_all(&answer).is_err() {
            return;
        }
    }
}

/// Where all is well.
fn body(code: u32, command: &[u8], secret: &[u8]) -> Vec<u8> {
    match code {
        CREATE_PRIMARY => {
            [&[0x80, 0, 0, 0][..], &authorized(&[sized(&parent()), sized(secret)].concat())]
                .concat()
        }
        LOAD => [&[0x80, 0, 0, 1][..], &authorized(&sized(secret))].concat(),
        UNSEAL => {
            let length = u32::try_from(2 + secret.len()).expect("a short secret");
            let mut body = [&length.to_be_bytes()[..], &sized(secret)].concat();
            // Behind the handle, the length of all sessions: each has a handle, a nonce, a byte and an HMAC.
            let sessions = usize::from(command[7]) / (4 + 34 + 1 + 34);
            for _ in 0..sessions {
                body.extend([sized(&[7; 32]), vec![1], sized(&[7; 32])].concat());
            }
            body
        }
        READ_PUBLIC => [sized(&sealed(0x52, &[])), sized(secret), sized(secret)].concat(),
        START_SESSION => [&[2, 0, 0, 0][..], &sized(&[7; 32])].concat(),
        GET_CAPABILITY if command.starts_with(&[0, 0, 0, 6]) => properties(0, 32),
        GET_CAPABILITY => [&[0, 0, 0, 0, 1][..], &[0; 4]].concat(),
        PCR_READ => vec![0; 12],
        _ => Vec::new(),
    }
}

fn properties(counter: u32, most: u32) -> Vec<u8> {
    let mut body = vec![0, 0, 0, 0, 6, 0, 0, 0, 3];
    for (property, value) in [(0x200_u32, 0), (0x20E, counter), (0x20F, most)] {
        body.extend(property.to_be_bytes());
        body.extend(value.to_be_bytes());
    }
    body
}

fn sized(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("a short text");
    [&length.to_be_bytes()[..], bytes].concat()
}

/// Parameters, behind which an empty password is acknowledged.
fn authorized(parameters: &[u8]) -> Vec<u8> {
    let length = u32::try_from(parameters.len()).expect("a short answer");
    [&length.to_be_bytes()[..], parameters, &[0, 0, 1, 0, 0]].concat()
}

/// A storage key on P-256: the point that generates the curve.
pub(crate) fn parent() -> Vec<u8> {
    const X: &str = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    const Y: &str = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    let coordinate =
        |hex: &str| sized(&data_encoding::HEXLOWER.decode(hex.as_bytes()).expect("digits"));
    let front =
        [0, 0x23, 0, 0x0B, 0, 3, 0, 0x72, 0, 0, 0, 6, 0, 128, 0, 0x43, 0, 0x10, 0, 3, 0, 0x10];
    [&front[..], &coordinate(X), &coordinate(Y)].concat()
}

/// The public part of sealed data.
pub(crate) fn sealed(attributes: u8, policy: &[u8]) -> Vec<u8> {
    let front = [0, 8, 0, 0x0B, 0, 0, 0, attributes];
    [&front[..], &sized(policy), &[0, 0x10], &sized(&[7; 32])].concat()
}
