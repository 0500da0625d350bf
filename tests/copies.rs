//! What a further article must not change: a difference between two copies stays told whoever else
//! tells the story, and each figure of a long table is compared with few others.

mod texts;

use crosscheck::align::{candidates, frames};
use crosscheck::article::outside_story;
use crosscheck::duplicate::Grouping;
use crosscheck::extract::Extractor;
use crosscheck::report::{Report, Verdict};
use texts::{articles, compared};

const WIRE: &str = "Slide above Tervo\nTERVO, 8 May 2024\n\nThirty-two people are missing after a \
    hillside gave way above Tervo, the mayor said on Wednesday.\n\nThe mass of mud came down \
    shortly before 6 a.m. and buried 57 cottages. Some 1,400 people spent the night in a sports \
    hall.";

/// The values told to differ.
fn differing(report: &Report) -> Vec<Vec<String>> {
    let facts = report.facts.iter();
    let differing = facts.filter(|fact| fact.verdict == Verdict::Discrepancy);
    differing
        .map(|fact| fact.values.iter().map(|v| v.text.clone()).collect())
        .collect()
}

#[test]
fn a_difference_between_copies_stays_told_when_others_join() {
    let copy = WIRE.replace("57 cottages", "75 cottages");
    let later = "Tervo counts its losses\n9 May 2024\n\nThe number of missing in Tervo rose to 35 \
        on Thursday, the mayor said. Fifty-seven cottages were buried, the mayor said.";
    let other = "A hill comes down\nWednesday 8 May 2024\n\nBy nightfall 35 people were missing in \
        Tervo. The hill gave way before dawn. At least 90 houses are gone; nearly 1,500 villagers \
        slept in a hall.";
    for others in [&[][..], &[later], &[other], &[later, other]] {
        let mut texts = vec![WIRE, &copy];
        texts.extend(others);
        let told = differing(&compared(&texts));
        let wanted = |values: &Vec<String>| {
            let has = |value: &str| values.iter().any(|text| text.starts_with(value));
            has("57") && has("75")
        };
        assert!(told.iter().any(wanted), "{} others: {told:?}", others.len());
    }
}

#[test]
fn each_figure_of_a_table_is_compared_with_few_others() {
    let list = |more: usize| {
        let entries = (0..400).map(|k| format!("{} people", 3 + k + more));
        format!(
            "Flood\n\n3 June 2023\n\nThe flood in Brensk hurt {}.",
            entries.collect::<Vec<_>>().join(", ")
        )
    };
    let texts = [list(0), list(1)];
    let articles = articles(&[&texts[0], &texts[1]]);
    let extractor = Extractor::builtin();
    let today = "2024-06-01".parse().unwrap();
    let stories = extractor.read(&articles, outside_story(&articles), today);
    let frames = frames(&stories, extractor.grammar(), extractor.lexicon());
    assert!(frames.len() >= 800, "{}", frames.len());
    let pairs = candidates(
        &stories,
        &Grouping::default(),
        None,
        &frames,
        extractor.grammar(),
    );
    let mut partners = vec![0; frames.len()];
    for pair in &pairs {
        partners[pair.a] += 1;
        partners[pair.b] += 1;
    }
    // In its own story and in the other one.
    let most = partners.iter().max().unwrap();
    assert!(*most <= 2 * 96, "{most} partners");
    // What says of each figure the same is no longer than what stands around one.
    let longest = frames.iter().map(|f| f.sentence_words.len()).max().unwrap();
    assert!(longest < 200, "{longest} words");
}
