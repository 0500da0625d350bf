//! Lines that are almost furniture by their wording, and break with the subject of the article,
//! or with its voice.

use super::Page;
use super::judge::{Kind, subject_words};
use rustc_hash::FxHashSet;

/// Marks lines in doubt that have no word in common with the rest of the article.
pub(super) fn mark_apart(page: &mut Page<'_>) {
    let doubtful: Vec<usize> = (0..page.lines.len())
        .filter(|&i| is_doubtful(page, i))
        .collect();
    if doubtful.is_empty() {
        return;
    }
    let mut known = FxHashSet::default();
    let mut speaks = false;
    for (index, line) in page.lines.iter().enumerate() {
        if line.outside.is_none() && doubtful.binary_search(&index).is_err() {
            known.extend(subject_words(page.text(index)));
            speaks |= line.judgement.addresses;
        }
    }
    for index in doubtful {
        let apart = !subject_words(page.text(index)).any(|word| known.contains(&word));
        let Some(line) = page.lines.get_mut(index).filter(|_| apart) else {
            continue;
        };
        let alone = line.judgement.if_alone.filter(|_| !speaks);
        if let Some(kind) = line.judgement.if_apart.or(alone) {
            line.mark(kind, Kind::why(kind));
        }
    }
}

fn is_doubtful(page: &Page<'_>, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| {
        let judgement = &line.judgement;
        line.outside.is_none() && (judgement.if_apart.is_some() || judgement.if_alone.is_some())
    })
}
