//! Near-duplicate articles.

mod cluster;
mod compare;
mod index;
mod knob;
mod score;
mod shingles;
mod vocabulary;
mod words;

use crate::report::GroupKind;
use rayon::prelude::*;
use std::ops::Range;

/// An article to be grouped.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its text.
    pub text: &'a str,
    /// Stretches of `text` that are known to be no part of the story, in order.
    pub outside: &'a [Range<usize>],
    /// The day on which it was published, where that is known.
    pub date: Option<jiff::civil::Date>,
}

/// Two members of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupedPair {
    /// The one, by its place among the documents; less than `b`.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Weight of the shingles that both have over the balanced weight of the two, 0 to 1.
    pub similarity: f64,
    /// Weight of the shingles that both have over the weight of the lighter one, 0 to 1.
    pub containment: f64,
    /// What ties the two.
    pub kind: GroupKind,
}

/// Documents that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupOf {
    /// Its members by their place among the documents, in order.
    pub members: Vec<usize>,
    /// What ties them.
    pub kind: GroupKind,
    /// The pairs that were compared and found alike, in order.
    pub pairs: Vec<GroupedPair>,
}

/// The groups found among some documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grouping {
    /// In the order of their first members. A document in none stands alone.
    pub groups: Vec<GroupOf>,
}

/// Groups documents.
pub fn group(documents: &[Document<'_>]) -> Grouping {
    let read: Vec<(Vec<shingles::Shingle>, Vec<u32>)> = documents
        .par_iter()
        .map(|document| words::words(document.text, document.outside))
        .map(|words| (shingles::shingles(&words), vocabulary::ids(&words)))
        .collect();
    let (mut pages, ids): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let vocabulary = vocabulary::Vocabulary::new(&ids);
    let index = index::Index::new(&mut pages);
    let weights = score::Weights::new(&index, None);
    let pairs = score::pairs(&index, &weights);
    let stories = cluster::clusters(index.pages(), &pairs, knob::knob("ALIKE1", 0.2), knob::knob("AVG1", 0.1));
    let weights = score::Weights::new(&index, Some(&stories));
    let mut pairs = score::pairs(&index, &weights);
    let (dump, tmpl) = (std::env::var("DUMP").is_ok(), knob::knob("TMPL", 4.0));
    let lo = knob::knob("LOW", 0.05);
    pairs.par_iter_mut().filter(|p| p.similarity > lo).for_each(|p| {
        let (a, b) = (&ids[p.a as usize], &ids[p.b as usize]);
        let shared = compare::shared(a, b);
        let g = compare::agreement(a, b, &shared, &vocabulary);
        if dump {
            println!("PAIR {} {} {:.3} {:.3} {} {:.0} {:.0} {:.3}", p.a, p.b, p.similarity, p.containment, g.figures, g.same, g.changed, g.changed / (g.changed + g.same));
        }
        p.similarity *= (1.0 - tmpl * g.changed / (g.changed + g.same)).max(0.0);
    });
    let stories = cluster::clusters(index.pages(), &pairs, knob::knob("ALIKE", 0.1), knob::knob("AVG", 0.05));
    let mut members: std::collections::BTreeMap<u32, Vec<usize>> = Default::default();
    for (i, s) in stories.iter().enumerate() {
        members.entry(*s).or_default().push(i);
    }
    Grouping {
        groups: members
            .into_values()
            .filter(|m| m.len() > 1)
            .map(|members| GroupOf { members, kind: GroupKind::NearDuplicate, pairs: vec![] })
            .collect(),
    }
}
