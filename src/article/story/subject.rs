//! Lines with a note of furniture that have no word in common with the rest of the article.

use super::Page;
use super::words::words;
use rustc_hash::FxHashSet;

/// A shorter word says nothing of the subject.
const SHORTEST: usize = 5;

/// Marks lines that are almost furniture by their wording and break with the subject.
pub(super) fn mark_apart(page: &mut Page<'_>) {
    let doubtful = |page: &Page<'_>, i: usize| {
        let line = page.lines.get(i)?;
        line.outside.is_none().then_some(line.judgement.if_apart?)
    };
    if (0..page.lines.len()).all(|i| doubtful(page, i).is_none()) {
        return;
    }
    let mut known = FxHashSet::default();
    for index in (0..page.lines.len()).filter(|&i| doubtful(page, i).is_none()) {
        known.extend(subject_words(page.text(index)));
    }
    for index in 0..page.lines.len() {
        let Some(kind) = doubtful(page, index) else {
            continue;
        };
        if subject_words(page.text(index)).any(|word| known.contains(&word)) {
            continue;
        }
        if let Some(line) = page.lines.get_mut(index) {
            line.mark(kind, kind.why());
        }
    }
}

/// The longer words of a line, in lower case.
fn subject_words(line: &str) -> impl Iterator<Item = String> {
    words(line).into_iter().filter_map(move |word| {
        let text = line.get(word.range)?;
        let long = text.len() >= SHORTEST && text.starts_with(char::is_alphabetic);
        long.then(|| text.to_lowercase())
    })
}
