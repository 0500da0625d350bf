use super::*;

/// Two paragraphs of a story, between and below which furniture is put.
const LEAD: &str =
    "Two fishermen drowned on Monday when their boat capsized off Karsund, the coast guard said.";
const NEXT: &str =
    "The wreck was found at noon in 40 metres of water, 3 km from the harbour of Karsund.";

fn regions(text: &str) -> Vec<(String, String)> {
    let article = Article {
        id: "a1".into(),
        text: text.into(),
        ..Article::default()
    };
    let found = outside_story(&[article]).remove(0);
    found
        .into_iter()
        .map(|r| (text[r.range].to_owned(), r.why))
        .collect()
}

fn outside(line: &str) -> bool {
    let text = format!("Boat sinks off Karsund\n\n{LEAD}\n\n{NEXT}\n\n{line}\n");
    regions(&text).iter().any(|(t, _)| t == line)
}

#[test]
fn furniture_in_many_wordings_is_told() {
    let missed: Vec<&str> = include_str!("furniture.txt")
        .lines()
        .filter(|l| !outside(l))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn story_that_sounds_alike_stays() {
    let lines = include_str!("not_furniture.txt").lines();
    let lost: Vec<&str> = lines.filter(|l| outside(l)).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}
