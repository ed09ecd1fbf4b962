//! The kernel's table of mounts, whose format is in `proc_pid_mountinfo(5)`.

#![cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]

/// One mount. All of it is written with the same escapes.
pub(super) struct Row<'m> {
    id: &'m str,
    pub(super) parent: &'m str,
    pub(super) device: &'m str,
    pub(super) root: &'m str,
    pub(super) point: &'m str,
    /// The kind of file system.
    pub(super) system: &'m str,
    /// Of the file system, with commas between them.
    pub(super) options: &'m str,
}

/// The mounts that this process sees; `None` where it sees no `/proc`.
pub(super) fn table() -> Option<String> {
    std::fs::read_to_string("/proc/thread-self/mountinfo").ok()
}

/// The mount with this ID.
pub(super) fn by_id<'m>(table: &'m str, id: &str) -> Option<Row<'m>> {
    find(table, |row| row.id == id)
}

/// A mount of the file system on this device, which is `MAJOR:MINOR`.
pub(super) fn by_device<'m>(table: &'m str, device: &str) -> Option<Row<'m>> {
    find(table, |row| row.device == device)
}

fn find<'m>(table: &'m str, is_it: impl Fn(&Row<'m>) -> bool) -> Option<Row<'m>> {
    for line in table.split('\n') {
        if let Some(row) = row(line).filter(|row| is_it(row)) {
            return Some(row);
        }
    }
    None
}

fn row(line: &str) -> Option<Row<'_>> {
    // Some fields before the dash are there or not.
    let (mount, rest) = line.split_once(" - ")?;
    let (mut mount, mut rest) = (mount.split(' '), rest.split(' '));
    let (id, parent, device) = (mount.next()?, mount.next()?, mount.next()?);
    let (root, point) = (mount.next()?, mount.next()?);
    let (system, _, options) = (rest.next()?, rest.next()?, rest.next()?);
    Some(Row { id, parent, device, root, point, system, options })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
        20 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
        21 20 0:30 /a\\040b /mnt/c rw master:7 shared:2 - 9p C:\\134 rw,aname=drvfs;uid=1000,cache=5\n\
        22 20 0:31 / /broken rw\n\
        23 20\n\n";

    #[test]
    fn rows_are_found_by_id_and_by_device() {
        let shown = |row: Option<Row<'_>>| {
            row.map(|row| {
                let Row { parent, device, root, point, system, options, .. } = row;
                [parent, device, root, point, system, options].join(" ")
            })
        };
        let first = Some("1 8:1 / / ext4 rw".to_owned());
        let second = Some("20 0:30 /a\\040b /mnt/c 9p rw,aname=drvfs;uid=1000,cache=5".to_owned());
        assert_eq!(shown(by_id(TABLE, "20")), first);
        assert_eq!(shown(by_device(TABLE, "8:1")), first);
        assert_eq!(shown(by_id(TABLE, "21")), second);
        assert_eq!(shown(by_device(TABLE, "0:30")), second);
        for id in ["2", "22", "23", "", "-"] {
            assert!(by_id(TABLE, id).is_none(), "{id}");
        }
        assert!(by_device(TABLE, "0:31").is_none() && by_device(TABLE, "8").is_none());
    }
}
