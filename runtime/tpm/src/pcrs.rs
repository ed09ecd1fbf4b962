//! PCRs, as tpm2-tools name them: `sha256:0,7`, `sha1:1+sha256:7`.

use crate::hash::Hash;
use crate::wire::{Reader, Writer};

/// PCRs of banks: `TPML_PCR_SELECTION`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pcrs(Vec<(Hash, [u8; BYTES])>);

/// How many bytes name the PCRs of a bank.
const BYTES: usize = 3;
const COUNT: u8 = 24;

impl Pcrs {
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut banks = Vec::new();
        for bank in text.split('+') {
            let (name, numbers) = bank.split_once(':')?;
            let hash = Hash::named(name)?;
            if banks.iter().any(|(known, _)| *known == hash) {
                return None;
            }
            banks.push((hash, Self::mask(numbers)?));
        }
        Some(Self(banks))
    }

    /// Of one bank, as clevis has them.
    pub(crate) fn of_bank(hash: Hash, numbers: &str) -> Option<Self> {
        Some(Self(vec![(hash, Self::mask(numbers)?)]))
    }

    pub(crate) fn one(hash: Hash, number: u8) -> Self {
        let mut mask = [0; BYTES];
        set(&mut mask, number);
        Self(vec![(hash, mask)])
    }

    /// As a policy of a file in PEM has it.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut banks = Vec::new();
        for _ in 0..reader.u32()? {
            let hash = Hash::of_id(reader.u16()?)?;
            let length = reader.u8()?;
            let mut mask = [0; BYTES];
            for (to, from) in mask.iter_mut().zip(reader.bytes(length.into())?) {
                *to = *from;
            }
            banks.push((hash, mask));
        }
        Some(Self(banks))
    }

    fn mask(numbers: &str) -> Option<[u8; BYTES]> {
        let mut mask = [0; BYTES];
        for number in numbers.split(',') {
            let number = number.parse().ok().filter(|number| *number < COUNT)?;
            set(&mut mask, number);
        }
        Some(mask)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.0.len()).unwrap_or_default();
        let mut bytes = Writer::default().u32(count);
        for (hash, mask) in &self.0 {
            bytes = bytes.u16(hash.id()).u8(3).bytes(mask);
        }
        bytes.into_bytes()
    }

    /// Each of them, in the order in which a policy has them.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Hash, u8)> {
        self.0.iter().flat_map(|(hash, mask)| {
            (0..COUNT).filter(|number| is_set(*mask, *number)).map(|number| (*hash, number))
        })
    }

    /// The same PCRs of another bank, if they are of one.
    pub(crate) fn in_bank(&self, hash: Hash) -> Option<Self> {
        match &*self.0 {
            [(_, mask)] => Some(Self(vec![(hash, *mask)])),
            _ => None,
        }
    }
}

fn set(mask: &mut [u8; BYTES], number: u8) {
    if let Some(byte) = mask.get_mut(usize::from(number / 8)) {
        *byte |= 1 << (number % 8);
    }
}

fn is_set(mask: [u8; BYTES], number: u8) -> bool {
    mask.get(usize::from(number / 8)).is_some_and(|byte| byte & (1 << (number % 8)) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_that_of_tpm2_tools() {
        assert_eq!(
            Pcrs::new("sha1:1+sha256:0,7,16").unwrap().bytes(),
            [0, 0, 0, 2, 0, 4, 3, 2, 0, 0, 0, 0x0B, 3, 0x81, 0, 1]
        );
        let each: Vec<_> = Pcrs::new("sha256:23,0").unwrap().each().map(|(_, at)| at).collect();
        assert_eq!(each, [0, 23]);
        for broken in ["", "7", "sha256", "sha256:", "sha256:24", "sha256:a", "sm3:1", "sha1:1+"] {
            assert!(Pcrs::new(broken).is_none(), "{broken}");
        }
    }
}
