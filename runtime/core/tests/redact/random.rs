//! Secrets and texts of the few characters with which disguises begin and go on, so that all of them meet.

use std::io::Write;

use provider_credentials_core::Redactor;

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn bytes(&mut self, letters: &[u8], length: usize) -> Vec<u8> {
        (0..length).map(|_| letters[self.below(letters.len())]).collect()
    }
}

#[test]
fn writers_do_as_one_call_does_and_nothing_stays() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut found = 0;
    for _ in 0..3000 {
        let letters =
            [&b"ab"[..], b"%61\\u0b", b"YWJh,-+/", b"a\nb\\n", b"97, 8a"][random.below(5)];
        let redactor = Redactor::new();
        let mut secrets = Vec::new();
        for number in 0..=random.below(4) {
            let length = 8 + random.below(4);
            secrets.push(random.bytes(letters, length));
            redactor.register(format!("k{number}"), &secrets[number][..]);
        }
        let mut text = Vec::new();
        while text.len() < 60 {
            let secret = &secrets[random.below(secrets.len())];
            let (start, end) = (random.below(3), secret.len() - random.below(3));
            text.extend_from_slice(&secret[start..end]);
            let length = random.below(6);
            text.extend(random.bytes(letters, length));
        }
        let expected = redactor.redact_bytes(&text).into_owned();
        let mut writer = redactor.writer(Vec::new());
        let mut rest = &text[..];
        while !rest.is_empty() {
            let (now, later) = rest.split_at(1 + random.below(rest.len().min(7)));
            writer.write_all(now).unwrap();
            rest = later;
        }
        let written = writer.into_inner().unwrap();
        assert_eq!(written, expected, "{} of {secrets:?}", text.escape_ascii());
        for secret in &secrets {
            let stays = expected.windows(secret.len()).any(|window| window == secret);
            assert!(!stays, "{} in {}", secret.escape_ascii(), expected.escape_ascii());
        }
        found += usize::from(expected != text);
    }
    assert!(found > 1000, "{found}");
}
