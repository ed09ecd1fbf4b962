//! Secrets from variables, from the program, and from its sources.

use provider_credentials_disguises::letters as sentinel;

use crate::case::Case;
use crate::server::giving;

pub(crate) fn all() -> Vec<Case> {
    let [s, t] = [sentinel("injected"), sentinel("injected too")];
    let with = |name, kind, outcome| Case::new(name, kind, outcome).text(&s);
    let claims = base64(&format!("{{\"exp\": 4000000000, \"id\": \"{s}\"}}"));
    let token = format!("eyJhbGciOiJub25lIn0.{}.c2lnbmF0dXJl", claims.trim_end_matches('='));
    let broken = format!("{s}\n\n");
    vec![
        with("variable", "env", "loaded").loads(&s),
        Case::new("variable with line breaks", "env", "loaded").text(&broken).loads(&s),
        encoded("encoded", &s),
        with("a password, in a URL and a header", "basic", "loaded")
            .loads(&s)
            .never(base64(&format!("app:{s}"))),
        with("a token", "bearer", "loaded").loads(&s),
        Case::new("a JSON Web Token", "bearer", "loaded").text(&token).loads(&token).never(&s),
        certificate(&rcgen::PKCS_ECDSA_P256_SHA256, 36),
        certificate(&rcgen::PKCS_ED25519, 16),
        with_token("a client in a header", "client_secret_basic"),
        with_token("a client in a form", "client_secret_post"),
        Case::new("bytes", "binary", "loaded")
            .file("secret", format!("{s}\n"))
            .loads(&format!("{s}\n")),
        Case::new("encoded wrongly", "encoded", "encoding_invalid")
            .text(&format!("{s}!"))
            .never(&s),
        Case::new("doubtful", "env", "loaded").text(&format!("'{s}'")).loads(&format!("'{s}'")),
        Case::new("doubtful, refused", "env_strict", "value_quoted")
            .text(&format!("'{s}'"))
            .never(&s),
        Case::new("escaped PEM", "env", "loaded")
            .text(&format!("-----BEGIN EXAMPLE-----\\n{s}\\n-----END EXAMPLE-----"))
            .loads(&s),
        Case::new("a path", "env", "loaded").text(&format!("/{s}")).loads(&format!("/{s}")),
        Case::new("ciphertext", "env", "value_encrypted")
            .text(&format!("ENC[AES256_GCM,data:{s}]"))
            .never(&s),
        with("variable that is not asked for", "env_not_asked_for", "env_not_set").never(&s),
        with("pasted into X_FILE", "env_file_pasted", "file_not_found").never(&s),
        with("X and X_FILE", "env_and_file", "env_and_file_both_set")
            .file("secret", &t)
            .never(&s)
            .never(&t),
        with("variables replaced", "env_replaced", "loaded").text(&t).never(&s).loads(&t),
        with("variable and given", "env_overridden", "loaded").text(&t).never(&s).loads(&t),
        // What is searched is all but the kernel's own block of them.
        Case::new("variable of the process", "env_of_process", "loaded")
            .variable("LEAK_PROBE_KEY", &s)
            .variable("LEAK_PROBE_OTHER", &t)
            .loads(&s)
            .never(&t),
        with("given", "given", "loaded").loads(&s),
        with("given to locked memory", "given_locked", "loaded").loads(&s),
        Case::new("a program", "command", "loaded").file("secret", format!("{s}\n")).loads(&s),
        Case::new("JSON of a program", "command_key", "loaded")
            .file(
                "secret",
                format!("{{\"a\": {{\"wanted\": \"\\t{s}\\n.\", \"other\": \"{t}\"}}}}"),
            )
            .loads(&s)
            .never(&t),
        Case::new("a program that writes no text", "command", "command_not_text")
            .file("secret", [b"\xff", s.as_bytes()].concat())
            .never(&s),
        Case::new("a program that writes too much", "command", "command_too_much")
            .file("secret", s.repeat((1 << 20) / s.len() + 1))
            .never(&s),
        with("rotated", "live", "loaded").text(&t).never(&s).loads(&t),
        redacted(with("redacted", "redacted", "loaded").loads(&s), &s),
        redacted(
            redacted(with("redacted, rotated", "redacted", "loaded").text(&t).loads(&t), &s)
                .never(&s),
            &t,
        ),
        with("given twice", "given_twice", "loaded").text(&t).never(&s).loads(&t),
        with("given to nobody", "given_to_nobody", "not_given").never(&s),
        with("given with many", "given_many", "loaded").text(&t).loads(&s).never(&t),
        with("custom", "custom", "loaded").loads(&s),
        Case::new("custom with line breaks", "custom", "loaded").text(&broken).loads(&s),
        Case::new("custom, blank", "custom", "value_empty").text(" \n"),
        with("custom with spare capacity", "custom_spare_capacity", "loaded").loads(&s),
        with("custom from a slice", "custom_borrowed", "loaded").loads(&s),
        with("custom, answered twice", "custom_twice", "loaded").text(&t).never(&s).loads(&t),
        with("needed by a source", "needed", "loaded loaded")
            .file("secret", &t)
            .loads(&s)
            .never(&t),
        with("needed in locked memory", "needed_locked", "loaded loaded")
            .file("secret", &t)
            .loads(&s)
            .never(&t),
        with("content", "content", "loaded").loads(&s),
        Case::new("content with white space", "content", "loaded").text(&broken).loads(&s),
        Case::new("content, blank", "content", "value_empty").text(" \n"),
        with("custom that answers too late", "custom_late", "source_timed_out").never(&s),
        with("custom that panics", "custom_panics", "source_panicked").never(&s),
    ]
}

/// A client's secret goes to a server, and a token comes back.
fn with_token(name: &'static str, way: &str) -> Case {
    let [secret, token] = [sentinel(name), sentinel(way)];
    Case::new(name, "oauth2", "loaded")
        .text(&secret)
        .text(&giving(&token))
        .text(way)
        .loads(&secret)
        .loads(&token)
        .never(base64(&format!("app:{secret}")))
}

fn encoded(name: &'static str, text: &str) -> Case {
    let wrapped = base64(text);
    Case::new(name, "encoded", "loaded").text(&wrapped).loads(text).never(&wrapped)
}

/// Of a secret that texts had in all disguises, nothing is left in any.
fn redacted(case: Case, secret: &str) -> Case {
    let each = |byte: &dyn Fn(u8) -> String| secret.bytes().map(byte).collect::<String>();
    case.never(base64(&format!("{secret}~~")))
        .never(&base64(&format!("~{secret}~~"))[2..])
        .never(&base64(&format!("~~{secret}~~"))[3..])
        .never(each(&|byte| format!("{byte:02x}")))
        .never(each(&|byte| format!("%{byte:02x}")))
        .never(each(&|byte| format!("\\u00{byte:02x}")))
        .never(each(&|byte| format!("{byte}, ")))
}

fn base64(text: &str) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    text.as_bytes()
        .chunks(3)
        .flat_map(|three| {
            let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
            let bits = bits << (8 * (3 - three.len()));
            (0..4).map(move |at| {
                let letter = letters[(bits >> (18 - 6 * at) & 63) as usize];
                if at <= three.len() { char::from(letter) } else { '=' }
            })
        })
        .collect()
}

/// Whose secret number begins there in PKCS#8 (RFC 5915, RFC 8410), and has 32 bytes.
fn certificate(algorithm: &'static rcgen::SignatureAlgorithm, from: usize) -> Case {
    let key = rcgen::KeyPair::generate_for(algorithm).unwrap();
    let params = rcgen::CertificateParams::new(vec!["client.example".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    let pem = key.serialize_pem();
    Case::new("a private key", "certificate", "loaded")
        .text(&pem)
        .text(&certificate)
        .loads(pem.trim_end())
        .gone(&key.serialize_der()[from..from + 32])
}
