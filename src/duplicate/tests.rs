//! What grouping must do whatever happens inside.

use super::{Document, Grouping, Options, group, group_with, passages};
use crate::report::GroupKind;
use itertools::Itertools;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Documents that belong together, by number.
type Pairs = BTreeSet<(usize, usize)>;

fn grouped<S: AsRef<str>>(texts: &[S]) -> Grouping {
    grouped_with(texts, &Options::default())
}

fn grouped_with<S: AsRef<str>>(texts: &[S], options: &Options) -> Grouping {
    let documents: Vec<_> = texts
        .iter()
        .map(|text| Document {
            text: text.as_ref(),
            outside: &[],
            date: None,
        })
        .collect();
    group_with(&documents, options)
}

fn members<S: AsRef<str>>(texts: &[S]) -> Vec<Vec<usize>> {
    grouped(texts)
        .groups
        .into_iter()
        .filter(|group| group.kind.is_copy())
        .map(|group| group.members)
        .collect()
}

/// Invented words that look like a story: the same for the same seed.
fn story(seed: u64, words: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let word = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        format!(
            "{}{}",
            ["ba", "ko", "ri", "tu", "ne", "sol", "mar", "ven"][(state >> 61) as usize],
            state >> 45 & 0xfff
        )
    };
    (0..words).map(word).join(" ")
}

const APPEAL: &str = "A message from our editor: Dear readers, we face hard times, and our work is under threat. We, the \
    journalists of this paper, refuse to be silenced, but to go on we need your help. Your support, no matter how small, \
    makes a difference. If you can, please support us with a monthly donation. Thank you for standing with us. Sign up \
    for our newsletter.";

/// The clusters with their articles and the pairs that are near-duplicates, by number.
fn clusters() -> Vec<(Vec<String>, Pairs)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/clusters");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders.iter().map(|folder| cluster(folder)).collect()
}

fn cluster(folder: &Path) -> (Vec<String>, Pairs) {
    let gold: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    let names: Vec<&String> = gold["articles"].as_object().unwrap().keys().collect();
    let texts = names
        .iter()
        .map(|name| std::fs::read_to_string(folder.join("articles").join(name)).unwrap())
        .collect();
    let mut pairs = BTreeSet::new();
    for group in gold["groups"].as_array().unwrap() {
        let place = |name: &serde_json::Value| {
            names
                .iter()
                .position(|n| Some(n.as_str()) == name.as_str())
                .unwrap()
        };
        pairs.extend(all_pairs(
            &group
                .as_array()
                .unwrap()
                .iter()
                .map(place)
                .collect::<Vec<_>>(),
        ));
    }
    (texts, pairs)
}

fn all_pairs(members: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, a) in members.iter().enumerate() {
        pairs.extend(members[i + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
    }
    pairs
}

fn found<S: AsRef<str>>(texts: &[S]) -> BTreeSet<(usize, usize)> {
    members(texts)
        .iter()
        .flat_map(|group| all_pairs(group))
        .collect()
}

#[test]
fn clusters_one_by_one_are_grouped_as_in_gold() {
    for (texts, gold) in clusters() {
        assert_eq!(found(&texts), gold, "{}", texts[0]);
    }
}

#[test]
fn clusters_all_together_are_grouped_as_in_gold() {
    let (mut texts, mut gold) = (Vec::new(), BTreeSet::new());
    for (more, pairs) in clusters() {
        gold.extend(
            pairs
                .iter()
                .map(|(a, b)| (a + texts.len(), b + texts.len())),
        );
        texts.extend(more);
    }
    assert_eq!((found(&texts), gold.len()), (gold, 22));
}

#[test]
fn an_appeal_that_two_articles_share_does_not_tie_them() {
    let clusters = clusters();
    let texts: Vec<_> = [3, 7, 11]
        .iter()
        .map(|i| format!("{}\n{APPEAL}", clusters[*i].0[0]))
        .collect();
    assert_eq!(members(&texts), Vec::<Vec<usize>>::new());
}

#[test]
fn copies_under_other_appeals_are_grouped() {
    let (texts, _) = &clusters()[2];
    let cut: String = texts[0].lines().take(8).join("\n");
    let pages = [
        texts[0].clone(),
        format!("{APPEAL}\n{cut}"),
        texts[5].clone(),
    ];
    assert_eq!(members(&pages), [[0, 1]]);
}

#[test]
fn the_kind_says_how_copies_differ() {
    let kind = |a: &str, b: &str| grouped(&[a, b]).groups[0].kind;
    let text = format!("{} 17 people died {}", story(1, 60), story(2, 60));
    let cut = text.split(' ').take(70).join(" ");
    let edited = text
        .split(' ')
        .enumerate()
        .map(|(i, w)| if i % 12 == 5 { "other" } else { w })
        .collect::<Vec<_>>();
    assert_eq!(kind(&text, &text.to_uppercase()), GroupKind::Verbatim);
    assert_eq!(kind(&text, &cut), GroupKind::Abridged);
    assert_eq!(kind(&text, &edited.join(" ")), GroupKind::Edited);
    assert_eq!(
        kind(&text, &text.replace(" 17 ", " 23 ")),
        GroupKind::Update
    );
}

#[test]
fn passages_are_given_with_their_places() {
    let [a, b] = [
        "Intro. The dam, they said, broke at noon. End",
        "THE DAM THEY SAID broke at noon",
    ]
    .map(|text| Document {
        text,
        outside: &[],
        date: None,
    });
    let told: Vec<_> = passages(&a, &b, 5)
        .into_iter()
        .map(|p| (&a.text[p.a], &b.text[p.b]))
        .collect();
    assert_eq!(told, [("The dam, they said, broke at noon", b.text)]);
    assert!(passages(&a, &b, 8).is_empty());
}

#[test]
fn a_digest_does_not_chain_the_stories_that_it_holds() {
    let mut texts: Vec<String> = (0..6)
        .flat_map(|i| {
            [
                story(i, 200),
                format!("{} {}", story(i, 150), story(i + 50, 20)),
            ]
        })
        .collect();
    texts.push((0..6).map(|i| story(i, 40)).join("\n"));
    let groups = members(&texts);
    assert_eq!(groups.len(), 6, "{groups:?}");
    assert!(
        groups
            .iter()
            .all(|group| group.len() <= 3 && group[1] == group[0] + 1),
        "{groups:?}"
    );
}

#[test]
fn an_article_repeated_very_often_is_one_group() {
    let mut texts = vec![story(1, 80); 10_000];
    texts.push(story(2, 80));
    let groups = grouped(&texts).groups;
    assert_eq!(
        (groups.len(), groups[0].members.len(), groups[0].pairs.len()),
        (1, 10_000, 9_999)
    );
    assert_eq!(groups[0].kind, GroupKind::Verbatim);
}

#[test]
fn a_story_that_very_many_carry_is_one_group_though_each_edits_it() {
    let text = story(1, 200);
    let edited = |i: usize| {
        let words = text.split(' ').enumerate();
        words
            .map(|(at, word)| {
                if (at * 7 + i * 13).is_multiple_of(37) {
                    format!("edit{i}")
                } else {
                    word.to_owned()
                }
            })
            .join(" ")
    };
    let mut texts: Vec<String> = (0..1_500).map(edited).collect();
    texts.extend((2..40).map(|seed| format!("{}\n{APPEAL}", story(seed, 100))));
    let groups = members(&texts);
    assert_eq!(
        (groups.len(), groups[0].len()),
        (1, 1_500),
        "{:?}",
        groups.get(1)
    );
}

#[test]
fn empty_and_very_short_articles_stand_alone() {
    let texts: Vec<_> = (0..100_000)
        .map(|i| {
            if i % 2 == 0 {
                String::new()
            } else {
                format!("Item {i} of the daily list of brief notes follows here {i}")
            }
        })
        .collect();
    assert!(members(&texts).is_empty());
}

#[test]
fn one_word_over_and_over_ties_nothing() {
    let texts = [
        "word ".repeat(1_000_000),
        "word ".repeat(200_000),
        story(1, 90),
    ];
    assert!(members(&texts).is_empty());
}

#[test]
fn a_footer_longer_than_any_story_ties_nothing() {
    let footer = story(9, 160_000); // more than a megabyte
    let texts = [
        format!("{}\n{footer}", story(1, 150)),
        format!("{}\n{footer}", story(2, 150)),
    ];
    assert!(members(&texts).is_empty());
}

#[test]
fn among_many_articles_cut_copies_still_join_the_story() {
    let mut texts: Vec<String> = (0..220).map(|seed| story(seed, 150)).collect();
    for cut in [110, 90, 75] {
        texts.push(story(7, 150).split(' ').take(cut).join(" "));
    }
    texts.push(format!("{} {}", story(300, 40), story(7, 150)));
    assert_eq!(members(&texts), [[7, 220, 221, 222, 223]]);
}

#[test]
fn a_sample_of_shingles_finds_the_same_stories() {
    let mut texts: Vec<String> = (0..60).map(|seed| story(seed, 200)).collect();
    texts.extend((0..30).map(|seed| story(seed, 200).split(' ').skip(9).join(" ")));
    let sampled = Options {
        exact_bytes: texts.iter().map(String::len).sum::<usize>() / 3,
        ..Options::default()
    };
    let (all, some) = (grouped(&texts), grouped_with(&texts, &sampled));
    assert_eq!((all.sampled, some.sampled), (1, 4));
    let members = |grouping: &Grouping| {
        let groups = grouping.groups.iter();
        groups
            .map(|group| group.members.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(members(&all).len(), 30);
    assert_eq!(members(&all), members(&some));
}

#[test]
fn scans_are_grouped_if_they_are_said_to_be_scans() {
    let misread = |seed: u64, which: usize| {
        let text = story(seed, 150);
        let words = text.split(' ').enumerate();
        let read = words.map(|(at, word)| match (at + which) % 5 {
            0 => format!("{word}{which}"),
            _ => word.to_owned(),
        });
        read.collect::<Vec<_>>().join(" ")
    };
    let texts: Vec<String> = (0..4)
        .flat_map(|seed| [misread(seed, 0), misread(seed, 2)])
        .collect();
    let scanned = Options {
        scanned: true,
        ..Options::default()
    };
    assert!(members(&texts).is_empty());
    let groups = grouped_with(&texts, &scanned).groups;
    assert_eq!(
        groups
            .iter()
            .map(|group| &group.members[..])
            .collect::<Vec<_>>(),
        [[0, 1], [2, 3], [4, 5], [6, 7]]
    );
}

#[test]
fn order_and_threads_do_not_matter() {
    let mut texts: Vec<String> = clusters()
        .into_iter()
        .take(6)
        .flat_map(|cluster| cluster.0)
        .collect();
    texts.extend([texts[1].clone(), texts[1].to_uppercase(), texts[8].clone()]);
    let told = |order: &[usize]| {
        let shuffled: Vec<&String> = order.iter().map(|i| &texts[*i]).collect();
        let name = |i: usize| shuffled[i].clone();
        let mut pairs: Vec<_> = grouped(&shuffled)
            .groups
            .iter()
            .flat_map(|g| {
                g.pairs.iter().map(|p| {
                    (
                        p.similarity.to_bits(),
                        p.containment.to_bits(),
                        p.kind,
                        g.kind,
                        name(p.a).min(name(p.b)),
                    )
                })
            })
            .map(|told| format!("{told:?}"))
            .collect();
        pairs.sort();
        pairs
    };
    let straight: Vec<usize> = (0..texts.len()).collect();
    let expected = told(&straight);
    assert!(expected.len() > 6);
    for step in [5, 7, 11] {
        let order: Vec<usize> = straight
            .iter()
            .map(|i| (i * step + 3) % texts.len())
            .collect();
        assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), texts.len());
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(step % 4 + 1)
            .build()
            .unwrap();
        assert_eq!(pool.install(|| told(&order)), expected);
    }
}

proptest! {
    #[test]
    fn nothing_breaks_it(texts in prop::collection::vec("(the |of |a |[a-z]{2} |\\PC|[0-9.,'\u{2019}\"\n ]){0,60}", 0..8), from in 0_usize..80, to in 0_usize..80) {
        let outside = [from..to, 3..9];
        let documents: Vec<_> = texts.iter().map(|text| Document { text, outside: &outside, date: None }).collect();
        for group in group(&documents).groups {
            prop_assert!(group.members.len() > 1);
            prop_assert!(group.members.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(group.pairs.iter().all(|pair| pair.a < pair.b && (0.0..=1.0).contains(&pair.similarity)));
        }
    }
}
