//! The figures that changed between two copies: values that stand in the same place of the copied
//! text and differ.

use crate::duplicate::Document;
use crate::duplicate::align::{Gap, gaps};
use crate::extract::quantity::Lexicon;
use crate::extract::{Detail, Mention, Story};
use crate::value::{Comparison, Measured, Value, compare_dates};
use std::ops::Range;

/// A value in one of two copies.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its bytes in the article.
    pub span: Range<usize>,
    /// The bytes of its sentence.
    pub sentence: Range<usize>,
    /// What it was read as.
    pub value: Value,
}

/// Two values in the same place of two copies.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedFigure {
    /// The one copy's.
    pub a: Figure,
    /// The other's.
    pub b: Figure,
}

/// Words of a gap up to which values in it that are of one kind and as many on both sides stand in
/// for each other in their order, if the gap is about as long on both sides. In others they must also
/// count the same things.
const TIGHT: usize = 12;
const ABOUT: usize = 3;

/// The figures that changed between two copies, in the order of the first.
pub(super) fn changed(
    (a, one): (&Story<'_>, &Document<'_>),
    (b, two): (&Story<'_>, &Document<'_>),
    lexicon: &Lexicon,
) -> Vec<ChangedFigure> {
    let mut taken = (vec![false; a.mentions.len()], vec![false; b.mentions.len()]);
    let mut found = Vec::new();
    for gap in gaps(one, two) {
        let mut left = within(a, &gap.a, &mut taken.0);
        let mut right = within(b, &gap.b, &mut taken.1);
        let pairs = paired(&gap, &mut left, &mut right, lexicon);
        found.extend(pairs.into_iter().map(|(x, y)| ChangedFigure {
            a: figure(a, x),
            b: figure(b, y),
        }));
    }
    found.sort_by_key(|change| (change.a.span.start, change.b.span.start));
    found
}

fn figure(story: &Story<'_>, mention: &Mention) -> Figure {
    let sentence = story.text.sentences.get(mention.sentence);
    Figure {
        span: mention.span.clone(),
        sentence: sentence.map_or(mention.span.clone(), |s| story.text.span(s.tokens.clone())),
        value: mention.value.clone(),
    }
}

/// The mentions that reach into a stretch of bytes and were not seen before.
fn within<'s>(story: &'s Story<'_>, gap: &Range<usize>, taken: &mut [bool]) -> Vec<&'s Mention> {
    let mut found = Vec::new();
    for (mention, taken) in story.mentions.iter().zip(taken) {
        let touches = mention.span.start < gap.end && gap.start < mention.span.end;
        if touches && !std::mem::replace(taken, true) {
            found.push(mention);
        }
    }
    found
}

/// The mentions of both sides that stand in for each other with other values.
fn paired<'s>(
    gap: &Gap,
    left: &mut Vec<&'s Mention>,
    right: &mut Vec<&'s Mention>,
    lexicon: &Lexicon,
) -> Vec<(&'s Mention, &'s Mention)> {
    let agree = |a: &Mention, b: &Mention| {
        comparison(a, b, lexicon).is_some_and(|found| !differs(a, b, found))
    };
    take_pairs(left, right, agree);
    let differ = |a: &Mention, b: &Mention| {
        comparison(a, b, lexicon).is_some_and(|found| differs(a, b, found))
    };
    let mut pairs = take_pairs(left, right, |a, b| differ(a, b) && counts_the_same(a, b));
    let (longer, shorter) = (gap.words.0.max(gap.words.1), gap.words.0.min(gap.words.1));
    if longer <= TIGHT && longer - shorter <= ABOUT && left.len() == right.len() {
        pairs.extend(take_pairs(left, right, differ));
    }
    pairs
}

/// Do two values that compare so differ in the eyes of who holds one copy against the other? "At least
/// 34" and "at least 43" may both be true, yet one of the two was not copied.
fn differs(a: &Mention, b: &Mention, found: Comparison) -> bool {
    let hedged_alike = match (&a.value, &b.value) {
        (Value::Quantity(x), Value::Quantity(y)) => {
            x.approx == y.approx && x.unit == y.unit && x.number != y.number
        }
        _ => false,
    };
    found == Comparison::Different || found == Comparison::Compatible && hedged_alike
}

/// Takes out of both lists, in order, the mentions that go together.
fn take_pairs<'s>(
    left: &mut Vec<&'s Mention>,
    right: &mut Vec<&'s Mention>,
    together: impl Fn(&Mention, &Mention) -> bool,
) -> Vec<(&'s Mention, &'s Mention)> {
    let mut pairs = Vec::new();
    left.retain(|a| {
        let Some(place) = right.iter().position(|b| together(a, b)) else {
            return true;
        };
        pairs.push((*a, right.remove(place)));
        false
    });
    pairs
}

/// Do two quantities count or measure the same, as far as the words beside them say? Days do.
fn counts_the_same(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (Value::Quantity(x), Value::Quantity(y)) => {
            let head = |of: &str| of.split_whitespace().next_back().map(str::to_lowercase);
            match (head(&x.of), head(&y.of)) {
                (Some(x), Some(y)) => x.trim_end_matches('s') == y.trim_end_matches('s'),
                _ => x.unit.is_some() && x.unit == y.unit,
            }
        }
        (Value::Date(x), Value::Date(y)) => x.grain == y.grain,
        _ => false,
    }
}

/// How the values of two mentions compare; `None` where they are of different kinds.
fn comparison(a: &Mention, b: &Mention, lexicon: &Lexicon) -> Option<Comparison> {
    match (&a.value, &b.value) {
        (Value::Date(x), Value::Date(y)) => {
            (x.time.is_some() == y.time.is_some()).then(|| compare_dates(x, y))
        }
        (Value::Quantity(x), Value::Quantity(y)) => {
            let (Detail::Quantity(p), Detail::Quantity(q)) = (&a.detail, &b.detail) else {
                return None;
            };
            let units = [&x.unit, &y.unit].map(|u| lexicon.unit_by_symbol(u.as_deref()?));
            let comparable = match units {
                [Some(u), Some(v)] => u.dimension == v.dimension,
                _ => x.unit == y.unit,
            };
            let measured = |quantity, step, unit: Option<&crate::extract::quantity::Unit>| {
                let (factor, zero) = unit.map_or((1.0, 0.0), |unit| (unit.factor, unit.zero));
                Measured::new(quantity, step, factor, zero)
            };
            let one = measured(x, p.step, units[0]);
            let two = measured(y, q.step, units[1]);
            (comparable && p.sort == q.sort).then(|| one.compare(&two, x.unit != y.unit))
        }
        _ => None,
    }
}
