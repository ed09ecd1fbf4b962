//! Owners whom this process's user namespace has no number for (`user_namespaces(7)`). All of them show as
//! one, and nobody in here can take a file from them.

use crate::report::Obstacle;

/// What it means that a file shows `owner`.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn of(owner: u32) -> Option<Obstacle> {
    let read = |path| std::fs::read_to_string(path).ok();
    // Without `/proc` nothing is known.
    judge(owner, &read("/proc/sys/kernel/overflowuid")?, &read("/proc/thread-self/uid_map")?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn of(_: u32) -> Option<Obstacle> {
    None
}

/// All numbers but the last, which stands for none.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
const ALL: u64 = u32::MAX as u64;

#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
fn judge(owner: u32, overflow: &str, map: &str) -> Option<Obstacle> {
    let owner = u64::from(owner);
    if overflow.trim().parse() != Ok(owner) {
        return None;
    }
    let (mut known, mut is_known) = (0, false);
    for line in map.lines() {
        let mut numbers = line.split_whitespace();
        let (first, _, count) = (numbers.next()?, numbers.next(), numbers.next()?);
        let (first, count): (u64, u64) = (first.parse().ok()?, count.parse().ok()?);
        known += count;
        is_known |= (first..first + count).contains(&owner);
    }
    match (known < ALL, is_known) {
        (false, _) => None,
        (true, false) => Some(Obstacle::Outside),
        (true, true) => Some(Obstacle::PerhapsOutside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_says_who_is_outside() {
        let host = "         0          0 4294967295\n";
        let one = "         0       1000          1\n";
        let podman = "         0       1000          1\n         1     100000      65536\n";
        let few = "0 1000 1\n1 100000 999\n1000 101000 64000\n";
        for (owner, overflow, map, expected) in [
            (65_534, "65534\n", host, None),
            (65_534, "65534\n", one, Some(Obstacle::Outside)),
            (65_534, "65534\n", few, Some(Obstacle::Outside)),
            (65_534, "65534\n", podman, Some(Obstacle::PerhapsOutside)),
            (65_533, "65534\n", one, None),
            (0, "65534\n", one, None),
            (99, "99\n", one, Some(Obstacle::Outside)),
            // All of them, in pieces.
            (65_534, "65534\n", "0 0 1000\n1000 1000 4294966295\n", None),
            // Nothing that the kernel writes.
            (65_534, "65534\n", "0 0\n", None),
            (65_534, "", one, None),
        ] {
            assert_eq!(judge(owner, overflow, map), expected, "{owner} {overflow} {map}");
        }
    }
}
