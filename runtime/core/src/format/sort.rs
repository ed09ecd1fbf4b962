use super::paths_asked::Segments;

/// Heapsort: those of the standard library are ten times the code in every program.
pub(super) fn sort(paths: &mut [(Segments, usize)]) {
    for root in (0..paths.len() / 2).rev() {
        sift_down(paths, root);
    }
    let mut rest = paths;
    while let Some(last) = rest.len().checked_sub(1) {
        // The greatest of the heap goes behind it.
        rest.swap(0, last);
        (rest, _) = rest.split_at_mut(last);
        sift_down(rest, 0);
    }
}

/// Makes a heap of what is one but for its root.
fn sift_down(paths: &mut [(Segments, usize)], root: usize) {
    let mut parent = root;
    while let Some((mut greater, first)) = at(paths, 2 * parent + 1) {
        let mut path = first;
        if let Some((child, second)) = at(paths, 2 * parent + 2) {
            if second > path {
                (greater, path) = (child, second);
            }
        }
        match at(paths, parent) {
            Some((_, own)) if own < path => paths.swap(parent, greater),
            _ => return,
        }
        parent = greater;
    }
}

fn at(paths: &[(Segments, usize)], at: usize) -> Option<(usize, Segments)> {
    paths.get(at).map(|(path, _)| (at, *path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_any_order_are_sorted() {
        const NAMES: [&str; 5] = ["a", "b", "c", "aa", "b"];
        for count in 0..60 {
            let mut paths: Vec<(Segments, usize)> = Vec::new();
            for number in 0..count {
                let start = number * 7 % NAMES.len();
                let end = start + number * 11 % (NAMES.len() - start + 1);
                paths.push((NAMES[start..end].to_vec().leak(), number));
            }
            let mut expected: Vec<_> = paths.iter().map(|(path, _)| *path).collect();
            expected.sort_unstable();
            sort(&mut paths);
            assert!(paths.iter().map(|(path, _)| *path).eq(expected), "{paths:?}");
            paths.sort_unstable_by_key(|(_, number)| *number);
            assert!(paths.iter().map(|(_, number)| *number).eq(0..count));
        }
    }
}
