use zeroize::Zeroizing;

/// What the first line of PEM begins with (RFC 7468), and the last.
pub(super) const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

/// PEM with its line breaks, where they are written as `\n`, as in a variable that can have none. `None` for what is
/// not that.
pub(crate) fn unescape(text: &str) -> Option<Zeroizing<String>> {
    if !text.starts_with(BEGIN) || text.contains('\n') || !text.contains("\\n") {
        return None;
    }
    // It gets shorter, so the buffer never grows.
    let mut unescaped = Zeroizing::new(String::with_capacity(text.len()));
    let mut lines = text.split("\\n");
    unescaped.push_str(lines.next().map_or("", without_return));
    for line in lines {
        unescaped.push('\n');
        unescaped.push_str(without_return(line));
    }
    Some(unescaped)
}

/// Whether it is PEM whose end or whose line breaks are missing.
pub(super) fn is_cut(text: &str) -> bool {
    text.starts_with(BEGIN) && (!text.contains(END) || !text.contains('\n'))
}

/// Whether it is a certificate or a public key alone, in PEM or as OpenSSH writes it.
pub(super) fn is_public(text: &str) -> bool {
    let of_ssh = ["ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];
    if of_ssh.iter().any(|head| text.starts_with(head)) {
        return true;
    }
    let is_of = |block: &str| {
        let label = block.split("-----").next().unwrap_or_default();
        label.contains("CERTIFICATE") || label.contains("PUBLIC KEY")
    };
    text.starts_with(BEGIN) && text.split(BEGIN).skip(1).all(is_of)
}

fn without_return(line: &str) -> &str {
    // Where somebody escaped twice, a backslash more is left.
    line.trim_end_matches('\\').strip_suffix("\\r").unwrap_or(line).trim_end_matches('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_are_put_where_they_were() {
        let plain = "-----BEGIN EXAMPLE-----\nYQ==\n-----END EXAMPLE-----";
        for escaped in [plain.replace('\n', "\\n"), plain.replace('\n', "\\r\\n")] {
            assert_eq!(unescape(&escaped).unwrap().as_str(), plain);
        }
        for other in [plain, "a\\nb", "-----BEGIN EXAMPLE----- YQ==", ""] {
            assert!(unescape(other).is_none(), "{other}");
        }
    }
}
