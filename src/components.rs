//! What ties bring together, directly or by way of others.

/// For each of so many things the least of those that ties connect it to, itself among them.
pub(crate) fn components(size: usize, ties: impl IntoIterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..size as u32).collect();
    for (a, b) in ties {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b) as usize] = a.min(b);
    }
    (0..size as u32)
        .map(|thing| root(&mut parent, thing))
        .collect()
}

/// The thing at the end of the chain of parents, which grows shorter by being walked.
pub(crate) fn root(parent: &mut [u32], mut thing: u32) -> u32 {
    while parent[thing as usize] != thing {
        let above = parent[parent[thing as usize] as usize];
        parent[thing as usize] = above;
        thing = above;
    }
    thing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_in_any_order_bring_the_same_together() {
        let ties = [(3, 4), (1, 3), (5, 2)];
        let wanted = [0, 1, 2, 1, 1, 2];
        assert_eq!(components(6, ties), wanted);
        assert_eq!(
            components(6, ties.map(|(a, b)| (b, a)).into_iter().rev()),
            wanted
        );
    }
}
