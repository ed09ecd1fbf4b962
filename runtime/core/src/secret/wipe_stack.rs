//! Pieces of a secret that no buffer's owner can wipe: registers that the compiler, the unwinder or the
//! dynamic linker saved on the stack.
//!
//! `tests/leak_probe` finds such pieces without this. A search for line breaks that was not optimized
//! keeps the compared bytes on the stack, and the first call into a shared library, as for a panic, saves
//! the registers that the last copy went through.

use core::hint::black_box;

/// Pieces were found down to between 8 and 12 KiB, in builds that are not optimized.
const DEPTH: usize = 32 * 1024;

/// Overwrites the stack below the caller's frame, where the functions that it called were: what they and the libraries below
/// them left there of secrets and keys. For tools that write encrypted files; a load does so itself.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "the stack is what is to be overwritten")]
#[cfg_attr(not(feature = "tools"), expect(unreachable_pub, reason = "public for tools alone"))]
pub fn wipe_stack() {
    // `black_box` makes the optimizer assume that the buffer is read.
    black_box(&mut [0_u8; DEPTH]);
}
