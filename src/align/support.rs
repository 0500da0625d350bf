//! What the other pairs say of a pair, once all have been scored alone: rivals in the two
//! stories, neighbours in the two sentences, and witnesses in third stories.

use super::Candidate;
use super::features::{Features, NAMES as FIRST, compare_values};
use super::frame::Frame;
use crate::value::Comparison;
use itertools::Itertools;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How many features the last score has.
pub const COUNT: usize = FIRST.len() + SUPPORT.len() + 2 * LIKENESSES.len();

/// The names of what this stage adds to the features of a pair.
pub const SUPPORT: [&str; 29] = [
    // The score of the slots, blind to the values.
    "slot",
    // The best score of the slot of another partner of the one in the other's story; the greater of
    // the two.
    "slot_rival",
    // The lesser of the two.
    "slot_rival_of_either",
    // By how much the slot's score exceeds the best of its rivals.
    "slot_lead",
    // The best slot score of a rival with the very value of its partner.
    "slot_rival_agrees",
    // By how much the slot's score exceeds that of the rivals with the values: values that have
    // changed places.
    "slot_lead_over_agreeing",
    // How many rivals have a higher slot score: 1 for five.
    "slot_outdone",
    // The best witness by the scores of the slots.
    "slot_witness",
    // The sum of the slot scores between the two sentences but for this pair: 1 for three.
    "slot_neighbours",
    // The score of the pair alone.
    "alone",
    // The best score of another partner of the one in the other's story; the greater of the two.
    "rival",
    // The lesser of the two.
    "rival_of_either",
    // By how much the pair's score exceeds the best of its rivals.
    "lead",
    // The best score of a rival with the very value of its partner.
    "rival_agrees",
    // The best score of a rival that stands in the same sentence as the one it rivals.
    "rival_beside",
    // The best score of another pair between the two sentences.
    "neighbour",
    // The same for the sentences right before and after.
    "neighbour_around",
    // The best witness: a mention of a third story that scores with both, by the lesser score.
    "witness",
    // The same among witnesses that have the value of the one or the other.
    "witness_agrees",
    // How many witnesses there are with at least even odds for both: 1 for three.
    "witnesses",
    // A third mention that scores with the one and has its value, while scoring low with the other.
    "objection",
    // How many partners with the same value and at least even odds the better known of the two
    // has: 1 for four.
    "backing_of_one",
    // The same for the less known of the two.
    "backing_of_both",
    // The best witness within one of the two stories: a third mention that scores with both.
    "inner_witness",
    // The same by the scores of the slots.
    "inner_slot_witness",
    // The score of the one with what the other converts in brackets, or is converted by.
    "converted",
    // The values have changed places: another pair between the two sentences, or those beside them,
    // has the very values, crosswise. The score of the slots of the two pairs, on average.
    "swap",
    // By how much that exceeds the score of the pairs with equal values.
    "swap_lead",
    // By how much the likenesses of the two pairs exceed those of the pairs with equal values, on
    // average.
    "swap_likeness_lead",
];

/// The likenesses of a pair that are held against those of its rivals: by how much each exceeds
/// the best of them, for the one whose rivals are fewer or less alike, and for the other.
const LIKENESSES: [(&str, &str, &str); 10] = [
    (
        "context_cosine",
        "context_cosine_lead",
        "context_cosine_lead_of_either",
    ),
    (
        "context_meaning",
        "context_meaning_lead",
        "context_meaning_lead_of_either",
    ),
    (
        "segment_cosine",
        "segment_cosine_lead",
        "segment_cosine_lead_of_either",
    ),
    (
        "segment_meaning",
        "segment_meaning_lead",
        "segment_meaning_lead_of_either",
    ),
    (
        "thing_cosine",
        "thing_cosine_lead",
        "thing_cosine_lead_of_either",
    ),
    (
        "thing_meaning",
        "thing_meaning_lead",
        "thing_meaning_lead_of_either",
    ),
    (
        "around_cosine",
        "around_cosine_lead",
        "around_cosine_lead_of_either",
    ),
    (
        "around_meaning",
        "around_meaning_lead",
        "around_meaning_lead_of_either",
    ),
    (
        "passage_cosine",
        "passage_cosine_lead",
        "passage_cosine_lead_of_either",
    ),
    (
        "passage_meaning",
        "passage_meaning_lead",
        "passage_meaning_lead_of_either",
    ),
];

/// The places of the likenesses among the features of a pair.
fn likenesses() -> [usize; LIKENESSES.len()] {
    static PLACES: LazyLock<[usize; LIKENESSES.len()]> = LazyLock::new(|| {
        let place = |name: &str| FIRST.iter().position(|n| *n == name).unwrap_or(0);
        LIKENESSES.map(|(name, ..)| place(name))
    });
    *PLACES
}

/// The names of all features of the last score.
pub fn names() -> Vec<&'static str> {
    let leads = LIKENESSES
        .iter()
        .flat_map(|(_, least, most)| [*least, *most]);
    FIRST.iter().chain(&SUPPORT).copied().chain(leads).collect()
}

/// A partner of a frame.
#[derive(Debug, Clone, Copy)]
struct Partner {
    /// The place of the other frame.
    other: usize,
    /// The story in which it stands.
    story: usize,
    /// The score of the pair alone.
    score: f64,
    /// The score of its slots.
    slot: f64,
    /// The place of the pair.
    pair: usize,
}

/// The scored pairs, by frame.
struct Graph<'g> {
    frames: &'g [Frame],
    candidates: &'g [Candidate],
    scores: Vec<f64>,
    slots: Vec<f64>,
    /// For each frame its partners, in order.
    partners: Vec<Vec<Partner>>,
    /// The best two scores between two sentences, with the pair of the best.
    sentences: FxHashMap<[usize; 4], (f64, usize, f64)>,
    slots_of_sentences: FxHashMap<[usize; 4], f64>,
    backing: Vec<usize>,
}

/// Pairs that score less say nothing of others.
pub(super) const LEAST: f64 = 0.02;

/// Even odds.
const EVEN: f64 = 0.5;

impl<'g> Graph<'g> {
    fn new(
        frames: &'g [Frame],
        candidates: &'g [Candidate],
        slots: Vec<f64>,
        scores: Vec<f64>,
    ) -> Self {
        let mut partners = vec![Vec::new(); frames.len()];
        let mut sentences: FxHashMap<[usize; 4], (f64, usize, f64)> = FxHashMap::default();
        let mut backing = vec![0; frames.len()];
        let mut slots_of_sentences: FxHashMap<[usize; 4], f64> = FxHashMap::default();
        for (pair, (c, score)) in candidates.iter().zip(&scores).enumerate() {
            if score.max(slots[pair]) < LEAST {
                continue;
            }
            for (of, other) in [(c.a, c.b), (c.b, c.a)] {
                partners[of].push(Partner {
                    other,
                    story: frames[other].story,
                    score: *score,
                    slot: slots[pair],
                    pair,
                });
            }
            let (a, b) = (&frames[c.a], &frames[c.b]);
            if *score >= EVEN && compare_values(a, b) == Comparison::Same {
                backing[c.a] += 1;
                backing[c.b] += 1;
            }
            *slots_of_sentences.entry(sentences_of(a, b)).or_default() += slots[pair];
            let best = sentences
                .entry(sentences_of(a, b))
                .or_insert((0.0, usize::MAX, 0.0));
            if *score > best.0 {
                *best = (*score, pair, best.0);
            } else {
                best.2 = best.2.max(*score);
            }
        }
        for of_one in &mut partners {
            of_one.sort_unstable_by_key(|partner| partner.other);
        }
        Self {
            frames,
            candidates,
            scores,
            slots,
            partners,
            sentences,
            slots_of_sentences,
            backing,
        }
    }

    fn same(&self, a: usize, b: usize) -> bool {
        compare_values(&self.frames[a], &self.frames[b]) == Comparison::Same
    }

    /// What speaks for or against a pair, in the order of [`SUPPORT`].
    fn support(&self, pair: usize, likenesses: &[[f64; LIKENESSES.len()]]) -> [f64; SUPPORT.len()] {
        let c = &self.candidates[pair];
        let alone = self.scores[pair];
        let (of_a, of_b) = (self.rivals(c.a, c.b), self.rivals(c.b, c.a));
        let (witness, agreeing, witnesses, objection, slot_witness) = self.witnesses(c.a, c.b);
        let (neighbour, around) = self.neighbours(pair);
        let inner = self.inner_witnesses(c.a, c.b);
        let swap = self.swap(pair, likenesses);
        let slot = self.slots[pair];
        let slot_rival = of_a.slot.max(of_b.slot);
        let slot_agreeing = of_a.slot_agreeing.max(of_b.slot_agreeing);
        let outdone = [&of_a, &of_b].map(|r| r.slots.iter().filter(|s| **s > slot).count());
        let key = sentences_of(&self.frames[c.a], &self.frames[c.b]);
        let slot_neighbours = self
            .slots_of_sentences
            .get(&key)
            .map_or(0.0, |sum| sum - slot);
        let backing = [self.backing[c.a], self.backing[c.b]].map(|n| n.min(4) as f64 / 4.0);
        [
            slot,
            slot_rival,
            of_a.slot.min(of_b.slot),
            slot - slot_rival,
            slot_agreeing,
            if slot_agreeing > 0.0 {
                slot - slot_agreeing
            } else {
                0.0
            },
            outdone.iter().sum::<usize>().min(5) as f64 / 5.0,
            slot_witness,
            slot_neighbours.clamp(0.0, 3.0) / 3.0,
            alone,
            of_a.best.max(of_b.best),
            of_a.best.min(of_b.best),
            alone - of_a.best.max(of_b.best),
            of_a.agreeing.max(of_b.agreeing),
            of_a.beside.max(of_b.beside),
            neighbour,
            around,
            witness,
            agreeing,
            witnesses.min(3) as f64 / 3.0,
            objection,
            backing[0].max(backing[1]),
            backing[0].min(backing[1]),
            inner[0],
            inner[1],
            inner[2],
            swap[0],
            swap[1],
            swap[2],
        ]
    }

    /// Values that have changed places between the two stories.
    fn swap(&self, pair: usize, likenesses: &[[f64; LIKENESSES.len()]]) -> [f64; 3] {
        let c = &self.candidates[pair];
        let (a, b) = (&self.frames[c.a], &self.frames[c.b]);
        if a.story == b.story || compare_values(a, b) != Comparison::Different {
            return [0.0; 3];
        }
        let beside =
            |x: &Frame, y: &Frame| x.story == y.story && x.sentence.abs_diff(y.sentence) < 2;
        let across = |of: usize, home: &Frame| -> Vec<&Partner> {
            let own = self.partners[of].iter();
            own.filter(|p| beside(&self.frames[p.other], home) && self.same(p.other, of))
                .collect()
        };
        let likeness = |p: usize| likenesses[p].iter().sum::<f64>() / LIKENESSES.len() as f64;
        let mut best = [0.0f64; 3];
        let (of_a, of_b) = (across(c.a, b), across(c.b, a));
        for (p, q) in of_a.iter().cartesian_product(&of_b) {
            let other = self.partners[q.other].binary_search_by_key(&p.other, |x| x.other);
            let Ok(other) = other.map(|at| &self.partners[q.other][at]) else {
                continue;
            };
            let straight = (self.slots[pair] + other.slot) / 2.0;
            if straight > best[0] {
                let crosswise = (p.slot + q.slot) / 2.0;
                let alike = likeness(pair) + likeness(other.pair);
                best = [
                    straight,
                    straight - crosswise,
                    (alike - likeness(p.pair) - likeness(q.pair)) / 2.0,
                ];
            }
        }
        best
    }

    /// The other partners of `of` in the story of `but`.
    fn rivals(&self, of: usize, but: usize) -> Rivals {
        let mut rivals = Rivals::default();
        let home = &self.frames[but];
        for p in &self.partners[of] {
            if p.other == but || p.story != home.story {
                continue;
            }
            let (score, slot) = (p.score, p.slot);
            rivals.best = rivals.best.max(score);
            rivals.slot = rivals.slot.max(slot);
            rivals.slots.push(slot);
            if self.same(p.other, of) {
                rivals.slot_agreeing = rivals.slot_agreeing.max(slot);
                rivals.agreeing = rivals.agreeing.max(score);
            }
            if self.frames[p.other].sentence == home.sentence {
                rivals.beside = rivals.beside.max(score);
            }
        }
        rivals
    }

    /// The best witness for two frames, the best with the value of one of them, how many have
    /// even odds, and the strongest objection.
    fn witnesses(&self, a: usize, b: usize) -> (f64, f64, usize, f64, f64) {
        let homes = [self.frames[a].story, self.frames[b].story];
        let (mut best, mut agreeing, mut many, mut objection) = (0.0f64, 0.0f64, 0, 0.0f64);
        let mut slot = 0.0f64;
        let [of_a, of_b] = [a, b].map(|frame| self.partners[frame].iter());
        for known in of_a.merge_join_by(of_b, |x, y| x.other.cmp(&y.other)) {
            let third = known.as_ref().into_left();
            if homes.contains(&third.story) {
                continue;
            }
            let sides = [known.as_ref().left(), known.as_ref().right()];
            let scores = sides.map(|partner| partner.map_or(0.0, |p| p.score));
            let slots = sides.map(|partner| partner.map_or(0.0, |p| p.slot));
            let both = scores[0].min(scores[1]);
            best = best.max(both);
            slot = slot.max(slots[0].min(slots[1]));
            many += usize::from(both >= EVEN);
            for (frame, mine, theirs) in [(a, scores[0], scores[1]), (b, scores[1], scores[0])] {
                let tells = both > agreeing || mine - theirs > objection;
                if tells && self.same(third.other, frame) {
                    agreeing = agreeing.max(both);
                    objection = objection.max(mine - theirs);
                }
            }
        }
        (best, agreeing, many, objection, slot)
    }

    /// By how much each likeness of a pair exceeds the best of its rivals: for each likeness the
    /// lesser and the greater of the two leads.
    fn leads(&self, pair: usize, likenesses: &[[f64; LIKENESSES.len()]]) -> Vec<f64> {
        let c = &self.candidates[pair];
        let own = likenesses[pair];
        let mut best = [[0.0f64; LIKENESSES.len()]; 2];
        for (best, (of_one, but)) in best.iter_mut().zip([(c.a, c.b), (c.b, c.a)]) {
            let home = self.frames[but].story;
            for p in &self.partners[of_one] {
                if p.other != but && self.frames[p.other].story == home {
                    for (best, rival) in best.iter_mut().zip(likenesses[p.pair]) {
                        *best = best.max(rival);
                    }
                }
            }
        }
        let leads = own.iter().zip(&best[0]).zip(&best[1]);
        let rounded = |lead: f64| (lead * 1e6).round() / 1e6;
        leads
            .flat_map(|((own, x), y)| [own - x.max(*y), own - x.min(*y)].map(rounded))
            .collect()
    }

    /// The best witness in the stories of two frames by the scores and by those of the slots, and
    /// the score with what one of the two converts.
    fn inner_witnesses(&self, a: usize, b: usize) -> [f64; 3] {
        let mut out = [0.0f64; 3];
        let homes = [self.frames[a].story, self.frames[b].story];
        let [of_a, of_b] = [a, b].map(|frame| self.partners[frame].iter());
        for known in of_a.merge_join_by(of_b, |x, y| x.other.cmp(&y.other)) {
            let Some((p, q)) = known.both().filter(|(p, _)| homes.contains(&p.story)) else {
                continue;
            };
            out[0] = out[0].max(p.score.min(q.score));
            out[1] = out[1].max(p.slot.min(q.slot));
            let third = &self.frames[p.other];
            for (frame, score) in [(a, q.score), (b, p.score)] {
                let frame = &self.frames[frame];
                if frame.story == third.story && frame.converts == Some(third.mention) {
                    out[2] = out[2].max(score);
                }
            }
        }
        out
    }

    /// The best other pair between the two sentences, and between those around them.
    fn neighbours(&self, pair: usize) -> (f64, f64) {
        let c = &self.candidates[pair];
        let (a, b) = (&self.frames[c.a], &self.frames[c.b]);
        let at = |x: Option<usize>, y: Option<usize>| {
            let key = [a.story, x?, b.story, y?];
            self.sentences.get(&key).copied()
        };
        let (s, t) = (Some(a.sentence), Some(b.sentence));
        let here = at(s, t).map_or(
            0.0,
            |(best, which, second)| {
                if which == pair { second } else { best }
            },
        );
        let before = (a.sentence.checked_sub(1), b.sentence.checked_sub(1));
        let behind = (Some(a.sentence + 1), Some(b.sentence + 1));
        let around = [
            before,
            behind,
            (s, behind.1),
            (s, before.1),
            (before.0, t),
            (behind.0, t),
        ]
        .into_iter()
        .filter_map(|(x, y)| at(x, y))
        .map(|(best, ..)| best)
        .fold(0.0, f64::max);
        (here, around)
    }
}

fn sentences_of(a: &Frame, b: &Frame) -> [usize; 4] {
    [a.story, a.sentence, b.story, b.sentence]
}

#[derive(Default)]
struct Rivals {
    best: f64,
    agreeing: f64,
    beside: f64,
    slot: f64,
    slot_agreeing: f64,
    slots: Vec<f64>,
}

/// What the other pairs say of each.
pub(super) struct Supports<'s> {
    graph: Graph<'s>,
    features: &'s [Features],
    likenesses: Vec<[f64; LIKENESSES.len()]>,
}

impl<'s> Supports<'s> {
    /// `scores` are those of the pairs alone, blind to their values and not, in the order of
    /// `candidates`.
    pub(super) fn new(
        frames: &'s [Frame],
        candidates: &'s [Candidate],
        features: &'s [Features],
        scores: &[[f64; 2]],
    ) -> Self {
        let (slots, scores): (Vec<f64>, Vec<f64>) = scores.iter().map(|[s, p]| (*s, *p)).unzip();
        let places = likenesses();
        let own = features.iter().map(Features::values);
        Self {
            graph: Graph::new(frames, candidates, slots, scores),
            features,
            likenesses: own.map(|own| places.map(|place| own[place])).collect(),
        }
    }

    /// The features of a pair for its score together with the others: its own, and what they say.
    pub(super) fn of(&self, pair: usize) -> Vec<f64> {
        let mut all = self.features[pair].values().to_vec();
        let support = self.graph.support(pair, &self.likenesses);
        all.extend(support.map(|value| (value * 1e6).round() / 1e6));
        all.extend(self.graph.leads(pair, &self.likenesses));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::{candidates, features::features, frames};
    use super::*;
    use crate::article::Article;
    use crate::duplicate::Grouping;
    use crate::extract::Extractor;

    /// The feature of each pair of mentions of two stories, all pairs scored alike.
    fn across(texts: [&str; 2], name: &str) -> Vec<(Option<f64>, Option<f64>, f64)> {
        let extractor = Extractor::builtin();
        let article = |(k, text): (usize, &&str)| Article {
            id: k.to_string(),
            path: format!("{k}.txt"),
            text: (*text).to_owned(),
            ..Article::default()
        };
        let articles: Vec<Article> = texts.iter().enumerate().map(article).collect();
        let today = jiff::civil::date(2024, 6, 1);
        let stories = extractor.read(&articles, vec![Vec::new(); 2], today);
        let frames = frames(&stories, extractor.grammar(), extractor.lexicon());
        let copies = Grouping::default();
        let pairs = candidates(&stories, &copies, None, &frames, extractor.grammar());
        let own: Vec<Features> = pairs
            .iter()
            .map(|c| features(&frames[c.a], &frames[c.b], &c.setting))
            .collect();
        let scores = vec![[0.5, 0.5]; pairs.len()];
        let supports = Supports::new(&frames, &pairs, &own, &scores);
        let place = names().iter().position(|n| *n == name).unwrap();
        let between = pairs.iter().enumerate();
        between
            .filter(|(_, c)| frames[c.a].story != frames[c.b].story)
            .map(|(k, c)| {
                let value = supports.of(k)[place];
                (frames[c.a].stated, frames[c.b].stated, value)
            })
            .collect()
    }

    #[test]
    fn values_change_places_where_the_two_are_told_crosswise() {
        let told = "The motion in the Sofia parliament got 124 votes for and 105 votes against.";
        let turned = "In the Sofia parliament 105 votes were for the motion and 124 votes against.";
        let found = across([told, turned], "swap");
        assert_eq!(found.len(), 4, "{found:?}");
        for (a, b, swap) in found {
            assert_eq!(swap > 0.0, a != b, "{a:?} {b:?}");
        }
        let other = "In the Sofia parliament 106 votes were for the motion and 124 votes against.";
        assert!(
            across([told, other], "swap")
                .iter()
                .all(|(.., swap)| *swap == 0.0)
        );
    }
}
