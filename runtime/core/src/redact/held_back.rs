use zeroize::Zeroize;

/// Less than what counts as a piece of a secret.
const FEW: usize = 15;

/// The end of a text that could be the beginning of a secret: wiped when it is replaced, and on drop.
#[derive(Default)]
pub(super) struct HeldBack {
    few: [u8; FEW],
    few_length: usize,
    /// If there are more; otherwise empty, with the memory of the last time.
    many: Vec<u8>,
}

impl HeldBack {
    pub(super) fn bytes(&self) -> &[u8] {
        if self.many.is_empty() {
            self.few.get(..self.few_length).unwrap_or_default()
        } else {
            &self.many
        }
    }

    /// Keeps what is behind the first `from` bytes of itself and `more` together.
    pub(super) fn keep(&mut self, from: usize, more: &[u8]) {
        let held = self.bytes().len();
        let more = more.get(from.saturating_sub(held)..).unwrap_or_default();
        let length = held.saturating_sub(from) + more.len();
        if length <= FEW {
            let mut few = [0; FEW];
            let kept = self.bytes().get(from.min(held)..).unwrap_or_default();
            for (to, byte) in few.iter_mut().zip(kept.iter().chain(more)) {
                *to = *byte;
            }
            self.clear();
            (self.few, self.few_length) = (few, length);
            few.zeroize();
        } else if from == 0 && !self.many.is_empty() && self.many.capacity() >= length {
            self.many.extend_from_slice(more);
        } else {
            // Growing in place could leave a copy in freed memory.
            let mut many = Vec::with_capacity(length.next_power_of_two());
            many.extend_from_slice(self.bytes().get(from.min(held)..).unwrap_or_default());
            many.extend_from_slice(more);
            self.clear();
            self.many = many;
        }
    }

    pub(super) fn clear(&mut self) {
        self.few.zeroize();
        self.few_length = 0;
        self.many.zeroize();
    }
}

impl Drop for HeldBack {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_is_behind() {
        let text: Vec<u8> = (0..100).collect();
        for first in 0..60 {
            for second in first..100 {
                for from in 0..=second {
                    let mut held = HeldBack::default();
                    held.keep(0, &text[..first]);
                    held.keep(from, &text[first..second]);
                    assert_eq!(held.bytes(), &text[from..second], "{first} {second} {from}");
                }
            }
        }
    }
}
