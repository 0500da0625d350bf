//! Finds what changed between the stored version of an article and a draft of it.

use super::load;
use crate::Settings;
use crate::article::{Article, outside_story_with};
use crate::duplicate::{self, Document, GroupOf, GroupedPair, Grouping};
use crate::extract::{Extractor, Story};
use crate::report::{self, Change, ChangedFigure, GroupKind, Revision};
use rusqlite::Connection;

/// What changed between the stored article and a draft of it.
pub(super) fn of(
    connection: &Connection,
    number: i64,
    draft: &Article,
    extractor: &Extractor,
    settings: &Settings,
) -> rusqlite::Result<Revision> {
    let (version, added) = connection
        .prepare_cached("SELECT version, added FROM article WHERE number = ?1")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let stored = load::article(connection, number)?;
    let differs = stored.text != draft.text;
    Ok(Revision {
        article: draft.id.clone(),
        version,
        added,
        changes: if differs {
            changes(&stored.text, &draft.text)
        } else {
            Vec::new()
        },
        figures: if differs {
            figures(stored, draft, extractor, settings)
        } else {
            Vec::new()
        },
    })
}

/// The figures that stand in the same place of both and differ.
fn figures(
    stored: Article,
    draft: &Article,
    extractor: &Extractor,
    settings: &Settings,
) -> Vec<ChangedFigure> {
    let both = [stored, draft.clone()];
    let stories: Vec<Story<'_>> = extractor.read(
        &both,
        outside_story_with(&both, &settings.vocabulary.cues),
        settings.today,
    );
    let pair = GroupedPair {
        a: 0,
        b: 1,
        similarity: 1.0,
        containment: 1.0,
        kind: GroupKind::Edited,
        passages: Vec::new(),
        changed: Vec::new(),
    };
    let group = GroupOf {
        members: vec![0, 1],
        kind: GroupKind::Edited,
        pairs: vec![pair],
        ..GroupOf::default()
    };
    let mut grouping = Grouping {
        groups: vec![group],
        sampled: 1,
    };
    duplicate::trace(&mut grouping, &stories, extractor.lexicon());
    let pairs = grouping.groups.iter().flat_map(|group| &group.pairs);
    pairs
        .flat_map(|pair| &pair.changed)
        .map(|change| report::changed_figure(&stories, (0, 1), change))
        .collect()
}

/// The words that differ between two texts.
fn changes(before: &str, after: &str) -> Vec<Change> {
    let document = |text| Document {
        text,
        outside: &[],
        date: None,
    };
    let mut found = Vec::new();
    let mut last = (0, 0);
    let same = duplicate::aligned(&document(before), &document(after));
    let ends = same.into_iter().map(|s| (s.a, s.b));
    for (a, b) in ends.chain([(before.len()..before.len(), after.len()..after.len())]) {
        let words = |text: &str, from: usize, to: usize| {
            let words = text.get(from..to).unwrap_or_default();
            let mark = |c: char| !c.is_alphanumeric() && !"$€£¥%".contains(c);
            words.trim_matches(mark).to_owned()
        };
        let change = Change {
            before: words(before, last.0, a.start),
            after: words(after, last.1, b.start),
        };
        if change.before != change.after {
            found.push(change);
        }
        last = (a.end, b.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_place_of_what_is_told() {
        let change = |before: &str, after: &str| Change {
            before: before.into(),
            after: after.into(),
        };
        assert_eq!(
            changes(
                "Twelve people died in the flood at Chitwan, police said.",
                "Fifteen people died in the flood at Chitwan on Monday, police said."
            ),
            [change("Twelve", "Fifteen"), change("", "on Monday")]
        );
        assert_eq!(changes("The same.", "The same!"), []);
    }
}
